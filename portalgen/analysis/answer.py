"""What a portal answers first of a project on a day: its verdict, its dates and its health."""

from dataclasses import dataclass
from datetime import date

from portalgen.analysis.dates.account import accounts_of
from portalgen.analysis.dates.agreement import Witnesses, witnesses
from portalgen.analysis.dates.known_moves import Account
from portalgen.analysis.dates.promises import Promise, leading
from portalgen.analysis.forecast.forecast import ProjectForecast, expected_dates
from portalgen.analysis.forecast.streams import Series, series_of
from portalgen.analysis.health.health import ProjectHealth
from portalgen.analysis.health.on_record import health_on_record, held_against
from portalgen.analysis.held.standing import Standing
from portalgen.analysis.ledger.records import Records
from portalgen.analysis.message import Message
from portalgen.analysis.told.verdict import verdict
from portalgen.model.client import Agency
from portalgen.model.contact import Contact
from portalgen.model.project import Project


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict, the dates and the health of a project, with what they were made from.

    `day` is the one for which it speaks, `dates_on` the one for which its dates do.
    """

    day: date
    dates_on: date
    verdict: Message
    promises: tuple[Promise, ...]
    lead: Promise | None
    health: ProjectHealth
    series: Series
    accounts: dict[str, Account]
    forecast: ProjectForecast
    witnesses: Witnesses
    goes_by: Standing


def answer_of(
    project: Project,
    agency: Agency,
    as_of: date,
    client_id: str,
    records: Records,
    contacts: tuple[Contact, ...],
) -> Answer:
    """Returns the answer of a project that says what can be known on the day; the client's id seeds simulations."""
    day, dates_on = project.last_day(as_of), project.dates_stand_on(as_of)
    series = series_of(project.progress)
    known = witnesses(project, agency, contacts, client_id)
    held = held_against(project, agency, client_id, records, known, as_of)
    accounts = accounts_of(project, records, held.goes_by.cadence_days, known)
    simulated, dates = expected_dates(client_id, project, accounts, series, dates_on)
    lead = leading(dates)
    return Answer(
        day=day,
        dates_on=dates_on,
        verdict=verdict(project, lead, day),
        promises=dates,
        lead=lead,
        health=health_on_record(held, dates, accounts, simulated),
        series=series,
        accounts=accounts,
        forecast=simulated,
        witnesses=known,
        goes_by=held.goes_by,
    )
