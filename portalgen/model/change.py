"""Change requests with their effect on dates and money, and the release log."""

from typing import Annotated, ClassVar

from pydantic import Field

from portalgen.model.evidence import EvidenceField
from portalgen.model.fields.base import Named, Noun
from portalgen.model.fields.marks import NotBefore, UntilThen
from portalgen.model.fields.scalars import (
    Choice,
    Days,
    Empty,
    Line,
    Money,
    PastDay,
    Person,
    Text,
    Word,
)
from portalgen.model.fields.spelling import Json

DECIDED = NotBefore("raised_on", "it was decided before it was raised")


class ChangeState(Word):
    """Where a change request stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    IMPLEMENTED = "implemented"


UNDECIDED = UntilThen("state", ChangeState.PROPOSED)
BY_NOBODY = UntilThen("decided_by")


class Term(Word):
    """What dates are judged by, apart from the dates: it changes for health only where the client agrees."""

    TOLERANCE = "tolerance"
    CADENCE = "cadence"
    CALENDAR = "calendar"
    LEADS = "leads"
    ITEMS = "items"
    PROGRESS = "progress"
    STATE = "state"
    MILESTONES = "milestones"


class ChangeRequest(Named):
    """A wish to change what was agreed, with what it does to dates and money."""

    example: ClassVar[Json] = {
        "id": "cr-3",
        "name": "Loyalty points",
        "requested_by": "Timo Laine",
        "raised_on": "2026-02-20",
        "schedule_impact_days": 14,
        "cost_impact": 8200,
        "state": "approved",
        "decided_on": "2026-03-02",
        "decided_by": "Timo Laine",
    }

    requested_by: Person | None = Field(default=None, description="who asked for it")
    raised_on: PastDay | None = Field(
        default=None,
        description="the day on which it was raised",
    )
    reason: Text | None = Field(default=None, description="why it is wanted")
    schedule_impact_days: Days | None = Field(
        default=None,
        description="calendar days it adds; negative saves",
    )
    cost_impact: Money | None = Field(
        default=None,
        description="what it adds to the price; negative saves",
    )
    state: Annotated[ChangeState, Choice] = Field(
        default=ChangeState.PROPOSED,
        description="proposed, approved, rejected or implemented",
    )
    decided_on: Annotated[PastDay, DECIDED, UNDECIDED, BY_NOBODY] | None = Field(
        default=None,
        description="the day of the decision",
    )
    decided_by: Person | None = Field(default=None, description="who decided")
    evidence: EvidenceField | None = Field(
        default=None,
        description="what the client can check the decision by: {document, sha256}; in words it is only stated",
    )
    alternatives: Annotated[tuple[Text, ...], Empty] = Field(
        default=(),
        description="what else was considered",
    )
    covers: Annotated[tuple[Annotated[Term, Choice], ...], Empty] = Field(
        default=(),
        description="what the project is judged by and changes with it: tolerance, cadence, calendar, leads, items, "
        "progress, state or milestones",
    )

    @property
    def is_agreed(self) -> bool:
        """Tells whether it is said to be approved, or done since."""
        return self.state in {ChangeState.APPROVED, ChangeState.IMPLEMENTED}


Entries = Annotated[tuple[Text, ...], Empty]
RELEASE_SECTIONS = ("added", "changed", "deprecated", "removed", "fixed", "security")


class Release(Noun):
    """One version of what is delivered, in the sections of Keep a Changelog."""

    example: ClassVar[Json] = {
        "version": "0.4.0",
        "on": "2026-03-20",
        "added": ["Guest checkout"],
        "fixed": ["VAT on refunds"],
    }

    version: Line = Field(description="the version's name")
    on: PastDay = Field(description="the day of the release")
    added: Entries = Field(default=(), description="new things")
    changed: Entries = Field(default=(), description="things that work differently")
    deprecated: Entries = Field(default=(), description="things that will go")
    removed: Entries = Field(default=(), description="things that are gone")
    fixed: Entries = Field(default=(), description="faults put right")
    security: Entries = Field(default=(), description="weaknesses closed")
