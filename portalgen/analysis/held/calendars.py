"""The days off that a project is judged by, where it published others than it has today."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from portalgen.analysis.forecast.progress import data_date
from portalgen.analysis.held.agreement import in_force, released_on
from portalgen.model.calendar import Calendar, Freeze
from portalgen.model.change import Term
from portalgen.model.project import Project
from portalgen.model.record.published import Published

ONE_DAY = timedelta(days=1)
Stretches = Sequence[tuple[date, date]]


def _calendars(
    project: Project,
    known: Published,
) -> list[Stretches]:
    """Returns the days off of today, and those that were published and still count."""
    calendar = project.calendar
    today = [(day, day) for day in calendar.holidays]
    today += [(freeze.start, freeze.end) for freeze in calendar.freezes]
    stood = known.stood(lambda snapshot: snapshot.terms.days_off)
    published = in_force(stood, released_on(project, Term.CALENDAR))
    return [today, *published]


def days_off_always(
    project: Project,
    known: Published,
    until: date,
) -> Calendar:
    """Returns the calendar of the days that every published one had off: data does not get younger by a freeze."""
    calendars = _calendars(project, known)
    if _is_one(calendars):
        return project.calendar
    start = data_date(project) or until
    return Calendar(
        holidays=tuple(
            _shared(
                calendars,
                start,
                until,
            )
        )
    )


def slowest_calendar(
    project: Project,
    known: Published,
    start: date,
) -> Calendar:
    """Returns the calendar by which a simulation that starts on a day ends last: before it the days off that all have,
    from then on those that any has.
    """
    calendars = _calendars(project, known)
    if _is_one(calendars):
        return project.calendar
    first = min((row.on for row in project.progress), default=start)
    holidays = list(
        _shared(
            calendars,
            first,
            start,
        )
    )
    freezes = []
    for stretches in calendars:
        for begin, end in stretches:
            if end > start:
                later = max(begin, start + ONE_DAY)
                freezes.append(Freeze(start=later, end=end))
    return Calendar(holidays=tuple(holidays), freezes=tuple(freezes))


def _is_one(calendars: Sequence[Stretches]) -> bool:
    """Tells whether all calendars have the same days off."""
    return len({frozenset(each) for each in calendars}) == 1


def _shared(
    calendars: Sequence[Stretches],
    start: date,
    end: date,
) -> Iterator[date]:
    """Yields the days of a stretch that all calendars have off."""
    day = start
    while day <= end:
        if all(_is_off(each, day) for each in calendars):
            yield day
        day += ONE_DAY


def _is_off(
    stretches: Stretches,
    day: date,
) -> bool:
    return any(start <= day <= end for start, end in stretches)
