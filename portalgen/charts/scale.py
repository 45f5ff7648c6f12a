"""Axes of a drawing: where a value lies, and which values have a mark. As much of Plotly's axes as our charts use."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

Json = dict[str, Any]
WIDE_DIGIT = 7.2  # pixels that a character of a label takes, at 13 pixels
FEWEST_PIXELS = {"x": 44, "y": 34}  # between two marks
NUMBERS_APART = 1.6  # so many times as far apart are the marks of numbers
DAYS_AROUND = 3.5  # before and after the values on an axis of days
ROOM = 1.06  # how far an axis of numbers goes above its highest value
NEARLY = 1e-9  # what rounding may have taken


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: its value, and what is written there."""

    value: float
    text: str


@dataclass(frozen=True)
class Axis:
    """One axis: the values at both of its ends (the first at the left or at the bottom), its marks, its grid."""

    first: float
    last: float
    ticks: tuple[Tick, ...]
    has_grid: bool
    at_top: bool = False

    def at(self, value: float) -> float:
        """Returns where a value lies: 0 at the first end, 1 at the last."""
        length = self.last - self.first
        return (value - self.first) / (length or 1)

    def holds(self, value: float) -> bool:
        """Tells whether a value lies between the ends."""
        return -NEARLY <= self.at(value) <= 1 + NEARLY

    def widest(self) -> float:
        """Returns how many pixels the longest of its labels takes."""
        lengths = [len(tick.text) for tick in self.ticks]
        return max(lengths, default=0) * WIDE_DIGIT


def number_of(value: Any) -> float | None:
    """Returns a figure's value as a number: a day counts by its ordinal, None is a hole."""
    if value is None:
        return None
    if isinstance(value, str):
        return float(date.fromisoformat(value[:10]).toordinal())
    return float(value)


def numbers_of(values: Iterable[Any]) -> list[float]:
    """Returns a figure's values as numbers, without the holes."""
    numbers = [number_of(each) for each in values]
    return [each for each in numbers if each is not None]


def axis_of(
    side: str,
    axis: Json,
    values: Iterable[Any],
    pixels: float,
    months: list[str],
    say: Callable[[float], str],
) -> Axis:
    """Returns an axis of a figure's layout. `side` is x or y, `values` are those that are drawn along it."""
    known = numbers_of(values)
    most = pixels / FEWEST_PIXELS[side]
    if "tickvals" in axis:
        ticks = _named(axis)
        ends = (-0.5, len(ticks) - 0.5)
    elif axis.get("type") == "date":
        ends = _ends(axis, known, DAYS_AROUND)
        ticks = _months(ends, str(axis.get("dtick", "M1")), most, months)
    else:
        ends = _number_ends(axis, known)
        ticks = [Tick(each, say(each)) for each in _round_numbers(ends, most)]
    first, last = ends
    if axis.get("autorange") == "reversed":
        first, last = last, first
    return Axis(
        first=first,
        last=last,
        ticks=tuple(ticks),
        has_grid=axis.get("showgrid", True),
        at_top=axis.get("side") == "top",
    )


def _named(axis: Json) -> list[Tick]:
    """Returns the marks of an axis of names."""
    pairs = zip(axis["tickvals"], axis["ticktext"], strict=True)
    return [Tick(float(at), unescape(text)) for at, text in pairs]


def _ends(axis: Json, known: list[float], around: float) -> tuple[float, float]:
    """Returns the range that the layout states, else that of the values with some room around."""
    if "range" in axis:
        low, high = (number_of(each) or 0.0 for each in axis["range"])
        return low, high
    return min(known, default=0.0) - around, max(known, default=1.0) + around


def _number_ends(axis: Json, known: list[float]) -> tuple[float, float]:
    """Returns the ends of an axis of numbers: zero is always on it, and above the values is some room."""
    low, high = _ends(axis, [0.0, *known], 0)
    if "range" in axis:
        return low, high
    return low, high * ROOM or 1


def _months(
    ends: tuple[float, float], dtick: str, most: float, names: list[str]
) -> list[Tick]:
    """Returns a mark at the first day of every month, or of every so many that they do not touch."""
    first = date.fromordinal(int(ends[0]))
    last = date.fromordinal(int(ends[1]))
    begin = first.year * 12 + first.month - 1  # months are counted from year 0
    count = last.year * 12 + last.month - begin
    stated = re.fullmatch(r"M(\d+)", dtick)
    least = int(stated[1]) if stated else 1
    step = max(least, math.ceil(count / max(1, most)))
    ticks: list[Tick] = []
    for month in range(begin, begin + count + step, step):
        day = date(month // 12, month % 12 + 1, 1)
        if ends[0] <= day.toordinal() <= ends[1]:
            ticks.append(Tick(day.toordinal(), names[day.month - 1]))
    return ticks


def _round_numbers(ends: tuple[float, float], most: float) -> list[float]:
    """Returns round numbers between two, so many that their labels stand apart."""
    low, high = ends
    few = max(2, most / NUMBERS_APART)
    step = _round_step(((high - low) or 1) / few)
    begin = math.ceil(low / step - NEARLY) * step
    count = int((high - low) / step + NEARLY)
    return [round(begin + number * step, 10) for number in range(count + 1)]


def _round_step(least: float) -> float:
    """Returns the smallest step of 1, 2 or 5 times a power of ten that is no smaller than a number."""
    power: float = 10 ** math.floor(math.log10(least))
    steps = [power, 2 * power, 5 * power, 10 * power]
    return next(step for step in steps if step >= least)
