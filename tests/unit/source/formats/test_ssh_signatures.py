"""Signatures of SSH keys, those that ssh-keygen made among them, and all that proves nothing."""

import base64
from pathlib import Path

import pytest

from portalgen.model.record.signed_move import NAMESPACE, fingerprint
from portalgen.source.formats.ssh_signatures import SignatureError, signing_key
from tests.kit.clients.ssh_keys import armoured, public, signed, string

DATA = Path(__file__).parents[3] / "data" / "ssh"
TEXT = (DATA / "statement.txt").read_bytes()
KNOWN = {
    "ed25519": "SHA256:Aj+lJhKAeqbHUR7yz8Ksvf3yucOQqwNpbFWGWvtOdCI",
    "ecdsa": "SHA256:F+cU20cGbJcZlyIYRvUG4Fjmu3O+cg7rTSdLr4c+BhE",
    "rsa": "SHA256:znwnwmNDVSxMpPkFusOTT4X/nbTkETPnw0CO45VrdFw",
}


def told(signature: bytes, text: bytes = TEXT) -> str:
    """Returns why a signature proves nothing."""
    with pytest.raises(SignatureError) as refused:
        signing_key(signature, text, NAMESPACE)
    return str(refused.value)


def of_keygen(name: str) -> bytes:
    return (DATA / f"{name}.sig").read_bytes()


@pytest.mark.parametrize("kind", KNOWN)
def test_what_ssh_keygen_signed_holds_with_the_fingerprint_that_it_prints(
    kind: str,
) -> None:
    key = signing_key(of_keygen(kind), TEXT, NAMESPACE)
    assert fingerprint(key) == KNOWN[kind]


@pytest.mark.parametrize("kind", KNOWN)
def test_over_another_text_it_does_not_hold(kind: str) -> None:
    assert "another one" in told(of_keygen(kind), TEXT + b"\n")


@pytest.mark.parametrize("kind", KNOWN)
def test_no_bit_of_it_can_be_changed(kind: str) -> None:
    armour = b"".join(of_keygen(kind).splitlines()[1:-1])
    octets = base64.b64decode(armour)
    for at in range(0, len(octets), 7):
        changed = bytearray(octets)
        changed[at] ^= 1
        try:
            key = signing_key(armoured(bytes(changed)), TEXT, NAMESPACE)
        except SignatureError:
            continue
        pytest.fail(f"byte {at}: {key}")


@pytest.mark.parametrize("size", range(0, 200, 9))
def test_what_is_cut_off_or_goes_on_is_told(size: int) -> None:
    octets = base64.b64decode(b"".join(of_keygen("ed25519").splitlines()[1:-1]))
    assert told(armoured(octets[:size])) if size < len(octets) else True
    assert told(armoured(octets + bytes(size + 1)))


@pytest.mark.parametrize(
    ("signature", "says"),
    [
        (of_keygen("another-namespace"), "not signed with -n portalgen-agreement"),
        (of_keygen("rsa-1024"), "shorter than 2048 bits"),
        (signed(TEXT, namespace="file"), "not signed with -n"),
        (b"", "no SSH signature"),
        (b"x" * 20_000, "larger than 16 KiB"),
        (of_keygen("rsa").replace(b"BEGIN", b"BEGUN"), "no SSH signature"),
        (armoured(b"SSHSIG" + (2).to_bytes(4)), "of a version"),
        (of_keygen("rsa") + of_keygen("rsa"), "no SSH signature"),
    ],
)
def test_what_proves_nothing_is_told(signature: bytes, says: str) -> None:
    assert says in told(signature)


def test_a_digest_that_can_be_forged_is_not_taken() -> None:
    blob = base64.b64decode(public().split()[1])
    inner = string(b"ssh-ed25519") + string(bytes(64))
    about = string(NAMESPACE.encode()) + string(b"") + string(b"md5")
    whole = b"SSHSIG" + (1).to_bytes(4) + string(blob) + about + string(inner)
    assert "neither SHA-256 nor SHA-512" in told(armoured(whole))


def test_a_signature_of_another_kind_than_its_key_is_not_taken() -> None:
    octets = base64.b64decode(b"".join(signed(TEXT).splitlines()[1:-1]))
    parts = octets.rpartition(b"ssh-ed25519")
    changed = parts[0] + b"ssh-ed00000" + parts[2]
    assert "of a kind that is not taken" in told(armoured(changed))
