"""Declared health: red, amber or green for each dimension, and the plan where it is not green."""

from typing import Annotated

from pydantic import Field

from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import Choice, Person, PlannedDay, Text, Word


class Rag(Word):
    """Red, amber, green; grey where the data cannot tell; on hold where the project is paused."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"
    ON_HOLD = "on_hold"


class DeclaredRag(Word):
    """What an agency may declare."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Dimension(Word):
    """What health is about."""

    SCHEDULE = "schedule"
    SCOPE = "scope"
    BUDGET = "budget"


class Health(Noun):
    """What the agency says of the project's health, beside what the data gives."""

    schedule: Annotated[DeclaredRag, Choice] | None = Field(
        default=None,
        description="green, amber or red",
    )
    scope: Annotated[DeclaredRag, Choice] | None = Field(
        default=None,
        description="green, amber or red",
    )
    budget: Annotated[DeclaredRag, Choice] | None = Field(
        default=None,
        description="green, amber or red",
    )
    reason: Text | None = Field(
        default=None,
        description="why it is not green, or why it is brighter than the data",
    )
    plan: Text | None = Field(default=None, description="what is done about it")
    owner: Person | None = Field(default=None, description="who answers for the plan")
    next_checkpoint: PlannedDay | None = Field(
        default=None,
        description="the day on which the plan is looked at again",
    )

    def of(self, dimension: Dimension) -> Rag | None:
        """Returns the health declared for a dimension, or None."""
        declared: DeclaredRag | None = getattr(self, dimension.value)
        if declared:
            return Rag(declared.value)
        return None
