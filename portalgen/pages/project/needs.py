"""What we need from you: asks, what the agency owes, and who answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.told.asks import OpenAsk
from portalgen.model.ask import Ask, Owed
from portalgen.model.contact import Contact
from portalgen.model.project import PageName
from portalgen.model.record.statement import Thing
from portalgen.pages.parts.edits import Marks
from portalgen.pages.parts.people import to_turn_to
from portalgen.pages.project.page import ProjectPage, View
from portalgen.pages.project.subject import Subject

Promised = TypeVar("Promised", Ask, Owed)


@dataclass(frozen=True, slots=True)
class NeedsPage(View):
    """What waits on either side, what came already (newest first), and the people to turn to.

    `edited` is how a thing read before, by its id; `lost` tells what is there no longer.
    """

    as_of: date
    asks: tuple[OpenAsk, ...]
    owed: tuple[Owed, ...]
    done_asks: tuple[Ask, ...]
    done_owed: tuple[Owed, ...]
    contacts: tuple[Contact, ...]
    edited: Marks
    lost: tuple[Any, ...]


def needs_page(subject: Subject) -> NeedsPage:
    """Returns the view of what waits."""
    project = subject.project
    return NeedsPage(
        as_of=subject.found.as_of,
        asks=subject.found.asks,
        owed=subject.found.owed,
        done_asks=_done(project.asks),
        done_owed=_done(project.owed),
        contacts=to_turn_to(subject.client, project),
        edited=subject.edits.marks(Thing.ASK, Thing.OWED),
        lost=subject.edits.losses(PageName.NEEDS),
    )


def _done(promised: Iterable[Promised]) -> tuple[Promised, ...]:
    """Returns what came, newest first."""
    came = [each for each in promised if each.done_on]
    came.sort(key=_done_on, reverse=True)
    return tuple(came)


def _done_on(promised: Ask | Owed) -> date:
    return promised.done_on or date.min


def waiting(found: ProjectFindings) -> int:
    """Returns how many asks are open."""
    return len(found.asks)


PAGE = ProjectPage(
    name=PageName.NEEDS,
    view=NeedsPage,
    make=needs_page,
    icon="M5 12l4 4L19 6M4 20h16",
    waiting=waiting,
)
