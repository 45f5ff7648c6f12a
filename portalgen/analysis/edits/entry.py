"""An entry of the record of edits: what it holds, how it is written, and what its hash is computed from."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import rfc8785

from portalgen.model.record.statement import Thing


class EditKind(StrEnum):
    """What became of something that was told."""

    EDITED = "edited"
    RETRACTED = "retracted"
    REDEFINED = "redefined"
    REASKED = "reasked"
    REPRICED = "repriced"
    RELAXED = "relaxed"
    TIGHTENED = "tightened"
    RECOUNTED = "recounted"


@dataclass(frozen=True, slots=True)
class EditTexts:
    """The id of a thing, what it said before and since; or the digests of these in hex. None where there is none."""

    item: str | None = None
    before: str | None = None
    after: str | None = None

    @property
    def by_name(self) -> dict[str, str | None]:
        """Each by its name in ledger.json."""
        return {
            "item": self.item,
            "from": self.before,
            "to": self.after,
        }


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry. `texts` are digests; the texts themselves stand in the openings.

    What had stood `since` a day was told otherwise in a revision that was recorded on another, `recorded_on`. Without a
    `field` the whole thing went.
    """

    n: int
    project: str
    kind: EditKind
    thing: Thing
    field: str | None
    since: date
    recorded_on: date
    texts: EditTexts
    previous: str
    hash: str = ""


def written(edit: Edit) -> dict[str, Any]:
    """Returns an entry as ledger.json writes it, every key in its order, without its hash."""
    return {
        "n": edit.n,
        "project": edit.project,
        "kind": edit.kind.value,
        "thing": edit.thing.value,
        "field": edit.field,
        "since": edit.since.isoformat(),
        "recorded_on": edit.recorded_on.isoformat(),
        "texts": edit.texts.by_name,
        "previous": edit.previous,
    }


def hashed(edit: Edit) -> str:
    """Returns an entry's hash in hex: SHA-256 of its canonical bytes (RFC 8785) without the hash itself."""
    canonical = rfc8785.dumps(written(edit))
    return hashlib.sha256(canonical).hexdigest()
