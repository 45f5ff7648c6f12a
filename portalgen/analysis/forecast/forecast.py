"""Forecast: when open milestones will be done, by a Monte Carlo simulation of weekly throughput.

Weeks are drawn at random from the last 26 that were, as they were: weeks without any work done count, and what the
scope grew by in a week comes with it. The simulation starts at the last row of the series and knows no other day. Its
seed is made of the client, the project and the series: the same data gives the same dates, on whatever day it is asked.

Inside a week its work is spread evenly over its working days. Without that, a short backlog could end on Fridays only,
and the chance of its median would be far above one half. A week without any working day (a freeze) passes without work;
past freezes stay among the weeks drawn from, so that declaring one never makes a finish look nearer.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from portalgen.analysis.dates.promises import Promise, with_simulated
from portalgen.analysis.forecast.backlog import Queued, Task, open_items, queue
from portalgen.analysis.forecast.progress import WEEK, Week, weeks
from portalgen.analysis.forecast.seed import seed_of
from portalgen.analysis.message import Message, message
from portalgen.model.calendar import Calendar
from portalgen.model.progress import ProgressPoint
from portalgen.model.project import Project, ProjectState

FEWEST_WEEKS = 8
MOST_WEEKS = (
    26  # half a year: what is older tells of another team (see docs/decisions/0008)
)
RUNS = 10_000
LEVELS = (50, 85, 95)
HORIZON_WEEKS = 260  # five years; what takes longer than that is no forecast
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Forecast:
    """When one milestone's work will be done. `finished` says how many of the runs have ended by the end of each day;
    days on which none ends are left out, and runs past the horizon are in none.
    """

    milestone_id: str
    task: Task
    runs: int
    finished: tuple[tuple[date, int], ...]

    def day(self, level: int) -> date | None:
        """Returns the first day by which so many of 100 runs have ended; None where it lies past the horizon."""
        needed = level * self.runs
        for day, count in self.finished:
            if count * 100 >= needed:
                return day
        return None

    @property
    def p50(self) -> date | None:
        """The day by which half of the runs have ended."""
        return self.day(50)

    @property
    def p85(self) -> date | None:
        """The day by which 85 of 100 runs have ended."""
        return self.day(85)

    @property
    def p95(self) -> date | None:
        """The day by which 95 of 100 runs have ended."""
        return self.day(95)

    def share_by(self, day: date) -> Fraction:
        """Returns the share of runs that have ended by the end of a day, unrounded: what decides colours."""
        known = bisect_right(self.finished, day, key=lambda each: each[0])
        if known == 0:
            return Fraction()
        _, ended = self.finished[known - 1]
        return Fraction(ended, self.runs)

    def chance_by(self, day: date) -> int:
        """Returns the chance in percent as it is shown: in steps of 5, never below 5 and never above 95."""
        twentieths = int(self.share_by(day) * 20 + Fraction(1, 2))
        percent = 5 * twentieths
        return min(95, max(5, percent))


@dataclass(frozen=True, slots=True)
class ProjectForecast:
    """The forecasts of a project's open milestones in the order of the queue, or why there is none."""

    start: date | None
    samples: int
    runs: int
    seed: int
    milestones: tuple[Forecast, ...] = ()
    refusal: Message | None = None

    def of(self, milestone_id: str) -> Forecast | None:
        """Returns the forecast of a milestone, or None where none can be simulated."""
        for each in self.milestones:
            if each.milestone_id == milestone_id:
                return each
        return None


def forecast(
    client_id: str,
    project: Project,
    promises: Sequence[Promise],
    points: Sequence[ProgressPoint],
) -> ProjectForecast:
    """Returns the forecasts of a project, from its dates and its progress series."""
    all_weeks = weeks(points)
    start = None
    queued: tuple[Queued, ...] = ()
    if points:
        last = points[-1]
        start = last.on
        queued = queue(promises, last)
    drawn_from = recent(all_weeks)
    found = ProjectForecast(
        start=start,
        samples=len(drawn_from),
        runs=RUNS,
        seed=seed_of(client_id, project.id, points),
        refusal=_refusal(project, points, all_weeks, queued),
    )
    if found.refusal or found.start is None:
        return found
    simulated = _simulated(
        drawn_from,
        queued,
        found.seed,
        found.start,
        project.calendar,
    )
    return replace(found, milestones=simulated)


def recent(found: tuple[Week, ...]) -> tuple[Week, ...]:
    """Returns the weeks that are drawn from."""
    return found[-MOST_WEEKS:]


