"""Axes of a drawing: where a value lies, and which values have a mark. As much of Plotly's axes as our charts use."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

Json = dict[str, Any]
WIDE_DIGIT = 7.2  # pixels that a character of a label takes, at 13 pixels
FEWEST_PIXELS = {
    "x": 44,
    "y": 34,
}  # between two marks
NUMBERS_APART = 1.6  # so many times as far apart are the marks of numbers
DAYS_AROUND = 3.5  # before and after the values on an axis of days
ROOM = 1.06  # how far an axis of numbers goes above its highest value
NEARLY = 1e-9  # what rounding may have taken


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: its value, what is written there, and what stands below it: a year where one begins."""

    value: float
    text: str
    below: str = ""

    @property
    def line(self) -> str:
        """All of it in one line."""
        return f"{self.text} {self.below}".rstrip()


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
        if length == 0:
            length = 1
        away = value - self.first
        return away / length

    def holds(self, value: float) -> bool:
        """Tells whether a value lies between the ends."""
        at = self.at(value)
        is_past_first = at >= -NEARLY
        is_before_last = at <= 1 + NEARLY
        return is_past_first and is_before_last

    def widest(self) -> float:
        """Returns how many pixels the longest of its labels takes."""
        lengths = [len(tick.line) for tick in self.ticks]
        longest = max(lengths, default=0)
        return longest * WIDE_DIGIT


def number_of(value: Any) -> float | None:
    """Returns a figure's value as a number: a day counts by its ordinal, None is a hole."""
    if value is None:
        return None
    if isinstance(value, str):
        day = date.fromisoformat(value[:10])
        return float(day.toordinal())
    return float(value)


def numbers_of(values: Iterable[Any]) -> list[float]:
    """Returns a figure's values as numbers, without the holes."""
    numbers: list[float] = []
    for each in values:
        number = number_of(each)
        if number is not None:
            numbers.append(number)
    return numbers


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
        ticks = _months(ends, most, months)
    else:
        ends = _number_ends(axis, known)
        numbers = _round_numbers(ends, most)
        ticks = [Tick(each, say(each)) for each in numbers]
    low, high = ends
    is_reversed = axis.get("autorange") == "reversed"
    return Axis(
        first=high if is_reversed else low,
        last=low if is_reversed else high,
        ticks=tuple(ticks),
        has_grid=axis.get("showgrid", True),
        at_top=axis.get("side") == "top",
    )


def _named(axis: Json) -> list[Tick]:
    """Returns the marks of an axis of names."""
    places = axis["tickvals"]
    texts = axis["ticktext"]
    ticks: list[Tick] = []
    for at, text in zip(places, texts, strict=True):
        tick = Tick(float(at), unescape(text))
        ticks.append(tick)
    return ticks


def _ends(
    axis: Json,
    known: list[float],
    around: float,
) -> tuple[float, float]:
    """Returns the range that the layout states, else that of the values with some room around."""
    if "range" in axis:
        low, high = axis["range"]
        return _stated_end(low), _stated_end(high)
    lowest = min(known, default=0.0)
    highest = max(known, default=1.0)
    return lowest - around, highest + around


def _stated_end(value: Any) -> float:
    """Returns an end of a stated range as a number; one that is left open is zero."""
    number = number_of(value)
    if number is None:
        return 0.0
    return number


def _number_ends(axis: Json, known: list[float]) -> tuple[float, float]:
    """Returns the ends of an axis of numbers: zero is always on it, and above the values is some room."""
    low, high = _ends(axis, [0.0, *known], 0)
    if "range" in axis:
        return low, high
    above = high * ROOM
    if above == 0:
        return low, 1
    return low, above


def _months(
    ends: tuple[float, float],
    most: float,
    names: list[str],
) -> list[Tick]:
    """Returns a mark at the first day of every month, or of every so many that they do not touch.

    The first one, and the first of each year, says the year.
    """
    low, high = ends
    begin = _month_of(low)
    count = _month_of(high) - begin + 1
    step = math.ceil(count / max(1, most))
    past = begin + count + step
    ticks: list[Tick] = []
    for month in range(begin, past, step):
        year, before = divmod(month, 12)
        day = date(year, before + 1, 1)
        at = day.toordinal()
        if low <= at <= high:
            is_first = not ticks or divmod(month - step, 12)[0] < year
            below = str(year) if is_first else ""
            ticks.append(Tick(at, names[before], below))
    return ticks


def _month_of(ordinal: float) -> int:
    """Returns the month of a day, counted from year 0."""
    day = date.fromordinal(int(ordinal))
    before = day.month - 1
    return day.year * 12 + before


def _round_numbers(ends: tuple[float, float], most: float) -> list[float]:
    """Returns round numbers between two, so many that their labels stand apart."""
    low, high = ends
    length = high - low
    few = max(2, most / NUMBERS_APART)
    step = _round_step((length or 1) / few)
    steps_before = math.ceil(low / step - NEARLY)
    begin = steps_before * step
    count = int(length / step + NEARLY)
    numbers: list[float] = []
    for n in range(count + 1):
        number = begin + n * step
        numbers.append(round(number, 10))
    return numbers


def _round_step(least: float) -> float:
    """Returns the smallest step of 1, 2 or 5 times a power of ten that is no smaller than a number."""
    digits = math.log10(least)
    power: float = 10 ** math.floor(digits)
    for factor in (1, 2, 5):
        step = factor * power
        if step >= least:
            return step
    return 10 * power
