"""How it is measured: every rule behind the pages, with the numbers that it gives here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.forecast.backtest import FEWEST_DUE, Backtest
from portalgen.analysis.forecast.earned_schedule import Earned
from portalgen.analysis.forecast.forecast import LEVELS, Forecast
from portalgen.analysis.forecast.past import MOST_WEEKS
from portalgen.analysis.forecast.progress import Completion, Week
from portalgen.analysis.forecast.tested import untested
from portalgen.analysis.health.cadence import STALE_AFTER, Reporting
from portalgen.analysis.health.health import ProjectHealth
from portalgen.analysis.message import Message
from portalgen.charts.throughput import mean_throughput
from portalgen.model.contact import key_digest
from portalgen.model.project import PageName, ProjectState
from portalgen.model.record.signed_move import fingerprint
from portalgen.pages.parts.people import shown, who_can_agree
from portalgen.pages.project.page import ProjectPage, View
from portalgen.pages.project.subject import Subject


@dataclass(frozen=True, slots=True)
class SimulatedMilestone:
    """A milestone's name with its forecast."""

    name: str
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class Simulation:
    """How finishes are simulated: of how many runs, from how many of the last weeks, by which levels of 100 runs.

    `refusal` says why nothing can be simulated, `wanting` of each stream without a known pace why it has none; `seed`
    is in hex, and `fewest_due` how many past forecasts a backtest needs.
    """

    refusal: Message | None
    wanting: tuple[Message, ...]
    has_streams: bool
    runs: int
    samples: int
    last_week: date | None
    most_weeks: int
    levels: tuple[int, ...]
    seed: str
    fewest_due: int


@dataclass(frozen=True, slots=True)
class Throughput:
    """Items done in whole weeks: all of them, in how many weeks, and the mean of a week."""

    done: Decimal
    weeks: int
    mean: Decimal


@dataclass(frozen=True, slots=True)
class HowPage(View):
    """The rules with their numbers. Parts of which the project has nothing are None, empty or false.

    `who_can_agree` are the people whose agreement counts; `takes_stated` tells that the agency's word does as well.
    `schedule_tolerance` and `stale_limit` are in days; `simulation` is None where nothing is to be forecast.
    """

    as_of: date
    lead: Promise | None
    who_can_agree: tuple[str, ...]
    takes_stated: bool
    health: ProjectHealth
    schedule_tolerance: int
    reporting: Reporting
    stale_limit: Decimal
    completion: Completion | None
    throughput: Throughput | None
    simulation: Simulation | None
    simulated: tuple[SimulatedMilestone, ...]
    backtest: Backtest | None
    untested: Message | None
    earned: Earned | None
    has_slips: bool
    has_asks: bool
    has_risks: bool


def how_page(subject: Subject) -> HowPage:
    """Returns the view of how a project is measured."""
    found = subject.found
    is_running = subject.project.state is ProjectState.ACTIVE
    is_forecast = is_running and bool(found.points)
    return HowPage(
        as_of=found.as_of,
        lead=found.lead,
        who_can_agree=tuple(_who_can_agree(subject)),
        takes_stated=found.witnesses.takes_stated,
        health=found.health,
        schedule_tolerance=found.tolerance.schedule_days,
        reporting=found.reporting,
        stale_limit=found.reporting.cadence_days * Decimal(str(STALE_AFTER)),
        completion=found.completion,
        throughput=_throughput(found.weeks),
        simulation=_simulation(subject) if is_forecast else None,
        simulated=_simulated(found),
        backtest=found.backtest,
        untested=untested(found.forecast, found.backtest),
        earned=_earned(found) if is_running else None,
        has_slips=bool(found.slips),
        has_asks=bool(found.asks),
        has_risks=bool(subject.project.risks),
    )


def _who_can_agree(subject: Subject) -> Iterator[str]:
    for each in who_can_agree(subject.client, subject.project):
        name = shown(each.id, (each,), subject.words)
        keys = [fingerprint(key_digest(key)) for key in each.signing_keys]
        if keys:
            listed = ", ".join(keys)
            name = subject.words.text("how.signs_with", name=name, keys=listed)
        yield name


def _throughput(weeks: tuple[Week, ...]) -> Throughput | None:
    if not weeks:
        return None
    done = [week.done for week in weeks]
    total = sum(done, Decimal())
    mean = mean_throughput(done)
    return Throughput(total, len(done), mean)


def _simulation(subject: Subject) -> Simulation:
    found = subject.found
    forecast = found.forecast
    streams = {row.stream for row in subject.project.progress}
    return Simulation(
        refusal=forecast.refusal,
        wanting=forecast.wanting,
        has_streams=len(streams) > 1,
        runs=forecast.runs,
        samples=forecast.samples,
        last_week=found.weeks[-1].end if found.weeks else None,
        most_weeks=MOST_WEEKS,
        levels=LEVELS,
        seed=f"{forecast.seed:032x}",
        fewest_due=FEWEST_DUE,
    )


def _simulated(found: ProjectFindings) -> tuple[SimulatedMilestone, ...]:
    """Returns the milestones that are simulated, without those of which no date shall be told."""
    shown: list[SimulatedMilestone] = []
    for promise in found.promises:
        forecast = found.forecast.of(promise.milestone.id)
        if forecast is None or promise.is_withheld:
            continue
        name = promise.milestone.name
        shown.append(SimulatedMilestone(name, forecast))
    return tuple(shown)


def _earned(found: ProjectFindings) -> Earned | None:
    """Returns the earned schedule, where it has an index."""
    earned = found.earned
    if earned is None or earned.index is None:
        return None
    return earned


PAGE = ProjectPage(
    name=PageName.HOW,
    view=HowPage,
    make=how_page,
)
