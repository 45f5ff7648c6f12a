"""The account of a milestone: every promise with its day, every move with the reason that is given for it now.

It comes from the ledger where there is one, the files of the day included as one more revision. Without a history it
comes from the moves that the file declares, and says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portalgen.analysis.ledger.entry import Entry, Kind, days_between
from portalgen.analysis.ledger.explanations import Step as Observed
from portalgen.analysis.ledger.explanations import matched
from portalgen.analysis.ledger.ledger import Ledger
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
    is owed; a first date owes none, and neither does what a correction took back.
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


@dataclass(frozen=True, slots=True)
class Account:
    """A milestone's first promise, its promises as (day on which each was made, date), and its moves, oldest first.

    `since` is the day on which the first promise was made, where that is on record.
    """

    first: date | None
    promised: tuple[tuple[date, date], ...]
    steps: tuple[Step, ...]
    since: date | None = None

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
    history = promise_history(ledger, record, cadence_days)
    observed = [
        Observed(_day(move.entry.before), _day(move.entry.after))
        for move in history.moves
    ]
    by = matched(observed, [_past(move) for move in milestone.moves])
    used = [each.start for each in by if each is not None]
    older = milestone.moves[: min(used, default=len(milestone.moves))]
    entries = ledger.of(record)
    before = [
        _declared(move, Origin.BEFORE_RECORDS)
        for move in older
        if not _is_later(move, entries[0].recorded_on)
    ]
    steps = dict(_returns(entries, recorded))
    for move, each in zip(history.moves, by, strict=True):
        steps[move.entry.n] = _step(
            ledger, move, None if each is None else milestone.moves[each[-1]], recorded
        )
    promised = (
        *((step.on, step.after) for step in before if step.on and step.after),
        *_promised(history),
    )
    if promised and not before and promised[0][1] == history.first:
        since = promised[0][0]
    else:
        since = None
    return Account(
        history.first, promised, (*before, *(steps[n] for n in sorted(steps))), since
    )


def declared_account(milestone: Milestone) -> Account:
    """Returns a milestone's account from its own file: what it declares, and what it does not explain."""
    steps = [_declared(move, Origin.DECLARED) for move in milestone.moves]
    stands = steps[-1].after if steps else milestone.baseline_date
    now = milestone.promised_date
    if stands and now != stands:
        days = days_between(stands, now)
        steps.append(
            Step(
                None,
                stands,
                now,
                days,
                None,
                None,
                None,
                None,
                Origin.DECLARED,
                needs_reason=True,
            )
        )
    first = next((move.before for move in milestone.moves if move.before), None)
    promised = tuple((step.on, step.after) for step in steps if step.on and step.after)
    return Account(milestone.baseline_date or first or now, promised, tuple(steps))


def _promised(history: PromiseHistory) -> tuple[tuple[date, date], ...]:
    return tuple((each.recorded_on, each.day) for each in history.promises if each.day)


def _step(
    ledger: Ledger, move: RecordedMove, declared: Move | None, recorded: int
) -> Step:
    because = ledger.text(move.reason, "because")
    agreed_by = ledger.text(move.reason, "agreed_by")
    return Step(
        on=(declared.on if declared else None) or move.entry.on,
        before=_day(move.entry.before),
        after=_day(move.entry.after),
        days=move.days,
        cause=Cause(move.reason.cause) if move.reason.cause else None,
        because=because if isinstance(because, str) else None,
        agreed_by=agreed_by if isinstance(agreed_by, str) else None,
        declared=declared,
        origin=Origin.RECORDED if move.entry.n <= recorded else Origin.NOT_YET,
        is_correction=move.is_correction,
        needs_reason=move.needs_reason,
        removed=because if isinstance(because, Redaction) else None,
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


def _returns(entries: Sequence[Entry], recorded: int) -> Iterator[tuple[int, Step]]:
    """Yields the moves that were made while the client could not see the milestone, by the number of their entry."""
    stood: date | None = None
    is_known = False
    for entry in entries:
        now = _day(entry.after)
        if entry.kind is Kind.PROMISED and is_known and now != stood:
            origin = Origin.RECORDED if entry.n <= recorded else Origin.NOT_YET
            days = days_between(stood, now)
            yield (
                entry.n,
                Step(
                    entry.on,
                    stood,
                    now,
                    days,
                    None,
                    None,
                    None,
                    None,
                    origin,
                    needs_reason=bool(days),
                ),
            )
        if entry.kind in {Kind.PROMISED, Kind.MOVED}:
            stood = now
            is_known = True


def _is_later(move: Move, day: date) -> bool:
    return move.on is not None and move.on > day


def _past(move: Move) -> PastMove:
    return PastMove(
        move.on, move.before, move.after, move.cause.value, move.because, move.agreed_by
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
