"""What the client was told of a project on a day: the colour, the first line and the dates, without a text of then."""

from dataclasses import dataclass
from datetime import date

from portalgen.analysis.message import Message
from portalgen.model.health import Dimension, Rag
from portalgen.model.project import ProjectState


@dataclass(frozen=True, slots=True)
class ReadOtherwise:
    """What today's record says to have been promised on a day on which something else was told, None for no date.

    `shown_on` is the day on which it was first shown, where that is known.
    """

    promised: date | None
    shown_on: date | None


@dataclass(frozen=True, slots=True)
class ToldDate:
    """The dates of a milestone as they were told, by the id and the name that it has today."""

    id: str
    name: str
    promised: date | None
    is_agreed: bool
    expected: date | None
    is_met: bool
    today: ReadOtherwise | None = None


@dataclass(frozen=True, slots=True)
class DeclaredBrighter:
    """A dimension with the colour that the agency declared, brighter than the one that the data gave."""

    dimension: Dimension
    declared: Rag
    derived: Rag


@dataclass(frozen=True, slots=True)
class Telling:
    """What was told on a day.

    `is_published` tells that a publication of that day is known; else it is a day that a commit carries. `verdict` is
    None where the first line was about what is not shown today. So is `lead`, the dates of the milestone that led.
    """

    on: date
    is_published: bool
    state: ProjectState
    health: Rag
    verdict: Message | None
    lead: ToldDate | None = None
    dates: tuple[ToldDate, ...] = ()
    brighter: tuple[DeclaredBrighter, ...] = ()

    @property
    def has_ended(self) -> bool:
        """Tells whether the project was closed or cancelled."""
        return self.state in {ProjectState.CLOSED, ProjectState.CANCELLED}

    @property
    def differing(self) -> tuple[ToldDate, ...]:
        """The dates of which today's record says something else for that day."""
        return tuple(each for each in self.dates if each.today)


@dataclass(frozen=True, slots=True)
class Tellings:
    """The days on which a project was told of, oldest first, today's last; `older` is how many more there were."""

    days: tuple[Telling, ...] = ()
    older: int = 0

    @property
    def are_several(self) -> bool:
        """Tells whether there is more than one day to compare."""
        return len(self.days) > 1


NOTHING_TOLD = Tellings()
