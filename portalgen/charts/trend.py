"""Milestone trend: what was promised at each report date. A level line is a kept promise; the diagonal is done."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from portalgen.analysis.dates.known_moves import Account
from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.findings import ProjectFindings
from portalgen.charts.chart import (
    LABEL_PIXELS,
    LONGEST_LABEL,
    Cell,
    Chart,
    Column,
    EndLabel,
    date_axis,
    end_labels,
    layout,
    month_step,
    plotly_text,
    right_margin,
    shortened,
)
from portalgen.model.project import Project
from portalgen.words import Words

Point = tuple[date, date]

HEIGHT = 340
LONG = 0.6  # of the width: a line that has room for its name before its end
REPORT_ROOM = timedelta(days=3)  # before the first report
PROMISE_ROOM = timedelta(days=14)  # below the first promise and above the last


@dataclass(frozen=True, slots=True)
class Line:
    """What was promised of one milestone: (report date, promised date), oldest first."""

    promise: Promise
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day of an axis."""

    first: date
    last: date

    def axis(self) -> dict[str, Any]:
        """Returns the axis of days."""
        step = month_step(self.first, self.last)
        return date_axis(self.first, self.last) | {"dtick": step}


def trend(
    project: Project,
    found: ProjectFindings,
    words: Words,
) -> Chart | None:
    """Returns the chart, or None where no promise has ever moved."""
    lines = _promised(project, found)
    moved = [each for each in lines if _has_moved(each.promise, found)]
    if not moved:
        return None
    reported = _reported_span(lines, found.as_of)
    promised = _promised_span(lines)
    farthest = _farthest(lines, found)
    labels = _labels(lines, farthest)
    low = promised.first.toordinal()
    high = promised.last.toordinal()
    diagonal = _diagonal(reported, promised)
    traces = [_line(each, found, farthest, words) for each in lines]
    look = layout(
        xaxis=reported.axis(),
        yaxis=promised.axis(),
        annotations=[
            *end_labels(labels, (low, high), HEIGHT),
            *_met_labels(lines, reported, promised),
        ],
        margin=right_margin(labels),
    )
    return Chart(
        id="trend",
        headline=_headline(found, farthest, words),
        subtitle=words.text("chart.trend.subtitle"),
        figure={
            "data": [diagonal, *traces],
            "layout": look,
        },
        columns=_columns(words),
        rows=_rows(lines),
        height=HEIGHT,
    )


def _has_moved(promise: Promise, found: ProjectFindings) -> bool:
    account = found.accounts[promise.milestone.id]
    return bool(account.steps)


def _promised(project: Project, found: ProjectFindings) -> list[Line]:
    """Returns the lines of the milestones of which anything is known."""
    start = project.live_from or project.started_on
    lines: list[Line] = []
    for each in found.promises:
        account = found.accounts[each.milestone.id]
        points = promised_over_time(each, account, start, found.as_of)
        if points:
            lines.append(Line(each, points))
    return lines


def _reported_span(lines: list[Line], as_of: date) -> Span:
    """Returns the axis of reports, which ends no earlier than on the day of the portal."""
    days: list[date] = []
    for each in lines:
        days += [reported for reported, _ in each.points]
    first = min(days) - REPORT_ROOM
    last = max(*days, as_of)
    return Span(first, last)


def _promised_span(lines: list[Line]) -> Span:
    days: list[date] = []
    for each in lines:
        days += [promised for _, promised in each.points]
    first = min(days) - PROMISE_ROOM
    last = max(days) + PROMISE_ROOM
    return Span(first, last)


def _farthest(lines: list[Line], found: ProjectFindings) -> Promise:
    """Returns the milestone that moved farthest, whichever way: the title speaks of it, and its line stands out."""
    promises = [each.promise for each in lines]
    moved = [each for each in promises if _has_moved(each, found)]
    return max(moved, key=_distance)


def _labels(lines: list[Line], farthest: Promise) -> list[EndLabel]:
    """Returns the names of the milestones that are not met, each at the end of its line."""
    labels: list[EndLabel] = []
    for each in lines:
        promise = each.promise
        if promise.is_met:
            continue
        _, stands = each.points[-1]
        name = promise.milestone.name
        colour = _colour(promise, farthest)
        label = EndLabel(stands.toordinal(), name, colour)
        labels.append(label)
    return labels


def _met_labels(
    lines: list[Line],
    reported: Span,
    promised: Span,
) -> list[dict[str, Any]]:
    """Returns the names of the milestones that are met, above their lines: at the end, or from the start of short ones.

    Where two would cover one another the upper one is left out; points and table name it.
    """
    met = [each for each in lines if each.promise.is_met]
    met.sort(key=lambda line: line.points[-1][1])
    days = (promised.last - promised.first).days
    apart = timedelta(days=math.ceil(LABEL_PIXELS * days / (HEIGHT - 60)))
    labels: list[dict[str, Any]] = []
    floor = promised.first
    for each in met:
        _, stood = each.points[-1]
        if stood >= floor:
            floor = stood + apart
            labels.append(_met_label(each, reported))
    return labels


