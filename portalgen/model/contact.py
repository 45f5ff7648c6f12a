"""A person that the client may turn to."""

import base64
import binascii
import hashlib
import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, WithJsonSchema

from portalgen.model.fields import spelling
from portalgen.model.fields.base import Named
from portalgen.model.fields.scalars import (
    Choice,
    Email,
    Empty,
    Line,
    Text,
    Word,
    refuse,
    shown,
)
from portalgen.model.fields.spelling import Json

KEY_PATTERN = r"(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) ([A-Za-z0-9+/]{40,2000}={0,2})"


def _signing_key(text: str) -> str:
    """Returns a public key without what stands behind it, which is often somebody's name on a machine."""
    found = re.fullmatch(rf"{KEY_PATTERN}(?: .*)?", text)
    if found is None or not _is_of(found[1], found[2]):
        help_ = "copy the line of the .pub file that ssh-keygen made: ssh-ed25519 AAAA…"
        raise refuse("PG209", f"{shown(text)} is no public key of SSH", help=help_)
    return f"{found[1]} {found[2]}"


def _is_of(kind: str, blob: str) -> bool:
    """Tells whether a blob in base64 is of the kind of key that stands before it."""
    try:
        octets = base64.b64decode(blob, validate=True)
    except binascii.Error:
        return False
    name = kind.encode()
    return octets.startswith(len(name).to_bytes(4) + name)


# No line: the key of RSA with 4096 bits is longer than one.
SigningKey = Annotated[
    Text,
    AfterValidator(_signing_key),
    WithJsonSchema(
        spelling.text(
            rf"^\s*{KEY_PATTERN}( .*)?\s*$",
            "copy the line of the .pub file that ssh-keygen made",
        )
    ),
]


def key_digest(key: str) -> str:
    """Returns the SHA-256 of a public key's blob in hex: what a signature is known by."""
    _, _, blob = key.partition(" ")
    octets = base64.b64decode(blob)
    return hashlib.sha256(octets).hexdigest()


class ShownAs(Word):
    """Whether pages show a contact's name or the role alone."""

    NAME = "name"
    ROLE = "role"


class Side(Word):
    """For whom a contact speaks."""

    AGENCY = "agency"
    CLIENT = "client"


class Contact(Named):
    """A person of the agency, or of the client, that files refer to by id.

    Those of the client's side can agree for it, and no page names them as people to turn to.
    """

    example: ClassVar[Json] = {
        "id": "maria",
        "name": "Maria Virtanen",
        "role": "account_manager",
        "email": "maria@agency.example",
        "reply_within": "1 working day",
    }

    namespace: ClassVar[str] = "people"

    role: Line | None = Field(
        default=None,
        description="what the person does, for example account_manager",
    )
    email: Email | None = Field(default=None, description="where Reply goes")
    reply_within: Line | None = Field(
        default=None,
        description="how soon an answer comes, for example 1 working day",
    )
    side: Annotated[Side, Choice] = Field(
        default=Side.AGENCY,
        description="agency or client: only somebody of the client's side can agree for it",
    )
    signing_keys: Annotated[tuple[SigningKey, ...], Empty] = Field(
        default=(),
        description="public SSH keys with which somebody of the client's side signs agreements: ssh-ed25519 AAAA…",
    )
    shown_as: Annotated[ShownAs, Choice] = Field(
        default=ShownAs.NAME,
        description="name or role",
    )