def headline_dates(
    promises: Sequence[Promise],
    found: ProjectForecast,
    as_of: date,
) -> tuple[Promise, ...]:
    """Returns the promises with what pages lead with: the stated forecast, else P85 where it can be simulated."""
    dates = []
    for promise in promises:
        simulated = found.of(promise.milestone.id)
        dates.append(_headline(promise, simulated, as_of))
    return tuple(dates)


def _headline(
    promise: Promise,
    simulated: Forecast | None,
    as_of: date,
) -> Promise:
    if simulated is None or promise.forecast is not None:
        return promise
    return with_simulated(promise, simulated.p85, as_of)


def _refusal(
    project: Project,
    points: Sequence[ProgressPoint],
    found: Sequence[Week],
    queued: Sequence[Queued],
) -> Message | None:
    if project.state is not ProjectState.ACTIVE:
        return message("forecast.refused.not_active")
    if not points:
        return message("forecast.refused.no_series")
    if len(found) < FEWEST_WEEKS:
        return message(
            "forecast.refused.few_weeks",
            count=len(found),
            needed=FEWEST_WEEKS,
        )
    if not any(week.done > 0 for week in found):
        return message("forecast.refused.nothing_done")
    if open_items(points[-1]) <= 0:
        return message("forecast.refused.nothing_open")
    if queued:
        return None
    return message("forecast.refused.no_milestone")


# Whoever looks ahead asks for the same weeks and the same queues on each of the days, and only the last few count.
@lru_cache(maxsize=32)
def _simulated(
    found: tuple[Week, ...],
    queued: tuple[Queued, ...],
    seed: int,
    start: date,
    calendar: Calendar,
) -> tuple[Forecast, ...]:
    # numpy takes 40 ms to import, and a short command starts in 280: many never simulate anything.
    from portalgen.analysis.forecast.simulation import counts_until, last_end, simulate

    tasks = [each.task for each in queued]
    ends = simulate(
        found,
        tasks,
        seed,
        RUNS,
        HORIZON_WEEKS,
    )
    last = max(last_end(each) for each in ends)
    days: list[date] = []
    marks: list[float] = []
    for day, mark in _working_days(start, calendar, last):
        days.append(day)
        marks.append(mark)
    forecasts = []
    for each, end in zip(queued, ends, strict=True):
        counts = counts_until(end, marks)
        forecasts.append(
            Forecast(
                milestone_id=each.milestone_id,
                task=each.task,
                runs=RUNS,
                finished=_growing(days, counts),
            )
        )
    return tuple(forecasts)


def _growing(
    days: Sequence[date], counts: Sequence[int]
) -> tuple[tuple[date, int], ...]:
    """Returns the days on which the count grows, each with its count."""
    found: list[tuple[date, int]] = []
    before = 0
    for day, count in zip(days, counts, strict=True):
        if count > before:
            found.append((day, count))
            before = count
    return tuple(found)


def _working_days(
    start: date,
    calendar: Calendar,
    last: float,
) -> Iterator[tuple[date, float]]:
    """Yields each working day after a start with the weeks of work that are done at its end, until so many are."""
    worked_weeks = 0
    end = start
    longest = 2 * HORIZON_WEEKS * WEEK
    while worked_weeks < last and end - start < longest:
        next_seven = [end + number * ONE_DAY for number in range(1, 8)]
        days = [day for day in next_seven if calendar.is_working(day)]
        for number, day in enumerate(days, 1):
            part_of_week = number / len(days)
            yield day, worked_weeks + part_of_week
        if days:
            worked_weeks += 1
        end += WEEK


def range_in_words(simulated: Forecast) -> Message:
    """Returns how the simulated range reads: the days by which half of the runs and 95 of 100 have ended."""
    first = simulated.p50
    last = simulated.p95
    if first is None:
        return message("now.simulated_open")
    if last is None:
        return message("now.simulated_from", first=first)
    if first == last:
        return message("now.simulated_day", first=first)
    return message(
        "now.simulated",
        first=first,
        last=last,
    )


def chance_in_words(percent: int) -> Message:
    """Returns how a shown chance reads, in tenths: `about 6 in 10`, `6 to 7 in 10`, `more than 9 in 10`."""
    tens, halves = divmod(percent, 10)
    if percent <= 5:
        return message("chance.below")
    if percent >= 95:
        return message("chance.above")
    if halves:
        return message(
            "chance.between",
            low=tens,
            high=tens + 1,
        )
    return message("chance.about", tens=tens)
