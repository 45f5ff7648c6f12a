"""Charts: a valid figure, a table with all its numbers, and a headline for each case."""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import pytest
from plotly.offline import get_plotlyjs_version

from portalgen.charts import Chart, burnup, throughput, timeline, trend
from portalgen.model.project import Project
from portalgen.words import Words
from tests.conftest import ROOT
from tests.kit.clients.nouns import TODAY, day, found, milestone, move, project
from tests.kit.clients.samples import PROJECTS
from tests.kit.clients.weekly_progress import rows
from tests.kit.pages.chart_sources import (
    EDGES,
    EVERY_SOURCE,
    MOVED,
    SOURCES,
    charts,
    charts_of,
    progress,
)

ASSETS = ROOT / "site_templates" / "assets"
COLOUR = re.compile(r"@[a-z-]+")


def test_the_samples_show_every_chart() -> None:
    assert {chart.id for source in PROJECTS for chart in charts(source)} == {
        "timeline",
        "trend",
        "burnup",
        "throughput",
    }


@EVERY_SOURCE
def test_a_figure_is_valid_plotly_and_plain_json(source: str) -> None:
    for chart in charts(source):
        text = json.dumps(chart.figure, allow_nan=False)
        go.Figure(json.loads(COLOUR.sub("#000000", text)))


def test_a_figure_that_is_none_does_not_pass() -> None:
    with pytest.raises(ValueError, match="Invalid property"):
        go.Figure({"data": [{"type": "bar", "hight": 1}], "layout": {}})


@EVERY_SOURCE
def test_every_number_that_is_drawn_stands_in_the_table(source: str) -> None:
    for chart in charts(source):
        told = {_number(cell) for row in chart.rows for cell in row if cell is not None}
        axes = (
            ("x",) if chart.id == "timeline" else ("x", "y")
        )  # a timeline's y is the row of its name
        for trace in chart.figure["data"]:
            if chart.id == "trend" and "name" not in trace:
                continue  # the diagonal, where both days are the same
            drawn = {
                _number(value)
                for axis in axes
                for value in trace[axis]
                if value is not None
            }
            assert drawn <= told, chart.id


def _number(value: object) -> object:
    """Returns a day as it is written, and a number as the shortest text for it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | int | float):
        return float(value)
    return value


@EVERY_SOURCE
def test_a_chart_has_words_and_a_whole_table(source: str) -> None:
    for chart in charts(source):
        assert chart.headline
        assert chart.subtitle
        assert all(column.title for column in chart.columns)
        assert len({column.key for column in chart.columns}) == len(chart.columns)
        assert {len(row) for row in chart.rows} == {len(chart.columns)}


@EVERY_SOURCE
def test_data_cannot_pass_for_a_colour_or_for_markup(source: str) -> None:
    for chart in charts(source):
        for text in strings(chart.figure):
            assert text[:1] != "@" or COLOUR.fullmatch(text)
            assert "<" not in text


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def scheme_rules(selector: str) -> str:
    """Returns the stylesheet's rules for a colour scheme."""
    css = (ASSETS / "portal.css").read_text(encoding="utf-8")
    found = re.search(
        rf"^\s*\[data-md-color-scheme{selector}\] \{{(.*?)\}}", css, re.S | re.M
    )
    assert found
    return found[1]


@pytest.mark.parametrize("selector", ["", '="slate"'], ids=["light", "dark"])
def test_every_colour_of_a_figure_is_defined_in_both_schemes(selector: str) -> None:
    texts = (
        text
        for source in SOURCES
        for chart in charts(source)
        for text in strings(chart.figure)
    )
    used = {text for text in texts if COLOUR.fullmatch(text)}
    defined = {
        f"@{name}" for name in re.findall(r"--pg-([a-z-]+):", scheme_rules(selector))
    }
    assert {"@accent", "@late", "@plan"} <= used
    assert used <= defined


def test_the_script_that_draws_is_the_version_that_the_figures_are_checked_against() -> (
    None
):
    head = (ASSETS / "plotly-basic.min.js").read_text(encoding="utf-8")[:200]
    assert f"v{get_plotlyjs_version()}\n" in head


ENGLISH = Words("en", TODAY)


def headline(chart: Chart | None) -> str:
    assert chart is not None
    return chart.headline


