"""The simulated range on a burn-up: where half, 85 and 95 of 100 runs see the leading milestone done."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.forecast.forecast import LEVELS, Forecast
from portalgen.charts.chart import numbers, plotly_text
from portalgen.model.progress import ProgressPoint
from portalgen.words import Words

Place = tuple[date, Decimal]
# On which side of its end a label stands, and how many pixels above it.
LEAN = {
    50: ("right", 14),
    85: ("center", 29),
    95: ("right", -14),
}


@dataclass(frozen=True, slots=True)
class SimulatedEnd:
    """By a day, `level` of 100 runs have done `items` items, counted from the project's start."""

    level: int
    day: date
    items: Decimal


def leading_forecast(found: ProjectFindings) -> Forecast | None:
    """Returns the forecast of the leading milestone, or None where it cannot or shall not be told."""
    lead = found.lead
    if lead and not lead.is_withheld:
        return found.forecast.of(lead.milestone.id)
    return None


def simulated_ends(found: ProjectFindings) -> list[SimulatedEnd]:
    """Returns the ends of the leading milestone's range, earliest first; none past the horizon."""
    simulated = leading_forecast(found)
    if simulated is None:
        return []
    items = found.points[-1].done + simulated.task.backlog
    ends: list[SimulatedEnd] = []
    for level in LEVELS:
        day = simulated.day(level)
        if day:
            ends.append(SimulatedEnd(level, day, items))
    return ends


def traces(
    name: str,
    last: ProgressPoint,
    ends: list[SimulatedEnd],
    words: Words,
) -> list[dict[str, Any]]:
    """Returns the band from half of the runs to 95 of 100, the dashed line to 85, and a point for each."""
    if not ends:
        return []
    start = (last.on, last.done)
    return [_band(start, ends), _middle(start, ends), _points(name, ends, words)]


def _band(start: Place, ends: list[SimulatedEnd]) -> dict[str, Any]:
    """Returns the band between the earliest and the latest end."""
    corners = [start, *(_place(each) for each in ends), start]
    return {
        **_scatter(corners),
        "mode": "lines",
        "hoverinfo": "skip",
        "fill": "toself",
        "fillcolor": "@accent",
        "opacity": 0.16,
        "line": {"width": 0},
    }


def _middle(start: Place, ends: list[SimulatedEnd]) -> dict[str, Any]:
    """Returns the dashed line to the end of 85 of 100 runs."""
    middle = [_place(each) for each in ends if each.level == 85]
    return {
        **_scatter([start, *middle]),
        "mode": "lines",
        "hoverinfo": "skip",
        "line": {
            "color": "@accent",
            "width": 2,
            "dash": "dash",
        },
    }


def _points(
    name: str,
    ends: list[SimulatedEnd],
    words: Words,
) -> dict[str, Any]:
    """Returns a mark at each end, with what it says of the milestone of that name."""
    said = [
        words.text(
            "chart.burnup.end",
            name=name,
            day=each.day,
            level=each.level,
        )
        for each in ends
    ]
    outline = {
        "color": "@accent",
        "width": 2,
    }
    return {
        **_scatter([_place(each) for each in ends]),
        "mode": "markers",
        "hoverinfo": "text",
        "marker": {
            "color": "@surface",
            "size": 9,
            "line": outline,
        },
        "text": [plotly_text(text) for text in said],
    }


def level_labels(ends: list[SimulatedEnd], words: Words) -> list[dict[str, Any]]:
    """Returns a label at each end: how many of 100 runs are done by then. They lean apart, for the ends may be near."""
    return [_level_label(each, words) for each in ends]


def _level_label(end: SimulatedEnd, words: Words) -> dict[str, Any]:
    anchor, up = LEAN[end.level]
    return {
        "xref": "x",
        "x": end.day.isoformat(),
        "xanchor": anchor,
        "yref": "y",
        "y": numbers([end.items])[0],
        "yshift": up,
        "text": words.percent(Decimal(end.level)),
        "showarrow": False,
        "font": {
            "color": "@accent",
            "size": 13,
        },
    }


def _place(end: SimulatedEnd) -> Place:
    return (end.day, end.items)


def _scatter(places: list[Place]) -> dict[str, Any]:
    days = [day.isoformat() for day, _ in places]
    items = [count for _, count in places]
    return {
        "type": "scatter",
        "x": days,
        "y": numbers(items),
    }
