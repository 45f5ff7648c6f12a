"""How often a project reports, when it reports next, and how old its data is."""

from dataclasses import dataclass
from datetime import date, timedelta

from portalgen.analysis.forecast.progress import data_date
from portalgen.model.calendar import Calendar
from portalgen.model.client import Agency
from portalgen.model.project import Project, ProjectState

STALE_AFTER = 1.5  # cadences


@dataclass(frozen=True, slots=True)
class Reporting:
    """The rhythm of reports. Ages are in days without holidays and freezes; None where nothing came yet."""

    cadence_days: int
    last: date | None
    next: date | None
    age_days: int | None
    is_stale: bool


def reporting(
    project: Project,
    agency: Agency,
    as_of: date,
) -> Reporting:
    """Returns a project's rhythm. Data is stale once it is older than 1.5 cadences, pauses and freezes left out."""
    cadence = project.cadence_days or agency.cadence_days
    last = data_date(project)
    is_live = project.state is ProjectState.ACTIVE
    age = None
    is_old = False
    if last:
        age = _age(project.calendar, last, as_of)
        is_old = age > STALE_AFTER * cadence
    next_ = None
    if is_live:
        next_ = _next(project, cadence, last)
    return Reporting(
        cadence_days=cadence,
        last=last,
        next=next_,
        age_days=age,
        is_stale=is_live and is_old,
    )


def fresh_until(
    project: Project,
    rhythm: Reporting,
    as_of: date,
) -> date | None:
    """Returns the last day on which what a page says of a day still holds, if nobody makes it anew.

    That is the day of the next update, and once that is overdue, the last one before the data counts as old. None where
    no update is awaited, or where the data is old already.
    """
    if rhythm.next is None or rhythm.last is None or rhythm.is_stale:
        return None
    if rhythm.next >= as_of:
        return rhythm.next
    day = as_of
    while _age(project.calendar, rhythm.last, day) <= STALE_AFTER * rhythm.cadence_days:
        day += timedelta(days=1)
    return day - timedelta(days=1)


def _age(
    calendar: Calendar,
    last: date,
    as_of: date,
) -> int:
    """Returns the calendar days since the last data, holidays and freezes left out; ordinary weekends count."""
    age = 0
    days = (as_of - last).days
    for number in range(1, days + 1):
        day = last + timedelta(days=number)
        if not _is_off(calendar, day):
            age += 1
    return age


def _is_off(calendar: Calendar, day: date) -> bool:
    if day in calendar.holidays:
        return True
    return any(freeze.start <= day <= freeze.end for freeze in calendar.freezes)


def _next(
    project: Project,
    cadence: int,
    last: date | None,
) -> date | None:
    """Returns the day of the next update: a cadence after the last one, else after the newest data or the start."""
    reported = [update.period_end for update in project.updates]
    newest = max(reported, default=None) or last or project.started_on
    if newest is None or cadence == 0:
        return None
    due_on = newest + timedelta(days=cadence)
    return project.calendar.next_working(due_on)
