"""Burn-up: work done against the scope line and the plan."""

from datetime import date
from decimal import Decimal

from portalgen.analysis.findings import ProjectFindings
from portalgen.charts.chart import (
    Chart,
    Column,
    EndLabel,
    date_axis,
    end_labels,
    layout,
    month_step,
    numbers,
    right_margin,
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
    first, last = points[0].on, points[-1].on
    top = max(Decimal(1), *(max(point.scope, point.planned or 0) for point in points)) * Decimal("1.12")
    labels = _labels(points, words)
    columns = [
        Column(words.text("column.day"), "date"),
        Column(words.text("progress.scope"), "scope", is_number=True),
        Column(words.text("progress.done"), "done", is_number=True),
    ]
    if planned:
        columns.append(Column(words.text("progress.planned"), "planned", is_number=True))
    return Chart(
        id="burnup",
        headline=_headline(found, words),
        subtitle=words.text("chart.burnup.subtitle"),
        figure={
            "data": _traces(points, planned, words),
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
            ),
        },
        columns=tuple(columns),
        rows=tuple((p.on, p.scope, p.done, p.planned) if planned else (p.on, p.scope, p.done) for p in points),
        height=HEIGHT,
    )


def _headline(found: ProjectFindings, words: Words) -> str:
    last = found.points[-1]
    if last.planned is None:
        return words.text("chart.burnup.done", done=last.done, scope=last.scope)
    id_ = "chart.burnup.behind" if last.done < last.planned else "chart.burnup.on_plan"
    return words.text(id_, done=last.done, scope=last.scope, planned=rounded(last.planned))


def _traces(points: tuple[ProgressPoint, ...], planned: bool, words: Words) -> list[dict[str, object]]:
    days = [point.on.isoformat() for point in points]
    lines: list[tuple[str, list[Decimal | None], dict[str, object]]] = [
        ("progress.scope", [p.scope for p in points], {"color": "@soft", "width": 2, "shape": "hv"}),
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
                _hover(point.on, words.text(id_), value, words) for point, value in zip(points, values, strict=True)
            ],
            "hoverinfo": "text",
        }
        for id_, values, line in lines
    ]


def _hover(day: date, name: str, value: Decimal | None, words: Words) -> str:
    return "" if value is None else f"{words.day(day)}: {name} {words.number(value)}"


def _labels(points: tuple[ProgressPoint, ...], words: Words) -> list[EndLabel]:
    last = points[-1]
    ends = [("progress.scope", last.scope, "@soft"), ("progress.done", last.done, "@accent")]
    if last.planned is not None:
        ends.append(("progress.planned", last.planned, "@plan-text"))
    return [EndLabel(float(value), f"{words.text(id_)} {words.number(value)}", colour) for id_, value, colour in ends]
