"""The account of a milestone: every promise with its day, every move with the reason that is given for it now.

It comes from the ledger where there is one, the files of the day included as one more revision. Without a history it
comes from the moves that the file declares, and says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portalgen.analysis.ledger.entry import Entry, Kind, days_between
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.analysis.ledger.matching import Step as Observed
from portalgen.analysis.ledger.matching import matched
from portalgen.analysis.ledger.promise_history import (
    PromiseHistory,
    RecordedMove,
    promise_history,
)
from portalgen.model.milestone import Cause, Milestone, Move
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.past import PastMove


class Origin(StrEnum):
    """How a move is known: from git, from the files of the day alone, or from what the file says of the past."""

    RECORDED = "recorded"
    NOT_YET = "not_yet"
    BEFORE_RECORDS = "before_records"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a promise. `days` are calendar days, positive is later; None where either end is no date.

    `removed` tells that its reason was taken out of the ledger. `needs_reason` tells that no cause is given where one
    is owed; a first date owes none, and neither does what a correction took back. `entry` is the number of the ledger's
    entry that records it; None where the file alone tells of it.
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


@dataclass(frozen=True, slots=True)
class Account:
    """A milestone's first promise, its promises as (day on which each was made, date), and its moves, oldest first.

    `since` is the day on which the first promise was made, where that is on record. `began` is the entry with which the
    record of the milestone begins; None where there is none.
    """

    first: date | None
    promised: tuple[tuple[date, date], ...]
    steps: tuple[Step, ...]
    since: date | None = None
    began: Entry | None = None

    @property
    def moves(self) -> tuple[Step, ...]:
        """The moves from one day to another; what put a typing error right is none."""
        return tuple(
            step for step in self.steps if step.days and not step.is_correction
        )

    @property
    def unexplained(self) -> tuple[Step, ...]:
        """The moves that owe a reason."""
        return tuple(step for step in self.steps if step.needs_reason)


def account(
    milestone: Milestone,
    project_id: str,
    ledger: Ledger,
    recorded: int,
    cadence_days: int,
) -> Account:
    """Returns a milestone's account from a ledger of which the first `recorded` entries are in git."""
    record = ledger.record(project_id, milestone.id)
    if record is None:
        return declared_account(milestone)
    entries = ledger.of(record)
    history = promise_history(ledger, record, cadence_days)
    explained_by = _explained_by(history, milestone)
    before = _before_records(milestone, explained_by, entries[0].recorded_on)
    since_then = dict(_returns(entries, recorded))
    for move, by in zip(history.moves, explained_by, strict=True):
        declared = None if by is None else milestone.moves[by[-1]]
        since_then[move.entry.n] = _step(ledger, move, declared, recorded)
    in_order = [since_then[n] for n in sorted(since_then)]
    promised = (*_dated(before), *_promised(history))
    return Account(
        first=history.first,
        promised=promised,
        steps=(*before, *in_order),
        since=None if before else _since(promised, history.first),
        began=entries[0],
    )


def declared_account(milestone: Milestone) -> Account:
    """Returns a milestone's account from its own file: what it declares, and what it does not explain."""
    steps = [_declared(move, Origin.DECLARED) for move in milestone.moves]
    stands = steps[-1].after if steps else milestone.baseline_date
    now = milestone.promised_date
    if stands and now != stands:
        steps.append(_unexplained(None, stands, now, Origin.DECLARED, is_owed=True))
    oldest = next((move.before for move in milestone.moves if move.before), None)
    first = milestone.baseline_date or oldest or now
    return Account(first, tuple(_dated(steps)), tuple(steps))


def _explained_by(history: PromiseHistory, milestone: Milestone) -> list[range | None]:
    """Returns for each recorded move the positions of the declared ones that explain it, or None."""
    observed = []
    for move in history.moves:
        before = _day(move.entry.before)
        after = _day(move.entry.after)
        observed.append(Observed(before, after))
    declared = [_past(move) for move in milestone.moves]
    return matched(observed, declared)


