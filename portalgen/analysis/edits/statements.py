"""What a project told in one revision, thing by thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portalgen.analysis.edits.comparison import ACTIVE, ALL, SEPARATOR
from portalgen.model.record.past import PastProject
from portalgen.model.record.statement import (
    PastUpdate,
    Statement,
    Thing,
    UpdateText,
)
from portalgen.model.record.terms import PastTerms

Texts = Mapping[str, UpdateText]  # of updates, by blob
ITSELF = ""  # the id of a project among its own things


@dataclass(frozen=True, slots=True)
class Told:
    """The statements of one kind of things; `unclear` are the ids of those that are there and cannot be read."""

    statements: tuple[Statement, ...] = ()
    unclear: frozenset[str] = frozenset()


NOTHING = Told()


def told(project: PastProject, texts: Texts) -> dict[Thing, Told]:
    """Returns what a project told, by the kind of thing; nothing of what its pages hid.

    An update of which no text is known has never been another.
    """
    terms = project.terms
    found: dict[Thing, list[Statement]] = {}
    for each in terms.statements:
        found.setdefault(each.thing, []).append(each)
    whole = {Thing.PROJECT: Told((_terms(terms),))}
    for thing, statements in found.items():
        whole[thing] = Told(tuple(statements))
    whole[Thing.UPDATE] = _updates(terms.updates, texts)
    return whole


def _updates(
    updates: tuple[PastUpdate, ...],
    texts: Texts,
) -> Told:
    statements = []
    unclear = set()
    for each in updates:
        text = texts.get(each.blob, UpdateText())
        day = each.on.isoformat()
        if not text.is_clear:
            unclear.add(day)
        elif text.is_shown:
            statements.append(Statement(Thing.UPDATE, day, values=text.values))
    return Told(tuple(statements), frozenset(unclear))


def _terms(terms: PastTerms) -> Statement:
    """Returns what a project is judged by, but for the dates."""
    return Statement(
        Thing.PROJECT,
        ITSELF,
        values=tuple(_values(terms)),
    )


def _values(terms: PastTerms) -> Iterator[tuple[str, str]]:
    if terms.tolerance_days is not None:
        yield "tolerance_days", str(terms.tolerance_days)
    if terms.cadence_days is not None:
        yield "cadence_days", str(terms.cadence_days)
    yield "state", terms.state or ACTIVE
    yield "pages", _pages(terms)
    days = _days_off(terms)
    if days:
        yield "days_off", days


def _pages(terms: PastTerms) -> str:
    if terms.pages is None:
        return ALL
    return SEPARATOR.join(sorted(set(terms.pages)))


def _days_off(terms: PastTerms) -> str:
    """Returns holidays and freezes by day: each a day, or its first and its last."""
    told = []
    for start, end in sorted(set(terms.days_off)):
        first = start.isoformat()
        told.append(first if start == end else f"{first}/{end.isoformat()}")
    return SEPARATOR.join(told)
