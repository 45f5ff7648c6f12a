"""A project: what is delivered, its promises, and how it goes."""

import itertools
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, ClassVar

from pydantic import Field

from portalgen.model.ask import Ask, Owed
from portalgen.model.calendar import Calendar
from portalgen.model.change import ChangeRequest, Release
from portalgen.model.contact import Contact
from portalgen.model.document import Agreement, Document
from portalgen.model.fields.base import Noun
from portalgen.model.fields.marks import (
    HasHappened,
    NotBefore,
    ShownOn,
    UntilThen,
    marks_of,
)
from portalgen.model.fields.scalars import (
    AnyDay,
    Blank,
    Choice,
    Day,
    DayCount,
    Empty,
    Interval,
    Line,
    PlannedDay,
    Size,
    Slug,
    Text,
    Word,
)
from portalgen.model.fields.walk import as_known_on
from portalgen.model.health import Health
from portalgen.model.milestone import Milestone
from portalgen.model.progress import ProgressRow
from portalgen.model.risk import Risk
from portalgen.model.update import Update


class ProjectState(Word):
    """Where the project stands in its life."""

    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"
    CANCELLED = "cancelled"


# A pause may be announced; an end is a fact.
ENDED = HasHappened("state", (ProjectState.CLOSED, ProjectState.CANCELLED))
GOING_ON = UntilThen("state", ProjectState.ACTIVE)
WITHOUT_REASON = UntilThen("because")
RESUMED = NotBefore("since", "it resumes before it paused")


class Contract(Word):
    """How the work is paid."""

    FIXED_PRICE = "fixed_price"
    TIME_AND_MATERIALS = "time_and_materials"
    RETAINER = "retainer"


class PageName(StrEnum):
    """The pages that a project may publish."""

    NOW = "now"
    NEEDS = "needs"
    CHANGED = "changed"
    DATES = "dates"
    TOLD = "told"
    PROGRESS = "progress"
    CHANGES = "changes"
    RISKS = "risks"
    AGREEMENT = "agreement"
    TRACK = "track"
    HOW = "how"


ALWAYS_PUBLISHED = frozenset({PageName.NOW, PageName.DATES, PageName.HOW})


class Tolerance(Noun):
    """How far a project may be off before its health changes."""

    schedule_days: DayCount = Field(
        default=7,
        description="calendar days that a finish may be late and still be amber",
    )
    budget_percent: Size = Field(
        default=Decimal(10),
        description="percent that the budget may be over",
    )


