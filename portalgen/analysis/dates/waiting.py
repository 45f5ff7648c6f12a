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

from portalgen.analysis.dates.account import Account
from portalgen.analysis.dates.dependence import upstream
from portalgen.model.ask import Ask
from portalgen.model.milestone import Cause, Milestone
from portalgen.model.project import Project


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
        return sum(days for _, days in self.days) + self.concurrent

    @property
    def buffer_left(self) -> int:
        """The days of buffer that are left."""
        return self.milestone.buffer_days - self.buffer_used


def waiting(
    project: Project, accounts: Mapping[str, Account], as_of: date
) -> tuple[Waiting, ...]:
    """Returns for each milestone that overdue asks concern how long they held it up, in the order of the file."""
    above = upstream(project.milestones)
    found = []
    for milestone in project.milestones:
        concerned = above[milestone.id] | {milestone.id}
        asks = [each for each in project.asks if concerned & set(each.blocks)]
        overdue = _overdue_days(asks, milestone.finished_on or as_of)
        if overdue:
            found.append(_held_up(milestone, overdue, accounts[milestone.id]))
    return tuple(found)


def _overdue_days(asks: Iterable[Ask], end: date) -> dict[date, list[Ask]]:
    """Returns for each day on which any ask was overdue the asks that were, oldest day first."""
    days: dict[date, list[Ask]] = {}
    for ask in asks:
        if ask.due_on is None:
            continue
        last = min(ask.done_on or end, end)
        for n in range(1, (last - ask.due_on).days + 1):
            days.setdefault(ask.due_on + timedelta(days=n), []).append(ask)
    return dict(sorted(days.items()))


def _held_up(
    milestone: Milestone, overdue: Mapping[date, Sequence[Ask]], account: Account
) -> Waiting:
    buffer = milestone.buffer_days
    counted: list[Sequence[Ask]] = []
    for begin, end, days in _waits(account):
        within = [asks for day, asks in overdue.items() if begin < day <= end]
        counted += within[buffer:][:days]
        buffer = max(0, buffer - len(within))
    alone = [asks[0] for asks in counted if len(asks) == 1]
    asks = {ask.id: ask for ask in alone}
    days_of = Counter(ask.id for ask in alone)
    used = min(milestone.buffer_days, len(overdue))
    return Waiting(
        milestone,
        tuple((asks[id_], n) for id_, n in days_of.items()),
        len(counted) - len(alone),
        used,
    )


def _waits(account: Account) -> Iterator[tuple[date, date, int]]:
    """Yields for each move later that waiting is said to have caused: the moves around it, and its days."""
    steps = [step for step in account.steps if step.on]
    for at, step in enumerate(steps):
        if step.cause is Cause.CLIENT_WAIT and step.days and step.days > 0:
            begin = steps[at - 1].on if at else None
            end = steps[at + 1].on if at + 1 < len(steps) else None
            yield begin or date.min, end or date.max, step.days
