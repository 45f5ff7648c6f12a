"""Backtest: how often the forecasts of the past came true.

The series is replayed week by week. At the end of each week that has eight whole weeks behind it, the simulation is
asked, with nothing but the rows up to that day, when **half of the work that is open then** will be done, half of what
the scope grows by meanwhile included. That is the question of a milestone in the middle of the queue; the whole of the
work would come due on a project's last day, when nobody needs a forecast. What it said for a level **comes due** once
the series itself has got there, at the latest on the day that it said: it is a hit where that was no later than that
day, and **a day that has passed unmet is a miss**, whether the work was done later or is open still. Both are counted
in weeks, with the work of a week spread evenly, and without the calendar, which may have been written since. A level
for which a forecast saw no end within the horizon claimed nothing.

Forecasts of neighbouring weeks share most of the weeks that judge them. `apart` says how many do not overlap in time.
The intervals are computed as if all were independent, and so are too narrow rather than too wide.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import ceil, inf

from portalgen.analysis.forecast.backlog import StreamTask, Task
from portalgen.analysis.forecast.forecast import HORIZON_WEEKS, LEVELS
from portalgen.analysis.forecast.past import EVERY_WEEKDAY, FEWEST_WEEKS, past_of
from portalgen.analysis.forecast.progress import Week, known_on, standing
from portalgen.analysis.forecast.seed import Seed
from portalgen.analysis.forecast.spread import CALIBRATED, Spread
from portalgen.analysis.forecast.streams import Series, Stream, open_items
from portalgen.analysis.intervals import wilson
from portalgen.model.progress import ProgressPoint

FEWEST_DUE = 10
RUNS = 2_000  # a fifth of a forecast's: many are made, and a quantile of them is told in whole weeks and halves
HALF = Decimal("0.5")
LEADING = LEVELS.index(85)  # the first page leads with it
Question = Callable[[str | None, ProgressPoint], StreamTask]


@dataclass(frozen=True, slots=True)
class PastForecast:
    """A forecast of the past: made on a day, and what it said for each level; all in weeks from that day.

    `took_weeks` is when it was true, None where it is not yet; `known_weeks` how far the series goes on.
    """

    made_on: date
    took_weeks: float | None
    said_weeks: tuple[float, ...]
    known_weeks: int

    def is_due(
        self,
        at: int,
    ) -> bool:
        """Tells whether it is decided what it said for the level at a position: the work is done, or its day passed."""
        said = self.said_weeks[at]
        if said == inf:
            return False
        return self.took_weeks is not None or said <= self.known_weeks

    def decided_after(
        self,
        at: int,
    ) -> float:
        """Returns after how many weeks it was decided: on its day, or before where the work was done before."""
        said = self.said_weeks[at]
        if self.took_weeks is None:
            return said
        return min(said, self.took_weeks)

    def is_hit(self, at: int) -> bool:
        """Tells whether it was true by what it said for the level at a position."""
        if self.took_weeks is None:
            return False
        return self.took_weeks <= self.said_weeks[at]


@dataclass(frozen=True, slots=True)
class HitRate:
    """How many of the forecasts that came due were true by the day of a level, with the Wilson 95 % interval."""

    level: int
    hits: int
    due: int

    @property
    def percent(self) -> Decimal:
        """The hits in percent of the forecasts that came due."""
        return Decimal(100 * self.hits) / self.due

    @property
    def interval(self) -> tuple[Decimal, Decimal]:
        """The Wilson 95 % interval, in percent."""
        low, high = wilson(self.hits, self.due)
        return _in_percent(low), _in_percent(high)

    @property
    def is_refuted(self) -> bool:
        """Tells whether the interval excludes what the level claims."""
        low, high = wilson(self.hits, self.due)
        claimed = self.level / 100
        return not low <= claimed <= high

    @property
    def is_too_bright(self) -> bool:
        """Tells whether fewer forecasts came true than the level claims, and by more than chance."""
        if not self.is_refuted:
            return False
        return self.hits * 100 < self.level * self.due


def _in_percent(share: float) -> Decimal:
    rounded = round(100 * share, 1)
    return Decimal(str(rounded))


@dataclass(frozen=True, slots=True)
class Backtest:
    """All forecasts of the past, and how many of those that came due do not overlap in time."""

    forecasts: tuple[PastForecast, ...]
    apart: int

    @property
    def due(self) -> int:
        """How many forecasts came due by the level that leads."""
        return len(_came_due(self.forecasts))

    @property
    def rates(self) -> tuple[HitRate, ...]:
        """The hit rate of each level for which ten forecasts or more came due."""
        rates = []
        for at, level in enumerate(LEVELS):
            due = [each for each in self.forecasts if each.is_due(at)]
            hits = sum(each.is_hit(at) for each in due)
            if len(due) >= FEWEST_DUE:
                rates.append(HitRate(level, hits, len(due)))
        return tuple(rates)

    @property
    def tested_weeks(self) -> int:
        """How many whole weeks it took to decide the longest of the forecasts that came due; 0 without any."""
        decided = [each.decided_after(LEADING) for each in _came_due(self.forecasts)]
        return int(max(decided, default=0))

    @property
    def refuted(self) -> tuple[HitRate, ...]:
        """The levels whose claim the past excludes."""
        found = []
        for each in self.rates:
            if each.is_refuted:
                found.append(each)
        return tuple(found)


def _came_due(forecasts: Sequence[PastForecast]) -> list[PastForecast]:
    """Returns the forecasts whose day has come by the level that leads."""
    return [each for each in forecasts if each.is_due(LEADING)]


def half_of_the_open_work(
    stream: str | None,
    point: ProgressPoint,
) -> StreamTask:
    """Returns what a project's backtest asks for at a point of a stream's series."""
    half_open = open_items(point) * HALF
    return StreamTask(
        stream,
        half_open,
        HALF,
    )


# Whoever looks ahead asks for it on each of the days: it knows no day but the series' own.
@lru_cache(maxsize=4)
def backtest(
    client_id: str,
    project_id: str,
    series: Series,
) -> Backtest | None:
    """Returns the backtest of a project, or None where it has no progress series."""
    if not series.whole:
        return None
    return replay(
        client_id,
        project_id,
        series,
        half_of_the_open_work,
    )


def replay(
    client_id: str,
    project_id: str,
    series: Series,
    question: Question,
    spread: Spread = CALIBRATED,
) -> Backtest:
    """Returns what became of the forecasts that a series would have had, for a question asked each week."""
    found = series.weeks
    seed = Seed(client_id, project_id)
    taken = 0
    made: list[PastForecast] = []
    # Each stream's weeks are made once: asking for them anew each week took the cube of the weeks.
    weeks = [stream.weeks_among(found) for stream in series.streams]
    for at in range(FEWEST_WEEKS, len(found)):
        today = found[at - 1].end
        known = known_on(series.whole, today)
        seed.take(series.whole[taken:known])
        taken = known
        asked = [
            _Asked(
                stream,
                question,
                today,
                own,
                len(found) - at,
            )
            for stream, own in zip(series.streams, weeks, strict=True)
            if stream.points[0].on <= today
        ]
        forecast = _forecast(
            [each for each in asked if each.has_work],
            seed,
            spread,
        )
        if forecast:
            took, said = forecast
            weeks_since = len(found) - at
            made.append(PastForecast(today, took, said, weeks_since))
    return Backtest(tuple(made), _apart(made))


class _Asked:
    """What is asked of a stream on a day, by its weeks until then, and what the `later` ones after them tell."""

    def __init__(
        self,
        stream: Stream,
        question: Question,
        today: date,
        weeks: Sequence[Week],
        later: int,
    ) -> None:
        until = max(0, len(weeks) - later)
        point = standing(stream.points, today)
        self.task = question(stream.name, point)
        self.weeks = tuple(weeks[:until])
        self.took = _took(weeks[until:], self.task)

    @property
    def has_work(self) -> bool:
        """Tells whether there is anything to be done."""
        return self.task.backlog > 0

    @property
    def has_a_pace(self) -> bool:
        """Tells whether the weeks so far say how fast it is."""
        is_done = any(week.done > 0 for week in self.weeks)
        return is_done and len(self.weeks) >= FEWEST_WEEKS


def _forecast(
    asked: Sequence[_Asked],
    seed: Seed,
    spread: Spread,
) -> tuple[float | None, tuple[float, ...]] | None:
    """Returns after how many weeks all was done, None where it is not yet, and what was said, if anything."""
    # Imported where it is needed, as in forecast.py.
    from portalgen.analysis.forecast.simulation import simulate

    if not asked or not all(each.has_a_pace for each in asked):
        return None
    by_stream = {each.task.stream: each.weeks for each in asked}
    past = past_of(by_stream, EVERY_WEEKDAY)
    task = Task(tuple(each.task for each in asked))
    (ends,) = simulate(
        past,
        [task],
        seed.number,
        RUNS,
        HORIZON_WEEKS,
        spread,
    )
    said: list[float] = []
    for level in LEVELS:
        runs_needed = ceil(level * RUNS / 100)
        said.append(float(ends[runs_needed - 1]))
    return _last([each.took for each in asked]), tuple(said)


def _last(took: Sequence[float | None]) -> float | None:
    """Returns when the last of several was done; None while any is not."""
    known = [each for each in took if each is not None]
    if len(known) < len(took):
        return None
    return max(known)


def _took(
    later: Sequence[Week],
    task: StreamTask,
) -> float | None:
    """Returns after how many weeks the work was done, None where it is not yet; None too where there was none."""
    left = task.backlog
    if left <= 0:
        return None
    for week, each in enumerate(later):
        step = each.done - task.growth_share * each.scope_growth
        if left <= step:
            return week + float(left / step)
        left -= step
    return None


def _apart(made: Sequence[PastForecast]) -> int:
    """Returns the most forecasts that came due and do not overlap in time, by taking whichever comes due next."""
    count = 0
    free = -inf
    spans = [_span(each) for each in _came_due(made)]
    spans.sort(key=_end_of)
    for start, end in spans:
        if start >= free:
            count += 1
            free = end
    return count


def _span(forecast: PastForecast) -> tuple[float, float]:
    """Returns when a forecast was made and the end of the week in which it was decided, in weeks."""
    start = forecast.made_on.toordinal() / 7
    end = start + ceil(forecast.decided_after(LEADING))
    return start, end


def _end_of(span: tuple[float, float]) -> float:
    _, end = span
    return end
