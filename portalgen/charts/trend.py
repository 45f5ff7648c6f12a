"""Milestone trend: what was promised at each report date. A level line is a kept promise; the diagonal is done."""

from datetime import date, timedelta

from portalgen.analysis.dates.account import Account
from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.findings import ProjectFindings
from portalgen.charts.chart import (
    Chart,
    Column,
    EndLabel,
    date_axis,
    end_labels,
    layout,
    month_step,
    plotly_text,
    right_margin,
)
from portalgen.model.project import Project
from portalgen.words import Words

Point = tuple[date, date]

HEIGHT = 340


def trend(project: Project, found: ProjectFindings, words: Words) -> Chart | None:
    """Returns the chart, or None where no promise has ever moved."""
    start = project.live_from or project.started_on
    accounts = found.accounts
    day = found.as_of
    drawn = [
        (each, promised_over_time(each, accounts[each.milestone.id], start, day))
        for each in found.promises
    ]
    lines = [(each, points) for each, points in drawn if points]
    if not any(accounts[each.milestone.id].steps for each, _ in lines):
        return None
    reported = [point[0] for _, points in lines for point in points]
    promised = [point[1] for _, points in lines for point in points]
    x_first = min(reported) - timedelta(days=3)
    x_last = max(*reported, found.as_of)
    y_first = min(promised) - timedelta(days=14)
    y_last = max(promised) + timedelta(days=14)
    x_axis = date_axis(x_first, x_last) | {"dtick": month_step(x_first, x_last)}
    y_axis = date_axis(y_first, y_last) | {"dtick": month_step(y_first, y_last)}
    labels = [
        EndLabel(points[-1][1].toordinal(), each.milestone.name, _colour(each, found))
        for each, points in lines
        if not each.is_met
    ]
    return Chart(
        id="trend",
        headline=_headline(found, lines, words),
        subtitle=words.text("chart.trend.subtitle"),
        figure={
            "data": [_diagonal(max(x_first, y_first), min(x_last, y_last))]
            + [_line(each, points, found, words) for each, points in lines],
            "layout": layout(
                xaxis=x_axis,
                yaxis=y_axis,
                annotations=end_labels(
                    labels, (y_first.toordinal(), y_last.toordinal()), HEIGHT
                ),
                margin=right_margin(labels),
            ),
        },
        columns=(
            Column(words.text("column.milestone"), "milestone"),
            Column(words.text("column.reported"), "reported_on"),
            Column(words.text("dates.promised"), "promised"),
        ),
        rows=tuple(
            (each.milestone.name, *point) for each, points in lines for point in points
        ),
        height=HEIGHT,
    )


def promised_over_time(
    promise: Promise, account: Account, start: date | None, as_of: date
) -> list[Point]:
    """Returns (report date, promised date) from the first promise to now.

    Without a history, moves without a day of their own cannot be placed; where they lead shows on the last day alone.
    """
    made = account.promised
    if promise.first is None or not (account.since or start or made):
        return []
    begin = account.since or min(
        day for day in (start, made[0][0] if made else None) if day
    )
    points = [(begin, promise.first)]
    for on, day in made:
        if day != points[-1][1]:
            points += [(on, points[-1][1]), (on, day)]
    last = max(
        promise.expected if promise.is_met and promise.expected else as_of,
        points[-1][0],
    )
    points.append((last, points[-1][1]))
    if promise.current and promise.current != points[-1][1]:
        points.append((last, promise.current))
    return points


def _headline(
    found: ProjectFindings, lines: list[tuple[Promise, list[Point]]], words: Words
) -> str:
    moved = [
        (each, each.moved_days or 0)
        for each, _ in lines
        if found.accounts[each.milestone.id].steps
    ]
    worst, days = max(moved, key=lambda pair: abs(pair[1]))
    account = found.accounts[worst.milestone.id]
    name = worst.milestone.name
    count = len(account.moves or account.steps)
    if days == 0:
        return words.text("chart.trend.back", count=count, name=name)
    id_ = "chart.trend.later" if days > 0 else "chart.trend.earlier"
    return words.text(
        id_, count=count, name=name, days=words.text("unit.days", count=abs(days))
    )


def _colour(promise: Promise, found: ProjectFindings) -> str:
    if promise is found.lead:
        return "@accent"
    return "@soft" if found.accounts[promise.milestone.id].steps else "@plan"


def _line(
    promise: Promise, points: list[Point], found: ProjectFindings, words: Words
) -> dict[str, object]:
    name = promise.milestone.name
    return {
        "type": "scatter",
        "mode": "lines",
        "name": plotly_text(name),
        "x": [on.isoformat() for on, _ in points],
        "y": [promised.isoformat() for _, promised in points],
        "line": {
            "color": _colour(promise, found),
            "width": 3 if promise is found.lead else 1.5,
        },
        "text": [
            plotly_text(f"{name}: {words.day(promised)}") for _, promised in points
        ],
        "hoverinfo": "text",
    }


def _diagonal(first: date, last: date) -> dict[str, object]:
    ends = [first.isoformat(), max(first, last).isoformat()]
    line = {"color": "@plan", "width": 1, "dash": "dash"}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": ends,
        "y": ends,
        "line": line,
        "hoverinfo": "skip",
    }
