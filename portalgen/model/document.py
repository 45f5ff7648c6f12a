"""What the client may download, and what was signed."""

import re
from typing import Annotated, ClassVar
from urllib.parse import unquote

from pydantic import AfterValidator, Field, WithJsonSchema

from portalgen.model.fields import spelling
from portalgen.model.fields.base import Named, Noun
from portalgen.model.fields.marks import IsDocument
from portalgen.model.fields.scalars import (
    AnyDay,
    Empty,
    Line,
    Token,
    refuse,
    shown,
)
from portalgen.model.fields.spelling import Json


def _digest(text: str) -> str:
    digits = re.sub(r"[\s:]", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", digits):
        help_ = "write the 64 hex digits that `sha256sum FILE` prints"
        raise refuse("PG220", f"{shown(text)} is not a SHA-256 digest", help=help_)
    return digits


Sha256 = Annotated[
    Token,
    AfterValidator(_digest),
    WithJsonSchema(
        spelling.text(
            r"^[\s:]*([0-9a-fA-F][\s:]*){64}$",
            "write the 64 hex digits of the file's SHA-256",
        )
    ),
]
DocumentName = Annotated[Line, IsDocument()]


def document_named(target: str) -> str | None:
    """Returns the document that a link in a project's Markdown leads to, or None where it leads elsewhere.

    Links are written as they work from the project's folder, or from an update's own:

    >>> document_named("documents/plan%20b.pdf"), document_named("../documents/a.png"), document_named("a.png")
    ('plan b.pdf', 'a.png', None)
    """
    found = re.fullmatch(r"(?:\./|\.\./)?documents/([^?#]+)(?:#.*)?", target)
    if found:
        return unquote(found[1])
    return None


class Signature(Noun):
    """What an SSH signature among the documents proves, where the statement that it is over lies beside it."""

    statement: str = Field(description="the text that was signed")
    key: str = Field(description="hex digest of the public key that signed it")
    flaw: str = Field(default="", description="why it proves nothing")


class Document(Noun):
    """A file in documents/, as it is published."""

    name: str = Field(description="the file's path below documents/")
    # No count of a project's: a file may have more bytes than anybody counts items.
    size: int = Field(ge=0, description="bytes")
    sha256: str = Field(description="hex digest of the published bytes")
    signature: Signature | None = Field(
        default=None,
        description="what it proves where it is an SSH signature",
    )


class Amendment(Noun):
    """A later change of an agreement."""

    example: ClassVar[Json] = {
        "name": "Loyalty points added",
        "document": "amendment-1.pdf",
        "signed_on": "2026-03-02",
    }

    name: Line = Field(description="what people call it")
    document: DocumentName | None = Field(
        default=None,
        description="its file below documents/",
    )
    version: Line | None = Field(default=None, description="the document's version")
    signed_on: AnyDay | None = Field(
        default=None,
        description="the day on which the last party signed",
    )
    sha256: Sha256 | None = Field(
        default=None,
        description="digest of the signed file: it is published as signed",
    )


class Agreement(Named):
    """What was agreed in writing: the document, its version, and when it was signed."""

    example: ClassVar[Json] = {
        "id": "statement-of-work",
        "name": "Statement of work",
        "document": "statement-of-work.pdf",
        "version": "1.0",
        "signed_on": "2026-01-09",
    }

    document: DocumentName | None = Field(
        default=None,
        description="its file below documents/",
    )
    version: Line | None = Field(default=None, description="the document's version")
    signed_on: AnyDay | None = Field(
        default=None,
        description="the day on which the last party signed",
    )
    sha256: Sha256 | None = Field(
        default=None,
        description="digest of the signed file: it is published as signed",
    )
    amendments: Annotated[tuple[Amendment, ...], Empty] = Field(
        default=(),
        description="later changes, oldest first",
    )