class Project(Noun):
    """One project of a client. The name is the only key that it must have."""

    may_be_internal: ClassVar[bool] = True
    id: Slug = Field(description="permanent name of the project: its folder's name")
    formerly: Annotated[tuple[Slug, ...], Empty] = Field(
        default=(),
        description="ids that the project had before",
    )
    name: Line = Field(description="what people call it")
    summary: Text | None = Field(
        default=None,
        description="what it is for, in one or two sentences",
    )
    phase: Line | None = Field(
        default=None,
        description="the phase it is in, shown on the first page",
    )
    started_on: AnyDay | None = Field(
        default=None,
        description="the day on which work began",
    )
    live_from: AnyDay | None = Field(
        default=None,
        description="the first day that counts: what is older was a draft",
    )
    state: Annotated[ProjectState, Choice] = Field(
        default=ProjectState.ACTIVE,
        description="active, paused, closed or cancelled",
    )
    since: Annotated[Day, ENDED, GOING_ON, WITHOUT_REASON] | None = Field(
        default=None,
        description="since when it is paused, closed or cancelled",
    )
    because: Text | None = Field(
        default=None,
        description="why it is paused, closed or cancelled",
    )
    resumes_on: Annotated[PlannedDay, RESUMED] | None = Field(
        default=None,
        description="when a paused project goes on",
    )
    contract: Annotated[Contract, Choice] | None = Field(
        default=None,
        description="fixed_price, time_and_materials or retainer",
    )
    cadence_days: Interval | None = Field(
        default=None,
        description="days between two updates, 1 or more",
    )
    health: Annotated[Health, Blank] = Field(
        default=Health(),
        description="what the agency says of the project's health",
    )
    tolerance: Tolerance | None = Field(
        default=None,
        description="how far it may be off",
    )
    calendar: Annotated[Calendar, Blank] = Field(
        default=Calendar(),
        description="holidays and freezes",
    )
    contacts: Annotated[tuple[Contact, ...], Empty, ShownOn(None)] = Field(
        default=(),
        description="people of this project alone",
    )
    milestones: Annotated[tuple[Milestone, ...], Empty, ShownOn(PageName.DATES)] = (
        Field(default=(), description="what is promised for when")
    )
    asks: Annotated[tuple[Ask, ...], Empty, ShownOn(PageName.NEEDS)] = Field(
        default=(),
        description="what the client owes the project",
    )
    owed: Annotated[tuple[Owed, ...], Empty, ShownOn(PageName.NEEDS)] = Field(
        default=(),
        description="what the agency owes the client",
    )
    risks: Annotated[tuple[Risk, ...], Empty, ShownOn(PageName.RISKS)] = Field(
        default=(),
        description="what may happen",
    )
    change_requests: Annotated[
        tuple[ChangeRequest, ...], Empty, ShownOn(PageName.CHANGES)
    ] = Field(default=(), description="wishes to change what was agreed")
    releases: Annotated[tuple[Release, ...], Empty, ShownOn(PageName.CHANGES)] = Field(
        default=(),
        description="versions delivered",
    )
    agreements: Annotated[tuple[Agreement, ...], Empty, ShownOn(PageName.AGREEMENT)] = (
        Field(default=(), description="what was agreed in writing")
    )
    documents: Annotated[tuple[Document, ...], ShownOn(PageName.AGREEMENT)] = Field(
        default=(),
        description="the files in documents/",
    )
    progress: Annotated[tuple[ProgressRow, ...], ShownOn(PageName.PROGRESS)] = Field(
        default=(),
        description="rows of progress.csv",
    )
    updates: Annotated[tuple[Update, ...], ShownOn(PageName.CHANGED)] = Field(
        default=(),
        description="the reports in updates/, newest first",
    )
    pages: tuple[PageName, ...] = Field(
        default=tuple(PageName),
        description="the pages that are published",
    )

    @property
    def has_ended(self) -> bool:
        """Tells whether nothing more will be done: the project is closed or cancelled."""
        return self.state in {ProjectState.CLOSED, ProjectState.CANCELLED}

    def last_day(self, as_of: date) -> date:
        """Returns the day for which the project speaks: as asked, but none after the one on which it ended."""
        if self.has_ended and self.since:
            return min(as_of, self.since)
        return as_of

    def as_known_on(
        self,
        day: date,
    ) -> "Project":
        """Returns the project as it can be known on a day: what is said to have happened later has not happened."""
        return as_known_on(self, day)

    def dates_stand_on(
        self,
        as_of: date,
    ) -> date:
        """Returns the day for which its dates speak: none after the one on which it ended or was paused.

        A pause without its day began no later than with the newest report.
        """
        if self.state is not ProjectState.PAUSED:
            return self.last_day(as_of)
        reported = [update.period_end for update in self.updates]
        reported += [row.on for row in self.progress]
        paused_on = self.since or max(reported, default=as_of)
        return min(as_of, paused_on)

    @property
    def hidden_lists(self) -> tuple[str, ...]:
        """The names of the lists that only pages show which are not published."""
        hidden = (page for page in PageName if page not in self.pages)
        return tuple(itertools.chain.from_iterable(map(shown_on, hidden)))

    def is_draft(self, as_of: date) -> bool:
        """Tells whether the project is not published yet on a day."""
        if self.live_from is None:
            return False
        return self.live_from > as_of


@cache
def shown_on(page: PageName) -> tuple[str, ...]:
    """Returns the names of the lists of a project that a page shows."""
    fields = Project.model_fields.items()
    return tuple(name for name, field in fields if ShownOn(page) in marks_of(field))
