"""The simulation: weeks drawn at random from those that were, until the work is done.

It is a bootstrap (B. Efron, Bootstrap methods, Annals of Statistics 7, 1979) of weekly throughput. A drawn week brings
what was done and what the scope grew by in that week together. The weeks are drawn with replacement, each run its own.
All streams of a run see the same past week, each its own work in it, and a task ends when its last stream does.

A pace does not stay what it was: in each run it lies above or below that of the past by a factor of its own, and
wanders from week to week. How far is calibrated by what became of forecasts (docs/decisions/0026). Both are made of
whole numbers and of sums and products of floats alone, which every machine rounds alike; `exp` and `log` are not.
"""

from collections.abc import Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

from portalgen.analysis.forecast.backlog import StreamTask, Task
from portalgen.analysis.forecast.past import Past
from portalgen.analysis.forecast.progress import Week
from portalgen.analysis.forecast.spread import CALIBRATED, Spread

LOT_BITS = 12  # the highest of a raw draw: they draw the week
LOTS = 1 << LOT_BITS
HIGHEST = np.uint64(64 - LOT_BITS)
WORD = 16  # bits of a raw draw that make one random number
WORDS = 1 << WORD
LOWEST = np.uint64(WORDS - 1)
MEAN_WORD = (WORDS - 1) / 2
WORD_DEVIATION = 18918.6  # the standard deviation of such a number
SQUARINGS = 6
FEWER = 0.8  # of the runs: once no more than these go on, the others are put aside
Weeks = NDArray[np.float64]
Places = NDArray[np.intp]
Raw = NDArray[np.uint64]


def simulate(
    past: Past,
    tasks: Sequence[Task],
    seed: int,
    runs: int,
    horizon: int,
    spread: Spread = CALIBRATED,
) -> list[Weeks]:
    """Returns for each task when its runs end, in weeks from the start, earliest first; infinite past the horizon.

    A run that ends in its third week, when half of that week's work is done, ends at 2.5. All tasks see the same weeks.
    The draws use the raw stream of PCG64, which numpy promises never to change (NEP 19), unlike that of its generators.
    """
    lots = _lots(past.weights)
    streams = [_Stream(name, weeks, lots) for name, weeks in past.streams]
    races = [_races(task, streams, runs) for task in tasks]
    everyone = [race for of_task in races for race in of_task]
    draws = _Draws(
        seed,
        runs,
        spread,
    )
    for week in range(horizon):
        going = [race for race in everyone if race.is_going]
        if not going:
            break
        _work(
            week,
            draws,
            streams,
            going,
        )
        _put_aside(going, draws)
    return [_last_ends(each) for each in races]


def _work(
    week: int,
    draws: "_Draws",
    streams: Sequence["_Stream"],
    races: Sequence["_Race"],
) -> None:
    """Draws a week for each run and lets all streams do its work."""
    drawn = draws.next_week()
    for stream in streams:
        stream.work(drawn, draws.pace)
    for race in races:
        race.work(week)


def _put_aside(
    races: Sequence["_Race"],
    draws: "_Draws",
) -> None:
    """Puts the runs aside that have ended in every race, where that saves work."""
    runs = len(draws.pace)
    most = max(race.still_open for race in races)
    if most > FEWER * runs:
        return
    goes_on = np.zeros(runs, dtype=np.bool_)
    for race in races:
        goes_on |= race.open_runs
    if np.count_nonzero(goes_on) > FEWER * runs:
        return
    draws.keep(goes_on)
    for race in races:
        race.keep(goes_on)


