"""Percent complete, throughput and the age of the data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from portalgen.model.milestone import Milestone
from portalgen.model.progress import ProgressPoint, total
from portalgen.model.project import Project

WEEK = timedelta(days=7)


class Measure(StrEnum):
    """What percent complete is counted in."""

    ITEMS = "items"
    MILESTONES = "milestones"


@dataclass(frozen=True, slots=True)
class Completion:
    """How much is done: `done` of `scope`, and what the plan wanted by then."""

    measure: Measure
    done: Decimal
    scope: Decimal
    planned: Decimal | None = None
    first_scope: Decimal | None = None

    @property
    def percent(self) -> Decimal:
        """Percent complete, 0 to 100: sum(w p) / sum(w) with p = 1 for accepted work and 0 for the rest."""
        return _percent(self.done, self.scope)

    @property
    def planned_percent(self) -> Decimal | None:
        """What the plan wanted done by then, in percent of the present scope."""
        return None if self.planned is None else _percent(self.planned, self.scope)

    @property
    def scope_growth(self) -> Decimal:
        """How much the scope grew since the first row."""
        return Decimal() if self.first_scope is None else self.scope - self.first_scope


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return Decimal(100) * part / whole if whole else Decimal()


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in the seven days that end on a day."""

    end: date
    done: Decimal
    scope_growth: Decimal


def completion(
    points: Sequence[ProgressPoint], milestones: Sequence[Milestone]
) -> Completion | None:
    """Returns how much is done, by the progress series where there is one, else by accepted milestones' weights."""
    if points:
        last = points[-1]
        return Completion(
            Measure.ITEMS, last.done, last.scope, last.planned, points[0].scope
        )
    weights = sum((each.weight for each in milestones), Decimal())
    if not weights:
        return None
    done = sum((each.weight for each in milestones if each.accepted_on), Decimal())
    return Completion(Measure.MILESTONES, done, weights)


def weeks(points: Sequence[ProgressPoint]) -> tuple[Week, ...]:
    """Returns the work done in each whole week of the series, oldest first, weeks without any included.

    They end on the weekday of the report: what a row between two reports says of the week in progress is no week yet.
    Between points the series stands still.
    """
    if len(points) < 2:
        return ()
    found: list[Week] = []
    end = _last_report(points)
    while end - WEEK >= points[0].on:
        now = standing(points, end)
        before = standing(points, end - WEEK)
        found.append(Week(end, now.done - before.done, now.scope - before.scope))
        end -= WEEK
    return tuple(reversed(found))


def _last_report(points: Sequence[ProgressPoint]) -> date:
    """Returns the day, of the last seven with a row, whose weekday most rows share; the latest one of several."""
    days = [point.on for point in points]
    recent = [day for day in days if day > days[-1] - WEEK]
    return max(
        recent, key=lambda day: (sum((day - each).days % 7 == 0 for each in days), day)
    )


def standing(points: Sequence[ProgressPoint], day: date) -> ProgressPoint:
    """Returns the point that holds on a day: the last one no later. Raises IndexError before the first."""
    return [point for point in points if point.on <= day][-1]


def data_date(project: Project) -> date | None:
    """Returns the day of the newest update or progress row; None where there is neither."""
    days = [update.period_end for update in project.updates] + [
        row.on for row in project.progress
    ]
    return max(days, default=None)


def series(project: Project) -> tuple[ProgressPoint, ...]:
    """Returns the project's progress, all streams added up, oldest first."""
    return total(project.progress)
