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


def reporting(project: Project, agency: Agency, as_of: date) -> Reporting:
    """Returns a project's rhythm. Data is stale once it is older than 1.5 cadences, pauses and freezes left out."""
    cadence = project.cadence_days or agency.cadence_days
    last = data_date(project)
    age = None if last is None else _age(project, last, as_of)
    is_live = project.state is ProjectState.ACTIVE
    stale = is_live and age is not None and age > STALE_AFTER * cadence
    return Reporting(
        cadence, last, _next(project, cadence, last) if is_live else None, age, stale
    )


def _age(project: Project, last: date, as_of: date) -> int:
    """Returns the calendar days since the last data, holidays and freezes left out; ordinary weekends count."""
    days = (last + timedelta(days=n) for n in range(1, (as_of - last).days + 1))
    return sum(not _is_off(project.calendar, day) for day in days)


def _is_off(calendar: Calendar, day: date) -> bool:
    return day in calendar.holidays or any(
        freeze.start <= day <= freeze.end for freeze in calendar.freezes
    )


def _next(project: Project, cadence: int, last: date | None) -> date | None:
    newest = (
        max((update.period_end for update in project.updates), default=None)
        or last
        or project.started_on
    )
    if newest and cadence:
        return project.calendar.next_working(newest + timedelta(days=cadence))
    return None
