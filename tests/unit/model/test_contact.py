"""Contacts: which lines are public keys of SSH."""

import base64

import pytest
from pydantic import ValidationError

from portalgen.model.contact import Contact, key_digest
from portalgen.model.record.signed_move import fingerprint
from tests.conftest import ROOT
from tests.kit.clients.ssh_keys import public

DATA = ROOT / "tests/data/ssh"


def contact(key: str) -> Contact:
    said = {"id": "timo", "name": "Timo", "side": "client", "signing_keys": [key]}
    return Contact.model_validate(said)


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_the_line_of_a_pub_file_is_a_key_without_its_comment(kind: str) -> None:
    line = (DATA / f"{kind}.pub").read_text("ascii").strip()
    (key,) = contact(line).signing_keys
    assert line == f"{key} nobody"


def test_its_digest_is_the_fingerprint_of_ssh_keygen() -> None:
    (key,) = contact((DATA / "ed25519.pub").read_text("ascii").strip()).signing_keys
    printed = "SHA256:Aj+lJhKAeqbHUR7yz8Ksvf3yucOQqwNpbFWGWvtOdCI"
    assert fingerprint(key_digest(key)) == printed


@pytest.mark.parametrize(
    "line",
    [
        "AAAAC3NzaC1lZDI1NTE5AAAA",
        "ssh-dss AAAAB3NzaC1kc3MAAACBAP1/U4EddRIpUt9KnC7s5Of2EbdSPO9EAMMeP4C2USZpRV1",
        public().replace("ssh-ed25519", "ssh-rsa"),
        public()[:-1],
        "ssh-ed25519 " + base64.b64encode(bytes(60)).decode(),
        "-----BEGIN OPENSSH PRIVATE KEY-----",
    ],
)
def test_anything_else_is_no_key(line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        contact(line)
    assert refused.value.errors()[0]["type"] == "PG209"
