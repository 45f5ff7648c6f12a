"""All that is derived from a client's model on a day, as values: `analyse` makes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portalgen.analysis.dates.agreement import Witnesses
from portalgen.analysis.dates.known_moves import Account
from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.dates.slips import Slip
from portalgen.analysis.dates.track_record import TrackRecord
from portalgen.analysis.dates.waiting import Waiting
from portalgen.analysis.edits.edits import NO_EDITS, Edits
from portalgen.analysis.forecast.backtest import Backtest
from portalgen.analysis.forecast.earned_schedule import Earned
from portalgen.analysis.forecast.forecast import (
    ProjectForecast,
)
from portalgen.analysis.forecast.progress import Completion, Week
from portalgen.analysis.health.cadence import Reporting
from portalgen.analysis.health.health import ProjectHealth
from portalgen.analysis.held.standing import Standing
from portalgen.analysis.ledger.records import NO_RECORDS, Records
from portalgen.analysis.message import Message
from portalgen.analysis.told.asks import OpenAsk
from portalgen.analysis.told.events import Event
from portalgen.analysis.told.telling import NOTHING_TOLD, Tellings
from portalgen.model.ask import Owed
from portalgen.model.progress import ProgressPoint
from portalgen.model.project import Tolerance


@dataclass(frozen=True, slots=True)
class ProjectFindings:
    """What is derived from one project; `as_of` stands still once a project has ended, its dates while it is paused.

    `not_yet` says what its files tell as done after the day of the portal; in all else that has not happened.

    `goes_by` is what it is judged by. `tellings` are the days on which the client was told of it, where those were
    asked for. `read_on` is the day of the version that it is derived from, where today's files cannot be read.
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
    witnesses: Witnesses
    asks: tuple[OpenAsk, ...]
    owed: tuple[Owed, ...]
    events: tuple[Event, ...]
    goes_by: Standing
    not_yet: tuple[Message, ...] = ()
    read_on: date | None = None
    tellings: Tellings = NOTHING_TOLD

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
    """What is derived from a client, by project id; `left_out` are the names of projects that cannot be read at all.

    `edits` are what was told beside the dates, and was told otherwise later.
    `is_of_the_past` tells that they are those of a portal as it stood on their day.
    """

    as_of: date
    projects: Mapping[str, ProjectFindings]
    records: Records = NO_RECORDS
    left_out: tuple[str, ...] = ()
    edits: Edits = NO_EDITS
    is_of_the_past: bool = False
