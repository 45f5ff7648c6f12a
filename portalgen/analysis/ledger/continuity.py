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
        lack = _lack(ledger.reach)
        what = f"{seal.n} entries were published as of {seal.as_of}, and git's history is {lack}"
        return problem(
            "PG604",
            what,
            "",
            "check out the whole history: fetch-depth: 0, or git fetch --unshallow",
        )
    if continues(ledger, seal):
        return None
    help_ = f"undo what changed the past, or add to ledger.yml: restarts: [{{on, because, previous: {seal.head}}}]"
    what = _difference(ledger, seal)
    return problem("PG603", what, "", help_)


def continues(ledger: Ledger, seal: Seal) -> bool:
    """Tells whether a ledger still holds the entry that a seal names, or a restart that names the seal's head."""
    if seal.n == 0:
        return True
    if seal.n <= len(ledger.entries):
        sealed = ledger.entries[seal.n - 1]
        if sealed.hash == seal.head:
            return True
    return _is_restarted_from(ledger, seal.head)


def _is_restarted_from(ledger: Ledger, head: str) -> bool:
    """Tells whether a restart of a ledger names a sealed head."""
    for entry in ledger.entries:
        if entry.kind is not Kind.RESTARTED:
            continue
        if entry.of == (head,):
            return True
    return False


def _lack(reach: Reach) -> str:
    if reach is Reach.SHALLOW:
        return "cut: this is a shallow clone"
    return "missing"


def _difference(ledger: Ledger, seal: Seal) -> str:
    count = len(ledger.entries)
    if seal.n > count:
        return f"{seal.n} entries were published as of {seal.as_of}, and the ledger now has {count}"
    return (
        f"entry {seal.n} or one before it is not what was published as of {seal.as_of}"
    )
