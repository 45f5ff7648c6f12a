"""The marks of a drawing: what stands for a value, and what a reader finds at it.

The points of one trace stand together, so that arrow keys go along it, and from one trace to the next.
"""

import math
from collections.abc import Iterable, Iterator

from portalgen.charts.plane import Plane, Point
from portalgen.charts.scale import Json, number_of
from portalgen.charts.svg import Value, colour, element, plain, stroke, title

DIAMOND = 1.3  # of the same area as the circle
APART = 5.0  # pixels: points of a line that lie closer are read as one
QUIET = "is-quiet"  # shown once it is read
READ_WITHIN = 4.0  # pixels: half of what shows that a point of a line is read


def marks_of_points(data: list[Json], plane: Plane) -> Iterator[str]:
    """Yields the marks of points, whole even at the border."""
    for trace in data:
        if trace.get("mode") == "markers":
            yield series(_marks_of(trace, plane))


def _marks_of(trace: Json, plane: Plane) -> Iterator[str]:
    marker = trace["marker"]
    days = trace["x"]
    colours = marker["color"]
    if isinstance(colours, str):
        colours = [colours] * len(days)
    points = zip(
        days,
        trace["y"],
        colours,
        trace["text"],
        strict=True,
    )
    for x, y, of, said in points:
        point = plane.place(x, y)
        if point is None:
            continue
        value = number_of(x) or 0.0
        if plane.x.holds(value):
            yield _mark(
                point,
                marker,
                of,
                said,
            )


def _mark(
    point: Point,
    marker: Json,
    of: str,
    said: str,
) -> str:
    """Returns a mark, a circle or a diamond."""
    x, y = point
    half = marker["size"] / 2
    outline: dict[str, Value | None] = {}
    if "line" in marker:
        outline = stroke(marker["line"])
    symbol = marker.get("symbol", "circle")
    told = title(said)
    fill = colour(of)
    if symbol == "circle":
        return element(
            "circle",
            told,
            class_="pg-point",
            cx=x,
            cy=y,
            r=half,
            fill=fill,
            **outline,
        )
    if symbol == "diamond":
        path = _diamond(x, y, half * DIAMOND)
        return element(
            "path",
            told,
            class_="pg-point",
            d=path,
            fill=fill,
            **outline,
        )
    raise ValueError(symbol)


def _diamond(
    x: float,
    y: float,
    half: float,
) -> str:
    """Returns the way around a diamond, `half` pixels from its middle to each corner."""
    corners = [
        (x, y - half),
        (x + half, y),
        (x, y + half),
        (x - half, y),
    ]
    pairs = [pair(corner) for corner in corners]
    path = "L".join(pairs)
    return f"M{path}Z"


def points_of_lines(data: list[Json], plane: Plane) -> Iterator[str]:
    """Yields what a reader finds on the lines: a point for each value, which shows once it is read."""
    for trace in data:
        is_line = trace.get("mode") == "lines"
        if is_line and trace.get("hoverinfo") == "text":
            yield series(_points_of(trace, plane))


def series(points: Iterable[str]) -> str:
    """Returns the points of one trace together: arrow keys go along it, and from one to the next."""
    inside = "".join(points)
    return element(
        "g",
        inside,
        class_="pg-points",
    )


def _points_of(trace: Json, plane: Plane) -> Iterator[str]:
    ink = colour(trace["line"]["color"])
    before: Point | None = None
    for x, y, said in zip(trace["x"], trace["y"], trace["text"], strict=True):
        point = plane.place(x, y)
        if point is None or _is_close(before, point):
            continue
        before = point
        across, up = point
        yield element(
            "circle",
            title(said),
            class_=f"pg-point {QUIET}",
            cx=across,
            cy=up,
            r=READ_WITHIN,
            stroke=ink,
        )


def _is_close(before: Point | None, point: Point) -> bool:
    """Tells whether a point lies so near to the one before it that no pointer could tell them apart."""
    if before is None:
        return False
    return math.dist(before, point) < APART


def pair(point: Point) -> str:
    across, up = point
    return f"{plain(across)} {plain(up)}"
