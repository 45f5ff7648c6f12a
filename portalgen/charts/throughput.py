"""Throughput: items done in each week."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.forecast.progress import Week
from portalgen.charts.chart import Chart, Column, layout, numbers
from portalgen.words import Words

FEWEST_WEEKS = 3


def throughput(found: ProjectFindings, words: Words) -> Chart | None:
    """Returns the chart, or None where the series spans fewer than three weeks."""
    weeks = found.weeks
    if len(weeks) < FEWEST_WEEKS:
        return None
    mean = mean_throughput([week.done for week in weeks])
    return Chart(
        id="throughput",
        headline=words.text(
            "chart.throughput.mean",
            mean=mean,
            count=len(weeks),
        ),
        subtitle=words.text("chart.throughput.subtitle"),
        figure={
            "data": [_bars(weeks, words)],
            "layout": _layout(mean),
        },
        columns=(
            Column(words.text("column.week_to"), "week_to"),
            Column(words.text("progress.done"), "done", is_number=True),
            Column(words.text("column.scope_growth"), "scope_growth", is_number=True),
        ),
        rows=tuple((week.end, week.done, week.scope_growth) for week in weeks),
        height=240,
    )


def _bars(weeks: Sequence[Week], words: Words) -> dict[str, Any]:
    """Returns the trace: a bar a week, with its numbers in words."""
    return {
        "type": "bar",
        "x": [week.end.isoformat() for week in weeks],
        "y": numbers([week.done for week in weeks]),
        "marker": {"color": "@accent"},
        "text": [
            words.text(
                "chart.throughput.week",
                day=week.end,
                done=week.done,
            )
            for week in weeks
        ],
        "textposition": "none",
        "hoverinfo": "text",
    }


def _layout(mean: Decimal) -> dict[str, Any]:
    """Returns the layout, with a line at the mean."""
    time_axis = {
        "type": "date",
        "tickformat": "%b\n%Y",
        "dtick": "M1",
        "showgrid": False,
        "fixedrange": True,
        "automargin": True,
    }
    count_axis = {
        "gridcolor": "@line",
        "zerolinecolor": "@line",
        "fixedrange": True,
        "automargin": True,
    }
    mean_line = {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": float(mean),
        "y1": float(mean),
        "line": {
            "color": "@soft",
            "width": 1,
            "dash": "dot",
        },
    }
    return layout(
        xaxis=time_axis,
        yaxis=count_axis,
        bargap=0.35,
        shapes=[mean_line],
    )


def mean_throughput(done: list[Decimal]) -> Decimal:
    """Returns the mean of weekly throughput, to one decimal."""
    return (sum(done, Decimal()) / len(done)).quantize(Decimal("0.1"))
