"""What a milestone's entries in the ledger amount to: its promises with their days, its moves with their reasons.

A typing error that was put right in time was never a promise: `correction` counts where it was declared within one
cadence of the error, later only with agreed_by. The ledger itself shows every entry all the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from portalgen.analysis.ledger.entry import Entry, Kind, days_between
from portalgen.analysis.ledger.explanations import CORRECTION
from portalgen.analysis.ledger.ledger import Ledger, MilestoneRecord


@dataclass(frozen=True, slots=True)
class RecordedPromise:
    """A date that was promised, None for none, with the day on which it was recorded and the number of its entry."""

    recorded_on: date
    day: date | None
    n: int


@dataclass(frozen=True, slots=True)
class RecordedMove:
    """A move, and the entry that says why as it stands now: its own, or a later explanation.

    `cause_since` is the day on which that cause was recorded. `days` are the calendar days that it moved the promise,
    from the last dated one, to where the move led once typing errors were put right; None where there was no date
    before, or is none after. `is_correction` tells whether the move itself put a typing error right.
    """

    entry: Entry
    reason: Entry
    cause_since: date
    days: int | None = None
    is_correction: bool = False

    @property
    def needs_reason(self) -> bool:
        """Tells whether it has no cause and should have one: not a first date, and not what a correction took back."""
        is_first_date = self.days is None and self.entry.after is not None
        return not self.reason.explained and not is_first_date and self.days != 0


@dataclass(frozen=True, slots=True)
class PromiseHistory:
    """A milestone's promises and moves, oldest first, and the first promise: the oldest that was no typing error."""

    first: date | None
    promises: tuple[RecordedPromise, ...]
    moves: tuple[RecordedMove, ...]

    @property
    def last_dated(self) -> date | None:
        """The last date that was promised; where it was taken away since, the one before."""
        return _last_dated(self.promises)

    def stood_on(self, day: date) -> date | None:
        """Returns the promise that stood on a day; None where there was none yet, or none any more."""
        return next(
            (each.day for each in reversed(self.promises) if each.recorded_on <= day),
            None,
        )


def promise_history(
    ledger: Ledger, record: MilestoneRecord, cadence_days: int
) -> PromiseHistory:
    """Returns the promises of a milestone from its entries."""
    entries = ledger.of(record)
    moves = {each.entry.n: each for each in _explained(entries)}
    older = next(
        (_day(each.before) for each in entries if each.kind is Kind.PROMISED), None
    )
    promises: list[RecordedPromise] = []
    for entry in entries:
        if entry.kind is Kind.MOVED and _puts_right(
            moves[entry.n], promises[-1], cadence_days
        ):
            error = promises.pop()
            days = days_between(_last_dated(promises) or older, entry.after)
            if error.n in moves:
                moves[error.n] = replace(moves[error.n], days=days)
            moves[entry.n] = replace(
                moves[entry.n],
                days=days_between(error.day, entry.after),
                is_correction=True,
            )
            promises.append(replace(error, day=_day(entry.after)))
        elif entry.kind in {Kind.PROMISED, Kind.MOVED, Kind.WITHDRAWN}:
            if entry.kind is Kind.MOVED:
                days = days_between(_last_dated(promises) or older, entry.after)
                moves[entry.n] = replace(moves[entry.n], days=days)
            promises.append(
                RecordedPromise(entry.recorded_on, _day(entry.after), entry.n)
            )
    first = older or next((each.day for each in promises if each.day), None)
    return PromiseHistory(first, tuple(promises), tuple(moves.values()))


def _explained(entries: Iterable[Entry]) -> Iterator[RecordedMove]:
    """Yields each move with what was last said of it."""
    moves: dict[int | str, RecordedMove] = {}
    for entry in entries:
        if entry.kind is Kind.MOVED:
            moves[entry.n] = RecordedMove(entry, entry, entry.recorded_on)
        for n in entry.of or ():
            before = moves[n]
            if before.reason.cause == entry.cause:
                since = before.cause_since
            else:
                since = entry.recorded_on
            moves[n] = RecordedMove(before.entry, entry, since)
    yield from moves.values()


def _puts_right(move: RecordedMove, error: RecordedPromise, cadence_days: int) -> bool:
    in_time = move.cause_since <= error.recorded_on + timedelta(days=cadence_days)
    return move.reason.cause == CORRECTION and (
        in_time or move.reason.texts.agreed_by is not None
    )


def _last_dated(promises: Sequence[RecordedPromise]) -> date | None:
    return next((each.day for each in reversed(promises) if each.day), None)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
