"""Timeline: each milestone's first promise against what is expected now."""

from datetime import date, timedelta
from typing import Any

from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.findings import ProjectFindings
from portalgen.charts.chart import (
    Cell,
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

LONGEST_NAME = 22  # characters
ROOM = timedelta(days=10)  # at both ends of the axis of days
HEAD_PIXELS = 72
ROW_PIXELS = 36


def timeline(found: ProjectFindings, words: Words) -> Chart | None:
    """Returns the chart, or None where no milestone has a date."""
    rows = list(found.promises)
    dated = [each for each in rows if each.expected or each.first]
    if not dated:
        return None
    traces = [*_lines(rows), _first(rows, words), *_now(rows, words)]
    look = layout(
        xaxis=_time_axis(dated, found.as_of),
        yaxis=_name_axis(rows),
        annotations=_undated(rows, words),
        shapes=[today_line(found.as_of)],
    )
    return Chart(
        id="timeline",
        headline=_headline(found, words),
        subtitle=words.text("chart.timeline.subtitle"),
        figure={
            "data": traces,
            "layout": look,
        },
        columns=_columns(words),
        rows=tuple(_row(each) for each in rows),
        height=HEAD_PIXELS + ROW_PIXELS * len(rows),
    )


def _time_axis(dated: list[Promise], as_of: date) -> dict[str, Any]:
    """Returns the axis of days, at the top, with some room at both ends."""
    days = [as_of]
    for each in dated:
        known = (each.first, each.current, each.expected)
        days += [day for day in known if day]
    first = min(days) - ROOM
    last = max(days) + ROOM
    return date_axis(first, last) | {
        "dtick": month_step(first, last),
        "side": "top",
    }


def _name_axis(rows: list[Promise]) -> dict[str, Any]:
    """Returns the axis of milestones' names, the first at the top."""
    names = [shortened(each.milestone.name, LONGEST_NAME) for each in rows]
    return {
        "tickvals": list(range(len(rows))),
        "ticktext": [plotly_text(name) for name in names],
        "autorange": "reversed",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"color": "@ink"},
    }


def _undated(rows: list[Promise], words: Words) -> list[dict[str, Any]]:
    """Returns what stands in the rows of milestones that have no date."""
    text = plotly_text(words.text("milestone.undated"))
    notes: list[dict[str, Any]] = []
    for row, each in enumerate(rows):
        if each.first is None and each.expected is None:
            notes.append(
                {
                    "xref": "paper",
                    "x": 0,
                    "xanchor": "left",
                    "yref": "y",
                    "y": row,
                    "text": text,
                    "showarrow": False,
                    "font": {"color": "@soft"},
                }
            )
    return notes


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words.text("column.milestone"), "milestone"),
        Column(words.text("dates.first"), "first_promise"),
        Column(words.text("dates.promised"), "promised"),
        Column(words.text("column.expected_or_met"), "expected_or_met"),
        Column(words.text("column.days"), "finish_variance_days", is_number=True),
    )


def _row(promise: Promise) -> tuple[Cell, ...]:
    return (
        promise.milestone.name,
        promise.first,
        promise.current,
        promise.expected,
        promise.finish_variance_days,
    )


def _headline(found: ProjectFindings, words: Words) -> str:
    met = sum(each.is_met for each in found.promises)
    total = len(found.promises)
    lead = found.lead
    if lead and lead.expected is None and lead.overdue_days:
        return words.text(
            "chart.timeline.overdue",
            count=lead.overdue_days,
            met=met,
            total=total,
            name=lead.milestone.name,
        )
    if lead is None or lead.is_met or lead.first is None or lead.expected is None:
        return words.text(
            "chart.timeline.met",
            count=met,
            total=total,
        )
    days = (lead.expected - lead.first).days
    if days == 0:
        return words.text(
            "chart.timeline.on_time",
            count=met,
            total=total,
            name=lead.milestone.name,
        )
    id_ = "chart.timeline.late" if days > 0 else "chart.timeline.early"
    return words.text(
        id_,
        count=abs(days),
        met=met,
        total=total,
        name=lead.milestone.name,
    )


def _lines(rows: list[Promise]) -> list[dict[str, Any]]:
    """Returns a line for each milestone that is expected on another day than its first promise."""
    lines: list[dict[str, Any]] = []
    for row, each in enumerate(rows):
        first = each.first
        expected = each.expected
        if first is None or expected is None or first == expected:
            continue
        line = _line(row, first, expected, each.is_met)
        lines.append(line)
    return lines


def _line(
    row: int,
    first: date,
    expected: date,
    is_met: bool,
) -> dict[str, Any]:
    """Returns the line of a row, from the first promise to the day that is expected; dotted until it is met."""
    line = {
        "color": "@late" if expected > first else "@accent",
        "width": 2,
        "dash": "solid" if is_met else "dot",
    }
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [first.isoformat(), expected.isoformat()],
        "y": [row, row],
        "line": line,
        "hoverinfo": "skip",
    }


def _first(rows: list[Promise], words: Words) -> dict[str, Any]:
    """Returns the marks of the first promises, a hole where there was none."""
    name = words.text("dates.first")
    days: list[str | None] = []
    said: list[str] = []
    for each in rows:
        days.append(each.first.isoformat() if each.first else None)
        said.append(_hover(each, each.first, name, words))
    outline = {
        "width": 2,
        "color": "@plan",
    }
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": days,
        "y": list(range(len(rows))),
        "marker": {
            "symbol": "circle",
            "size": 10,
            "color": "@surface",
            "line": outline,
        },
        "text": said,
        "hoverinfo": "text",
    }


def _now(rows: list[Promise], words: Words) -> list[dict[str, Any]]:
    """Returns the marks of what was met, and of what is expected."""
    met: list[tuple[int, Promise]] = []
    unmet: list[tuple[int, Promise]] = []
    for row, each in enumerate(rows):
        if each.expected is None:
            continue
        if each.is_met:
            met.append((row, each))
        else:
            unmet.append((row, each))
    return [
        _marks(met, words.text("dates.met"), "circle", words),
        _marks(unmet, words.text("dates.forecast"), "diamond", words),
    ]


def _marks(
    rows: list[tuple[int, Promise]],
    name: str,
    symbol: str,
    words: Words,
) -> dict[str, Any]:
    """Returns the trace of one kind of mark at the days that are expected."""
    promises = [each for _, each in rows]
    days = [each.expected for each in promises if each.expected]
    colours = [_colour(each) for each in promises]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [day.isoformat() for day in days],
        "y": [row for row, _ in rows],
        "marker": {
            "symbol": symbol,
            "size": 12,
            "color": colours,
        },
        "text": [_hover(each, each.expected, name, words) for each in promises],
        "hoverinfo": "text",
    }


def _colour(promise: Promise) -> str:
    variance = promise.finish_variance_days or 0
    is_late = variance > 0 and not promise.is_met
    if is_late:
        return "@late"
    return "@accent"


def _hover(
    promise: Promise,
    day: date | None,
    kind: str,
    words: Words,
) -> str:
    said = words.day(day) if day else ""
    return plotly_text(f"{promise.milestone.name}: {kind} {said}")
