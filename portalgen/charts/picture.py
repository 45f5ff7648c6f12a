"""A chart as SVG: on the site, in one document, on paper. It reads the same figure as Plotly does.

Only what our figures use is known; what is not is an error rather than a hole. Colours are the stylesheet's variables,
so that a drawing follows light and dark. Without a browser no library draws Plotly's figures, and one that draws charts
from numbers would draw other charts than the portal shows.
"""

from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from itertools import pairwise
from typing import Any

from portalgen.charts.chart import Chart
from portalgen.charts.marks import marks_of_points, pair, points_of_lines, series
from portalgen.charts.plane import Plane, Point
from portalgen.charts.scale import Axis, Json, axis_of, number_of, numbers_of
from portalgen.charts.svg import (
    colour,
    element,
    label,
    plain,
    straight,
    stroke,
    title,
)
from portalgen.words import Words
from portalgen.words.dates import month_names

ANCHORS = {
    "left": "start",
    "center": "middle",
    "right": "end",
}
GRID: Json = {
    "color": "@line",
    "width": 1,
}
BARS = ("bar", None)
LINES = ("scatter", "lines")
MARKS = ("scatter", "markers")
WEEK = 7.0  # days that a bar has where there is one alone
YEAR_DOWN = 15  # pixels from a month to its year


def picture(
    chart: Chart,
    words: Words,
    width: int,
) -> str:
    """Returns a chart as an SVG element, so many pixels wide and as high as the chart is.

    Raises ValueError for a kind of trace or mark that no chart of ours has.
    """
    figure = chart.figure
    plane = _plane(chart, words, width)
    drawn = "".join(_inside(figure, plane))
    inside = element(
        "svg",
        drawn,
        x=plane.left,
        y=plane.top,
        width=plane.width,
        height=plane.height,
        viewBox=plane.box,
    )
    grid = "".join(_grid(figure["layout"], plane))
    marks = "".join(marks_of_points(figure["data"], plane))
    points = "".join(points_of_lines(figure["data"], plane))
    notes = "".join(_notes(figure["layout"], plane))
    return element(
        "svg",
        grid + inside + points + marks + notes,
        class_="pg-drawing",
        viewBox=f"0 0 {width} {chart.height}",
        role="img",
        aria_label=chart.headline,
    )


def _plane(
    chart: Chart,
    words: Words,
    width: int,
) -> Plane:
    """Returns the plane of a chart: labels of the y axis stand at its left, those of lines at its right."""
    layout = chart.figure["layout"]
    y = _axis(chart, "y", chart.height - 60, words)
    left = y.widest() + 10
    beside = max(8, layout["margin"]["r"])
    right = float(width - beside)
    x = _axis(chart, "x", right - left, words)
    years = YEAR_DOWN if any(tick.below for tick in x.ticks) else 0
    above = 30 + years if x.at_top else 10
    below = 8 if x.at_top else 26 + years
    return Plane(
        left=left,
        right=right,
        top=above,
        bottom=chart.height - below,
        x=x,
        y=y,
    )


def _axis(
    chart: Chart,
    side: str,
    pixels: float,
    words: Words,
) -> Axis:
    """Returns an axis, `x` or `y`, of so many pixels."""

    def said(value: float) -> str:
        return words.number(Decimal(str(value)))

    values: list[Any] = []
    for trace in chart.figure["data"]:
        values += trace[side]
    layout = chart.figure["layout"][f"{side}axis"]
    names = month_names(words.language)
    months = names["shortMonths"]
    return axis_of(side, layout, values, pixels, months, said)


def _grid(layout: Json, plane: Plane) -> Iterator[str]:
    """Yields the lines of the grid and the labels of both axes."""
    years = YEAR_DOWN if any(tick.below for tick in plane.x.ticks) else 0
    if plane.x.at_top:
        beside = plane.top - 10 - years
    else:
        beside = plane.bottom + 18
    for tick in plane.x.ticks:
        at = plane.across(tick.value)
        if plane.x.has_grid:
            yield straight(at, plane.top, at, plane.bottom, GRID)
        yield label(at, beside, tick.text, "middle", "@soft")
        if tick.below:
            yield label(at, beside + years, tick.below, "middle", "@soft")
    font = layout["yaxis"].get("tickfont", {})
    ink = font.get("color", "@soft")
    for tick in plane.y.ticks:
        at = plane.up(tick.value)
        if plane.y.has_grid:
            yield straight(plane.left, at, plane.right, at, GRID)
        end = plane.left - 8
        yield label(end, at, tick.line, "end", ink, is_middle=True)


