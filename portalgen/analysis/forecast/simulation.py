"""The simulation: weeks drawn at random from those that were, until the work is done.

It is a bootstrap (B. Efron, Bootstrap methods, Annals of Statistics 7, 1979) of weekly throughput. A drawn week brings
what was done and what the scope grew by in that week together. The weeks are drawn with replacement, each run its own.
All streams of a run see the same past week, each its own work in it, and a task ends when its last stream does.
"""

from collections.abc import Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

from portalgen.analysis.forecast.backlog import StreamTask, Task
from portalgen.analysis.forecast.past import Past
from portalgen.analysis.forecast.progress import Week

HALF_WORD = np.uint64(32)
Weeks = NDArray[np.float64]
Places = NDArray[np.intp]
Lots = NDArray[np.uint64]


def simulate(
    past: Past,
    tasks: Sequence[Task],
    seed: int,
    runs: int,
    horizon: int,
) -> list[Weeks]:
    """Returns for each task when its runs end, in weeks from the start, earliest first; infinite past the horizon.

    A run that ends in its third week, when half of that week's work is done, ends at 2.5. All tasks see the same weeks.
    The draws use the raw stream of PCG64, which numpy promises never to change (NEP 19), unlike that of its generators.
    """
    races = []
    for task in tasks:
        races.append(_races(task, past, runs))
    source = np.random.PCG64(seed)
    lots = np.cumsum(past.weights, dtype=np.uint64)
    for week in range(horizon):
        going = [race for each in races for race in each if race.is_going]
        if not going:
            break
        drawn = _drawn(
            source,
            runs,
            lots,
        )
        for race in going:
            race.work(week, drawn)
    return [_last_ends(each) for each in races]


def _races(task: Task, past: Past, runs: int) -> list["_Race"]:
    """Returns a race for each stream of a task."""
    found = []
    for each in task.streams:
        weeks = past.weeks_of(each.stream)
        found.append(_Race(each, weeks, runs))
    return found


def _last_ends(races: Sequence["_Race"]) -> Weeks:
    """Returns when the last stream of a task ends in each run, earliest first."""
    ends = [race.ends for race in races]
    last = np.maximum.reduce(ends)
    return np.sort(last)


def _drawn(
    source: np.random.PCG64,
    runs: int,
    lots: Lots,
) -> Places:
    """Returns which week each run draws, from 0, by the sums of the weights of the weeks up to each.

    The upper 32 bits of a raw draw, times the sum of all weights, without the lower 32 bits of the product: D. Lemire,
    "Fast random integer generation in an interval", ACM TOMACS 29 (2019), without its rejection. Its bias is at most
    that sum in 2 to the 32. Whole numbers alone: the same on every machine.
    """
    raw = source.random_raw(runs)
    upper = raw >> HALF_WORD
    product = upper * lots[-1]
    lot = product >> HALF_WORD
    places: Places = np.searchsorted(
        lots,
        lot,
        side="right",
    )
    return places


class _Race:
    """All runs of one stream of a task: what is left to do in each, and when each ended; infinite while it goes on."""

    def __init__(
        self,
        task: StreamTask,
        weeks: Sequence[Week],
        runs: int,
    ) -> None:
        backlog = float(task.backlog)
        steps = [_step(task, week) for week in weeks]
        self.ends: Weeks = np.full(runs, inf)
        self._left: Weeks = np.full(runs, backlog)
        self._steps: Weeks = np.array(steps)

    @property
    def is_going(self) -> bool:
        """Tells whether any run has not ended."""
        open_runs = np.isinf(self.ends)
        return bool(open_runs.any())

    def work(self, week: int, drawn: Places) -> None:
        """Takes the drawn weeks' work off what is left, and notes the runs that end in this one."""
        step = self._steps[drawn]
        is_done = self._left <= step
        is_open = np.isinf(self.ends)
        ending = np.flatnonzero(is_done & is_open)
        left = self._left[ending]
        part_of_week = left / step[ending]
        self.ends[ending] = week + part_of_week
        self._left -= step


def _step(task: StreamTask, week: Week) -> float:
    """Returns how many items of a task a week takes off: what was done, less the task's share of the growth."""
    growth = task.growth_share * week.scope_growth
    taken_off = week.done - growth
    return float(taken_off)


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
