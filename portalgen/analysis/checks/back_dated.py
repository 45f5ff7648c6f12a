"""Commits that carry a day on which the portal was published without them: the day is not the one they were made on."""

from collections.abc import Iterator

from portalgen.analysis.edits.edits import Edits
from portalgen.analysis.ledger.entry import Entry
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.record.seal import Seal

HELP = "git commit --amend --no-edit gives the last commit its true day; the portal says when it was first shown"


def back_dated(ledger: Ledger, seal: Seal | None) -> Iterator[Diagnostic]:
    """Yields the milestones of whose record an entry is dated before the last publication, which lacks it.

    It holds until the entry is published: from then on pages say on which day it was first shown.
    """
    if seal is None or not _goes_on(ledger, seal):
        return
    told: set[tuple[str | None, str | None]] = set()
    for entry in ledger.entries[seal.n :]:
        place = (entry.project, entry.milestone)
        if entry.recorded_on >= seal.as_of or place in told:
            continue
        told.add(place)
        says = f"{entry.kind} of {entry.recorded_on}: the portal that was published as of {seal.as_of} lacks it"
        yield problem("PG420", says, _pointer(entry), HELP)


def back_dated_edits(
    ledger: Ledger,
    edits: Edits,
    seal: Seal | None,
) -> Iterator[Diagnostic]:
    """Yields the projects of whose edits one is dated before the last publication, which lacks it.

    A portal of old, which knew nothing of edits, lacks them all.
    """
    if seal is None or not _knows_edits(seal, edits) or not _goes_on(ledger, seal):
        return
    reached = seal.edits.n if seal.edits else 0
    told: set[str] = set()
    for edit in edits.told():
        if edit.n <= reached or edit.day >= seal.as_of or edit.project in told:
            continue
        told.add(edit.project)
        says = f"{edit.kind} on {edit.day}: the portal that was published as of {seal.as_of} lacks it"
        yield problem("PG420", says, f"/{edit.project}", HELP)


def _knows_edits(seal: Seal, edits: Edits) -> bool:
    """Tells whether a seal names edits of this record."""
    reached = seal.edits
    if reached is None or len(edits.entries) < reached.n:
        return False
    return edits.entries[reached.n - 1].hash == reached.head


def _goes_on(ledger: Ledger, seal: Seal) -> bool:
    """Tells whether a ledger goes on from a sealed one; what was begun anew tells nothing of days."""
    if seal.n == 0 or len(ledger.entries) < seal.n:
        return False
    return ledger.entries[seal.n - 1].hash == seal.head


def _pointer(entry: Entry) -> str:
    if entry.project is None:
        return ""
    return f"/{entry.project}/milestones/{entry.milestone}"
