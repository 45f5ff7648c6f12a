"""The account of a milestone without a record: from the moves that its own file declares."""

from datetime import date

from portalgen.analysis.dates.agreement import (
    NO_WITNESSES,
    Witnesses,
    declared,
    declared_objections,
)
from portalgen.analysis.dates.known_moves import (
    Account,
    KnownMove,
    Origin,
    answered,
    dated,
)
from portalgen.analysis.ledger.entry import days_between
from portalgen.model.milestone import Cause, Milestone, Move


def declared_account(
    milestone: Milestone,
    known: Witnesses = NO_WITNESSES,
) -> Account:
    """Returns a milestone's account from its own file: what it declares, and what it does not explain."""
    steps = [declared_move(move, Origin.DECLARED, known) for move in milestone.moves]
    stands = milestone.baseline_date
    if steps:
        last = steps[-1]
        stands = last.after
    now = milestone.promised_date
    if stands and now != stands:
        steps.append(unexplained(None, stands, now, Origin.DECLARED, is_owed=True))
    oldest = _oldest(milestone)
    first = milestone.baseline_date or oldest or now
    return Account(first, tuple(dated(steps)), tuple(steps))


def _oldest(milestone: Milestone) -> date | None:
    """Returns the oldest date that a declared move leads from; None where none names one."""
    for move in milestone.moves:
        if move.before:
            return move.before
    return None


def declared_move(
    move: Move,
    origin: Origin,
    known: Witnesses,
) -> KnownMove:
    """Returns a move as its file declares it."""
    is_correction = move.cause is Cause.CORRECTION
    is_owed = move.cause is Cause.TO_FOLLOW
    objections = tuple(declared_objections(move))
    step = KnownMove(
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
        objections=objections,
    )
    agreement = declared(move.agreed_by, move.evidence, bool(objections))
    return answered(step, agreement, known)


def unexplained(
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
