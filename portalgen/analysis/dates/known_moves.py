"""What is known of the moves of a promise, from the ledger or from the file that declares them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from portalgen.analysis.dates.agreement import Witnesses
from portalgen.analysis.ledger.entry import Entry
from portalgen.model.milestone import Cause, Move
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.past import Agreement, PastEvidence, PastObjection


class Origin(StrEnum):
    """How a move is known: from git, from the files of the day alone, or from what the file says of the past."""

    RECORDED = "recorded"
    NOT_YET = "not_yet"
    BEFORE_RECORDS = "before_records"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class KnownMove:
    """One move of a promise. `days` are calendar days, positive is later; None where either end is no date.

    `removed` tells that its reason was taken out of the ledger. `needs_reason` tells that no cause is given where one
    is owed; a first date owes none, and neither does what a correction took back. `entry` is the number of the ledger's
    entry that records it; None where the file alone tells of it. `shown_on` is the day on which the client was first
    shown it, where that was more than a cadence after `on`.
    `agreed_by` is who is said to have agreed; `is_confirmed` tells that the client can check it by the `evidence`, and
    `is_agreed` whether it counts: see `agreement`.
    """

    on: date | None
    before: date | None
    after: date | None
    days: int | None
    cause: Cause | None
    because: str | None
    agreed_by: str | None
    declared: Move | None
    origin: Origin
    is_correction: bool = False
    needs_reason: bool = False
    removed: Redaction | None = None
    entry: int | None = None
    shown_on: date | None = None
    evidence: PastEvidence | None = None
    is_confirmed: bool = False
    is_agreed: bool = False
    objections: tuple[PastObjection, ...] = ()

    @property
    def is_stated(self) -> bool:
        """Tells whether somebody is said to have agreed, and the client cannot check it."""
        return self.agreed_by is not None and not self.is_confirmed


@dataclass(frozen=True, slots=True)
class Account:
    """A milestone's first promise, its promises as (day on which each was made, date), and its moves, oldest first.

    `first` is None where only a history could tell it that cannot be read. `since` is the day on which the first
    promise was made, where that is on record. `began` is the entry with which the record of the milestone begins; None
    where there is none.
    """

    first: date | None
    promised: tuple[tuple[date, date], ...]
    steps: tuple[KnownMove, ...]
    since: date | None = None
    began: Entry | None = None

    @property
    def moves(self) -> tuple[KnownMove, ...]:
        """The moves from one day to another; what put a typing error right is none."""
        found: list[KnownMove] = []
        for step in self.steps:
            if step.is_correction:
                continue
            if step.days:
                found.append(step)
        return tuple(found)


def dated(steps: Iterable[KnownMove]) -> Iterator[tuple[date, date]]:
    """Yields the promises that moves led to, each with the day on which it was made."""
    for step in steps:
        if step.on and step.after:
            yield step.on, step.after


def answered(
    step: KnownMove,
    agreement: Agreement,
    known: Witnesses,
) -> KnownMove:
    """Returns a move with what is known of the client's agreement to it."""
    return replace(
        step,
        agreed_by=agreement.by,
        evidence=agreement.evidence,
        is_confirmed=known.is_confirmed(agreement),
        is_agreed=known.counts(agreement),
    )