def _met_label(line: Line, reported: Span) -> dict[str, Any]:
    name = shortened(line.promise.milestone.name, LONGEST_LABEL)
    began, _ = line.points[0]
    ended, stood = line.points[-1]
    is_long = ended - reported.first > LONG * (reported.last - reported.first)
    return {
        "xref": "x",
        "x": (ended if is_long else began).isoformat(),
        "xanchor": "right" if is_long else "left",
        "yref": "y",
        "y": stood.isoformat(),
        "yshift": 9,
        "text": plotly_text(name),
        "showarrow": False,
        "font": {
            "color": "@soft",
            "size": 13,
        },
    }


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words.text("column.milestone"), "milestone"),
        Column(words.text("column.reported"), "reported_on"),
        Column(words.text("dates.promised"), "promised"),
    )


def _rows(lines: list[Line]) -> tuple[tuple[Cell, ...], ...]:
    rows: list[tuple[Cell, ...]] = []
    for each in lines:
        name = each.promise.milestone.name
        rows += [(name, reported, promised) for reported, promised in each.points]
    return tuple(rows)


def promised_over_time(
    promise: Promise,
    account: Account,
    start: date | None,
    as_of: date,
) -> list[Point]:
    """Returns (report date, promised date) from the first promise to now.

    Without a history, moves without a day of their own cannot be placed; where they lead shows on the last day alone.
    """
    begin = _begin(account, start)
    if promise.first is None or begin is None:
        return []
    points = [(begin, promise.first)]
    for on, day in account.promised:
        _, stood = points[-1]
        if day != stood:
            points.append((on, stood))
            points.append((on, day))
    on, stood = points[-1]
    met_on = promise.expected if promise.is_met else None
    last = max(met_on or as_of, on)
    points.append((last, stood))
    if promise.current and promise.current != stood:
        points.append((last, promise.current))
    return points


def _begin(account: Account, start: date | None) -> date | None:
    """Returns the day on which a line begins: that of the first promise, else of the project or of a later promise."""
    if account.since:
        return account.since
    days: list[date] = []
    if start:
        days.append(start)
    if account.promised:
        on, _ = account.promised[0]
        days.append(on)
    return min(days, default=None)


def _headline(
    found: ProjectFindings,
    farthest: Promise,
    words: Words,
) -> str:
    """Returns what the milestone that moved farthest did."""
    days = farthest.moved_days or 0
    name = farthest.milestone.name
    account = found.accounts[farthest.milestone.id]
    count = len(account.moves or account.steps)
    if days == 0:
        return words.text(
            "chart.trend.back",
            count=count,
            name=name,
        )
    if days > 0:
        id_ = "chart.trend.later"
    else:
        id_ = "chart.trend.earlier"
    far = words.text("unit.days", count=abs(days))
    return words.text(
        id_,
        count=count,
        name=name,
        days=far,
    )


def _distance(promise: Promise) -> int:
    """Returns how many days a promise moved, whichever way."""
    days = promise.moved_days or 0
    return abs(days)


def _colour(promise: Promise, farthest: Promise) -> str:
    if promise is farthest:
        return "@accent"
    return "@soft"


def _line(
    line: Line,
    found: ProjectFindings,
    farthest: Promise,
    words: Words,
) -> dict[str, Any]:
    promise = line.promise
    name = promise.milestone.name
    reported = [on for on, _ in line.points]
    promised = [day for _, day in line.points]
    account = found.accounts[promise.milestone.id]
    width = 3 if promise is farthest else 1.5
    return {
        "type": "scatter",
        "mode": "lines",
        "name": plotly_text(name),
        "x": [on.isoformat() for on in reported],
        "y": [day.isoformat() for day in promised],
        "line": {
            "color": _colour(promise, farthest),
            "width": width,
        },
        "text": list(_told(name, line.points, account, words)),
        "hoverinfo": "text",
    }


def _told(
    name: str,
    points: list[Point],
    account: Account,
    words: Words,
) -> Iterator[str]:
    """Yields what a reader is told at each point: what was promised then, and why, where it moved there."""
    causes = {(step.before, step.after): step.cause for step in account.steps}
    before: date | None = None
    for _, promised in points:
        told = f"{name}: {words.day(promised)}"
        cause = causes.get((before, promised))
        if cause:
            told = f"{told} ({words.word(cause)})"
        before = promised
        yield plotly_text(told)


def _diagonal(reported: Span, promised: Span) -> dict[str, Any]:
    """Returns the line on which the day of a report is the promised day, as far as both axes have it."""
    first = max(reported.first, promised.first)
    last = min(reported.last, promised.last)
    end = max(first, last)
    ends = [first.isoformat(), end.isoformat()]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": ends,
        "y": ends,
        "line": {
            "color": "@plan",
            "width": 1,
            "dash": "dash",
        },
        "hoverinfo": "skip",
    }
