"""Forecast: when open milestones will be done, by a Monte Carlo simulation of weekly throughput.

Weeks are drawn at random from the last 26 that were, as they were: weeks without any work done count, and what the
scope grew by in a week comes with it. The simulation starts at the last row of the series and knows no other day. Its
seed is made of the client, the project and the series: the same data gives the same dates, on whatever day it is asked.

Inside a week its work is spread evenly over its working days. Without that, a short backlog could end on Fridays only,
and the chance of its median would be far above one half. A week without any working day (a freeze) passes without work;
past freezes stay among the weeks drawn from, so that declaring one never makes a finish look nearer.
"""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from portalgen.analysis.dates.promises import Promise, with_simulated
from portalgen.analysis.forecast.backlog import Queued, Task, open_items, queue
from portalgen.analysis.forecast.progress import WEEK, Week, weeks
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
        return next(
            (day for day, count in self.finished if count * 100 >= level * self.runs),
            None,
        )

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

    @property
    def unfinished(self) -> int:
        """How many runs see no end within the horizon."""
        return self.runs - (self.finished[-1][1] if self.finished else 0)

    def share_by(self, day: date) -> Fraction:
        """Returns the share of runs that have ended by the end of a day, unrounded: what decides colours."""
        before = bisect_right(self.finished, day, key=lambda each: each[0])
        return Fraction(self.finished[before - 1][1] if before else 0, self.runs)

    def chance_by(self, day: date) -> int:
        """Returns the chance in percent as it is shown: in steps of 5, never below 5 and never above 95."""
        return min(95, max(5, 5 * int(self.share_by(day) * 20 + Fraction(1, 2))))


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
        return next(
            (each for each in self.milestones if each.milestone_id == milestone_id),
            None,
        )


def forecast(
    client_id: str,
    project: Project,
    promises: Sequence[Promise],
    points: Sequence[ProgressPoint],
) -> ProjectForecast:
    """Returns the forecasts of a project, from its dates and its progress series."""
    all_weeks = weeks(points)
    seed = seed_of(client_id, project.id, points)
    queued = queue(promises, points[-1]) if points else ()
    refusal = _refusal(project, points, all_weeks, queued)
    found = recent(all_weeks)
    start = points[-1].on if points else None
    if refusal or start is None:
        return ProjectForecast(start, len(found), RUNS, seed, refusal=refusal)
    milestones = _simulated(found, queued, seed, start, project.calendar)
    return ProjectForecast(start, len(found), RUNS, seed, milestones)


def recent(found: Sequence[Week]) -> Sequence[Week]:
    """Returns the weeks that are drawn from."""
    return found[-MOST_WEEKS:]


def headline_dates(
    promises: Sequence[Promise], found: ProjectForecast, as_of: date
) -> tuple[Promise, ...]:
    """Returns the promises with what pages lead with: the stated forecast, else P85 where it can be simulated."""
    return tuple(
        _headline(each, found.of(each.milestone.id), as_of) for each in promises
    )


def _headline(promise: Promise, simulated: Forecast | None, as_of: date) -> Promise:
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
            "forecast.refused.few_weeks", count=len(found), needed=FEWEST_WEEKS
        )
    if not any(week.done > 0 for week in found):
        return message("forecast.refused.nothing_done")
    if open_items(points[-1]) <= 0:
        return message("forecast.refused.nothing_open")
    return None if queued else message("forecast.refused.no_milestone")


def _simulated(
    found: Sequence[Week],
    queued: Sequence[Queued],
    seed: int,
    start: date,
    calendar: Calendar,
) -> tuple[Forecast, ...]:
    # numpy takes 40 ms to import, and a short command starts in 280: many never simulate anything.
    from portalgen.analysis.forecast.simulation import counts_until, last_end, simulate

    ends = simulate(found, [each.task for each in queued], seed, RUNS, HORIZON_WEEKS)
    days = list(_working_days(start, calendar, max(last_end(each) for each in ends)))
    marks = [mark for _, mark in days]
    return tuple(
        Forecast(
            each.milestone_id, each.task, RUNS, _steps(days, counts_until(end, marks))
        )
        for each, end in zip(queued, ends, strict=True)
    )


def _steps(
    days: Sequence[tuple[date, float]], counts: Sequence[int]
) -> tuple[tuple[date, int], ...]:
    """Returns the days on which the count grows."""
    found: list[tuple[date, int]] = []
    for (day, _), count in zip(days, counts, strict=True):
        if count > (found[-1][1] if found else 0):
            found.append((day, count))
    return tuple(found)


def _working_days(
    start: date, calendar: Calendar, last: float
) -> Iterator[tuple[date, float]]:
    """Yields each working day after a start with the weeks of work that are done at its end, until so many are."""
    week = 0
    end = start
    while week < last and (end - start) < 2 * HORIZON_WEEKS * WEEK:
        days = [
            day
            for day in (end + n * ONE_DAY for n in range(1, 8))
            if calendar.is_working(day)
        ]
        for at, day in enumerate(days, 1):
            yield day, week + at / len(days)
        week = week + bool(days)
        end = end + WEEK


def seed_of(client_id: str, project_id: str, points: Sequence[ProgressPoint]) -> int:
    """Returns the seed of a project's draws, 128 bits: of its ids and its series, and of no date but the series' own.

    A seed that knew promised dates would shake the chances a little whenever a date moves.
    """
    rows = [
        (point.on.isoformat(), _plain(point.scope), _plain(point.done))
        for point in points
    ]
    text = json.dumps([client_id, project_id, rows])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], "big")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


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
    return message("now.simulated", first=first, last=last)


def chance_in_words(percent: int) -> Message:
    """Returns how a shown chance reads, in tenths: `about 6 in 10`, `6 to 7 in 10`, `more than 9 in 10`."""
    tens, halves = divmod(percent, 10)
    if percent <= 5:
        return message("chance.below")
    if percent >= 95:
        return message("chance.above")
    if halves:
        return message("chance.between", low=tens, high=tens + 1)
    return message("chance.about", tens=tens)
