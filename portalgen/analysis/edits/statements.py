"""What a project told in one revision, thing by thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portalgen.analysis.edits.comparison import ACTIVE, ALL, SEPARATOR
from portalgen.model.record.past import PastProject
from portalgen.model.record.statement import (
    PastUpdate,
    Statement,
    Thing,
    UpdateText,
)
from portalgen.model.record.terms import PastAgency, PastTerms

Texts = Mapping[str, UpdateText]  # of updates, by blob
USUAL_TOLERANCE = 7
USUAL_CADENCE = 7
NO_AGENCY = PastAgency(date.min)
ITSELF = ""  # the id of a project among its own things


@dataclass(frozen=True, slots=True)
class Told:
    """The statements of one kind of things; `unclear` are the ids of those that are there and cannot be read."""

    statements: tuple[Statement, ...] = ()
    unclear: frozenset[str] = frozenset()


NOTHING = Told()


def told(
    project: PastProject,
    texts: Texts,
    agency: PastAgency | None = None,
) -> dict[Thing, Told]:
    """Returns what a project told, by the kind of thing; nothing of what its pages hid.

    What `agency` says holds where the project says nothing of its own. An update of which no text is known has never
    been another.
    """
    terms = project.terms
    found: dict[Thing, list[Statement]] = {}
    for each in terms.statements:
        found.setdefault(each.thing, []).append(each)
    whole = {Thing.PROJECT: Told((_terms(terms, agency),))}
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
            statements.append(
                Statement(
                    Thing.UPDATE,
                    day,
                    values=text.values,
                )
            )
    return Told(tuple(statements), frozenset(unclear))


def _terms(terms: PastTerms, agency: PastAgency | None) -> Statement:
    """Returns what a project is judged by, but for the dates."""
    return Statement(
        Thing.PROJECT,
        ITSELF,
        values=tuple(_values(terms, agency or NO_AGENCY)),
    )


def _values(
    terms: PastTerms,
    agency: PastAgency,
) -> Iterator[tuple[str, str]]:
    tolerance = _first(
        terms.tolerance_days,
        agency.tolerance_days,
        USUAL_TOLERANCE,
    )
    cadence = _first(
        terms.cadence_days,
        agency.cadence_days,
        USUAL_CADENCE,
    )
    yield "tolerance_days", str(tolerance)
    yield "cadence_days", str(cadence)
    yield "state", terms.state or ACTIVE
    yield "pages", _pages(terms)
    days = _days_off(terms)
    if days:
        yield "days_off", days


def _first(*values: int | None) -> int | None:
    """Returns the first value that there is."""
    return next((value for value in values if value is not None), None)


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
