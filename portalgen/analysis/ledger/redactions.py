"""Redactions against the ledger that they are about."""

from collections.abc import Iterator, Sequence

from portalgen.analysis.ledger.ledger import Ledger, is_of
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.past import Reach

POINTER = "/ledger.yml/redactions"


def wrong_redactions(
    ledger: Ledger,
    redactions: Sequence[Redaction],
) -> Iterator[Diagnostic]:
    """Yields each redaction of dates that names no entry, no text of it, or another digest.

    Of a history that is missing or cut nothing can be said.
    """
    if ledger.reach is not Reach.WHOLE:
        return
    for index, redaction in enumerate(redactions):
        if not redaction.field.is_of_edit and not is_of(redaction, ledger.entries):
            yield _wrong(ledger, redaction, f"{POINTER}/{index}")


def _wrong(
    ledger: Ledger,
    redaction: Redaction,
    at: str,
) -> Diagnostic:
    n = redaction.entry
    name = redaction.field.value
    count = len(ledger.entries)
    if n > count:
        if count:
            what = f"there is no entry {n}: the ledger has {count}"
        else:
            what = "the ledger has no entries"
        return problem(
            "PG601",
            what,
            f"{at}/entry",
            "copy the number from ledger.json: n of the entry",
        )
    if getattr(ledger.entries[n - 1].texts, name) is None:
        kind = ledger.entries[n - 1].kind.value
        what = f"entry {n}, {kind}, has no text {name}"
        return problem(
            "PG601",
            what,
            f"{at}/field",
            "look at texts of the entry in ledger.json",
        )
    what = f"entry {n} holds another digest for {name}"
    return problem(
        "PG602",
        what,
        f"{at}/digest",
        "copy the digest from ledger.json: texts of the entry",
    )
