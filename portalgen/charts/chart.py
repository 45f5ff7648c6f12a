"""What a chart is, and the look that all charts share."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Cell = str | date | Decimal | int | None
Figure = dict[str, Any]
LABEL_PIXELS = 18  # from one label to the next
LONGEST_LABEL = 16  # characters


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a chart's table: its title, its key in the CSV file, and whether it holds numbers."""

    title: str
    key: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its id, what it says today, what is plotted, the figure, and every number in a table."""

    id: str
    headline: str
    subtitle: str
    figure: Figure
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    height: int = 300


def layout(**more: Any) -> dict[str, Any]:
    """Returns the shared layout: no box, faint grid, text in the page's own colours, nothing to drag."""
    base: dict[str, Any] = {
        "margin": {
            "l": 8,
            "r": 8,
            "t": 8,
            "b": 8,
        },
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {
            "color": "@soft",
            "size": 13,
        },
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": "@surface",
            "bordercolor": "@line",
            "font": {"color": "@ink"},
        },
    }
    return base | more


def date_axis(first: date, last: date) -> dict[str, Any]:
    """Returns an axis of days."""
    return {
        "type": "date",
        "range": [first.isoformat(), last.isoformat()],
        "gridcolor": "@line",
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "tickformat": "%b\n%Y",
        "dtick": "M1",
        "nticks": 8,
    }


def month_step(first: date, last: date) -> str:
    """Returns Plotly's distance between ticks so that a phone shows at most seven months' names."""
    years = last.year - first.year
    months = years * 12 + last.month - first.month + 1
    step = math.ceil(months / 7)
    return f"M{max(1, step)}"


def today_line(as_of: date) -> dict[str, Any]:
    """Returns the shape that marks the present."""
    day = as_of.isoformat()
    line = {
        "color": "@soft",
        "width": 1,
        "dash": "dot",
    }
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": day,
        "x1": day,
        "y0": 0,
        "y1": 1,
        "line": line,
    }


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A direct label at the right end of a line: its height on the axis, its text and its colour."""

    y: float
    text: str
    colour: str


def end_labels(
    labels: Sequence[EndLabel],
    axis: tuple[float, float],
    height: int,
) -> list[dict[str, Any]]:
    """Returns the labels as annotations in the right margin, moved apart where they would cover one another.

    `axis` is the y axis from bottom to top in the labels' own unit, `height` the chart's in pixels.
    """
    low, high = axis
    apart = LABEL_PIXELS * (high - low) / max(1, height - 60)
    ordered = sorted(labels, key=lambda label: label.y)
    placed: list[dict[str, Any]] = []
    for each, at in zip(ordered, _moved_apart(ordered, axis, apart), strict=True):
        share = (at - low) / (high - low)
        placed.append(_end_label(each, round(share, 4)))
    return placed


def _moved_apart(
    ordered: Sequence[EndLabel],
    axis: tuple[float, float],
    apart: float,
) -> list[float]:
    """Returns where labels stand that are in order from the bottom: each so far above the one before, none too high."""
    floor, ceiling = axis
    places: list[float] = []
    for each in ordered:
        at = max(each.y, floor)
        floor = at + apart
        places.append(at)
    lowered: list[float] = []
    for at in reversed(places):
        lowered.append(min(at, ceiling))
        ceiling = lowered[-1] - apart
    return lowered[::-1]


def _end_label(label: EndLabel, share: float) -> dict[str, Any]:
    """Returns a label as an annotation at a share of the height, from the bottom."""
    return {
        "xref": "paper",
        "x": 1,
        "xanchor": "left",
        "xshift": 4,
        "yref": "paper",
        "y": share,
        "yanchor": "middle",
        "text": plotly_text(shortened(label.text, LONGEST_LABEL)),
        "showarrow": False,
        "font": {
            "color": label.colour,
            "size": 13,
        },
    }


def right_margin(labels: Sequence[EndLabel]) -> dict[str, int]:
    """Returns margins with room for labels on the right."""
    lengths = [len(shortened(each.text, LONGEST_LABEL)) for each in labels]
    longest = max(lengths, default=0)
    return {
        "l": 8,
        "r": 12 + 7 * longest,
        "t": 8,
        "b": 8,
    }


def shortened(text: str, most: int) -> str:
    """Returns a text of at most so many characters."""
    if len(text) <= most:
        return text
    kept = text[: most - 1].rstrip()
    return f"{kept}…"


def plotly_text(text: str) -> str:
    """Returns a text that Plotly shows as it is: it reads a few HTML tags and entities in labels.

    A text that began with @ would pass for one of our colours.
    """
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if escaped.startswith("@"):
        return f"&#64;{escaped[1:]}"
    return escaped


def numbers(values: Sequence[Decimal | int | None]) -> list[float | int | None]:
    """Returns amounts as JSON numbers, whole ones without a point."""
    return [_number(each) for each in values]


def _number(value: Decimal | int | None) -> float | int | None:
    if value is None:
        return None
    whole = int(value)
    if whole == value:
        return whole
    return float(value)
