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
    days = ((level, simulated.day(level)) for level in LEVELS)
    return [SimulatedEnd(level, day, items) for level, day in days if day]


def traces(
    name: str, last: ProgressPoint, ends: list[SimulatedEnd], words: Words
) -> list[dict[str, Any]]:
    """Returns the band from half of the runs to 95 of 100, the dashed line to 85, and a point for each."""
    if not ends:
        return []
    corners = [
        (last.on, last.done),
        *((each.day, each.items) for each in ends),
        (last.on, last.done),
    ]
    middle = [
        (last.on, last.done),
        *((each.day, each.items) for each in ends if each.level == 85),
    ]
    silent = {"mode": "lines", "hoverinfo": "skip"}
    band = {
        "fill": "toself",
        "fillcolor": "@accent",
        "opacity": 0.16,
        "line": {"width": 0},
    }
    dashed = {"line": {"color": "@accent", "width": 2, "dash": "dash"}}
    said = [
        words.text("chart.burnup.end", name=name, day=each.day, level=each.level)
        for each in ends
    ]
    marker = {"color": "@surface", "size": 9, "line": {"color": "@accent", "width": 2}}
    points = {
        "mode": "markers",
        "hoverinfo": "text",
        "marker": marker,
        "text": [plotly_text(text) for text in said],
    }
    return [
        _scatter(corners) | silent | band,
        _scatter(middle) | silent | dashed,
        _scatter([(each.day, each.items) for each in ends]) | points,
    ]


def _scatter(places: list[tuple[date, Decimal]]) -> dict[str, Any]:
    days = [day.isoformat() for day, _ in places]
    return {"type": "scatter", "x": days, "y": numbers([items for _, items in places])}
