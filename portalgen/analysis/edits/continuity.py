"""Holds all that is recorded against the seal of what was published last: it may grow, and never change."""

from dataclasses import dataclass

from portalgen.analysis.edits.edits import NO_EDITS, Edits
from portalgen.analysis.ledger.continuity import (
    broken_continuity,
    is_restarted_from,
    restart_help,
    without_history,
)
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.record.past import Reach
from portalgen.model.record.seal import Seal


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is on record of a client: its dates, and the edits of all else that it was told."""

    dates: Ledger
    edits: Edits = NO_EDITS


def broken_record(recorded: Recorded, seal: Seal | None) -> Diagnostic | None:
    """Returns what is wrong where a record does not continue the sealed one, or None where it does.

    A restart of the dates' record is one of both.
    """
    broken = broken_continuity(recorded.dates, seal)
    if broken or seal is None or seal.edits is None:
        return broken
    if recorded.dates.reach is not Reach.WHOLE:
        return without_history(recorded.dates, seal)
    reached = seal.edits
    entries = recorded.edits.entries
    if is_restarted_from(recorded.dates, seal.head):
        return None
    if len(entries) < reached.n:
        what = f"{reached.n} edits were published as of {seal.as_of}, and the record now has {len(entries)}"
    elif entries[reached.n - 1].hash != reached.head:
        what = f"edit {reached.n} or one before it is not what was published as of {seal.as_of}"
    else:
        return None
    return problem("PG603", what, "", restart_help(seal))