def _before_records(
    milestone: Milestone,
    explained_by: Sequence[range | None],
    first_seen: date,
) -> list[Step]:
    """Returns the declared moves that are older than the records: those before the first that explains one."""
    used = [by.start for by in explained_by if by is not None]
    older = milestone.moves[: min(used, default=len(milestone.moves))]
    return [
        _declared(move, Origin.BEFORE_RECORDS)
        for move in older
        if not _is_later(move, first_seen)
    ]


def _dated(steps: Iterable[Step]) -> Iterator[tuple[date, date]]:
    for step in steps:
        if step.on and step.after:
            yield step.on, step.after


def _promised(history: PromiseHistory) -> Iterator[tuple[date, date]]:
    for each in history.promises:
        if each.day:
            yield each.recorded_on, each.day


def _since(promised: Sequence[tuple[date, date]], first: date | None) -> date | None:
    """Returns the day of the oldest promise, where that is the first one."""
    if not promised:
        return None
    made_on, day = promised[0]
    return made_on if day == first else None


def _step(
    ledger: Ledger,
    move: RecordedMove,
    declared: Move | None,
    recorded: int,
) -> Step:
    because = ledger.text(move.reason, "because")
    agreed_by = ledger.text(move.reason, "agreed_by")
    stated_on = declared.on if declared else None
    return Step(
        on=stated_on or move.entry.on,
        before=_day(move.entry.before),
        after=_day(move.entry.after),
        days=move.days,
        cause=Cause(move.reason.cause) if move.reason.cause else None,
        because=because if isinstance(because, str) else None,
        agreed_by=agreed_by if isinstance(agreed_by, str) else None,
        declared=declared,
        origin=_origin(move.entry, recorded),
        is_correction=move.is_correction,
        needs_reason=move.needs_reason,
        removed=because if isinstance(because, Redaction) else None,
        entry=move.entry.n,
    )


def _declared(move: Move, origin: Origin) -> Step:
    return Step(
        on=move.on,
        before=move.before,
        after=move.after,
        days=move.days,
        cause=move.cause,
        because=move.because,
        agreed_by=move.agreed_by,
        declared=move,
        origin=origin,
        is_correction=move.cause is Cause.CORRECTION,
        needs_reason=move.cause is Cause.TO_FOLLOW,
    )


def _unexplained(
    on: date | None,
    before: date | None,
    after: date | None,
    origin: Origin,
    is_owed: bool,
    entry: int | None = None,
) -> Step:
    """Returns a move of which nothing is said; `is_owed` tells whether something should be."""
    return Step(
        on=on,
        before=before,
        after=after,
        days=days_between(before, after),
        cause=None,
        because=None,
        agreed_by=None,
        declared=None,
        origin=origin,
        needs_reason=is_owed,
        entry=entry,
    )


def _returns(entries: Sequence[Entry], recorded: int) -> Iterator[tuple[int, Step]]:
    """Yields the moves that were made while the client could not see the milestone, by the number of their entry."""
    stood: date | None = None
    is_known = False
    for entry in entries:
        now = _day(entry.after)
        if entry.kind is Kind.PROMISED and is_known and now != stood:
            origin = _origin(entry, recorded)
            is_owed = bool(days_between(stood, now))
            yield (
                entry.n,
                _unexplained(entry.on, stood, now, origin, is_owed, entry.n),
            )
        if entry.kind in {Kind.PROMISED, Kind.MOVED}:
            stood = now
            is_known = True


def _origin(entry: Entry, recorded: int) -> Origin:
    return Origin.RECORDED if entry.n <= recorded else Origin.NOT_YET


def _is_later(move: Move, day: date) -> bool:
    return move.on is not None and move.on > day


def _past(move: Move) -> PastMove:
    return PastMove(
        move.on,
        move.before,
        move.after,
        move.cause.value,
        move.because,
        move.agreed_by,
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
