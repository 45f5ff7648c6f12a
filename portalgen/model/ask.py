"""What the client owes the project, and what the agency owes the client."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from portalgen.model.fields.base import Item
from portalgen.model.fields.marks import NotBefore
from portalgen.model.fields.scalars import (
    Empty,
    Line,
    MilestoneId,
    PastDay,
    Person,
    PlannedDay,
    Text,
)
from portalgen.model.fields.spelling import Json

DELIVERED = NotBefore("asked_on", "it was delivered before it was asked for")
CAME = NotBefore("asked_on", "it came before it was asked for")
DUE = NotBefore("asked_on", "it was due before it was asked for")


class Owed(Item):
    """Something that the agency owes the client."""

    example: ClassVar[Json] = {
        "id": "training",
        "what": "Training for the shop's team",
        "asked_on": "2026-02-01",
        "due_on": "2026-03-31",
    }

    what: Line = Field(description="what it is, in a few words")
    why: Text | None = Field(default=None, description="what it is for")
    asked_on: PastDay | None = Field(default=None, description="since when it is open")
    due_on: PlannedDay | None = Field(
        default=None,
        description="the day on which it was promised",
    )
    forecast: PlannedDay | None = Field(
        default=None,
        description="when it is expected now, where that is not due_on",
    )
    done_on: Annotated[PastDay, DELIVERED] | None = Field(
        default=None,
        description="the day on which it was delivered",
    )
    owner: Person | None = Field(default=None, description="who brings it")

    def is_overdue(self, as_of: date) -> bool:
        """Tells whether it is open past its day."""
        return self.done_on is None and self.due_on is not None and self.due_on < as_of


class Ask(Item):
    """Something that the project needs from the client: an input, an answer or a decision."""

    example: ClassVar[Json] = {
        "id": "photos",
        "what": "Product photos",
        "why": "The catalogue needs them",
        "asked_on": "2026-02-01",
        "due_on": "2026-02-20",
        "blocks": ["launch"],
    }

    what: Line = Field(description="what is needed, in a few words")
    why: Text | None = Field(default=None, description="what it is needed for")
    asked_on: PastDay | None = Field(
        default=None,
        description="the day on which the client was asked",
    )
    due_on: Annotated[PlannedDay, DUE] | None = Field(
        default=None,
        description="the day by which it is needed",
    )
    done_on: Annotated[PastDay, CAME] | None = Field(
        default=None,
        description="the day on which it came",
    )
    decider: Person | None = Field(
        default=None,
        description="who on the client's side decides or brings it",
    )
    blocks: Annotated[tuple[MilestoneId, ...], Empty] = Field(
        default=(),
        description="ids of milestones that wait for it",
    )

    def is_overdue(self, as_of: date) -> bool:
        """Tells whether it is open past its day."""
        return self.done_on is None and self.due_on is not None and self.due_on < as_of
