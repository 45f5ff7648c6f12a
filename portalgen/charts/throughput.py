"""Throughput: items done in each week."""

from decimal import Decimal

from portalgen.analysis.findings import ProjectFindings
from portalgen.charts.chart import Chart, Column, layout, numbers
from portalgen.words import Words

FEWEST_WEEKS = 3


def throughput(found: ProjectFindings, words: Words) -> Chart | None:
    """Returns the chart, or None where the series spans fewer than three weeks."""
    weeks = found.weeks
    if len(weeks) < FEWEST_WEEKS:
        return None
    mean = mean_throughput([week.done for week in weeks])
    days = [week.end.isoformat() for week in weeks]
    mean_line = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": float(mean), "y1": float(mean)}
    return Chart(
        id="throughput",
        headline=words.text("chart.throughput.mean", mean=mean, count=len(weeks)),
        subtitle=words.text("chart.throughput.subtitle"),
        figure={
            "data": [
                {
                    "type": "bar",
                    "x": days,
                    "y": numbers([week.done for week in weeks]),
                    "marker": {"color": "@accent"},
                    "text": [words.text("chart.throughput.week", day=week.end, done=week.done) for week in weeks],
                    "textposition": "none",
                    "hoverinfo": "text",
                }
            ],
            "layout": layout(
                xaxis={
                    "type": "date",
                    "tickformat": "%b",
                    "dtick": "M1",
                    "showgrid": False,
                    "fixedrange": True,
                    "automargin": True,
                },
                yaxis={"gridcolor": "@line", "zerolinecolor": "@line", "fixedrange": True, "automargin": True},
                bargap=0.35,
                shapes=[mean_line | {"line": {"color": "@soft", "width": 1, "dash": "dot"}}],
            ),
        },
        columns=(
            Column(words.text("column.week_to"), "week_to"),
            Column(words.text("progress.done"), "done", is_number=True),
            Column(words.text("column.scope_growth"), "scope_growth", is_number=True),
        ),
        rows=tuple((week.end, week.done, week.scope_growth) for week in weeks),
        height=240,
    )


def mean_throughput(done: list[Decimal]) -> Decimal:
    """Returns the mean of weekly throughput, to one decimal."""
    return (sum(done, Decimal()) / len(done)).quantize(Decimal("0.1"))
