"""What waits on the client, what waits on the agency, and what waiting does."""

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
        return self.late_days > 0 and self.reserve_days == 0


def open_asks(project: Project, as_of: date) -> tuple[OpenAsk, ...]:
    """Returns the open asks, those needed first at the top, those without a day last."""
    unmet = {each.id: each for each in project.milestones if not each.is_met}
    found = [
        _open(project, ask, unmet, as_of) for ask in project.asks if not ask.done_on
    ]
    return tuple(
        sorted(found, key=lambda each: (each.ask.due_on or date.max, each.ask.id))
    )


def _open(
    project: Project, ask: Ask, unmet: dict[str, Milestone], as_of: date
) -> OpenAsk:
    waiting = tuple(unmet[name] for name in ask.blocks if name in unmet)
    overdue = max(0, (as_of - ask.due_on).days) if ask.due_on else 0
    if ask.due_on and overdue:
        late = project.calendar.working_days(ask.due_on, as_of)
    else:
        late = 0
    if waiting:
        reserve = max(0, min(each.buffer_days for each in waiting) - overdue)
    else:
        reserve = None
    return OpenAsk(ask, waiting, late, reserve)


def open_owed(project: Project) -> tuple[Owed, ...]:
    """Returns what the agency still owes, by its day."""
    waiting = [each for each in project.owed if not each.done_on]
    return tuple(sorted(waiting, key=lambda each: (each.due_on or date.max, each.id)))
