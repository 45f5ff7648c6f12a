"""Charts as SVG: every value where its axis puts it, nothing outside, nothing but text in labels."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from portalgen.charts.picture import picture
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY
from tests.kit.pages.chart_sources import EVERY_SOURCE, charts
from tests.kit.pages.drawings import SVG, chart_of, drawn, line_of

WIDTHS = (860, 350)
WORDS = Words("en", TODAY)


def paths(svg: str) -> list[str]:
    """Returns the lines inside the axes."""
    inside = drawn(svg).find(f"{SVG}svg")
    return (
        []
        if inside is None
        else [each.attrib["d"] for each in inside.iter(f"{SVG}path")]
    )


def places(element: ElementTree.Element) -> Iterator[tuple[float, float]]:
    """Yields the places of labels and marks, and the corners of bars and marks that are paths."""
    for each in element:
        at = each.attrib
        if each.tag == f"{SVG}text":
            yield float(at["x"]), float(at["y"])
        elif each.tag == f"{SVG}circle":
            yield float(at["cx"]), float(at["cy"])
        elif each.tag == f"{SVG}path" and at.get("fill", "none") != "none":
            yield from (
                (float(x), float(y))
                for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", at["d"])
            )


@EVERY_SOURCE
@pytest.mark.parametrize("width", WIDTHS)
def test_every_chart_can_be_drawn_and_nothing_lies_outside(
    source: str, width: int
) -> None:
    for chart in charts(source):
        svg = picture(chart, WORDS, width)
        root = drawn(svg)
        assert "nan" not in svg
        assert root.attrib["aria-label"] == chart.headline
        assert root.attrib["viewBox"] == f"0 0 {width} {chart.height}"
        outside = [
            (x, y)
            for x, y in places(root)
            if not (0 <= x <= width and 0 <= y <= chart.height)
        ]
        assert outside == [], chart.id


@EVERY_SOURCE
def test_a_drawing_has_a_mark_or_a_piece_of_line_for_each_point(source: str) -> None:
    for chart in charts(source):
        svg = picture(chart, WORDS, 860)
        bars = sum(
            len(each["x"]) for each in chart.figure["data"] if each["type"] == "bar"
        )
        lines = sum(each.get("mode") == "lines" for each in chart.figure["data"])
        root = drawn(svg)
        assert len(list(root.iter(f"{SVG}rect"))) == bars
        assert len(paths(svg)) == lines + len(chart.figure["layout"].get("shapes", []))


@EVERY_SOURCE
def test_texts_of_a_chart_stay_texts(source: str) -> None:
    known = {
        f"{SVG}{tag}" for tag in ("svg", "g", "path", "text", "circle", "rect", "title")
    }
    for chart in charts(source):
        root = drawn(picture(chart, WORDS, 350))
        assert {each.tag for each in root.iter()} <= known
        assert [
            name
            for each in root.iter()
            for name in each.attrib
            if name.startswith(("on", "style"))
        ] == []


def test_a_line_lies_where_its_values_are() -> None:
    (path,) = paths(picture(chart_of(line_of([1, 6, 11], [0, 5, 10])), WORDS, 400))
    (x1, y1), (x2, y2), (x3, y3) = [
        tuple(map(float, pair)) for pair in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)
    ]
    assert (y1, y3) == (210, 10)
    assert math.isclose((x1 + x3) / 2, x2, abs_tol=0.1)
    assert math.isclose((y1 + y3) / 2, y2, abs_tol=0.1)
    assert x3 == 390


def test_a_hole_in_a_series_is_a_hole_in_its_line() -> None:
    (path,) = paths(
        picture(chart_of(line_of([1, 2, 3, 4], [1, None, 3, 4])), WORDS, 400)
    )
    assert re.sub(r"[\d. ]+", "", path) == "MML"


def test_steps_go_level_first() -> None:
    line = line_of([1, 11], [0, 10]) | {
        "line": {"color": "@soft", "width": 1, "shape": "hv"}
    }
    (path,) = paths(picture(chart_of(line), WORDS, 400))
    assert re.sub(r"[\d. ]+", "", path) == "MHV"


def test_bars_stand_on_zero_and_are_as_high_as_their_values() -> None:
    bars = {"type": "bar", "x": ["2026-05-04", "2026-05-08"], "y": [5, 10], "text": ["five", "ten"],
            "marker": {"color": "@accent"}}  # fmt: skip
    one, two = drawn(picture(chart_of(bars), WORDS, 400)).iter(f"{SVG}rect")
    assert float(two.attrib["height"]) == 2 * float(one.attrib["height"]) == 200
    assert float(one.attrib["y"]) + float(one.attrib["height"]) == 210
    assert [each.text for bar in (one, two) for each in bar] == ["five", "ten"]


def note(**keys: Any) -> dict[str, Any]:
    font = {"color": "@soft", "size": 13}
    place = {"xref": "x", "xanchor": "right", "yref": "y", "yshift": 9}
    return {"text": "Met", "font": font} | place | keys


def labels(svg: str) -> list[tuple[str | None, float, float]]:
    texts = drawn(svg).iter(f"{SVG}text")
    return [
        (each.text, float(each.attrib["x"]), float(each.attrib["y"]))
        for each in texts
        if each.text == "Met"
    ]


def test_a_label_stands_at_its_value_and_one_past_the_axis_is_left_out() -> None:
    line = line_of([1, 11], [0, 10])
    here = note(x="2026-05-11", y=10)
    past = note(x="2026-06-11", y=10)
    svg = picture(chart_of(line, annotations=[here, past]), WORDS, 400)
    assert labels(svg) == [("Met", 390.0, 1.0)]


def test_the_first_month_and_each_january_say_their_year() -> None:
    line = {**line_of([1], [1]), "x": ["2026-11-01", "2027-02-01"], "y": [1, 2]}
    axis = {"type": "date", "range": ["2026-10-20", "2027-02-20"]}
    root = drawn(picture(chart_of(line, xaxis=axis), WORDS, 600))
    texts = [each.text for each in root.iter(f"{SVG}text")]
    assert [each for each in texts if each and not each.isdigit()] == [
        "Nov",
        "Dec",
        "Jan",
        "Feb",
    ]
    assert texts.index("2026") == texts.index("Nov") + 1
    assert texts.index("2027") == texts.index("Jan") + 1


def test_colours_are_the_stylesheets() -> None:
    assert 'stroke="var(--pg-accent)"' in picture(
        chart_of(line_of([1, 2], [1, 2])), WORDS, 400
    )


@pytest.mark.parametrize(
    "trace",
    [
        {"type": "pie", "x": [], "y": []},
        line_of([1], [1], mode="lines+markers"),
        line_of(
            [1],
            [1],
            mode="markers",
            text=[""],
            marker={"symbol": "star", "size": 9, "color": "@ink"},
        ),
    ],
)
def test_what_cannot_be_drawn_is_an_error_rather_than_a_hole(
    trace: dict[str, Any],
) -> None:
    with pytest.raises(ValueError, match=r"pie|markers|star"):
        picture(chart_of(trace), WORDS, 400)


def test_the_same_chart_is_the_same_bytes() -> None:
    chart = chart_of(line_of([1, 2, 3], [1 / 3, 2 / 3, 3]))
    assert picture(chart, WORDS, 400) == picture(replace(chart), WORDS, 400)
