"""What is wrong with a record: redactions of nothing, and commits that are dated before a portal which lacks them."""

from collections.abc import Iterator

from portalgen.analysis.checks.back_dated import back_dated, back_dated_edits
from portalgen.analysis.edits.continuity import Recorded
from portalgen.analysis.edits.redactions import wrong_edit_redactions
from portalgen.analysis.ledger.redactions import wrong_redactions
from portalgen.diagnostics import Diagnostic
from portalgen.model.record.ledger import LedgerFile
from portalgen.model.record.seal import Seal


def wrong_record(
    recorded: Recorded,
    declared: LedgerFile,
    seal: Seal | None,
) -> Iterator[Diagnostic]:
    """Yields what is wrong with what is on record, with what ledger.yml declares of it, and over the last portal."""
    dates = recorded.dates
    edits = recorded.edits
    redactions = declared.redactions
    yield from wrong_redactions(dates, redactions)
    yield from wrong_edit_redactions(
        edits,
        dates.reach,
        redactions,
    )
    yield from back_dated(dates, seal)
    yield from back_dated_edits(
        dates,
        edits,
        seal,
    )
