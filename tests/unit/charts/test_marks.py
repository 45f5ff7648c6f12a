"""Marks and points of a drawing: each tells what it stands for."""

from html import unescape
from xml.etree import ElementTree

from portalgen.charts.picture import picture
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY
from tests.kit.pages.chart_sources import EVERY_SOURCE, charts
from tests.kit.pages.drawings import SVG, chart_of, drawn, line_of

WORDS = Words("en", TODAY)


def test_a_point_past_the_axis_is_left_out_and_one_on_its_end_is_whole() -> None:
    marks = line_of([1, 11, 20], [1, 2, 3]) | {"mode": "markers", "text": ["", "", ""],
                                             "marker": {"color": ["@accent"] * 3, "size": 10}}  # fmt: skip
    assert (
        len(list(drawn(picture(chart_of(marks), WORDS, 400)).iter(f"{SVG}circle"))) == 2
    )


def points(svg: str) -> list[ElementTree.Element]:
    """Returns the points that a reader finds."""
    return [
        each
        for each in drawn(svg).iter()
        if "pg-point" in each.attrib.get("class", "").split()
    ]


def told(svg: str) -> list[str]:
    """Returns what the points of a drawing tell."""
    return [each.findtext(f"{SVG}title") or "" for each in points(svg)]


def test_each_value_of_a_line_is_a_point_that_tells_it_and_shows_when_it_is_read() -> (
    None
):
    line = line_of([1, 6, 11], [0, 5, 10], text=["a", "b &lt;", "c"], hoverinfo="text")
    svg = picture(chart_of(line), WORDS, 400)
    assert told(svg) == ["a", "b <", "c"]
    assert {each.attrib["class"] for each in points(svg)} == {"pg-point is-quiet"}


def test_values_that_no_pointer_could_tell_apart_are_one_point() -> None:
    days = list(range(1, 12))
    line = line_of(days, [5.0] * 11, text=[str(day) for day in days], hoverinfo="text")
    assert len(points(picture(chart_of(line), WORDS, 400))) == 11
    assert len(points(picture(chart_of(line), WORDS, 60))) < 11


def test_a_line_that_only_leads_the_eye_has_no_points() -> None:
    line = line_of([1, 11], [0, 10], hoverinfo="skip")
    assert points(picture(chart_of(line), WORDS, 400)) == []


@EVERY_SOURCE
def test_every_value_that_figure_and_table_have_is_told_by_a_point(source: str) -> None:
    for chart in charts(source):
        svg = picture(chart, WORDS, 860)
        known = {text for each in chart.figure["data"] for text in each.get("text", ())}
        read = set(told(svg))
        assert read <= {unescape(text) for text in known}, chart.id
        assert read, chart.id
