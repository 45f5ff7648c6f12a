"""Working days: weekdays that are neither a holiday nor in a freeze."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import AnyDay, Empty, Line, refuse
from portalgen.model.fields.spelling import Json

ONE_DAY = timedelta(days=1)


class Freeze(Noun):
    """A stretch of days on which nobody works on the project or nothing may change."""

    example: ClassVar[Json] = {
        "from": "2026-12-21",
        "to": "2027-01-04",
        "because": "No releases over the holidays",
    }

    start: AnyDay = Field(alias="from", description="first day of the freeze")
    end: AnyDay = Field(alias="to", description="last day of the freeze")
    because: Line | None = Field(default=None, description="why")

    @model_validator(mode="after")
    def _in_order(self) -> "Freeze":
        if self.end < self.start:
            raise refuse(
                "PG211",
                f"it ends on {self.end}, before it begins on {self.start}",
                help="swap the two",
            )
        return self


class Calendar(Noun):
    """The project's calendar. Saturdays and Sundays are never working days."""

    holidays: Annotated[tuple[AnyDay, ...], Empty] = Field(
        default=(),
        description="days off, as dates",
    )
    freezes: Annotated[tuple[Freeze, ...], Empty] = Field(
        default=(),
        description="longer stretches without work",
    )

    def is_working(self, day: date) -> bool:
        """Tells whether people work on a day."""
        is_weekend = day.weekday() >= 5
        if is_weekend or day in self.holidays:
            return False
        return not any(freeze.start <= day <= freeze.end for freeze in self.freezes)

    def working_days(self, start: date, end: date) -> int:
        """Returns the number of working days after `start` up to and with `end`; negative when `end` is earlier."""
        if end < start:
            return -self.working_days(end, start)
        return sum(self.is_working(day) for day in _days(start + ONE_DAY, end))

    def next_working(self, day: date) -> date:
        """Returns the first working day on or after a day; the day itself where two years hold none."""
        last = day + timedelta(days=730)
        for each in _days(day, last):
            if self.is_working(each):
                return each
        return day


def _days(start: date, end: date) -> Iterator[date]:
    day = start
    while day <= end:
        yield day
        day += ONE_DAY
