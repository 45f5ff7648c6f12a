"""How far a pace may leave that of the past."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations of the logarithm of a pace: of its level, once a run, and of its step in each week."""

    level: float
    walk: float


STEADY = Spread(0, 0)
# By `python -m benchmarks.backtest`: see docs/decisions/0026.
CALIBRATED = Spread(level=0.3, walk=0.08)
