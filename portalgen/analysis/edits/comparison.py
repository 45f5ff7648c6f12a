"""What became of a thing from one revision to the next, and what of it is an edit.

Work is none: an ask that is answered, a risk that is closed, a price where none was told, a row at a new day.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from portalgen.analysis.edits.entry import EditKind
from portalgen.model.record.statement import Statement, Thing

PROBABILITIES = ("rare", "unlikely", "possible", "likely", "almost_certain")
IMPACTS = ("minor", "moderate", "significant", "major", "severe")
SCALES = {
    "probability": PROBABILITIES,
    "impact": IMPACTS,
}
LEADS = "leads"
ACTIVE = "active"
ALL = "all"
SEPARATOR = ", "
# Once told, another value is an edit; where none was told, a first one is none.
ONCE_TOLD = {
    Thing.MILESTONE: EditKind.REDEFINED,
    Thing.ASK: EditKind.REASKED,
    Thing.OWED: EditKind.REASKED,
    Thing.CHANGE: EditKind.REPRICED,
}
GONE = {
    Thing.UPDATE: EditKind.RETRACTED,
    Thing.ASK: EditKind.REASKED,
    Thing.OWED: EditKind.REASKED,
    Thing.CHANGE: EditKind.REPRICED,
    Thing.RISK: EditKind.RELAXED,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says something else than before; None where it says nothing."""

    kind: EditKind
    field: str
    before: str | None
    after: str | None


def differences(
    stood: Statement,
    stands: Statement,
) -> Iterator[Difference]:
    """Yields what is an edit of a thing, in the order of its fields."""
    before = dict(stood.values)
    after = dict(stands.values)
    for field in dict.fromkeys((*before, *after)):
        was = before.get(field)
        now = after.get(field)
        if was == now:
            continue
        kind = _kind(
            stands,
            field,
            was,
            now,
        )
        if kind:
            yield Difference(
                kind,
                field,
                was,
                now,
            )


def first_said(stands: Statement) -> Iterator[Difference]:
    """Yields what a new thing changes of what was told: a new milestone may decide when the project ends."""
    leads = stands.value(LEADS)
    if stands.thing is Thing.MILESTONE and leads:
        yield Difference(
            EditKind.RELAXED,
            LEADS,
            None,
            leads,
        )


def gone(stood: Statement) -> EditKind | None:
    """Returns what it is where a thing goes that was told; None for what is over, and for milestones.

    That a milestone went is in the record of dates.
    """
    if stood.is_settled:
        return None
    return GONE.get(stood.thing)


def _kind(
    stands: Statement,
    field: str,
    before: str | None,
    after: str | None,
) -> EditKind | None:
    thing = stands.thing
    if thing is Thing.UPDATE:
        return EditKind.EDITED
    if thing is Thing.PROJECT:
        return _of_terms(field, before, after)
    if field == LEADS:
        return EditKind.RELAXED
    if thing is Thing.RISK:
        return _of_risk(stands, field, before, after)
    if before is None:
        return None
    return ONCE_TOLD.get(thing)


def _of_risk(
    stands: Statement,
    field: str,
    before: str | None,
    after: str | None,
) -> EditKind | None:
    """Returns whether a risk that may still happen is told to be lower, or nothing is done about it any more."""
    if stands.is_settled or before is None:
        return None
    scale = SCALES.get(field)
    if scale is None:
        is_lower = after is None
    else:
        is_lower = after is None or scale.index(after) < scale.index(before)
    return EditKind.RELAXED if is_lower else None


def _of_terms(
    field: str,
    before: str | None,
    after: str | None,
) -> EditKind:
    """Returns whether what a project is judged by is looser than before; what cannot be compared is."""
    if field == "days_off":
        is_tighter = _parts(after) < _parts(before)
    elif before is None or after is None:
        is_tighter = False
    elif field == "state":
        is_tighter = after == ACTIVE
    elif field == "pages":
        is_tighter = after == ALL or _parts(before) < _parts(after)
    else:
        is_tighter = int(after) < int(before)
    return EditKind.TIGHTENED if is_tighter else EditKind.RELAXED


def _parts(listed: str | None) -> set[str]:
    if listed is None:
        return set()
    return set(listed.split(SEPARATOR))
