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
        return (value - self.first) / ((self.last - self.first) or 1)

    def holds(self, value: float) -> bool:
        """Tells whether a value lies between the ends."""
        return -1e-9 <= self.at(value) <= 1 + 1e-9

    def widest(self) -> float:
        """Returns how many pixels the longest of its labels takes."""
        return max((len(each.text) for each in self.ticks), default=0) * WIDE_DIGIT


def number_of(value: Any) -> float | None:
    """Returns a figure's value as a number: a day counts by its ordinal, None is a hole."""
    if isinstance(value, str):
        return float(date.fromisoformat(value[:10]).toordinal())
    return None if value is None else float(value)


def axis_of(
    side: str,
    axis: Json,
    values: Iterable[Any],
    pixels: float,
    months: list[str],
    say: Callable[[float], str],
) -> Axis:
    """Returns an axis of a figure's layout. `side` is x or y, `values` are those that are drawn along it."""
    known = [found for each in values if (found := number_of(each)) is not None]
    if "tickvals" in axis:
        ticks = [
            Tick(float(at), unescape(text))
            for at, text in zip(axis["tickvals"], axis["ticktext"], strict=True)
        ]
        ends = (-0.5, len(ticks) - 0.5)
    elif axis.get("type") == "date":
        ends = _ends(axis, known, 3.5)
        ticks = _months(
            ends, str(axis.get("dtick", "M1")), pixels / FEWEST_PIXELS[side], months
        )
    else:
        low, high = _ends(axis, [0.0, *known], 0)
        ends = (low, high if "range" in axis else high * 1.06 or 1)
        ticks = [
            Tick(each, say(each))
            for each in _round_numbers(ends, max(2, pixels / FEWEST_PIXELS[side] / 1.6))
        ]
    first, last = reversed(ends) if axis.get("autorange") == "reversed" else ends
    return Axis(
        first, last, tuple(ticks), axis.get("showgrid", True), axis.get("side") == "top"
    )


def _ends(axis: Json, known: list[float], around: float) -> tuple[float, float]:
    if "range" in axis:
        low, high = (number_of(each) or 0.0 for each in axis["range"])
        return low, high
    return min(known, default=0.0) - around, max(known, default=1.0) + around


def _months(
    ends: tuple[float, float], dtick: str, most: float, names: list[str]
) -> list[Tick]:
    """Returns a mark at the first day of every month, or of every so many that they do not touch."""
    first, last = (date.fromordinal(int(each)) for each in ends)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    found = re.fullmatch(r"M(\d+)", dtick)
    step = max(int(found[1]) if found else 1, math.ceil(count / max(1, most)))
    months = (
        (first.year * 12 + first.month - 1) + number
        for number in range(0, count + step, step)
    )
    days = (date(month // 12, month % 12 + 1, 1) for month in months)
    return [
        Tick(day.toordinal(), names[day.month - 1])
        for day in days
        if ends[0] <= day.toordinal() <= ends[1]
    ]


def _round_numbers(ends: tuple[float, float], most: float) -> list[float]:
    """Returns round numbers between two, at most about so many: steps of 1, 2 or 5 times a power of ten."""
    span = (ends[1] - ends[0]) or 1
    rough = span / most
    power = 10 ** math.floor(math.log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough)
    count = int((ends[1] - ends[0]) / step + 1e-9)
    begin = math.ceil(ends[0] / step - 1e-9) * step
    return [round(begin + number * step, 10) for number in range(count + 1)]
