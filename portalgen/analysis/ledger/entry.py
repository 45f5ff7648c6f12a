"""An entry of the ledger: what it holds, how it is written, and what its hash is computed from."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import rfc8785

from portalgen.model.record.past import SIGNATURE, PastEvidence, PastForecast


class Kind(StrEnum):
    """What an entry records. Within a commit, a milestone's entries stand in this order."""

    RESTARTED = "restarted"
    PROMISED = "promised"
    MOVED = "moved"
    FORECAST = "forecast"
    MET = "met"
    REOPENED = "reopened"
    REBASELINED = "rebaselined"
    WITHDRAWN = "withdrawn"
    EXPLAINED = "explained"
    AGREED = "agreed"
    OBJECTED = "objected"


@dataclass(frozen=True, slots=True)
class Texts:
    """The free texts of an entry, or their digests in hex; None where it has none."""

    because: str | None = None
    agreed_by: str | None = None
    name: str | None = None


NO_TEXTS = Texts()
# Which texts an entry of a kind may carry.
CARRIES: dict[Kind, tuple[str, ...]] = {
    Kind.PROMISED: ("name",),
    Kind.MOVED: ("because", "agreed_by"),
    Kind.EXPLAINED: ("because", "agreed_by"),
    Kind.RESTARTED: ("because",),
    Kind.AGREED: ("agreed_by",),
    Kind.OBJECTED: ("because", "name"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """What a revision adds to the record, in plain words: an entry before it is numbered and hashed.

    A revision's fact is told on `recorded_on`, its commit's UTC day. `of` holds the numbers of the moved entries that
    an explanation is about, or the sealed head that a restart is about. Of an agreement or an objection it is not
    known before the move has its number: `step` is the position of that move among those of the milestone.
    """

    kind: Kind
    recorded_on: date
    on: date
    project: str | None = None
    milestone: str | None = None
    before: PastForecast | None = None
    after: PastForecast | None = None
    cause: str | None = None
    explained: bool | None = None
    of: tuple[int | str, ...] | None = None
    texts: Texts = NO_TEXTS
    evidence: PastEvidence | None = None
    step: int | None = None

    @property
    def days(self) -> int | None:
        """Calendar days between two dates; positive is later."""
        return days_between(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the ledger. `texts` are digests; the texts themselves stand in the ledger's openings."""

    n: int
    project: str | None
    milestone: str | None
    kind: Kind
    on: date
    recorded_on: date
    before: PastForecast | None
    after: PastForecast | None
    days: int | None
    cause: str | None
    explained: bool | None
    of: tuple[int | str, ...] | None
    texts: Texts
    previous: str
    hash: str = ""
    evidence: PastEvidence | None = None

    @property
    def moves(self) -> tuple[int, ...]:
        """The numbers of the moved entries that it is about."""
        numbers: list[int] = []
        for reference in self.of or ():
            if isinstance(reference, int):
                numbers.append(reference)
        return tuple(numbers)


def days_between(before: PastForecast | None, after: PastForecast | None) -> int | None:
    """Returns the calendar days from one date to another; None where either is no single day."""
    if not isinstance(before, date):
        return None
    if not isinstance(after, date):
        return None
    distance = after - before
    return distance.days


def written(entry: Entry) -> dict[str, Any]:
    """Returns an entry as ledger.json writes it, every key in its order, without its hash."""
    of: list[int | str] | None = None
    if entry.of is not None:
        of = list(entry.of)
    fields: dict[str, Any] = {
        "n": entry.n,
        "project": entry.project,
        "milestone": entry.milestone,
        "kind": entry.kind.value,
        "on": entry.on.isoformat(),
        "recorded_on": entry.recorded_on.isoformat(),
        "from": _written(entry.before),
        "to": _written(entry.after),
        "days": entry.days,
        "cause": entry.cause,
        "explained": entry.explained,
        "of": of,
        "texts": {
            "because": entry.texts.because,
            "agreed_by": entry.texts.agreed_by,
            "name": entry.texts.name,
        },
        "previous": entry.previous,
    }
    if entry.kind is Kind.AGREED:
        fields["evidence"] = _proof(entry.evidence)
    return fields


def _proof(evidence: PastEvidence | None) -> dict[str, str | None] | None:
    """Returns evidence as an entry writes it. Only entries of agreements have such a key: all others are as before."""
    if evidence is None:
        return None
    fields: dict[str, str | None] = {
        "kind": evidence.kind,
        "digest": evidence.digest,
        "domain": evidence.domain,
        "on": evidence.on.isoformat() if evidence.on else None,
    }
    if evidence.kind == SIGNATURE:
        fields["key"] = evidence.key
    return fields


def hashed(entry: Entry) -> str:
    """Returns an entry's hash in hex: SHA-256 of its canonical bytes (RFC 8785) without the hash itself."""
    fields = written(entry)
    canonical = rfc8785.dumps(fields)
    digest = hashlib.sha256(canonical)
    return digest.hexdigest()


def _written(value: PastForecast | None) -> str | list[str] | None:
    if isinstance(value, tuple):
        return [day.isoformat() for day in value]
    if isinstance(value, date):
        return value.isoformat()
    return value
