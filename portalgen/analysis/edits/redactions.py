"""Redactions against the record of edits that they are about."""

from collections.abc import Iterator, Sequence

from portalgen.analysis.edits.edits import Edits, is_of
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.past import Reach

POINTER = "/ledger.yml/redactions"


def wrong_edit_redactions(
    edits: Edits,
    reach: Reach,
    redactions: Sequence[Redaction],
) -> Iterator[Diagnostic]:
    """Yields each redaction that is about an edit and names none, no text of it, or another digest.

    Of a history that is missing or cut nothing can be said.
    """
    if reach is not Reach.WHOLE:
        return
    for index, redaction in enumerate(redactions):
        if redaction.field.is_of_edit and not is_of(redaction, edits.entries):
            yield _wrong(
                edits,
                redaction,
                f"{POINTER}/{index}",
            )


def _wrong(
    edits: Edits,
    redaction: Redaction,
    at: str,
) -> Diagnostic:
    n = redaction.entry
    name = redaction.field.value
    count = len(edits.entries)
    if n > count:
        return problem(
            "PG601",
            f"there is no edit {n}: the record has {count}",
            f"{at}/entry",
            "copy the number from ledger.json: n of the entry under edits",
        )
    if edits.entries[n - 1].texts.by_name[name] is None:
        return problem(
            "PG601",
            f"edit {n} has no text {name}",
            f"{at}/field",
            "look at texts of the entry under edits in ledger.json",
        )
    return problem(
        "PG602",
        f"edit {n} holds another digest for {name}",
        f"{at}/digest",
        "copy the digest from ledger.json: texts of the entry under edits",
    )
