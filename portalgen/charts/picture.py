"""A chart as SVG, for where no script draws it: one document, paper, mail. It reads the same figure as Plotly does.

Only what our figures use is known; what is not is an error rather than a hole. Colours are the stylesheet's variables,
so that a drawing follows light and dark. Without a browser no library draws Plotly's figures, and one that draws charts
from numbers would draw other charts than the portal shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from itertools import pairwise
from typing import Any

from portalgen.charts.chart import Chart
from portalgen.charts.scale import Axis, Json, axis_of, number_of
from portalgen.charts.svg import colour, element, label, plain, straight, stroke, title
from portalgen.words import Words
from portalgen.words.dates import month_names

Point = tuple[float, float]
GRID: Json = {"color": "@line", "width": 1}


def picture(chart: Chart, words: Words, width: int) -> str:
    """Returns a chart as an SVG element, so many pixels wide and as high as the chart is.

    Raises ValueError for a kind of trace or mark that no chart of ours has.
    """
    return _Drawing(chart, words, width).svg()


@dataclass
class _Drawing:
    chart: Chart
    words: Words
    width: int

    def __post_init__(self) -> None:
        self.data: list[Json] = self.chart.figure["data"]
        self.layout: Json = self.chart.figure["layout"]
        months = month_names(self.words.language)["shortMonths"]
        self.y = self._axis("y", self.chart.height - 60, months)
        self.left = self.y.widest() + 10
        self.right = float(self.width - max(8, self.layout["margin"]["r"]))
        self.x = self._axis("x", self.right - self.left, months)
        self.top, self.bottom = (
            (30, self.chart.height - 8)
            if self.x.at_top
            else (10, self.chart.height - 26)
        )

    def _axis(self, side: str, pixels: float, months: list[str]) -> Axis:
        values = [value for trace in self.data for value in trace[side]]
        return axis_of(
            side, self.layout[f"{side}axis"], values, pixels, months, self._said
        )

    def _said(self, value: float) -> str:
        return self.words.number(Decimal(str(value)))

    def svg(self) -> str:
        """Returns the drawing: grid, what ends at the borders, marks, labels, in this order."""
        inside = element(
            "svg", "".join(self.inside()), x=self.left, y=self.top, width=self.right - self.left,
            height=self.bottom - self.top, viewBox=self._box(),
        )  # fmt: skip
        parts = "".join([*self.grid(), inside, *self.marks(), *self.notes()])
        box = f"0 0 {self.width} {self.chart.height}"
        return element(
            "svg",
            parts,
            class_="pg-drawing",
            viewBox=box,
            role="img",
            aria_label=self.chart.headline,
        )

    def _box(self) -> str:
        return " ".join(
            map(
                plain,
                (self.left, self.top, self.right - self.left, self.bottom - self.top),
            )
        )

    def place(self, x: Any, y: Any) -> Point | None:
        """Returns where a point of a trace lies, or None for a hole."""
        across = number_of(x)
        up = number_of(y)
        if across is None or up is None:
            return None
        return (self.across(across), self.up(up))

    def across(self, value: float) -> float:
        """Returns the distance from the left of a value on the x axis."""
        return self.left + self.x.at(value) * (self.right - self.left)

    def up(self, value: float) -> float:
        """Returns the distance from the top of a value on the y axis."""
        return self.bottom - self.y.at(value) * (self.bottom - self.top)

    def grid(self) -> Iterator[str]:
        """Yields the lines of the grid and the labels of both axes."""
        for tick in self.x.ticks:
            at = self.across(tick.value)
            if self.x.has_grid:
                yield straight(at, self.top, at, self.bottom, GRID)
            yield label(
                at,
                self.top - 10 if self.x.at_top else self.bottom + 18,
                tick.text,
                "middle",
                "@soft",
            )
        for tick in self.y.ticks:
            at = self.up(tick.value)
            if self.y.has_grid:
                yield straight(self.left, at, self.right, at, GRID)
            of = self.layout["yaxis"].get("tickfont", {}).get("color", "@soft")
            yield label(self.left - 8, at, tick.text, "end", of, is_middle=True)

    def inside(self) -> Iterator[str]:
        """Yields what ends at the borders of the axes: shapes, lines, bands and bars."""
        for shape in self.layout.get("shapes", []):
            x1, y1, x2, y2 = (
                self._end(shape, axis, number) for number in "01" for axis in "xy"
            )
            yield straight(x1, y1, x2, y2, shape["line"])
        for trace in self.data:
            kind = trace["type"], trace.get("mode")
            if kind == ("bar", None):
                yield from self.bars(trace)
            elif kind == ("scatter", "lines"):
                yield self.line(trace)
            elif kind != ("scatter", "markers"):
                raise ValueError(kind)

    def _end(self, shape: Json, axis: str, number: str) -> float:
        value = number_of(shape[axis + number]) or 0.0
        if shape.get(f"{axis}ref") == "paper":
            across = self.left + value * (self.right - self.left)
            up = self.bottom - value * (self.bottom - self.top)
            return across if axis == "x" else up
        return self.across(value) if axis == "x" else self.up(value)

    def line(self, trace: Json) -> str:
        """Returns a line with its holes, or the band that it goes around."""
        steps: list[str] = []
        before: Point | None = None
        for point in map(self.place, trace["x"], trace["y"]):
            if point and before and trace["line"].get("shape") == "hv":
                steps.append(f"H{plain(point[0])}V{plain(point[1])}")
            elif point:
                steps.append(
                    f"{'L' if before else 'M'}{plain(point[0])} {plain(point[1])}"
                )
            before = point
        path = "".join(steps)
        if trace.get("fill") == "toself":
            return element(
                "path",
                d=f"{path}Z",
                fill=colour(trace["fillcolor"]),
                fill_opacity=str(trace["opacity"]),
            )
        return element(
            "path",
            d=path,
            fill="none",
            **stroke(trace["line"]),
            stroke_linejoin="round",
        )

    def bars(self, trace: Json) -> Iterator[str]:
        """Yields bars from zero; their width follows from the shortest distance of two."""
        known = sorted(
            found for each in trace["x"] if (found := number_of(each)) is not None
        )
        apart = min((b - a for a, b in pairwise(known)), default=7.0)
        wide = (self.across(apart) - self.across(0)) * (
            1 - self.layout.get("bargap", 0.2)
        )
        for x, y, said in zip(trace["x"], trace["y"], trace["text"], strict=True):
            if point := self.place(x, y):
                top, bottom = sorted((point[1], self.up(0)))
                yield element(
                    "rect", title(said), x=point[0] - wide / 2, y=top, width=wide, height=bottom - top, rx=1,
                    fill=colour(trace["marker"]["color"]),
                )  # fmt: skip

    def marks(self) -> Iterator[str]:
        """Yields the marks of points, whole even at the border."""
        for trace in self.data:
            if trace.get("mode") != "markers":
                continue
            marker = trace["marker"]
            count = len(trace["x"])
            if isinstance(marker["color"], list):
                colours = marker["color"]
            else:
                colours = [marker["color"]] * count
            for x, y, of, said in zip(
                trace["x"], trace["y"], colours, trace["text"], strict=True
            ):
                point = self.place(x, y)
                if point and self.x.holds(number_of(x) or 0.0):
                    yield _mark(point, marker, of, said)

    def notes(self) -> Iterator[str]:
        """Yields the labels beside the ends of lines."""
        for note in self.layout.get("annotations", []):
            x = self.right + note["xshift"]
            y = self.bottom - note["y"] * (self.bottom - self.top)
            yield label(
                x,
                y,
                unescape(note["text"]),
                "start",
                note["font"]["color"],
                is_middle=True,
            )


def _mark(point: Point, marker: Json, of: str, said: str) -> str:
    (x, y), half = point, marker["size"] / 2
    look = {"fill": colour(of), **(stroke(marker["line"]) if "line" in marker else {})}
    symbol = marker.get("symbol", "circle")
    if symbol == "circle":
        return element("circle", title(said), cx=x, cy=y, r=half, **look)
    if symbol != "diamond":
        raise ValueError(symbol)
    half *= 1.3  # of the same area as the circle
    corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    path = "L".join(f"{plain(across)} {plain(down)}" for across, down in corners)
    return element("path", title(said), d=f"M{path}Z", **look)
