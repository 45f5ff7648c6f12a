"""Signatures of SSH keys over a text, as `ssh-keygen -Y sign` makes them (OpenSSH's PROTOCOL.sshsig).

The format is a page long. The library that there is for it knows no ECDSA and takes any digest that a signature names,
MD5 included; so the format is read here, and `cryptography` does what is to be computed.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

LARGEST_SIGNATURE = 16 * 1024
SMALLEST_RSA = 2048
_MAGIC = b"SSHSIG"
_VERSION = 1
_ARMOUR = re.compile(
    r"\s*-----BEGIN SSH SIGNATURE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END SSH SIGNATURE-----\s*",
    re.ASCII,
)
_DIGESTS = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_RSA: dict[bytes, hashes.HashAlgorithm] = {
    b"rsa-sha2-256": hashes.SHA256(),
    b"rsa-sha2-512": hashes.SHA512(),
}
_CURVES: dict[bytes, hashes.HashAlgorithm] = {
    b"ecdsa-sha2-nistp256": hashes.SHA256(),
    b"ecdsa-sha2-nistp384": hashes.SHA384(),
    b"ecdsa-sha2-nistp521": hashes.SHA512(),
}


class SignatureError(Exception):
    """The signature proves nothing; the message says why."""


@dataclass
class _Reading:
    """Bytes that are read from their beginning on."""

    rest: bytes

    def take(self, size: int) -> bytes:
        """Returns the next bytes. Raises SignatureError where there are fewer."""
        if size > len(self.rest):
            raise SignatureError("it is cut off")
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken

    def number(self) -> int:
        """Returns the next number of four bytes."""
        return int.from_bytes(self.take(4))

    def string(self) -> bytes:
        """Returns the next string, before which its length stands."""
        return self.take(self.number())


@dataclass(frozen=True, slots=True)
class _Envelope:
    """What a signature file holds: the signer's public key, for what it was signed, and the signature itself."""

    key: bytes
    namespace: bytes
    reserved: bytes
    digest: bytes
    kind: bytes
    signature: bytes


def signing_key(signature: bytes, text: bytes, namespace: str) -> str:
    """Returns the digest of the public key that signed a text for a namespace: SHA-256 of its blob, in hex.

    Raises SignatureError where the signature is none, is for another namespace, or does not hold.
    """
    envelope = _envelope(signature)
    if envelope.namespace != namespace.encode():
        raise SignatureError(f"it was not signed with -n {namespace}")
    digest = _DIGESTS.get(envelope.digest)
    if digest is None:
        raise SignatureError("it is over a digest that is neither SHA-256 nor SHA-512")
    signed = _MAGIC
    parts = (
        envelope.namespace,
        envelope.reserved,
        envelope.digest,
        digest(text).digest(),
    )
    for part in parts:
        signed += len(part).to_bytes(4) + part
    try:
        _verify(envelope, signed)
    except InvalidSignature:
        raise SignatureError("it does not hold: the statement is another one") from None
    except (ValueError, UnsupportedAlgorithm, OverflowError):
        raise SignatureError("its key or its signature is damaged") from None
    return hashlib.sha256(envelope.key).hexdigest()


def _envelope(content: bytes) -> _Envelope:
    if len(content) > LARGEST_SIGNATURE:
        raise SignatureError("it is larger than 16 KiB")
    armour = _ARMOUR.fullmatch(content.decode("ascii", "replace"))
    if armour is None:
        raise SignatureError("it is no SSH signature")
    try:
        octets = base64.b64decode("".join(armour[1].split()), validate=True)
    except binascii.Error:
        raise SignatureError("it is no SSH signature") from None
    reading = _Reading(octets)
    if reading.take(len(_MAGIC)) != _MAGIC or reading.number() != _VERSION:
        raise SignatureError("it is of a version that nobody here can read")
    key, namespace, reserved, digest, blob = (reading.string() for _ in range(5))
    inner = _Reading(blob)
    kind = inner.string()
    signature = inner.string()
    if reading.rest or inner.rest:
        raise SignatureError("something stands behind it")
    return _Envelope(key, namespace, reserved, digest, kind, signature)


def _verify(envelope: _Envelope, signed: bytes) -> None:
    """Raises InvalidSignature where a signature does not hold, SignatureError where its kind is not taken."""
    name = _Reading(envelope.key).string()
    line = name + b" " + base64.b64encode(envelope.key)
    key = load_ssh_public_key(line)
    kind = envelope.kind
    if isinstance(key, ed25519.Ed25519PublicKey) and kind == b"ssh-ed25519":
        key.verify(envelope.signature, signed)
    elif isinstance(key, ec.EllipticCurvePublicKey) and kind == name:
        hashed = _CURVES[kind]
        key.verify(_pair(envelope.signature), signed, ec.ECDSA(hashed))
    elif isinstance(key, rsa.RSAPublicKey) and kind in _RSA:
        if key.key_size < SMALLEST_RSA:
            raise SignatureError("its RSA key is shorter than 2048 bits")
        key.verify(envelope.signature, signed, padding.PKCS1v15(), _RSA[kind])
    else:
        raise SignatureError(
            "it is of a kind that is not taken: use ed25519, ECDSA or RSA with SHA-2"
        )


def _pair(blob: bytes) -> bytes:
    """Returns the two numbers of an ECDSA signature in the form that the library reads."""
    reading = _Reading(blob)
    r = int.from_bytes(reading.string(), signed=True)
    s = int.from_bytes(reading.string(), signed=True)
    return encode_dss_signature(r, s)
