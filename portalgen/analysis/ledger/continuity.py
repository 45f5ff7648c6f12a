"""Holds a ledger against the seal of the one that was published last: it may grow, and never change."""

from portalgen.analysis.ledger.entry import Kind
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.record.past import Reach
from portalgen.model.record.seal import Seal


def broken_continuity(ledger: Ledger, seal: Seal | None) -> Diagnostic | None:
    """Returns what is wrong where a ledger does not continue the sealed one, or None where it does.

    Without a seal, or with one of no entries, there is nothing to continue. A restart that names the sealed head is the
    only way past a difference; there is none past a missing history.
    """
    if seal is None or seal.n == 0:
        return None
    if ledger.reach is not Reach.WHOLE:
        what = f"{seal.n} entries were published as of {seal.as_of}, and git's history is {_lack(ledger.reach)}"
        return problem(
            "PG604",
            what,
            "",
            "check out the whole history: fetch-depth: 0, or git fetch --unshallow",
        )
    if continues(ledger, seal):
        return None
    help_ = f"undo what changed the past, or add to ledger.yml: restarts: [{{on, because, previous: {seal.head}}}]"
    return problem("PG603", _difference(ledger, seal), "", help_)


def continues(ledger: Ledger, seal: Seal) -> bool:
    """Tells whether a ledger still holds the entry that a seal names, or a restart that names the seal's head."""
    if seal.n == 0:
        return True
    is_prefix = (
        seal.n <= len(ledger.entries) and ledger.entries[seal.n - 1].hash == seal.head
    )
    return is_prefix or any(
        each.kind is Kind.RESTARTED and each.of == (seal.head,)
        for each in ledger.entries
    )


def _lack(reach: Reach) -> str:
    return "cut: this is a shallow clone" if reach is Reach.SHALLOW else "missing"


def _difference(ledger: Ledger, seal: Seal) -> str:
    if seal.n > len(ledger.entries):
        return f"{seal.n} entries were published as of {seal.as_of}, and the ledger now has {len(ledger.entries)}"
    return (
        f"entry {seal.n} or one before it is not what was published as of {seal.as_of}"
    )
