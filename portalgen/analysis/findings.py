"""All that is derived from a client's model on a day. Pure: the same client and day give the same findings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from portalgen.analysis.dates.account import Account, account
from portalgen.analysis.dates.promises import Promise, leading, promises
from portalgen.analysis.dates.slips import Slip, slips
from portalgen.analysis.dates.track_record import TrackRecord, track_record
from portalgen.analysis.dates.waiting import Waiting, waiting
from portalgen.analysis.forecast.backtest import Backtest, backtest
from portalgen.analysis.forecast.earned_schedule import Earned, earned
from portalgen.analysis.forecast.forecast import (
    ProjectForecast,
    forecast,
    headline_dates,
)
from portalgen.analysis.forecast.progress import (
    Completion,
    Week,
    completion,
    series,
    weeks,
)
from portalgen.analysis.health.cadence import Reporting, reporting
from portalgen.analysis.health.health import ProjectHealth
from portalgen.analysis.health.on_record import Held, health_on_record
from portalgen.analysis.held.standing import Standing, standing
from portalgen.analysis.ledger.records import NO_RECORDS, Records
from portalgen.analysis.message import Message
from portalgen.analysis.told.asks import OpenAsk, open_asks, open_owed
from portalgen.analysis.told.events import Event, events
from portalgen.analysis.told.verdict import verdict
from portalgen.model.ask import Owed
from portalgen.model.client import Agency, Client
from portalgen.model.progress import ProgressPoint
from portalgen.model.project import Project, Tolerance


@dataclass(frozen=True, slots=True)
class ProjectFindings:
    """What is derived from one project; `as_of` stands still once a project has ended.

    `goes_by` is what it is judged by. `read_on` is the day of the version that it is derived from, where today's files
    cannot be read.
    """

    as_of: date
    verdict: Message
    promises: tuple[Promise, ...]
    lead: Promise | None
    health: ProjectHealth
    tolerance: Tolerance
    reporting: Reporting
    completion: Completion | None
    points: tuple[ProgressPoint, ...]
    weeks: tuple[Week, ...]
    accounts: Mapping[str, Account]
    slips: tuple[Slip, ...]
    waiting: tuple[Waiting, ...]
    track: TrackRecord
    forecast: ProjectForecast
    backtest: Backtest | None
    earned: Earned | None
    asks: tuple[OpenAsk, ...]
    owed: tuple[Owed, ...]
    events: tuple[Event, ...]
    goes_by: Standing
    read_on: date | None = None

    def promise(self, milestone_id: str) -> Promise:
        """Returns the dates of one milestone."""
        return next(each for each in self.promises if each.milestone.id == milestone_id)


@dataclass(frozen=True, slots=True)
class OlderVersions:
    """Which projects are not as their files are today.

    `read_on` is the day, by the project's id, of the version that stands for one; `left_out` are the names of others.
    """

    read_on: Mapping[str, date]
    left_out: tuple[str, ...] = ()


ALL_AS_TODAY = OlderVersions({})


@dataclass(frozen=True, slots=True)
class Findings:
    """What is derived from a client, by project id; `left_out` are the names of projects that cannot be read at all."""

    as_of: date
    projects: Mapping[str, ProjectFindings]
    records: Records = NO_RECORDS
    left_out: tuple[str, ...] = ()


def analyse(
    client: Client,
    as_of: date,
    records: Records = NO_RECORDS,
    older: OlderVersions = ALL_AS_TODAY,
) -> Findings:
    """Returns what a client's data gives on a day. The day never selects data."""
    found = {}
    for project in client.projects:
        of = analyse_project(project, client.agency, as_of, client.id, records)
        found[project.id] = replace(of, read_on=older.read_on.get(project.id))
    return Findings(as_of, found, records, older.left_out)


def analyse_project(
    project: Project,
    agency: Agency,
    as_of: date,
    client_id: str = "",
    records: Records = NO_RECORDS,
) -> ProjectFindings:
    """Returns what a project's data gives on a day, or on the day of its end. The client's id seeds simulations."""
    day = project.last_day(as_of)
    points = series(project)
    goes_by = standing(project, agency, records.of(project.id), as_of)
    accounts = _accounts(project, records, goes_by.cadence_days)
    stated = promises(project, accounts, day)
    simulated = forecast(client_id, project, stated, points)
    dates = headline_dates(stated, simulated, day)
    lead = leading(dates)
    held = Held(project, agency, client_id, records, goes_by)
    return ProjectFindings(
        as_of=day,
        verdict=verdict(project, lead, day),
        promises=dates,
        lead=lead,
        health=health_on_record(held, dates, accounts, simulated),
        tolerance=project.tolerance or agency.tolerance,
        reporting=reporting(project, agency, day),
        completion=completion(points, project.milestones),
        points=points,
        weeks=weeks(points),
        accounts=accounts,
        slips=slips(accounts.values()),
        waiting=waiting(project, accounts, day),
        track=track_record([project], records.present, agency, day),
        forecast=simulated,
        backtest=backtest(client_id, project.id, points),
        earned=earned(points, lead.measured_from if lead else None),
        asks=open_asks(project, day),
        owed=open_owed(project),
        events=events(project, accounts),
        goes_by=goes_by,
    )


def _accounts(
    project: Project,
    records: Records,
    cadence_days: int,
) -> dict[str, Account]:
    """Returns the account of each milestone by its id."""
    found = {}
    for milestone in project.milestones:
        found[milestone.id] = account(
            milestone,
            project.id,
            records.present,
            records.count,
            cadence_days,
        )
    return found
