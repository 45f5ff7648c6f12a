"""ledger.yml: what is taken out of a client's ledger, and where the ledger began anew. Clients read its reasons."""

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, WithJsonSchema

from portalgen.model.fields import spelling
from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import (
    LARGEST_COUNT,
    Choice,
    Count,
    Empty,
    Line,
    PastDay,
    Slug,
    Text,
    Token,
    Word,
    refuse,
    shown,
)
from portalgen.model.fields.spelling import Json

DIGEST_PATTERN = r"[0-9a-f]{64}"


def _digest(text: str) -> str:
    if not re.fullmatch(DIGEST_PATTERN, text.lower()):
        help_ = (
            "copy it from ledger.json or seal.json of the portal, all 64 digits of it"
        )
        raise refuse(
            "PG605",
            f"{shown(text)} is not a digest: 64 hex digits",
            help=help_,
        )
    return text.lower()


def _number(number: int) -> int:
    if number == 0:
        raise refuse(
            "PG210",
            "entries are numbered from 1",
            help="write the entry's n, as ledger.json has it",
        )
    return number


Digest = Annotated[
    Token,
    AfterValidator(_digest),
    WithJsonSchema(
        spelling.text(
            r"^\s*[0-9a-fA-F]{64}\s*$",
            "copy all 64 digits from ledger.json or seal.json",
        )
    ),
]
EntryNumber = Annotated[
    Count,
    AfterValidator(_number),
    WithJsonSchema(spelling.number(1, LARGEST_COUNT, whole=True)),
]


class LedgerText(Word):
    """The texts of an entry, which alone can be taken out: three of dates, and three of edits."""

    BECAUSE = "because"
    AGREED_BY = "agreed_by"
    NAME = "name"
    ITEM = "item"
    BEFORE = "from"
    AFTER = "to"

    @property
    def is_of_edit(self) -> bool:
        """Tells whether it is a text of an edit."""
        return self in {LedgerText.ITEM, LedgerText.BEFORE, LedgerText.AFTER}


class Redaction(Noun):
    """A text that is taken out of the ledger. The entry keeps its digest, so the chain stays whole."""

    never_internal: ClassVar[str] = "a redaction"
    example: ClassVar[Json] = {
        "entry": 12,
        "field": "agreed_by",
        "on": "2026-05-03",
        "reason": "personal data",
        "digest": "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
    }

    entry: EntryNumber = Field(
        description="number of the entry, n in ledger.json; where the text is one of an edit, its n there under edits"
    )
    field: Annotated[LedgerText, Choice] = Field(
        description="which of the entry's texts is taken out: because, agreed_by or name of a date; item, from or to "
        "of an edit"
    )
    on: PastDay = Field(description="the day on which it was taken out")
    reason: Line = Field(
        description="why, for the client to read, for example personal data"
    )
    digest: Digest = Field(
        description="the text's digest, which stands in the entry under texts"
    )


class Restart(Noun):
    """A ledger that does not continue the published one, and why: the only way past the check of the seal."""

    never_internal: ClassVar[str] = "a restart"
    example: ClassVar[Json] = {
        "on": "2026-05-03",
        "because": "The repository was moved and its history rewritten",
        "previous": "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
    }

    on: PastDay = Field(description="the day of the restart")
    because: Text = Field(description="why, in a sentence that the client reads")
    previous: Digest = Field(
        description="head of the last published ledger, from its seal.json"
    )


class Removal(Noun):
    """What was promised and was dropped: it is not what came in its place under another id, however alike they are."""

    example: ClassVar[Json] = {
        "project": "webshop",
        "milestone": "launch",
        "on": "2026-05-03",
        "because": "The shop will not be opened; the go-live is that of the new intranet",
    }

    project: Slug = Field(description="id of the project, as it was")
    milestone: Slug | None = Field(
        default=None,
        description="id of the milestone, as it was; without it the whole project is meant",
    )
    on: PastDay = Field(description="the day on which it was dropped")
    because: Text = Field(description="why, in a sentence that the client reads")


class LedgerFile(Noun):
    """ledger.yml: what a person declares about a client's ledger. The entries themselves come from git."""

    redactions: Annotated[tuple[Redaction, ...], Empty] = Field(
        default=(),
        description="texts taken out",
    )
    restarts: Annotated[tuple[Restart, ...], Empty] = Field(
        default=(),
        description="where the ledger began anew",
    )
    removals: Annotated[tuple[Removal, ...], Empty] = Field(
        default=(),
        description="projects and milestones that were dropped, and not renamed",
    )
