"""How many days waiting for the client held a milestone up.

The days of an overdue ask count only where it blocks the milestone or one that it waits for, and only behind a move for
which waiting is the stated cause: from the move before it to the one after it, and never more days than it moved. The
milestone's buffer takes the first of them. A day on which several asks were overdue is told apart as concurrent, since
no one of them held anything up alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portalgen.analysis.dates.dependence import upstream
from portalgen.analysis.dates.known_moves import Account, KnownMove
from portalgen.model.ask import Ask
from portalgen.model.milestone import Cause, Milestone
from portalgen.model.project import Project

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Calendar days that asks held one milestone up: each ask's own, and those that several share.

    `buffer_used` are the days that the milestone's buffer took.
    """

    milestone: Milestone
    days: tuple[tuple[Ask, int], ...]
    concurrent: int
    buffer_used: int

    @property
    def total(self) -> int:
        """All days that waiting held the milestone up."""
        total = self.concurrent
        for _, days in self.days:
            total += days
        return total

    @property
    def buffer_left(self) -> int:
        """The days of buffer that are left."""
        return self.milestone.buffer_days - self.buffer_used


@dataclass(frozen=True, slots=True)
class _Wait:
    """A move later that waiting is said to have caused: the days of the moves around it, and its calendar days."""

    begin: date
    end: date
    days: int

    def holds(self, day: date) -> bool:
        """Tells whether a day lies between the moves around it."""
        return self.begin < day <= self.end


def waiting(
    project: Project,
    accounts: Mapping[str, Account],
    as_of: date,
) -> tuple[Waiting, ...]:
    """Returns for each milestone that overdue asks concern how long they held it up, in the order of the file."""
    above = upstream(project.milestones)
    found = []
    for milestone in project.milestones:
        concerned = above[milestone.id] | {milestone.id}
        asks = _blocking(project.asks, concerned)
        end = milestone.finished_on or as_of
        overdue = _overdue_days(asks, end)
        if not overdue:
            continue
        account = accounts[milestone.id]
        held_up = _held_up(milestone, overdue, account)
        found.append(held_up)
    return tuple(found)


def _blocking(asks: Iterable[Ask], concerned: frozenset[str]) -> list[Ask]:
    """Returns the asks that block any of some milestones, which are given by their ids."""
    found: list[Ask] = []
    for ask in asks:
        if concerned.intersection(ask.blocks):
            found.append(ask)
    return found


def _overdue_days(asks: Iterable[Ask], end: date) -> dict[date, list[Ask]]:
    """Returns for each day on which any ask was overdue the asks that were, oldest day first."""
    days: dict[date, list[Ask]] = {}
    for ask in asks:
        for day in _days_overdue(ask, end):
            overdue = days.setdefault(day, [])
            overdue.append(ask)
    oldest_first = sorted(days)
    return {day: days[day] for day in oldest_first}


def _days_overdue(ask: Ask, end: date) -> Iterator[date]:
    """Yields the days after the one on which an ask was due, until it was answered or a day has come."""
    if ask.due_on is None:
        return
    last = end
    if ask.done_on:
        last = min(ask.done_on, end)
    day = ask.due_on
    while day < last:
        day += ONE_DAY
        yield day


def _held_up(
    milestone: Milestone,
    overdue: Mapping[date, Sequence[Ask]],
    account: Account,
) -> Waiting:
    counted = _counted(overdue, account, milestone.buffer_days)
    concurrent = 0
    asks: dict[str, Ask] = {}
    days: Counter[str] = Counter()
    for waited_for in counted:
        if len(waited_for) > 1:
            concurrent += 1
            continue
        ask = waited_for[0]
        asks[ask.id] = ask
        days[ask.id] += 1
    own: list[tuple[Ask, int]] = []
    for id_, count in days.items():
        ask = asks[id_]
        own.append((ask, count))
    buffer_used = min(milestone.buffer_days, len(overdue))
    return Waiting(
        milestone=milestone,
        days=tuple(own),
        concurrent=concurrent,
        buffer_used=buffer_used,
    )


def _counted(
    overdue: Mapping[date, Sequence[Ask]],
    account: Account,
    buffer_days: int,
) -> list[Sequence[Ask]]:
    """Returns what was overdue on each day that counts: behind a move that waiting caused, and past the buffer."""
    buffer = buffer_days
    counted: list[Sequence[Ask]] = []
    for wait in _waits(account):
        within = list(_within(wait, overdue))
        past_buffer = within[buffer:]
        counted += past_buffer[: wait.days]
        left = buffer - len(within)
        buffer = max(0, left)
    return counted


def _within(
    wait: _Wait,
    overdue: Mapping[date, Sequence[Ask]],
) -> Iterator[Sequence[Ask]]:
    """Yields what was overdue on each day between the moves around a wait."""
    for day, asks in overdue.items():
        if wait.holds(day):
            yield asks


def _waits(account: Account) -> Iterator[_Wait]:
    """Yields each move later that waiting is said to have caused."""
    moves: list[KnownMove] = []
    days: list[date] = []
    for step in account.steps:
        if step.on:
            moves.append(step)
            days.append(step.on)
    bounded = [date.min, *days, date.max]
    begins = bounded[:-2]
    ends = bounded[2:]
    for step, begin, end in zip(moves, begins, ends, strict=True):
        if step.cause is not Cause.CLIENT_WAIT:
            continue
        later = step.days or 0
        if later > 0:
            yield _Wait(begin, end, later)