def _lots(weights: Sequence[int]) -> Places:
    """Returns the week, from 0, that each number of 12 bits draws: as many numbers for a week as its weight asks for.

    Whole numbers alone. Two weeks of the same weight have the same share but for one part in 4,096.
    """
    total = sum(weights)
    until = 0
    bounds = [0]
    for weight in weights:
        until += weight
        bounds.append(until * LOTS // total)
    places = np.arange(len(weights))
    lots: Places = np.repeat(places, np.diff(bounds))
    return lots


class _Draws:
    """The random numbers of all runs that go on: the week that each draws, and its pace against that of the past."""

    def __init__(
        self,
        seed: int,
        runs: int,
        spread: Spread,
    ) -> None:
        self._source = np.random.PCG64(seed)
        self._walk = spread.walk
        self.pace: Weeks = np.ones(runs)
        if spread.level:
            raw = self._source.random_raw(runs)
            self.pace = _levels(raw, spread.level)

    def next_week(self) -> Places:
        """Returns the lot that each run draws, and takes the pace of each a week on."""
        runs = len(self.pace)
        raw = self._source.random_raw(runs)
        if self._walk:
            self.pace *= _steps(raw, self._walk)
        return (raw >> HIGHEST).astype(np.intp)

    def keep(
        self,
        runs: NDArray[np.bool_],
    ) -> None:
        """Puts all but some of the runs aside."""
        self.pace = self.pace[runs]


def _levels(
    raw: Raw,
    spread: float,
) -> Weeks:
    """Returns by what factor each run is faster or slower than the past, lognormal.

    The normal number is the sum of the four words of a raw draw; its exponential the 64th power of 1 + x / 64.
    """
    total = np.zeros(len(raw))
    for word in range(4):
        shift = np.uint64(word * WORD)
        total += (raw >> shift) & LOWEST
    deviation = (total - 4 * MEAN_WORD) / (2 * WORD_DEVIATION)
    factor: Weeks = 1 + deviation * (spread / 2**SQUARINGS)
    for _ in range(SQUARINGS):
        factor = factor * factor
    return factor


def _steps(
    raw: Raw,
    spread: float,
) -> Weeks:
    """Returns by what factor the pace of each run changes in a week, from the lowest word of its draw.

    Half of the spread's square is added, so that in the middle of the runs the pace stays what it was.
    """
    word = (raw & LOWEST).astype(np.float64)
    middle = 1 + spread * spread / 2
    slope = spread / WORD_DEVIATION
    factor: Weeks = word * slope
    factor += middle - MEAN_WORD * slope
    return factor


def _races(
    task: Task,
    streams: Sequence["_Stream"],
    runs: int,
) -> list["_Race"]:
    """Returns a race for each stream of a task."""
    by_name = {stream.name: stream for stream in streams}
    found = []
    for each in task.streams:
        stream = by_name[each.stream]
        found.append(_Race(each, stream, runs))
    return found


def _last_ends(races: Sequence["_Race"]) -> Weeks:
    """Returns when the last stream of a task ends in each run, earliest first."""
    ends = [race.ends for race in races]
    last = np.maximum.reduce(ends)
    return np.sort(last)


class _Stream:
    """What a stream does in the week that is drawn in each run, and what its scope grows by."""

    def __init__(
        self,
        name: str | None,
        weeks: Sequence[Week],
        lots: Places,
    ) -> None:
        done = [float(week.done) for week in weeks]
        growth = [float(week.scope_growth) for week in weeks]
        self.name = name
        self.done: Weeks = np.zeros(0)
        self.growth: Weeks | None = None
        self._done: Weeks = np.array(done)[lots]
        self._growth: Weeks = np.array(growth)[lots]
        self._grows = any(growth)

    def work(
        self,
        drawn: Places,
        pace: Weeks,
    ) -> None:
        """Takes the drawn weeks: what was done goes by the pace of each run, and growth comes as it came."""
        self.done = self._done[drawn] * pace
        if self._grows:
            self.growth = self._growth[drawn]


class _Race:
    """All runs of one stream of a task: what is left to do in each, and when each ended; infinite while it goes on."""

    def __init__(
        self,
        task: StreamTask,
        stream: _Stream,
        runs: int,
    ) -> None:
        backlog = float(task.backlog)
        self.ends: Weeks = np.full(runs, inf)
        self.still_open = runs
        self._stream = stream
        self._share = float(task.growth_share)
        self._runs: Places = np.arange(runs)
        self._left: Weeks = np.full(runs, backlog)

    @property
    def is_going(self) -> bool:
        """Tells whether any run has not ended."""
        return self.still_open > 0

    @property
    def open_runs(self) -> NDArray[np.bool_]:
        """Which of the runs that are not put aside have not ended."""
        return np.isfinite(self._left)

    def work(
        self,
        week: int,
    ) -> None:
        """Takes the drawn weeks' work off what is left, and notes the runs that end in this one.

        A week takes off what was done, less the task's share of what the scope grew by. What has ended has nothing
        left that could end again: its rest is infinite.
        """
        step = self._stream.done
        growth = self._stream.growth
        if growth is not None and self._share:
            step = step - self._share * growth
        ending = np.flatnonzero(self._left <= step)
        part_of_week = self._left[ending] / step[ending]
        self.ends[self._runs[ending]] = week + part_of_week
        self._left -= step
        self._left[ending] = inf
        self.still_open -= len(ending)

    def keep(
        self,
        runs: NDArray[np.bool_],
    ) -> None:
        """Puts all but some of the runs aside."""
        self._left = self._left[runs]
        self._runs = self._runs[runs]


def last_end(ends: Weeks) -> float:
    """Returns when the last run ends that ends at all, in weeks from the start; 0 where none does."""
    has_ended = np.isfinite(ends)
    finite = ends[has_ended]
    last = finite.max(initial=0)
    return float(last)


def counts_until(ends: Weeks, marks: Sequence[float]) -> list[int]:
    """Returns how many runs have ended at each mark, in weeks from the start."""
    places = np.array(marks)
    counts = np.searchsorted(
        ends,
        places,
        side="right",
    )
    return [int(count) for count in counts]
