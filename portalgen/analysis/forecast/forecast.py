"""Forecast: when open milestones will be done, by a Monte Carlo simulation of weekly throughput.

Weeks are drawn at random from the last 52 that were, newer ones more often: weeks without any work done count, and what
the scope grew by in a week comes with it. The pace of each run lies above or below that of the past, and wanders
(`simulation`). The simulation starts at the last row of the series and knows no other day. Its seed is made of the
client, the project and the series: the same data gives the same dates, on whatever day it is asked.

A week of work is five working days, whenever these come: each carries a fifth of it. Without that, a short backlog
could end on Fridays only, and the chance of its median would be far above one half; and a week with one working day
left would bring as much as a whole one. Past weeks are taken in the same measure (`past`).
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from portalgen.analysis.dates.known_moves import Account
from portalgen.analysis.dates.promises import Promise, promises, with_simulated
from portalgen.analysis.forecast.backlog import Queued, Task, queue
from portalgen.analysis.forecast.histories import Histories, histories
from portalgen.analysis.forecast.past import FEWEST_WEEKS, FULL_WEEK, Past
from portalgen.analysis.forecast.progress import WEEK
from portalgen.analysis.forecast.seed import seed_of
from portalgen.analysis.forecast.spread import CALIBRATED, Spread
from portalgen.analysis.forecast.streams import Series, open_items
from portalgen.analysis.message import Message, message
from portalgen.model.calendar import Calendar
from portalgen.model.project import Project, ProjectState

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
    """The forecasts of a project's open milestones in the order of the queue, or why there is none.

    `wanting` says of each stream without a known pace why; what waits for one has no forecast. Its other streams bound
    it all the same: `bounds` holds when those alone end, so that it ends no sooner. No page shows that.
    """

    start: date | None
    samples: int
    runs: int
    seed: int
    milestones: tuple[Forecast, ...] = ()
    bounds: tuple[Forecast, ...] = ()
    wanting: tuple[Message, ...] = ()
    refusal: Message | None = None

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why nothing, or not everything, is simulated."""
        if self.refusal and not self.wanting:
            return (self.refusal,)
        return self.wanting

    def of(self, milestone_id: str) -> Forecast | None:
        """Returns the forecast of a milestone, or None where none can be simulated."""
        return _of(milestone_id, self.milestones)

    def bound_of(
        self,
        milestone_id: str,
    ) -> Forecast | None:
        """Returns before what a milestone that has no forecast cannot end; None where nothing bounds it."""
        return _of(milestone_id, self.bounds)


def _of(
    milestone_id: str,
    forecasts: Sequence[Forecast],
) -> Forecast | None:
    for each in forecasts:
        if each.milestone_id == milestone_id:
            return each
    return None


def forecast(
    client_id: str,
    project: Project,
    promises: Sequence[Promise],
    series: Series,
    spread: Spread = CALIBRATED,
) -> ProjectForecast:
    """Returns the forecasts of a project, from its dates and its progress series."""
    start = None
    if series.whole:
        last = series.whole[-1]
        start = last.on
    queued = queue(promises, series.open_items)
    paces = histories(series, _streams(queued), project.calendar)
    found = ProjectForecast(
        start=start,
        samples=paces.past.count,
        runs=RUNS,
        seed=seed_of(client_id, project.id, series.whole),
        refusal=_refusal(project, series, queued),
    )
    if found.refusal or found.start is None:
        return found
    simulated = _simulated(
        paces.past,
        _that_can_be_simulated(queued, paces),
        found.seed,
        found.start,
        project.calendar,
        spread,
    )
    return _with_simulated(
        found,
        simulated,
        queued,
        paces,
    )


