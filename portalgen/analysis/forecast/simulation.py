"""The simulation: weeks drawn at random from those that were, until the work is done.

It is a bootstrap (B. Efron, Bootstrap methods, Annals of Statistics 7, 1979) of weekly throughput. A drawn week brings
what was done and what the scope grew by in that week together.
"""

from collections.abc import Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

from portalgen.analysis.forecast.backlog import Task
from portalgen.analysis.forecast.progress import Week

Weeks = NDArray[np.float64]


def simulate(
    weeks: Sequence[Week], tasks: Sequence[Task], seed: int, runs: int, horizon: int
) -> list[Weeks]:
    """Returns for each task when its runs end, in weeks from the start, earliest first; infinite past the horizon.

    A run that ends in its third week, when half of that week's work is done, ends at 2.5. All tasks see the same weeks.
    The draws use the raw stream of PCG64, which numpy promises never to change (NEP 19), unlike that of its generators.
    """
    steps = [
        np.array(
            [float(each.done - task.growth_share * each.scope_growth) for each in weeks]
        )
        for task in tasks
    ]
    left = [np.full(runs, float(task.backlog)) for task in tasks]
    ends = [np.full(runs, inf) for _ in tasks]
    source = np.random.PCG64(seed)
    fewest = np.uint64(len(weeks))
    for week in range(horizon):
        going = [at for at in range(len(tasks)) if np.isinf(ends[at]).any()]
        if not going:
            break
        drawn = (
            (source.random_raw(runs) >> np.uint64(32)) * fewest >> np.uint64(32)
        ).astype(np.intp)
        for at in going:
            _work(left[at], ends[at], steps[at][drawn], week)
    return [np.sort(each) for each in ends]


def _work(left: Weeks, ends: Weeks, step: Weeks, week: int) -> None:
    """Takes a week's work off what is left, and notes the runs that end in it."""
    ending = np.flatnonzero((left <= step) & np.isinf(ends))
    ends[ending] = week + left[ending] / step[ending]
    left -= step


def last_end(ends: Weeks) -> float:
    """Returns when the last run ends that ends at all, in weeks from the start; 0 where none does."""
    return float(ends[np.isfinite(ends)].max(initial=0))


def counts_until(ends: Weeks, marks: Sequence[float]) -> list[int]:
    """Returns how many runs have ended at each mark, in weeks from the start."""
    return [int(each) for each in np.searchsorted(ends, np.array(marks), side="right")]
