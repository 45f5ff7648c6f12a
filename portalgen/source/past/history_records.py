"""The records in which a walk is kept: each noun once in a table, named by its number elsewhere."""

from dataclasses import dataclass
from datetime import date

from pydantic import NonNegativeInt

from portalgen.model.record.past import PastMilestone, Reach
from portalgen.model.record.statement import PastUpdate, Statement, UpdateText
from portalgen.model.record.terms import PastAgency, PastPages, PastRow, PastTerms
from portalgen.source.past.steps import Mark, Restarts

Number = NonNegativeInt  # of a milestone, a project, a row and the like in its table


@dataclass(slots=True)
class FileRecord:
    """A `PastFile`."""

    is_internal: bool
    formerly: tuple[str, ...]
    live_from: date | None
    milestones: list[Number]
    name: str | None
    terms: PastTerms
    statements: list[Number]


@dataclass(slots=True)
class ProjectRecord:
    """A `PastProject`."""

    id: str
    formerly: tuple[str, ...]
    live_from: date | None
    milestones: list[Number]
    name: str | None
    terms: PastTerms
    rows: list[Number]
    statements: list[Number]
    updates: list[Number]


@dataclass(slots=True)
class ReportsRecord:
    """`Reports`, with rows and updates by their numbers."""

    folder: str
    project: str
    rows: list[Number]
    updates: list[Number]


@dataclass(slots=True)
class PlaceRecord:
    """The blobs of a project's files by their names, percent-encoded."""

    folder: str
    project: str
    blobs: dict[str, str]


@dataclass(slots=True)
class ViewRecord:
    """What could be seen of a project last."""

    folder: str
    project: str
    seen: Number


@dataclass(slots=True)
class RevisionRecord:
    """A `Revision`, with the position of its commit on the line."""

    position: int
    commit: str
    recorded_on: date
    by: str
    projects: list[Number]
    restarts: Restarts
    adds: bool
    agency: PastAgency | None


@dataclass(slots=True)
class ClientRecord:
    """A `ClientWalk`."""

    id: str
    files: list[PlaceRecord]
    views: list[ViewRecord]
    restarts: dict[str, Restarts]
    skipped: int
    revisions: list[RevisionRecord]
    reports: list[ReportsRecord]
    rewritten: list[str]
    gone: list[date]
    agency: PastAgency | None
    pages: dict[str, PastPages]


@dataclass(slots=True)
class KeptRecord:
    """A whole `Kept`, with the tables that the numbers count in."""

    head: str
    oldest: str
    since: date
    reach: Reach
    lost: dict[str, list[str]]
    owners: dict[str, str]
    length: int
    days: list[Mark]
    clients: list[ClientRecord]
    files: dict[str, FileRecord | None]
    projects: list[ProjectRecord]
    milestones: list[PastMilestone]
    rows: list[PastRow]
    statements: list[Statement]
    updates: list[PastUpdate]
    update_texts: dict[str, UpdateText]
    agency: list[PastAgency]
    in_force: PastAgency | None
