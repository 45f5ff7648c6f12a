"""The account of a milestone: every promise with its day, every move with the reason that is given for it now.

It comes from the ledger where there is one, the files of the day included as one more revision. Without a history it
comes from the moves that the file declares, and says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from portalgen.analysis.dates.agreement import NO_WITNESSES, Witnesses, declared
from portalgen.analysis.dates.declared_account import (
    declared_account,
    declared_move,
    unexplained,
)
from portalgen.analysis.dates.known_moves import (
    Account,
    KnownMove,
    Origin,
    answered,
    dated,
)
from portalgen.analysis.ledger.entry import Entry, Kind, days_between
from portalgen.analysis.ledger.ledger import Ledger, MilestoneRecord
from portalgen.analysis.ledger.matching import Step as Observed
from portalgen.analysis.ledger.matching import matched
from portalgen.analysis.ledger.promise_history import (
    PromiseHistory,
    RecordedMove,
    agreement_of,
    objections_to,
    promise_history,
    signed_move,
)
from portalgen.analysis.ledger.records import Records
from portalgen.model.milestone import Cause, Milestone, Move
from portalgen.model.project import Project
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.past import Agreement, PastMove


def accounts_of(
    project: Project,
    records: Records,
    cadence_days: int,
    known: Witnesses,
) -> dict[str, Account]:
    """Returns the account of each milestone of a project by its id."""
    found = {}
    for milestone in project.milestones:
        found[milestone.id] = account(
            milestone,
            project.id,
            records.present,
            records.count,
            cadence_days,
            known,
        )
    return found


def account(
    milestone: Milestone,
    project_id: str,
    ledger: Ledger,
    recorded: int,
    cadence_days: int,
    known: Witnesses = NO_WITNESSES,
) -> Account:
    """Returns a milestone's account from a ledger of which the first `recorded` entries are in git."""
    record = ledger.record(project_id, milestone.id)
    if record is None and ledger.is_unreadable:
        return replace(declared_account(milestone, known), first=None)
    if record is None:
        return declared_account(milestone, known)
    return account_on_record(
        milestone,
        record,
        ledger,
        recorded,
        cadence_days,
        known,
    )


def account_on_record(
    milestone: Milestone,
    record: MilestoneRecord,
    ledger: Ledger,
    recorded: int,
    cadence_days: int,
    known: Witnesses = NO_WITNESSES,
) -> Account:
    """Returns the account of a milestone that has a record.

    Of one that the client sees no longer the ledger opens no text: there the milestone itself says who agreed.
    """
    entries = ledger.of(record)
    history = promise_history(ledger, record, cadence_days, known.counts)
    explained_by = _explained_by(history, milestone)
    began = entries[0]
    before = _before_records(milestone, explained_by, began.recorded_on, known)
    returns = _returns(entries, recorded)
    since_then = dict(returns)
    for move, by in zip(history.moves, explained_by, strict=True):
        last = _last_declared(milestone, by)
        step = _step(ledger, move, last, recorded, cadence_days)
        agreement = _agreement(ledger, record, move, last)
        since_then[move.entry.n] = answered(step, agreement, known)
    in_order = [since_then[n] for n in sorted(since_then)]
    promised_before = dated(before)
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


def _agreement(
    ledger: Ledger,
    record: MilestoneRecord,
    move: RecordedMove,
    last: Move | None,
) -> Agreement:
    """Returns what is known of the client's agreement to a move."""
    if record.is_withdrawn and last:
        agreement = declared(last.agreed_by, last.evidence)
        return replace(agreement, move=signed_move(move.entry))
    return agreement_of(ledger, move)


def _last_declared(milestone: Milestone, by: range | None) -> Move | None:
    """Returns the last of the declared moves at some positions; None without positions."""
    if by is None:
        return None
    last = by[-1]
    return milestone.moves[last]


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
    known: Witnesses,
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
        step = declared_move(move, Origin.BEFORE_RECORDS, known)
        found.append(step)
    return found


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
    last: Move | None,
    recorded: int,
    cadence_days: int,
) -> KnownMove:
    because = ledger.text(move.reason, "because")
    entry = move.entry
    on = entry.on
    if last and last.on:
        on = last.on
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
        agreed_by=None,
        declared=last,
        origin=origin,
        is_correction=move.is_correction,
        needs_reason=move.needs_reason,
        removed=_redaction(because),
        entry=entry.n,
        shown_on=_shown_late(ledger, entry, on, cadence_days),
        objections=tuple(objections_to(ledger, move)),
    )


def _shown_late(
    ledger: Ledger,
    entry: Entry,
    on: date,
    cadence_days: int,
) -> date | None:
    """Returns the day on which a move was first shown, where that is over a cadence after the day it is said to be."""
    said_on = replace(entry, on=on)
    return ledger.shown_late(said_on, cadence_days)


def _words(text: str | Redaction | None) -> str | None:
    if isinstance(text, str):
        return text
    return None


def _redaction(text: str | Redaction | None) -> Redaction | None:
    if isinstance(text, Redaction):
        return text
    return None


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
                unexplained(entry.on, stood, now, origin, is_owed, entry.n),
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