def _inside(figure: Json, plane: Plane) -> Iterator[str]:
    """Yields what ends at the borders of the axes: shapes, lines, bands and bars."""
    layout = figure["layout"]
    gap = layout.get("bargap", 0.2)
    for shape in layout.get("shapes", []):
        yield _shape(shape, plane)
    for trace in figure["data"]:
        kind = (trace["type"], trace.get("mode"))
        if kind == BARS:
            yield series(_bars(trace, gap, plane))
        elif kind == LINES:
            yield _line(trace, plane)
        elif kind != MARKS:
            raise ValueError(kind)


def _shape(shape: Json, plane: Plane) -> str:
    """Returns a straight line of the layout."""
    x1 = _across(shape, "x0", plane)
    y1 = _up(shape, "y0", plane)
    x2 = _across(shape, "x1", plane)
    y2 = _up(shape, "y1", plane)
    return straight(x1, y1, x2, y2, shape["line"])


def _across(
    shape: Json,
    end: str,
    plane: Plane,
) -> float:
    """Returns the distance from the left of an end that is a value, or a share of the width."""
    value = number_of(shape[end]) or 0.0
    is_share = shape.get("xref") == "paper"
    if is_share:
        return plane.left + value * plane.width
    return plane.across(value)


def _up(
    shape: Json,
    end: str,
    plane: Plane,
) -> float:
    """Returns the distance from the top of an end that is a value, or a share of the height."""
    value = number_of(shape[end]) or 0.0
    is_share = shape.get("yref") == "paper"
    if is_share:
        return plane.bottom - value * plane.height
    return plane.up(value)


def _line(trace: Json, plane: Plane) -> str:
    """Returns a line with its holes, or the band that it goes around."""
    path = _path(trace, plane)
    if trace.get("fill") == "toself":
        return element(
            "path",
            d=f"{path}Z",
            fill=colour(trace["fillcolor"]),
            fill_opacity=str(trace["opacity"]),
        )
    look = stroke(trace["line"])
    return element(
        "path",
        d=path,
        fill="none",
        **look,
        stroke_linejoin="round",
    )


def _path(trace: Json, plane: Plane) -> str:
    """Returns the way of a line: after a hole it begins anew, and steps go level first."""
    is_stepped = trace["line"].get("shape") == "hv"
    path = ""
    before: Point | None = None
    for x, y in zip(trace["x"], trace["y"], strict=False):
        point = plane.place(x, y)
        if point is not None:
            path += _step(before, point, is_stepped)
        before = point
    return path


def _step(before: Point | None, point: Point, is_stepped: bool) -> str:
    """Returns the way to a point from the one before it, where there is one."""
    if before is None:
        return f"M{pair(point)}"
    if not is_stepped:
        return f"L{pair(point)}"
    across, up = point
    return f"H{plain(across)}V{plain(up)}"


def _bars(
    trace: Json,
    gap: float,
    plane: Plane,
) -> Iterator[str]:
    """Yields bars from zero; their width follows from the shortest distance of two."""
    width = _bar_width(trace, gap, plane)
    zero = plane.up(0)
    fill = colour(trace["marker"]["color"])
    bars = zip(trace["x"], trace["y"], trace["text"], strict=True)
    for x, y, said in bars:
        point = plane.place(x, y)
        if point is None:
            continue
        across, up = point
        top = min(up, zero)
        bottom = max(up, zero)
        yield element(
            "rect",
            title(said),
            class_="pg-point",
            x=across - width / 2,
            y=top,
            width=width,
            height=bottom - top,
            rx=1,
            fill=fill,
        )


def _bar_width(trace: Json, gap: float, plane: Plane) -> float:
    days = sorted(numbers_of(trace["x"]))
    distances = [later - day for day, later in pairwise(days)]
    apart = min(distances, default=WEEK)
    place = plane.across(apart) - plane.across(0)
    return place * (1 - gap)


def _notes(layout: Json, plane: Plane) -> Iterator[str]:
    """Yields the labels beside the ends of lines, and those that stand at a value that the axis has."""
    for note in layout.get("annotations", []):
        is_at_value = note["xref"] == "x"
        if is_at_value and not plane.x.holds(number_of(note["x"]) or 0.0):
            continue
        x = _across(note, "x", plane) + note.get("xshift", 0)
        y = _up(note, "y", plane) - note.get("yshift", 0)
        text = unescape(note["text"])
        ink = note["font"]["color"]
        anchor = ANCHORS[note["xanchor"]]
        yield label(x, y, text, anchor, ink, is_middle=True)
