"""A point of a chronology: something that was said or done, with the days that it carries and what it is checked by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from portalgen.analysis.edits.edits import NO_EDITS, Edits
from portalgen.analysis.edits.entry import Edit
from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.ledger.entry import Entry
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.model.client import Client
from portalgen.model.contact import Contact
from portalgen.model.project import Project
from portalgen.model.record.showing import Showing, Showings
from portalgen.model.update import Update
from portalgen.pages.evidence.proof import Proof
from portalgen.pages.parts.people import contacts, shown, speaker
from portalgen.words import Words


@dataclass(frozen=True, slots=True)
class Case:
    """What a chronology is made of: a project of a client, what is derived from it, and how it was published.

    `record` holds what git has, and nothing that is not committed. `edits` are what was told otherwise later, with the
    publications that showed it. `showings` are the publications that were made and are of the record; none where nobody
    knows of any. `words` say every day with its year.
    """

    client: Client
    project: Project
    found: ProjectFindings
    record: Ledger
    showings: Showings
    words: Words
    edits: Edits = NO_EDITS

    @property
    def agency(self) -> str:
        """Who speaks where nobody else is named."""
        return speaker(self.client, self.words)

    @property
    def known(self) -> tuple[Contact, ...]:
        """The people whom the files name by id."""
        return contacts(self.client, self.project)

    def person(self, name: str) -> str:
        """Returns how a person reads."""
        return shown(
            name,
            self.known,
            self.words,
        )


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they were written, and whose they are; `field` is which text of the point's entry they are, if any."""

    text: str
    whose: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One point. `said` is a sentence as HTML.

    `stated` is the day that it is said to be of, `recorded` that of the commit, `shown` that of the publication which
    first showed it. `entry` is the entry of the record that holds it, `edit` that of the record of edits, and `showing`
    the publication that it is; without any of them it is what the files say today. `about` are the ids of milestones
    that it touches: those of all where it `is_of_all`. `report` is an update whose text belongs to it.
    """

    said: Markup
    stated: date | None
    recorded: date | None = None
    shown: date | None = None
    about: frozenset[str] = frozenset()
    entry: Entry | None = None
    edit: Edit | None = None
    showing: Showing | None = None
    quotes: tuple[Quote, ...] = ()
    proofs: tuple[Proof, ...] = ()
    report: Update | None = None
    is_of_all: bool = False

    @property
    def days(self) -> tuple[date, ...]:
        """All days that it carries."""
        every = (self.stated, self.recorded, self.shown)
        return tuple(day for day in every if day)

    @property
    def told(self) -> date:
        """The day on which the client could know of it: when it was shown, else recorded, else the one stated."""
        return self.shown or self.recorded or self.stated or date.max

    @property
    def place(self) -> tuple[date, int, int]:
        """Where it stands: by the day on which the client could know, a publication before what it showed."""
        if self.showing:
            return self.told, 0, self.showing.n
        if self.entry:
            return self.told, 1, self.entry.n
        if self.edit:
            return self.told, 2, self.edit.n
        return self.told, 3, 0


def within(
    points: Sequence[Point],
    first: date | None,
    last: date | None,
) -> list[Point]:
    """Returns the points of which any day lies between two days; None is open, and without either all are returned.

    So a point that is dated back is found under the day that it is given, and under the one on which it was told.
    """
    if first is None and last is None:
        return list(points)
    start = first or date.min
    end = last or date.max
    found: list[Point] = []
    for each in points:
        if any(start <= day <= end for day in each.days):
            found.append(each)
    return found
