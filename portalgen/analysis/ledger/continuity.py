"""Holds a ledger against the seal of the one that was published last: it may grow, and never change."""

from collections.abc import Iterable, Iterator, Sequence

from portalgen.analysis.ledger.entry import Kind
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.analysis.ledger.ledger import ledger as ledger_of
from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.past import History, Lack, Reach
from portalgen.model.record.seal import Seal

CURES = {
    Lack.NO_REPOSITORY: "build where the repository of the data is checked out",
    Lack.NO_COMMITS: "build where the repository of the data is checked out",
    Lack.NO_GIT: "install git, or add it to the PATH",
    Lack.UNTRUSTED: 'in the folder that holds .git: git config --global --add safe.directory "$PWD"',
    Lack.SHALLOW: "check out the whole history: fetch-depth: 0, or git fetch --unshallow",
    Lack.PARTIAL: "fetch all contents: git fetch --refetch --no-filter",
    Lack.DAMAGED: "run git fsck, and clone the repository anew where it finds anything",
}
_REACHES = {Reach.SHALLOW: Lack.SHALLOW, Reach.NONE: Lack.NO_REPOSITORY}


def broken_continuity(ledger: Ledger, seal: Seal | None) -> Diagnostic | None:
    """Returns what is wrong where a ledger does not continue the sealed one, or None where it does.

    Without a seal, or with one of no entries, there is nothing to continue. A restart that names the sealed head is the
    only way past a difference; there is none past a missing history.
    """
    if seal is None or seal.n == 0:
        return None
    if ledger.reach is not Reach.WHOLE:
        return without_history(ledger, seal)
    if continues(ledger, seal):
        return None
    what = _difference(ledger, seal)
    return problem("PG603", what, "", restart_help(seal))


def without_history(ledger: Ledger, seal: Seal) -> Diagnostic:
    """Returns what is wrong where the history of what was published is missing."""
    lack = ledger.lack or _REACHES[ledger.reach]
    count = seal.n + (seal.edits.n if seal.edits else 0)
    what = f"{count} entries were published as of {seal.as_of}, and their history is missing: {lack.value}"
    return problem("PG604", what, "", CURES[lack])


def restart_help(seal: Seal) -> str:
    """Returns what helps where a record is not the one that was sealed."""
    return f"undo what changed the past, or add to ledger.yml: restarts: [{{on, because, previous: {seal.head}}}]"


def unreadable(histories: Iterable[History], folder: str) -> Iterator[Diagnostic]:
    """Yields why the history of a workspace's folder is missing or cut; nothing where there is none yet."""
    lacks = set()
    for each in histories:
        if each.lack and not each.lack.is_plain:
            lacks.add(each.lack)
    for lack in sorted(lacks):
        yield problem(
            "PG608",
            f"the history of the dates is missing: {lack.value}",
            Place(folder),
            CURES[lack],
        )


def standing(
    history: History,
    client_id: str,
    redactions: Sequence[Redaction],
    seal: Seal | None,
) -> History:
    """Returns the history that was published where a seal does not name its line of commits: the first one whose ledger
    continues the sealed one. Where none does, the usual one stands.
    """
    if seal is None or not history.otherwise:
        return history
    for each in (history, *history.otherwise):
        if continues(ledger_of(each, client_id, redactions), seal):
            return each
    return history


def continues(ledger: Ledger, seal: Seal) -> bool:
    """Tells whether a ledger still holds the entry that a seal names, or a restart that names the seal's head."""
    if seal.n == 0:
        return True
    if seal.n <= len(ledger.entries):
        sealed = ledger.entries[seal.n - 1]
        if sealed.hash == seal.head:
            return True
    return is_restarted_from(ledger, seal.head)


def is_restarted_from(ledger: Ledger, head: str) -> bool:
    """Tells whether a restart of a ledger names a sealed head."""
    for entry in ledger.entries:
        if entry.kind is not Kind.RESTARTED:
            continue
        if entry.of == (head,):
            return True
    return False


def _difference(ledger: Ledger, seal: Seal) -> str:
    count = len(ledger.entries)
    if seal.n > count:
        return f"{seal.n} entries were published as of {seal.as_of}, and the ledger now has {count}"
    return (
        f"entry {seal.n} or one before it is not what was published as of {seal.as_of}"
    )
