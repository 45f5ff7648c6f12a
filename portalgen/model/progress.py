"""The dated series of scope and work done, as rows of `progress.csv`."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from pydantic import Field

from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import Line, PastDay, Size


class ProgressRow(Noun):
    """How much there is to do and how much is done, counted from the project's start up to a day."""

    on: PastDay = Field(alias="date", description="the day that the row speaks for")
    scope: Size = Field(description="all items known on that day, done ones included")
    done: Size = Field(description="items done by that day, counted from the start")
    planned: Size | None = Field(
        default=None,
        description="items that the plan wanted done by that day",
    )
    stream: Line | None = Field(
        default=None,
        description="the stream of work, where there are several",
    )

    def step(self, position: int) -> str:
        """Returns the row's number: rows of a table count from 1."""
        return str(position + 1)


class ProgressPoint(Noun):
    """All streams of a project together on one day."""

    on: date
    scope: Decimal
    done: Decimal
    planned: Decimal | None = None


def total(rows: Iterable[ProgressRow]) -> tuple[ProgressPoint, ...]:
    """Returns the sum of all streams for each day on which any stream has a row, oldest first.

    The series are cumulative, so that a stream without a row on a day counts with its latest one.
    """
    latest: dict[str | None, ProgressRow] = {}
    points: dict[date, ProgressPoint] = {}
    for row in sorted(rows, key=lambda row: row.on):
        latest[row.stream] = row
        points[row.on] = _point(row.on, latest.values())
    return tuple(points.values())


def _point(on: date, rows: Collection[ProgressRow]) -> ProgressPoint:
    """Returns the sum of the rows of all streams."""
    scope = sum((each.scope for each in rows), Decimal())
    done = sum((each.done for each in rows), Decimal())
    planned = None
    for each in rows:
        if each.planned is not None:
            planned = (planned or Decimal()) + each.planned
    return ProgressPoint(
        on=on,
        scope=scope,
        done=done,
        planned=planned,
    )
