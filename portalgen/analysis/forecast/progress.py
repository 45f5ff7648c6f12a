"""Percent complete, throughput and the age of the data."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from portalgen.model.milestone import Milestone
from portalgen.model.progress import ProgressPoint
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
        if self.planned is None:
            return None
        return _percent(self.planned, self.scope)

    @property
    def scope_growth(self) -> Decimal:
        """How much the scope grew since the first row."""
        if self.first_scope is None:
            return Decimal()
        return self.scope - self.first_scope


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    if not whole:
        return Decimal()
    return Decimal(100) * part / whole


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in the seven days that end on a day."""

    end: date
    done: Decimal
    scope_growth: Decimal

    @property
    def start(self) -> date:
        """The day at whose end the week begins: seven days before it ends."""
        return self.end - WEEK


def completion(
    points: Sequence[ProgressPoint], milestones: Sequence[Milestone]
) -> Completion | None:
    """Returns how much is done, by the progress series where there is one, else by accepted milestones' weights."""
    if points:
        last = points[-1]
        return Completion(
            measure=Measure.ITEMS,
            done=last.done,
            scope=last.scope,
            planned=last.planned,
            first_scope=points[0].scope,
        )
    whole = Decimal()
    done = Decimal()
    for milestone in milestones:
        whole += milestone.weight
        if milestone.accepted_on:
            done += milestone.weight
    if not whole:
        return None
    return Completion(Measure.MILESTONES, done, whole)


def weeks(points: Sequence[ProgressPoint]) -> tuple[Week, ...]:
    """Returns the work done in each whole week of the series, oldest first, weeks without any included.

    They end on the weekday of the report: what a row between two reports says of the week in progress is no week yet.
    Between points the series stands still.
    """
    if len(points) < 2:
        return ()
    newest_first: list[Week] = []
    end = _last_report(points)
    start = end - WEEK
    while start >= points[0].on:
        week = week_to(points, end)
        newest_first.append(week)
        end = start
        start = end - WEEK
    return tuple(reversed(newest_first))


def week_to(
    points: Sequence[ProgressPoint],
    end: date,
) -> Week:
    """Returns the work of the seven days that end on a day. Raises IndexError where the series begins within them."""
    after = standing(points, end)
    before = standing(points, end - WEEK)
    done = after.done - before.done
    growth = after.scope - before.scope
    return Week(
        end,
        done,
        growth,
    )


def _last_report(points: Sequence[ProgressPoint]) -> date:
    """Returns the day, of the last seven with a row, whose weekday most rows share; the latest one of several."""
    days = [point.on for point in points]
    week_before = days[-1] - WEEK
    recent = [day for day in days if day > week_before]
    rows_on = Counter(day.weekday() for day in days)

    def rank(day: date) -> tuple[int, date]:
        weekday = day.weekday()
        return rows_on[weekday], day

    return max(recent, key=rank)


def standing(points: Sequence[ProgressPoint], day: date) -> ProgressPoint:
    """Returns the point that holds on a day: the last one no later. Raises IndexError before the first."""
    known = known_on(points, day)
    if not known:
        raise IndexError
    return points[known - 1]


def known_on(points: Sequence[ProgressPoint], day: date) -> int:
    """Returns how many points, oldest first, are known on a day."""
    return bisect_right(points, day, key=_on)


def _on(point: ProgressPoint) -> date:
    return point.on


def data_date(project: Project) -> date | None:
    """Returns the day of the newest update or progress row; None where there is neither."""
    days = [update.period_end for update in project.updates]
    days += [row.on for row in project.progress]
    return max(days, default=None)
