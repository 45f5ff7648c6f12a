"""The plane of a drawing: where values of both axes lie, in pixels."""

from dataclasses import dataclass
from typing import Any

from portalgen.charts.scale import Axis, number_of
from portalgen.charts.svg import plain

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plane:
    """The part of a drawing between the axes: its borders in pixels from the left and from the top, and both axes."""

    left: float
    right: float
    top: float
    bottom: float
    x: Axis
    y: Axis

    @property
    def width(self) -> float:
        """Pixels from the left border to the right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels from the top to the bottom."""
        return self.bottom - self.top

    @property
    def box(self) -> str:
        """The borders as a viewBox."""
        numbers = (self.left, self.top, self.width, self.height)
        texts = [plain(number) for number in numbers]
        return " ".join(texts)

    def across(self, value: float) -> float:
        """Returns the distance from the left of a value on the x axis."""
        share = self.x.at(value)
        return self.left + share * self.width

    def up(self, value: float) -> float:
        """Returns the distance from the top of a value on the y axis."""
        share = self.y.at(value)
        return self.bottom - share * self.height

    def place(self, x: Any, y: Any) -> Point | None:
        """Returns where a point of a trace lies, or None for a hole."""
        across = number_of(x)
        up = number_of(y)
        if across is None or up is None:
            return None
        return (self.across(across), self.up(up))
