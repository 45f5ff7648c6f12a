"""What waits on the client, what waits on the agency, and what waiting does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portalgen.model.ask import Ask, Owed
from portalgen.model.milestone import Milestone
from portalgen.model.project import Project


@dataclass(frozen=True, slots=True)
class OpenAsk:
    """An ask that is open: the milestones that wait for it, and the reserve left before the first of them moves.

    `late_days` are working days past its day, 0 where it is not due yet; `reserve_days` are calendar days, and None
    where no unmet milestone waits.
    """

    ask: Ask
    waiting: tuple[Milestone, ...]
    late_days: int
    reserve_days: int | None

    @property
    def moves_daily(self) -> bool:
        """Tells whether each further day of waiting moves a milestone by a day."""
        is_late = self.late_days > 0
        has_no_reserve = self.reserve_days == 0
        return is_late and has_no_reserve


def open_asks(project: Project, as_of: date) -> tuple[OpenAsk, ...]:
    """Returns the open asks, those needed first at the top, those without a day last."""
    unmet: dict[str, Milestone] = {}
    for milestone in project.milestones:
        if not milestone.is_met:
            unmet[milestone.id] = milestone
    open_ones = [ask for ask in project.asks if ask.done_on is None]
    open_ones.sort(key=_place)
    found: list[OpenAsk] = []
    for ask in open_ones:
        waiting = _waiting_for(ask, unmet)
        opened = _open(project, ask, waiting, as_of)
        found.append(opened)
    return tuple(found)


def _waiting_for(ask: Ask, unmet: Mapping[str, Milestone]) -> tuple[Milestone, ...]:
    """Returns the unmet milestones that an ask blocks, in its order."""
    waiting: list[Milestone] = []
    for name in ask.blocks:
        if name in unmet:
            waiting.append(unmet[name])
    return tuple(waiting)


def _open(
    project: Project,
    ask: Ask,
    waiting: tuple[Milestone, ...],
    as_of: date,
) -> OpenAsk:
    overdue_days = 0
    late_days = 0
    if ask.due_on and ask.due_on < as_of:
        overdue = as_of - ask.due_on
        overdue_days = overdue.days
        late_days = project.calendar.working_days(ask.due_on, as_of)
    reserve_days = None
    if waiting:
        least_buffer = min(each.buffer_days for each in waiting)
        left = least_buffer - overdue_days
        reserve_days = max(0, left)
    return OpenAsk(
        ask=ask,
        waiting=waiting,
        late_days=late_days,
        reserve_days=reserve_days,
    )


def open_owed(project: Project) -> tuple[Owed, ...]:
    """Returns what the agency still owes, by its day."""
    waiting = [each for each in project.owed if each.done_on is None]
    waiting.sort(key=_place)
    return tuple(waiting)


def _place(item: Ask | Owed) -> tuple[date, str]:
    """Returns where an ask stands: by its day, those without one last."""
    day = item.due_on or date.max
    return day, item.id
