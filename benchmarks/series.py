"""Weekly throughput to try forecasts on: simulated, with changes of pace, and real.

The simulated weeks are drawn from gamma-mixed Poisson numbers around a level. What becomes of that level is the kind:
it stays, jumps, wanders, has holes, ramps up or down, goes with the seasons, or stalls. Each series has its own seed.
"""

import csv
from collections.abc import Callable, Iterator
from math import exp, pi, sin
from pathlib import Path
from random import Random

DATA = Path(__file__).parent.parent / "tests" / "data" / "7digital"
BY_KIND = DATA / "finished_by_kind.csv"
WEEKS = 420  # far more than are forecast from, so that every outcome is known
Series = list[int]
Levels = Callable[[Random, float], Iterator[float]]


def steady(random: Random, level: float) -> Iterator[float]:
    """Yields a level that stays."""
    del random
    while True:
        yield level


def jumping(random: Random, level: float) -> Iterator[float]:
    """Yields a level that jumps every twenty weeks or so, to as little as a quarter and as much as four times."""
    now = level
    while True:
        if random.random() < 1 / 20:
            now = now * exp(random.gauss(0, 0.35))
            now = min(4 * level, max(level / 4, now))
        yield now


def wandering(random: Random, level: float) -> Iterator[float]:
    """Yields a level that wanders by eight percent a week, drawn back a little."""
    off = 0.0
    while True:
        off = 0.98 * off + random.gauss(0, 0.08)
        yield level * exp(off)


def with_holes(random: Random, level: float) -> Iterator[float]:
    """Yields a level that falls to nothing for one to three weeks, every half a year or so."""
    while True:
        for _ in range(int(random.expovariate(1 / 25)) + 1):
            yield level
        for _ in range(random.randint(1, 3)):
            yield 0


def ramping(random: Random, level: float) -> Iterator[float]:
    """Yields a level that climbs or falls towards another one, over a year or so."""
    direction = random.choice((-0.8, 0.8))
    span = random.uniform(20, 80)
    week = 0
    while True:
        yield level * exp(direction * (1 - exp(-week / span)))
        week += 1


def seasonal(random: Random, level: float) -> Iterator[float]:
    """Yields a level that goes half up and half down within a year."""
    week = random.uniform(0, 52)
    while True:
        yield level * (1 + 0.5 * sin(2 * pi * week / 52))
        week += 1


def stalling(random: Random, level: float) -> Iterator[float]:
    """Yields a level that now and then falls to a quarter for two to five months."""
    while True:
        for _ in range(int(random.expovariate(1 / 40)) + 1):
            yield level
        for _ in range(random.randint(8, 20)):
            yield level / 4


def changing(random: Random, level: float) -> Iterator[float]:
    """Yields a level that jumps and wanders and has holes, all at once."""
    jumps = jumping(random, 1)
    holes = with_holes(random, 1)
    for wanders in wandering(random, level):
        yield wanders * next(jumps) * next(holes)


TUNING: dict[str, Levels] = {
    "steady": steady,
    "jumping": jumping,
    "wandering": wandering,
    "with holes": with_holes,
    "all of it": changing,
}
HELD_OUT: dict[str, Levels] = {
    "steady, other seeds": steady,
    "jumping, other seeds": jumping,
    "all of it, other seeds": changing,
    "ramping": ramping,
    "seasonal": seasonal,
    "stalling": stalling,
}


def simulated(levels: Levels, seed: str) -> Series:
    """Returns a series of a kind."""
    random = Random(seed)  # noqa: S311 - no secret
    level = exp(random.gauss(1.8, 0.6))
    evenness = random.uniform(1, 6)
    made: Series = []
    for now in levels(random, level):
        if len(made) == WEEKS:
            break
        rate = now * random.gammavariate(evenness, 1 / evenness)
        made.append(_poisson(random, rate))
    return made


def _poisson(random: Random, rate: float) -> int:
    """Returns how many events of a rate fall into a week, by the times between them."""
    count = 0
    time = random.expovariate(1)
    while time < rate:
        count += 1
        time += random.expovariate(1)
    return count


def real() -> dict[str, Series]:
    """Returns what the teams of 7digital finished in each week of three years, in all and by kind."""
    found: dict[str, Series] = {}
    with BY_KIND.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            del row["week_to"]
            numbers = {kind: int(count) for kind, count in row.items()}
            found.setdefault("all", []).append(sum(numbers.values()))
            for kind, count in numbers.items():
                found.setdefault(kind, []).append(count)
    return found
