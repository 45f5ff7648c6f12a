"""What a project published of what its dates are judged by: each value with how long it stood."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Generic, TypeVar

from portalgen.model.record.past import PastMilestone, PastProject
from portalgen.model.record.terms import PastAgency, PastRow, PastTerms

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stood(Generic[T]):
    """A value that was published: from which day on, and the newest report that came while it stood."""

    value: T
    since: date
    reported: date | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A project as a revision published it; `revision` is that one's position in the history."""

    recorded_on: date
    project: PastProject
    revision: int = 0

    @property
    def terms(self) -> PastTerms:
        """What its dates were judged by."""
        return self.project.terms

    @property
    def reported(self) -> date | None:
        """The day of the newest update or row of progress."""
        days = [row.on for row in self.terms.rows]
        if self.terms.reported:
            days.append(self.terms.reported)
        return max(days, default=None)


@dataclass(frozen=True)
class Published:
    """A project's snapshots, oldest first: none from before the client could see it."""

    snapshots: tuple[Snapshot, ...] = ()
    agency: tuple[PastAgency, ...] = ()

    @property
    def is_known(self) -> bool:
        """Tells whether anything was published."""
        return bool(self.snapshots)

    def stood(
        self,
        of: Callable[[Snapshot], T],
    ) -> list[Stood[T]]:
        """Returns each value that a function gives of the snapshots, oldest first, once for as long as it stood."""
        found: list[Stood[T]] = []
        for each in self.snapshots:
            value = of(each)
            if found and found[-1].value == value:
                last = found.pop()
                found.append(replace(last, reported=each.reported))
            else:
                found.append(
                    Stood(
                        value,
                        each.recorded_on,
                        each.reported,
                    )
                )
        return found

    @cached_property
    def milestones(self) -> Mapping[str, list[Stood[PastMilestone | None]]]:
        """How each milestone stood by its id, None while it was not there."""
        ids: dict[str, None] = {}
        for each in self.snapshots:
            for milestone in each.project.milestones:
                ids[milestone.id] = None
        found = {}
        for id_ in ids:
            found[id_] = self.stood(_milestone(id_))
        return found

    @cached_property
    def led(self) -> frozenset[str]:
        """The ids of the milestones that decided once when the project ends."""
        return self.led_since(None)

    def led_since(self, day: date | None) -> frozenset[str]:
        """Returns the ids of the milestones that decided when the project ends, at any time or from a day on.

        They are the open one that was promised last, and those that were marked as leading.
        """
        ids: set[str] = set()
        for each in self.snapshots:
            if day is None or each.recorded_on >= day:
                ids.update(_leading(each))
        return frozenset(ids)

    @cached_property
    def plans(self) -> tuple[Stood[tuple[dict[str, int], Decimal]], ...]:
        """The items of each milestone with the scope that they were part of; none from before there was a series."""
        found = []
        for each in self.stood(_plan):
            items, scope = each.value
            if scope is not None:
                plan = (dict(items), scope)
                found.append(
                    Stood(
                        plan,
                        each.since,
                        each.reported,
                    )
                )
        return tuple(found)

    @cached_property
    def series(self) -> tuple[Stood[tuple[PastRow, ...]], ...]:
        """The series of progress that a later one did not go on with, and the last one."""
        found: list[Stood[tuple[PastRow, ...]]] = []
        for each in self.stood(lambda snapshot: snapshot.terms.rows):
            if found and _goes_on(found[-1].value, each.value):
                found.pop()
            found.append(each)
        return tuple(found)

    @cached_property
    def rows(self) -> tuple[PastRow, ...]:
        """Every row that was published, as it was first told; by day."""
        first: dict[tuple[str | None, date], PastRow] = {}
        for each in self.series:
            for row in each.value:
                first.setdefault((row.stream, row.on), row)
        return tuple(sorted(first.values(), key=_place))


NOTHING_PUBLISHED = Published()


def _milestone(id_: str) -> Callable[[Snapshot], PastMilestone | None]:
    def of(snapshot: Snapshot) -> PastMilestone | None:
        for each in snapshot.project.milestones:
            if each.id == id_:
                return each
        return None

    return of


def _leading(snapshot: Snapshot) -> set[str]:
    """Returns the ids of the milestones that decide in a snapshot when its project ends."""
    ids = set(snapshot.terms.leads)
    milestones = snapshot.project.milestones
    dated = [each for each in milestones if each.promised_date and not each.actual_date]
    last = max(dated, key=_promised, default=None)
    if last:
        ids.add(last.id)
    return ids


def _plan(snapshot: Snapshot) -> tuple[tuple[tuple[str, int], ...], Decimal | None]:
    """Returns the items of a snapshot's milestones, and the scope of all its streams; None without a series."""
    rows = snapshot.terms.rows
    latest = {row.stream: row.scope for row in rows}
    scope = sum(latest.values(), Decimal()) if rows else None
    return snapshot.terms.items, scope


def _promised(milestone: PastMilestone) -> date:
    return milestone.promised_date or date.min


def _place(row: PastRow) -> tuple[date, str]:
    return row.on, row.stream or ""


def _goes_on(
    before: tuple[PastRow, ...],
    after: tuple[PastRow, ...],
) -> bool:
    """Tells whether a series says all that the one before said, and no more of the same days."""
    if not before:
        return True
    last = before[-1].on
    until_then = tuple(row for row in after if row.on <= last)
    return until_then == before
