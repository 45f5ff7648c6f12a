"""An SSH key and what it signs, as ssh-keygen makes both: no key of anybody's."""

import base64
from hashlib import sha512

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from portalgen.model.record.signed_move import NAMESPACE


def private(seed: int = 1) -> Ed25519PrivateKey:
    """Returns a private key, the same one for a seed."""
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def public(seed: int = 1) -> str:
    """Returns the line of a .pub file."""
    key = private(seed).public_key()
    return key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()


def string(content: bytes) -> bytes:
    """Returns bytes with their length before them."""
    return len(content).to_bytes(4) + content


def signed(text: bytes, seed: int = 1, namespace: str = NAMESPACE) -> bytes:
    """Returns the file that `ssh-keygen -Y sign` makes of a text."""
    about = string(namespace.encode()) + string(b"") + string(b"sha512")
    signature = private(seed).sign(b"SSHSIG" + about + string(sha512(text).digest()))
    inner = string(b"ssh-ed25519") + string(signature)
    blob = base64.b64decode(public(seed).split()[1])
    whole = b"SSHSIG" + (1).to_bytes(4) + string(blob) + about + string(inner)
    return armoured(whole)


def armoured(content: bytes) -> bytes:
    """Returns a signature as the lines of a file."""
    text = base64.b64encode(content).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    around = (
        "-----BEGIN SSH SIGNATURE-----",
        *lines,
        "-----END SSH SIGNATURE-----",
        "",
    )
    return "\n".join(around).encode()
