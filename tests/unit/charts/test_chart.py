"""Charts: a valid figure, a table with all its numbers, and a headline for each case."""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import plotly.graph_objects as go
import pytest
from plotly.offline import get_plotlyjs_version

from portalgen.charts import burnup, throughput, timeline, trend
from tests.conftest import ROOT
from tests.kit.clients.nouns import found, milestone, project
from tests.kit.clients.samples import PROJECTS
from tests.kit.pages.chart_sources import (
    ENGLISH,
    EVERY_SOURCE,
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
        drawn = go.Figure(json.loads(COLOUR.sub("#000000", text)))
        assert len(drawn.data) == len(chart.figure["data"])


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
