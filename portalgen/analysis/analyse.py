"""From a client's model to all that is derived from it on a day; the same client and day give the same findings."""

from dataclasses import replace
from datetime import date

from portalgen.analysis.answer import answer_of
from portalgen.analysis.dates.slips import slips
from portalgen.analysis.dates.track_record import track_record
from portalgen.analysis.dates.waiting import waiting
from portalgen.analysis.findings import (
    ALL_AS_TODAY,
    Findings,
    OlderVersions,
    ProjectFindings,
)
from portalgen.analysis.forecast.backtest import backtest
from portalgen.analysis.forecast.earned_schedule import earned_against
from portalgen.analysis.forecast.progress import completion
from portalgen.analysis.health.cadence import reporting
from portalgen.analysis.ledger.records import NO_RECORDS, Records
from portalgen.analysis.told.asks import open_asks, open_owed
from portalgen.analysis.told.events import events
from portalgen.analysis.told.not_yet import not_yet
from portalgen.model.client import Agency, Client
from portalgen.model.contact import Contact
from portalgen.model.project import Project


def analyse(
    client: Client,
    as_of: date,
    records: Records = NO_RECORDS,
    older: OlderVersions = ALL_AS_TODAY,
) -> Findings:
    """Returns what a client's data gives on a day. The day never selects data."""
    found = {}
    for project in client.projects:
        of = analyse_project(
            project,
            client.agency,
            as_of,
            client.id,
            records,
            client.contacts,
        )
        found[project.id] = replace(of, read_on=older.read_on.get(project.id))
    return Findings(as_of, found, records, older.left_out)


def analyse_project(
    project: Project,
    agency: Agency,
    as_of: date,
    client_id: str = "",
    records: Records = NO_RECORDS,
    contacts: tuple[Contact, ...] = (),
) -> ProjectFindings:
    """Returns what a project's data gives on a day, or on the day of its end. The client's id seeds simulations."""
    known = project.as_known_on(as_of)
    found = _derived(known, agency, as_of, client_id, records, contacts)
    ahead = not_yet(project, as_of)
    return replace(found, not_yet=ahead)


def _derived(
    project: Project,
    agency: Agency,
    as_of: date,
    client_id: str,
    records: Records,
    contacts: tuple[Contact, ...],
) -> ProjectFindings:
    """Returns what is derived from what a project can say on a day."""
    answer = answer_of(project, agency, as_of, client_id, records, contacts)
    series, accounts, dates_on = answer.series, answer.accounts, answer.dates_on
    return ProjectFindings(
        as_of=answer.day,
        verdict=answer.verdict,
        promises=answer.promises,
        lead=answer.lead,
        health=answer.health,
        tolerance=project.tolerance or agency.tolerance,
        reporting=reporting(project, agency, answer.day),
        completion=completion(series.whole, project.milestones),
        points=series.whole,
        weeks=series.weeks,
        accounts=accounts,
        slips=slips(accounts.values()),
        waiting=waiting(project, accounts, dates_on),
        track=track_record([project], records, agency, dates_on, contacts, client_id),
        forecast=answer.forecast,
        backtest=backtest(client_id, project.id, series),
        earned=earned_against(answer.lead, series.whole),
        witnesses=answer.witnesses,
        asks=open_asks(project, dates_on),
        owed=open_owed(project),
        events=events(project, accounts),
        goes_by=answer.goes_by,
    )
