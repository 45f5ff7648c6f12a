"""The account of a milestone: every promise with its day, every move with the reason that is given for it now.

It comes from the ledger where there is one, the files of the day included as one more revision. Without a history it
comes from the moves that the file declares, and says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from portalgen.analysis.ledger.entry import Entry, Kind, days_between
from portalgen.analysis.ledger.ledger import Ledger, MilestoneRecord
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
class KnownMove:
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


def account(
    milestone: Milestone,
    project_id: str,
    ledger: Ledger,
    recorded: int,
    cadence_days: int,
) -> Account:
    """Returns a milestone's account from a ledger of which the first `recorded` entries are in git."""
    record = ledger.record(project_id, milestone.id)
    if record is None and ledger.is_unreadable:
        return replace(declared_account(milestone), first=None)
    if record is None:
        return declared_account(milestone)
    return account_on_record(milestone, record, ledger, recorded, cadence_days)


def account_on_record(
    milestone: Milestone,
    record: MilestoneRecord,
    ledger: Ledger,
    recorded: int,
    cadence_days: int,
) -> Account:
    """Returns the account of a milestone that has a record. Of one that the client sees no longer the ledger opens no
    text: there the milestone itself says who agreed.
    """
    entries = ledger.of(record)
    history = promise_history(ledger, record, cadence_days)
    explained_by = _explained_by(history, milestone)
    began = entries[0]
    before = _before_records(milestone, explained_by, began.recorded_on)
    returns = _returns(entries, recorded)
    since_then = dict(returns)
    for move, by in zip(history.moves, explained_by, strict=True):
        declared = _last_declared(milestone, by)
        n = move.entry.n
        step = _step(ledger, move, declared, recorded)
        if record.is_withdrawn and declared:
            step = replace(step, agreed_by=declared.agreed_by)
        since_then[n] = step
    in_order = [since_then[n] for n in sorted(since_then)]
    promised_before = _dated(before)
    promised_since = _promised(history)
    promised = (*promised_before, *promised_since)
    since: date | None = None
    if not before:
        since = _since(promised, history.first)
    return Account(
        first=history.first,
        promised=promised,
        steps=(*before, *in_order),
        since=since,
        began=began,
    )


def _last_declared(milestone: Milestone, by: range | None) -> Move | None:
    """Returns the last of the declared moves at some positions; None without positions."""
    if by is None:
        return None
    last = by[-1]
    return milestone.moves[last]


def declared_account(milestone: Milestone) -> Account:
    """Returns a milestone's account from its own file: what it declares, and what it does not explain."""
    steps = [_declared(move, Origin.DECLARED) for move in milestone.moves]
    stands = milestone.baseline_date
    if steps:
        last = steps[-1]
        stands = last.after
    now = milestone.promised_date
    if stands and now != stands:
        steps.append(_unexplained(None, stands, now, Origin.DECLARED, is_owed=True))
    oldest = _oldest(milestone)
    first = milestone.baseline_date or oldest or now
    return Account(first, tuple(_dated(steps)), tuple(steps))


def _oldest(milestone: Milestone) -> date | None:
    """Returns the oldest date that a declared move leads from; None where none names one."""
    for move in milestone.moves:
        if move.before:
            return move.before
    return None


def _explained_by(history: PromiseHistory, milestone: Milestone) -> list[range | None]:
    """Returns for each recorded move the positions of the declared ones that explain it, or None."""
    observed = []
    for move in history.moves:
        before = _day(move.entry.before)
        after = _day(move.entry.after)
        step = Observed(before, after)
        observed.append(step)
    declared = [_past(move) for move in milestone.moves]
    return matched(observed, declared)


def _before_records(
    milestone: Milestone,
    explained_by: Sequence[range | None],
    first_seen: date,
) -> list[KnownMove]:
    """Returns the declared moves that are older than the records: those before the first that explains one."""
    first_used = len(milestone.moves)
    for by in explained_by:
        if by is not None:
            first_used = min(first_used, by.start)
    found: list[KnownMove] = []
    for move in milestone.moves[:first_used]:
        if _is_later(move, first_seen):
            continue
        step = _declared(move, Origin.BEFORE_RECORDS)
        found.append(step)
    return found


def _dated(steps: Iterable[KnownMove]) -> Iterator[tuple[date, date]]:
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
    if day != first:
        return None
    return made_on


def _step(
    ledger: Ledger,
    move: RecordedMove,
    declared: Move | None,
    recorded: int,
) -> KnownMove:
    because = ledger.text(move.reason, "because")
    agreed_by = ledger.text(move.reason, "agreed_by")
    entry = move.entry
    on = entry.on
    if declared and declared.on:
        on = declared.on
    cause: Cause | None = None
    if move.reason.cause:
        cause = Cause(move.reason.cause)
    before = _day(entry.before)
    after = _day(entry.after)
    origin = _origin(entry, recorded)
    return KnownMove(
        on=on,
        before=before,
        after=after,
        days=move.days,
        cause=cause,
        because=_words(because),
        agreed_by=_words(agreed_by),
        declared=declared,
        origin=origin,
        is_correction=move.is_correction,
        needs_reason=move.needs_reason,
        removed=_redaction(because),
        entry=entry.n,
    )


def _words(text: str | Redaction | None) -> str | None:
    if isinstance(text, str):
        return text
    return None


def _redaction(text: str | Redaction | None) -> Redaction | None:
    if isinstance(text, Redaction):
        return text
    return None


def _declared(move: Move, origin: Origin) -> KnownMove:
    is_correction = move.cause is Cause.CORRECTION
    is_owed = move.cause is Cause.TO_FOLLOW
    return KnownMove(
        on=move.on,
        before=move.before,
        after=move.after,
        days=move.days,
        cause=move.cause,
        because=move.because,
        agreed_by=move.agreed_by,
        declared=move,
        origin=origin,
        is_correction=is_correction,
        needs_reason=is_owed,
    )


def _unexplained(
    on: date | None,
    before: date | None,
    after: date | None,
    origin: Origin,
    is_owed: bool,
    entry: int | None = None,
) -> KnownMove:
    """Returns a move of which nothing is said; `is_owed` tells whether something should be."""
    days = days_between(before, after)
    return KnownMove(
        on=on,
        before=before,
        after=after,
        days=days,
        cause=None,
        because=None,
        agreed_by=None,
        declared=None,
        origin=origin,
        needs_reason=is_owed,
        entry=entry,
    )


def _returns(
    entries: Sequence[Entry], recorded: int
) -> Iterator[tuple[int, KnownMove]]:
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
    if entry.n <= recorded:
        return Origin.RECORDED
    return Origin.NOT_YET


def _is_later(move: Move, day: date) -> bool:
    if move.on is None:
        return False
    return move.on > day


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
    if isinstance(value, date):
        return value
    return None