def _with_simulated(
    found: ProjectForecast,
    simulated: Sequence[Forecast],
    queued: Sequence[Queued],
    paces: Histories,
) -> ProjectForecast:
    """Returns a project's forecast with what was simulated: whole milestones apart from those that are bounded only."""
    whole = {each.milestone_id: each.task for each in queued}
    complete = []
    bounds = []
    for each in simulated:
        if each.task == whole[each.milestone_id]:
            complete.append(each)
        else:
            bounds.append(each)
    wanting = [reason for _, reason in paces.wanting]
    refusal = None
    if wanting and not complete:
        refusal = wanting[0]
    return replace(
        found,
        milestones=tuple(complete),
        bounds=tuple(bounds),
        wanting=tuple(wanting),
        refusal=refusal,
    )


def _streams(queued: Sequence[Queued]) -> list[str | None]:
    """Returns the streams in which something is to be done, each once."""
    found: dict[str | None, None] = {}
    for each in queued:
        for part in each.task.streams:
            found[part.stream] = None
    return list(found)


def _that_can_be_simulated(
    queued: Sequence[Queued], paces: Histories
) -> tuple[Queued, ...]:
    """Returns what is to be done in the streams whose pace is known."""
    found = []
    for each in queued:
        ready = [part for part in each.task.streams if paces.is_ready(part.stream)]
        if ready:
            task = Task(tuple(ready))
            found.append(Queued(each.milestone_id, task))
    return tuple(found)


def expected_dates(
    client_id: str,
    project: Project,
    accounts: Mapping[str, Account],
    series: Series,
    day: date,
) -> tuple[ProjectForecast, tuple[Promise, ...]]:
    """Returns what the simulation gives, and the dates of all milestones with what is expected now."""
    stated = promises(project, accounts, day)
    simulated = forecast(client_id, project, stated, series)
    return simulated, headline_dates(stated, simulated, day)


def headline_dates(
    promises: Sequence[Promise],
    found: ProjectForecast,
    as_of: date,
) -> tuple[Promise, ...]:
    """Returns the promises with what pages lead with: a stated forecast that is ahead, else P85 where there is one."""
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
    is_stated = promise.forecast is not None and promise.passed is None
    if simulated is None or is_stated:
        return promise
    return with_simulated(promise, simulated.p85, as_of)


def _refusal(
    project: Project,
    series: Series,
    queued: Sequence[Queued],
) -> Message | None:
    """Returns why nothing can be simulated in any stream, or None where something may."""
    if project.state is not ProjectState.ACTIVE:
        return message("forecast.refused.not_active")
    if not series.whole:
        return message("forecast.refused.no_series")
    if len(series.weeks) < FEWEST_WEEKS:
        return message(
            "forecast.refused.few_weeks",
            count=len(series.weeks),
            needed=FEWEST_WEEKS,
        )
    if not any(week.done > 0 for week in series.weeks):
        return message("forecast.refused.nothing_done")
    if open_items(series.whole[-1]) <= 0:
        return message("forecast.refused.nothing_open")
    if queued:
        return None
    return message("forecast.refused.no_milestone")


# Whoever looks ahead asks for the same weeks and the same queues on each of the days, and only the last few count.
@lru_cache(maxsize=32)
def _simulated(
    past: Past,
    queued: tuple[Queued, ...],
    seed: int,
    start: date,
    calendar: Calendar,
    spread: Spread,
) -> tuple[Forecast, ...]:
    # numpy takes 40 ms to import, and a short command starts in 280: many never simulate anything.
    from portalgen.analysis.forecast.simulation import counts_until, last_end, simulate

    tasks = [each.task for each in queued]
    ends = simulate(
        past,
        tasks,
        seed,
        RUNS,
        HORIZON_WEEKS,
        spread,
    )
    last = max((last_end(each) for each in ends), default=0.0)
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
    worked = 0
    day = start
    end = start + 2 * HORIZON_WEEKS * WEEK
    while worked < last * FULL_WEEK and day < end:
        day += ONE_DAY
        if calendar.is_working(day):
            weeks, days = divmod(worked, FULL_WEEK)
            part_of_week = (days + 1) / FULL_WEEK
            worked += 1
            yield day, weeks + part_of_week


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
