"""Burn-up: work done against the scope line and the plan, and the simulated range ahead."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from portalgen.analysis.findings import ProjectFindings
from portalgen.charts.chart import (
    Cell,
    Chart,
    Column,
    EndLabel,
    date_axis,
    end_labels,
    layout,
    month_step,
    numbers,
    right_margin,
    today_line,
)
from portalgen.charts.simulated import (
    SimulatedEnd,
    leading_forecast,
    level_labels,
    simulated_ends,
    traces,
)
from portalgen.model.progress import ProgressPoint
from portalgen.words import Words
from portalgen.words.dates import rounded

HEIGHT = 320
ROOM = Decimal("1.12")  # how far the axis goes above the highest value


def burnup(found: ProjectFindings, words: Words) -> Chart | None:
    """Returns the chart, or None where the series has fewer than two days."""
    points = found.points
    if len(points) < 2:
        return None
    plans = [point.planned for point in points if point.planned is not None]
    has_plan = bool(plans)
    ahead = simulated_ends(found)
    name = found.lead.milestone.name if found.lead else ""
    simulated = traces(name, points[-1], ahead, words)
    known = _traces(points, has_plan, words)
    return Chart(
        id="burnup",
        headline=_headline(found, words),
        subtitle=_subtitle(ahead, words),
        figure={
            "data": [*simulated, *known],
            "layout": _layout(points, ahead, found.as_of, words),
        },
        columns=_columns(has_plan, bool(ahead), words),
        rows=_rows(points, has_plan, ahead),
        height=HEIGHT,
    )


def _subtitle(ahead: list[SimulatedEnd], words: Words) -> str:
    subtitle = words.text("chart.burnup.subtitle")
    if ahead:
        return f"{subtitle} {words.text('chart.burnup.range')}"
    return subtitle


def _layout(
    points: Sequence[ProgressPoint],
    ahead: list[SimulatedEnd],
    as_of: date,
    words: Words,
) -> dict[str, Any]:
    first = points[0].on
    last = _right_end(points, ahead)
    top = _top(points)
    labels = _labels(points[-1], ahead, words)
    item_axis = {
        "range": [0, top],
        "gridcolor": "@line",
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }
    return layout(
        xaxis=date_axis(first, last) | {"dtick": month_step(first, last)},
        yaxis=item_axis,
        annotations=[
            *end_labels(labels, (0, top), HEIGHT),
            *level_labels(ahead, words),
        ],
        margin=right_margin(labels),
        shapes=[today_line(as_of)] if ahead else [],
    )


def _right_end(points: Sequence[ProgressPoint], ahead: list[SimulatedEnd]) -> date:
    """Returns where the axis ends: with the range, unless that would take more than half of the width."""
    start = points[0].on
    end = points[-1].on
    if not ahead:
        return end
    last = ahead[-1].day
    beyond = (last - start) / 40
    with_range = last + beyond
    so_far = end - start
    half = end + so_far
    return min(with_range, half)


def _top(points: Sequence[ProgressPoint]) -> float:
    """Returns where the axis of items ends."""
    highest = Decimal(1)
    for point in points:
        planned = point.planned or Decimal()
        highest = max(highest, point.scope, planned)
    return float(highest * ROOM)


def _headline(found: ProjectFindings, words: Words) -> str:
    simulated = leading_forecast(found)
    if simulated and found.lead:
        return _headline_ahead(found, found.lead.milestone.name, simulated.p85, words)
    last = found.points[-1]
    if last.planned is None:
        return words.text(
            "chart.burnup.done",
            done=last.done,
            scope=last.scope,
        )
    if last.done < last.planned:
        id_ = "chart.burnup.behind"
    else:
        id_ = "chart.burnup.on_plan"
    planned = rounded(last.planned)
    return words.text(
        id_,
        done=last.done,
        scope=last.scope,
        planned=planned,
    )


def _headline_ahead(
    found: ProjectFindings,
    name: str,
    end: date | None,
    words: Words,
) -> str:
    """Returns by when 85 of 100 runs end, or that no end is in sight."""
    last = found.points[-1]
    if end is None:
        return words.text(
            "chart.burnup.endless",
            done=last.done,
            scope=last.scope,
            name=name,
        )
    return words.text(
        "chart.burnup.simulated",
        done=last.done,
        scope=last.scope,
        name=name,
        day=end,
    )


def _columns(
    has_plan: bool,
    is_simulated: bool,
    words: Words,
) -> tuple[Column, ...]:
    columns = [
        Column(words.text("column.day"), "date"),
        Column(words.text("progress.scope"), "scope", is_number=True),
        Column(words.text("progress.done"), "done", is_number=True),
    ]
    if has_plan:
        columns.append(
            Column(words.text("progress.planned"), "planned", is_number=True)
        )
    if is_simulated:
        columns.append(
            Column(words.text("column.simulated"), "simulated", is_number=True)
        )
        columns.append(Column(words.text("column.runs"), "runs_of_100", is_number=True))
    return tuple(columns)


def _rows(
    points: Sequence[ProgressPoint],
    has_plan: bool,
    ahead: list[SimulatedEnd],
) -> tuple[tuple[Cell, ...], ...]:
    """Returns a row for each day of the series, and one for each simulated end."""
    rows: list[tuple[Cell, ...]] = []
    no_end: list[Cell] = [None, None] if ahead else []
    no_plan: list[Cell] = [None] if has_plan else []
    for point in points:
        plan: list[Cell] = [point.planned] if has_plan else []
        rows.append((point.on, point.scope, point.done, *plan, *no_end))
    for end in ahead:
        rows.append((end.day, None, None, *no_plan, end.items, end.level))
    return tuple(rows)


def _traces(
    points: Sequence[ProgressPoint],
    has_plan: bool,
    words: Words,
) -> list[dict[str, Any]]:
    """Returns the lines of scope, plan and work done; what is drawn last lies on top."""
    days = [point.on for point in points]
    scope = [point.scope for point in points]
    planned = [point.planned for point in points]
    done = [point.done for point in points]
    steps = {
        "color": "@soft",
        "width": 2,
        "shape": "hv",
    }
    dashed = {
        "color": "@plan",
        "width": 2,
        "dash": "dash",
    }
    solid = {
        "color": "@accent",
        "width": 3,
    }
    lines = [_trace(words.text("progress.scope"), days, scope, steps, words)]
    if has_plan:
        name = words.text("progress.planned")
        lines.append(_trace(name, days, planned, dashed, words))
    lines.append(_trace(words.text("progress.done"), days, done, solid, words))
    return lines


def _trace(
    name: str,
    days: Sequence[date],
    values: Sequence[Decimal | None],
    line: dict[str, object],
    words: Words,
) -> dict[str, Any]:
    said = [
        _hover(day, name, value, words) for day, value in zip(days, values, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [day.isoformat() for day in days],
        "y": numbers(values),
        "line": line,
        "text": said,
        "hoverinfo": "text",
    }


def _hover(
    day: date,
    name: str,
    value: Decimal | None,
    words: Words,
) -> str:
    if value is None:
        return ""
    said = words.day(day)
    number = words.number(value)
    return f"{said}: {name} {number}"


def _labels(
    last: ProgressPoint,
    ahead: list[SimulatedEnd],
    words: Words,
) -> list[EndLabel]:
    """Returns the last values with their names, and how many items are done at the simulated end."""
    labels = [
        _label("progress.scope", last.scope, "@soft", words),
        _label("progress.done", last.done, "@accent", words),
    ]
    if last.planned is not None:
        labels.append(_label("progress.planned", last.planned, "@plan-text", words))
    for items in dict.fromkeys(each.items for each in ahead):
        text = words.text("chart.burnup.label", items=items)
        labels.append(EndLabel(float(items), text, "@accent"))
    return labels


def _label(
    id_: str,
    value: Decimal,
    colour: str,
    words: Words,
) -> EndLabel:
    name = words.text(id_)
    number = words.number(value)
    return EndLabel(float(value), f"{name} {number}", colour)