def test_no_chart_without_data() -> None:
    assert charts_of(project(), found(project()), ENGLISH) == []
    assert timeline(found(project(milestone(forecast="undated"))), ENGLISH) is None
    assert burnup(found(progress("2026-05-01,10,1")), ENGLISH) is None
    assert (
        throughput(found(progress("2026-05-01,10,1", "2026-05-15,10,2")), ENGLISH)
        is None
    )
    still = project(milestone(promised_date="2026-07-01"), started_on="2026-05-01")
    assert trend(still, found(still), ENGLISH) is None


@pytest.mark.parametrize(
    ("keys", "id_", "values"),
    [
        ({"actual_date": "2026-05-01"}, "met", {"count": 1, "total": 1}),
        ({"forecast": "2026-07-01"}, "met", {"count": 0, "total": 1}),
        (
            {"promised_date": "2026-07-01"},
            "on_time",
            {"count": 0, "total": 1, "name": "Launch"},
        ),
        (
            {"promised_date": "2026-07-01", "forecast": "2026-07-02"},
            "late",
            {"count": 1, "met": 0, "total": 1, "name": "Launch"},
        ),
        (
            {"promised_date": "2026-07-01", "forecast": "2026-06-29"},
            "early",
            {"count": 2, "met": 0, "total": 1, "name": "Launch"},
        ),
    ],
)
def test_the_timelines_headline_compares_the_leading_milestone_with_its_first_promise(
    keys: dict[str, Any], id_: str, values: dict[str, Any]
) -> None:
    chart = timeline(found(project(milestone(**keys))), ENGLISH)
    assert headline(chart) == ENGLISH.text(f"chart.timeline.{id_}", **values)


def test_a_timeline_has_a_row_for_each_dated_milestone() -> None:
    chart = timeline(
        found(
            project(
                milestone("a", **MOVED),
                milestone("b", forecast="undated"),
                milestone("c", **MOVED),
            )
        ),
        ENGLISH,
    )
    assert chart
    assert [row[0] for row in chart.rows] == ["A", "C"]
    assert chart.rows[0][1:] == (
        day("2026-06-01"),
        day("2026-07-01"),
        day("2026-07-01"),
        30,
    )


@pytest.mark.parametrize(
    ("moves", "id_", "days"),
    [
        ([("2026-06-01", "2026-06-02")], "later", 1),
        ([("2026-06-10", "2026-06-01"), ("2026-06-01", "2026-06-05")], "earlier", 5),
        ([("2026-06-10", "2026-06-20"), ("2026-06-20", "2026-06-10")], "back", None),
    ],
)
def test_the_trends_headline_says_how_far_the_promise_has_moved(
    moves: list[tuple[str, str]], id_: str, days: int | None
) -> None:
    history = [move(*ends, on=f"2026-05-{n:02}") for n, ends in enumerate(moves, 1)]
    moved = project(milestone(promised_date=moves[-1][1], moves=history))
    values = {"days": ENGLISH.text("unit.days", count=days)} if days else {}
    says = ENGLISH.text(f"chart.trend.{id_}", count=len(moves), name="Launch", **values)
    assert headline(trend(moved, found(moved), ENGLISH)) == says


def test_the_trend_of_moves_without_days_ends_where_they_lead() -> None:
    moved = project(
        milestone(
            baseline_date="2026-06-01",
            promised_date="2026-07-01",
            moves=[{"cause": "estimate"}],
        ),
        started_on="2026-05-01",
    )
    chart = trend(moved, found(moved), ENGLISH)
    assert chart
    assert [row[1:] for row in chart.rows] == [
        (day("2026-05-01"), day("2026-06-01")),
        (TODAY, day("2026-06-01")),
        (TODAY, day("2026-07-01")),
    ]


def test_the_trend_of_a_met_milestone_ends_on_its_day() -> None:
    met = project(
        milestone(**MOVED | {"actual_date": "2026-05-20"}), started_on="2026-04-01"
    )
    chart = trend(met, found(met), ENGLISH)
    assert chart
    assert [row[1] for row in chart.rows] == [
        day(each) for each in ("2026-04-01", "2026-05-01", "2026-05-01", "2026-05-20")
    ]


