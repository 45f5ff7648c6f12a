"""Burn-up: work done against the scope line and the plan, and the simulated range ahead."""

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
    simulated_ends,
    traces,
)
from portalgen.model.progress import ProgressPoint
from portalgen.words import Words
from portalgen.words.dates import rounded

HEIGHT = 320


def burnup(found: ProjectFindings, words: Words) -> Chart | None:
    """Returns the chart, or None where the series has fewer than two days."""
    points = found.points
    if len(points) < 2:
        return None
    planned = any(point.planned is not None for point in points)
    ahead = simulated_ends(found)
    name = found.lead.milestone.name if found.lead else ""
    first = points[0].on
    last = _right_end(points, ahead)
    top = max(
        Decimal(1), *(max(point.scope, point.planned or 0) for point in points)
    ) * Decimal("1.12")
    labels = _labels(points, ahead, words)
    subtitle = words.text("chart.burnup.subtitle")
    return Chart(
        id="burnup",
        headline=_headline(found, words),
        subtitle=f"{subtitle} {words.text('chart.burnup.range')}"
        if ahead
        else subtitle,
        figure={
            "data": [
                *traces(name, points[-1], ahead, words),
                *_traces(points, planned, words),
            ],
            "layout": layout(
                xaxis=date_axis(first, last) | {"dtick": month_step(first, last)},
                yaxis={
                    "range": [0, float(top)],
                    "gridcolor": "@line",
                    "zeroline": False,
                    "fixedrange": True,
                    "automargin": True,
                },
                annotations=end_labels(labels, (0, float(top)), HEIGHT),
                margin=right_margin(labels),
                shapes=[today_line(found.as_of)] if ahead else [],
            ),
        },
        columns=_columns(planned, bool(ahead), words),
        rows=_rows(points, planned, ahead),
        height=HEIGHT,
    )


def _right_end(points: tuple[ProgressPoint, ...], ahead: list[SimulatedEnd]) -> date:
    """Returns where the axis ends: with the range, unless that would take more than half of the width."""
    start = points[0].on
    end = points[-1].on
    if ahead:
        return min(ahead[-1].day + (ahead[-1].day - start) / 40, end + (end - start))
    return end


def _headline(found: ProjectFindings, words: Words) -> str:
    last = found.points[-1]
    simulated = leading_forecast(found)
    if simulated and found.lead:
        name = found.lead.milestone.name
        end = simulated.p85
        if end is None:
            return words.text(
                "chart.burnup.endless", done=last.done, scope=last.scope, name=name
            )
        return words.text(
            "chart.burnup.simulated",
            done=last.done,
            scope=last.scope,
            name=name,
            day=end,
        )
    if last.planned is None:
        return words.text("chart.burnup.done", done=last.done, scope=last.scope)
    id_ = "chart.burnup.behind" if last.done < last.planned else "chart.burnup.on_plan"
    return words.text(
        id_, done=last.done, scope=last.scope, planned=rounded(last.planned)
    )


def _columns(planned: bool, simulated: bool, words: Words) -> tuple[Column, ...]:
    columns = [
        Column(words.text("column.day"), "date"),
        Column(words.text("progress.scope"), "scope", is_number=True),
        Column(words.text("progress.done"), "done", is_number=True),
    ]
    if planned:
        columns.append(
            Column(words.text("progress.planned"), "planned", is_number=True)
        )
    if simulated:
        columns.append(
            Column(words.text("column.simulated"), "simulated", is_number=True)
        )
        columns.append(Column(words.text("column.runs"), "runs_of_100", is_number=True))
    return tuple(columns)


def _rows(
    points: tuple[ProgressPoint, ...], planned: bool, ahead: list[SimulatedEnd]
) -> tuple[tuple[Cell, ...], ...]:
    """Returns a row for each day of the series, and one for each simulated end."""
    plans = 1 if planned else 0
    ends = 2 if ahead else 0
    past = [
        (each.on, each.scope, each.done, *[each.planned] * plans, *[None] * ends)
        for each in points
    ]
    return (
        *past,
        *(
            (each.day, None, None, *[None] * plans, each.items, each.level)
            for each in ahead
        ),
    )


def _traces(
    points: tuple[ProgressPoint, ...], planned: bool, words: Words
) -> list[dict[str, Any]]:
    days = [point.on.isoformat() for point in points]
    lines: list[tuple[str, list[Decimal | None], dict[str, object]]] = [
        (
            "progress.scope",
            [p.scope for p in points],
            {"color": "@soft", "width": 2, "shape": "hv"},
        ),
        ("progress.done", [p.done for p in points], {"color": "@accent", "width": 3}),
    ]
    if planned:
        dashed = {"color": "@plan", "width": 2, "dash": "dash"}
        lines.insert(1, ("progress.planned", [p.planned for p in points], dashed))
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": words.text(id_),
            "x": days,
            "y": numbers(values),
            "line": line,
            "text": [
                _hover(point.on, words.text(id_), value, words)
                for point, value in zip(points, values, strict=True)
            ],
            "hoverinfo": "text",
        }
        for id_, values, line in lines
    ]


def _hover(day: date, name: str, value: Decimal | None, words: Words) -> str:
    return "" if value is None else f"{words.day(day)}: {name} {words.number(value)}"


def _labels(
    points: tuple[ProgressPoint, ...], ahead: list[SimulatedEnd], words: Words
) -> list[EndLabel]:
    last = points[-1]
    ends = [
        ("progress.scope", last.scope, "@soft"),
        ("progress.done", last.done, "@accent"),
    ]
    if last.planned is not None:
        ends.append(("progress.planned", last.planned, "@plan-text"))
    found = [
        EndLabel(float(value), f"{words.text(id_)} {words.number(value)}", colour)
        for id_, value, colour in ends
    ]
    simulated = {
        words.text("chart.burnup.label", items=each.items): float(each.items)
        for each in ahead
    }
    return found + [
        EndLabel(items, text, "@accent") for text, items in simulated.items()
    ]
