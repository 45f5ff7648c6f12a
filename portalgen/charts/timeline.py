"""Timeline: each milestone's first promise against what is expected now."""

from datetime import date, timedelta

from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.findings import ProjectFindings
from portalgen.charts.chart import (
    Chart,
    Column,
    date_axis,
    layout,
    month_step,
    plotly_text,
    shortened,
    today_line,
)
from portalgen.words import Words

LONGEST_NAME = 22


def timeline(found: ProjectFindings, words: Words) -> Chart | None:
    """Returns the chart, or None where no milestone has a date."""
    dated = [each for each in found.promises if each.expected or each.first]
    if not dated:
        return None
    days = [
        day
        for each in dated
        for day in (each.first, each.current, each.expected)
        if day
    ] + [found.as_of]
    first = min(days) - timedelta(days=10)
    last = max(days) + timedelta(days=10)
    names = [shortened(each.milestone.name, LONGEST_NAME) for each in dated]
    x_axis = date_axis(first, last) | {"dtick": month_step(first, last), "side": "top"}
    y_axis = {
        "tickvals": list(range(len(dated))),
        "ticktext": [plotly_text(name) for name in names],
        "autorange": "reversed",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"color": "@ink"},
    }
    return Chart(
        id="timeline",
        headline=_headline(found, words),
        subtitle=words.text("chart.timeline.subtitle"),
        figure={
            "data": [*_lines(dated), _first(dated, words), *_now(dated, words)],
            "layout": layout(
                xaxis=x_axis, yaxis=y_axis, shapes=[today_line(found.as_of)]
            ),
        },
        columns=(
            Column(words.text("column.milestone"), "milestone"),
            Column(words.text("dates.first"), "first_promise"),
            Column(words.text("dates.promised"), "promised"),
            Column(words.text("column.expected_or_met"), "expected_or_met"),
            Column(words.text("column.days"), "finish_variance_days", is_number=True),
        ),
        rows=tuple(
            (
                each.milestone.name,
                each.first,
                each.current,
                each.expected,
                each.finish_variance_days,
            )
            for each in dated
        ),
        height=72 + 36 * len(dated),
    )


def _headline(found: ProjectFindings, words: Words) -> str:
    met = sum(each.is_met for each in found.promises)
    total = len(found.promises)
    lead = found.lead
    if lead is None or lead.is_met or lead.first is None or lead.expected is None:
        return words.text("chart.timeline.met", count=met, total=total)
    days = (lead.expected - lead.first).days
    if days == 0:
        return words.text(
            "chart.timeline.on_time", count=met, total=total, name=lead.milestone.name
        )
    id_ = "chart.timeline.late" if days > 0 else "chart.timeline.early"
    return words.text(
        id_, count=abs(days), met=met, total=total, name=lead.milestone.name
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _lines(dated: list[Promise]) -> list[dict[str, object]]:
    lines: list[dict[str, object]] = []
    for row, each in enumerate(dated):
        if each.first and each.expected and each.first != each.expected:
            late = each.expected > each.first
            lines.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": [_iso(each.first), _iso(each.expected)],
                    "y": [row, row],
                    "line": {
                        "color": "@late" if late else "@accent",
                        "width": 2,
                        "dash": "solid" if each.is_met else "dot",
                    },
                    "hoverinfo": "skip",
                }
            )
    return lines


def _first(dated: list[Promise], words: Words) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words.text("dates.first"),
        "x": [_iso(each.first) for each in dated],
        "y": list(range(len(dated))),
        "marker": {
            "symbol": "circle",
            "size": 10,
            "color": "@surface",
            "line": {"width": 2, "color": "@plan"},
        },
        "text": [
            _hover(each, each.first, words.text("dates.first"), words) for each in dated
        ],
        "hoverinfo": "text",
    }


def _now(dated: list[Promise], words: Words) -> list[dict[str, object]]:
    kinds = (
        (words.text("dates.met"), lambda each: each.is_met, "circle"),
        (words.text("dates.forecast"), lambda each: not each.is_met, "diamond"),
    )
    traces: list[dict[str, object]] = []
    for name, belongs, symbol in kinds:
        rows = [
            (row, each)
            for row, each in enumerate(dated)
            if belongs(each) and each.expected
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": name,
                "x": [_iso(each.expected) for _, each in rows],
                "y": [row for row, _ in rows],
                "marker": {
                    "symbol": symbol,
                    "size": 12,
                    "color": [_colour(each) for _, each in rows],
                },
                "text": [_hover(each, each.expected, name, words) for _, each in rows],
                "hoverinfo": "text",
            }
        )
    return traces


def _colour(promise: Promise) -> str:
    late = (
        not promise.is_met
        and promise.finish_variance_days is not None
        and promise.finish_variance_days > 0
    )
    return "@late" if late else "@accent"


def _hover(promise: Promise, day: date | None, kind: str, words: Words) -> str:
    return plotly_text(
        f"{promise.milestone.name}: {kind} {words.day(day) if day else ''}"
    )