@pytest.mark.parametrize(
    ("last", "id_", "planned"),
    [
        ("2026-05-29,20,5", "done", {}),
        ("2026-05-29,20,5,5", "on_plan", {"planned": 5}),
        ("2026-05-29,20,5,6", "behind", {"planned": 6}),
    ],
)
def test_the_burnups_headline_compares_with_the_plan_where_there_is_one(
    last: str, id_: str, planned: dict[str, int]
) -> None:
    chart = burnup(found(progress("2026-05-01,20,0", last)), ENGLISH)
    assert headline(chart) == ENGLISH.text(
        f"chart.burnup.{id_}", done=5, scope=20, **planned
    )


STEADY: dict[str, Any] = {"progress": rows([4] * 10, open_items=10)}  # done on 17 June


def test_the_burnups_headline_says_by_when_85_of_100_runs_end() -> None:
    chart = burnup(
        found(project(milestone(promised_date="2026-07-01"), **STEADY)), ENGLISH
    )
    assert headline(chart) == ENGLISH.text(
        "chart.burnup.simulated",
        done=40,
        scope=50,
        name="Launch",
        day=day("2026-06-17"),
    )


def test_the_burnups_headline_says_where_no_end_is_in_sight() -> None:
    of = EDGES["simulated without an end"]
    assert headline(burnup(found(of), ENGLISH)) == ENGLISH.text(
        "chart.burnup.endless", done=3, scope=43, name="Launch"
    )


def test_the_burnup_shows_the_simulated_range_from_the_last_day_on_in_figure_and_table() -> (
    None
):
    of = project(
        milestone(promised_date="2026-07-01"),
        progress=rows([1, 5, 0, 9] * 3, open_items=15),
    )
    simulated = found(of).forecast.milestones[0]
    chart = burnup(found(of), ENGLISH)
    assert chart
    ends = [simulated.p50, simulated.p85, simulated.p95]
    assert [row[-2:] for row in chart.rows[-3:]] == [
        (Decimal(60), level) for level in (50, 85, 95)
    ]
    assert [row[0] for row in chart.rows[-3:]] == ends
    assert [column.key for column in chart.columns] == [
        "date",
        "scope",
        "done",
        "simulated",
        "runs_of_100",
    ]
    band, dashed, marks, *_ = chart.figure["data"]
    assert dashed["line"] == {"color": "@accent", "width": 2, "dash": "dash"}
    assert dashed["x"] == ["2026-05-29", str(simulated.p85)]
    assert band["x"][0] == band["x"][-1] == "2026-05-29"
    assert marks["x"] == [str(each) for each in ends]
    assert chart.figure["layout"]["xaxis"]["range"][1] >= str(simulated.p95)


def test_a_range_far_ahead_takes_no_more_than_half_of_the_width() -> None:
    chart = burnup(
        found(
            project(milestone(promised_date="2026-07-01"), progress=rows([4] * 10, 400))
        ),
        ENGLISH,
    )
    assert chart
    assert chart.figure["layout"]["xaxis"]["range"] == ["2026-03-20", "2026-08-07"]


@pytest.mark.parametrize(
    "of",
    [
        pytest.param(
            project(milestone(promised_date="2026-07-01"), progress=rows([4] * 7, 10)),
            id="too few weeks",
        ),
        pytest.param(
            EDGES["simulated and undated"],
            id="the agency says that there is no date yet",
        ),
    ],
)
def test_without_a_forecast_to_tell_the_burnup_is_about_what_was(of: Project) -> None:
    chart = burnup(found(of), ENGLISH)
    assert chart
    assert [column.key for column in chart.columns] == ["date", "scope", "done"]
    points = found(of).points
    assert headline(chart) == ENGLISH.text(
        "chart.burnup.done", done=points[-1].done, scope=points[-1].scope
    )


def test_the_throughputs_headline_says_the_mean_over_all_weeks() -> None:
    chart = throughput(
        found(
            progress(
                "2026-05-01,20,0",
                "2026-05-08,20,4",
                "2026-05-15,20,4",
                "2026-05-22,20,7",
            )
        ),
        ENGLISH,
    )
    assert headline(chart) == ENGLISH.text(
        "chart.throughput.mean", mean=Decimal("2.3"), count=3
    )
    assert chart
    assert chart.figure["data"][0]["y"] == [4, 0, 3]
