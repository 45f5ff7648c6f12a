"""The form in which a walk is kept: typed records, with each milestone and each project once.

Histories are long and their values few. So milestones and projects stand in tables, and whoever has one names it by
its number there. A file's name may hold bytes that are no text, and is kept percent-encoded.
"""

import os
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar
from urllib.parse import quote, unquote_to_bytes

from pydantic import TypeAdapter

from portalgen.model.record.past import (
    PastMilestone,
    PastProject,
    Revision,
)
from portalgen.model.record.statement import PastUpdate, Statement
from portalgen.model.record.terms import PastRow, PastTerms
from portalgen.source.past.history_records import (
    ClientRecord,
    FileRecord,
    KeptRecord,
    PlaceRecord,
    ProjectRecord,
    ReportsRecord,
    RevisionRecord,
    ViewRecord,
)
from portalgen.source.past.projection import PastFile
from portalgen.source.past.reports import Reports, Rewritten
from portalgen.source.past.walk import (
    ClientWalk,
    Kept,
    Walk,
)

T = TypeVar("T", bound=Hashable)
V = TypeVar("V")


_FORM = TypeAdapter(KeptRecord)


def written(kept: Kept) -> bytes:
    """Returns a walk as JSON."""
    record = _Writer().record(kept)
    return _FORM.dump_json(record)


def read(content: bytes) -> Kept:
    """Returns the walk that JSON tells. Raises ValueError or IndexError where it tells none."""
    record = _FORM.validate_json(content)
    return _Reader(record).kept()


class _Table(Generic[T]):
    """Numbers values in the order in which they first come; equal ones have one number."""

    def __init__(self) -> None:
        self.numbers: dict[T, int] = {}
        # By identity: most values come again as themselves, and hashing them takes long.
        self._met: dict[int, int] = {}

    def number(self, value: T) -> int:
        number = self._met.get(id(value))
        if number is None:
            number = self.numbers.setdefault(value, len(self.numbers))
            self._met[id(value)] = number
        return number

    def all(self, values: Iterable[T]) -> list[int]:
        """Returns the numbers of values, in their order."""
        return [self.number(each) for each in values]


class _Projects:
    """Numbers projects like a table; those of the same dates are two where their terms differ."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[PastProject, PastTerms], int] = {}
        self._met: dict[int, int] = {}

    def number(self, project: PastProject) -> int:
        number = self._met.get(id(project))
        if number is None:
            key = (project, project.terms)
            number = self.numbers.setdefault(key, len(self.numbers))
            self._met[id(project)] = number
        return number


class _Writer:
    """Makes records of values, and fills the tables meanwhile."""

    def __init__(self) -> None:
        self.milestones = _Table[PastMilestone]()
        self.projects = _Projects()
        self.rows = _Table[PastRow]()
        self.statements = _Table[Statement]()
        self.updates = _Table[PastUpdate]()

    def record(self, kept: Kept) -> KeptRecord:
        walk = kept.walk
        clients = []
        for client in walk.clients.values():
            clients.append(self.client(client))
        files = {}
        for blob, file in kept.files.items():
            files[blob] = self.file(file)
        # Only now has the table of projects all of them; it fills that of milestones.
        projects = []
        for project, _ in self.projects.numbers:
            projects.append(self.project(project))
        return KeptRecord(
            head=kept.head,
            oldest=kept.oldest,
            since=kept.since,
            reach=kept.reach,
            lost=_lost(kept),
            owners=dict(walk.owners),
            length=walk.length,
            days=walk.days,
            clients=clients,
            files=files,
            projects=projects,
            milestones=list(self.milestones.numbers),
            rows=list(self.rows.numbers),
            statements=list(self.statements.numbers),
            updates=list(self.updates.numbers),
            update_texts=dict(kept.update_texts),
            agency=walk.agency,
            in_force=walk.in_force,
        )

    def client(self, client: ClientWalk) -> ClientRecord:
        files = []
        for (folder, project), blobs in client.files.items():
            place = PlaceRecord(folder, project, _encoded(blobs))
            files.append(place)
        views = []
        for (folder, project), view in client.views.items():
            seen = self.projects.number(view)
            views.append(ViewRecord(folder, project, seen))
        placed = zip(client.positions, client.revisions, strict=True)
        revisions = []
        for position, each in placed:
            revisions.append(self.revision(position, each))
        return ClientRecord(
            id=client.id,
            files=files,
            views=views,
            restarts=client.restarts,
            skipped=client.skipped,
            revisions=revisions,
            reports=self.reports(client),
            rewritten=sorted(client.rewritten.blobs),
            gone=sorted(client.rewritten.gone),
            agency=client.agency,
            pages=client.pages,
        )

    def reports(self, client: ClientWalk) -> list[ReportsRecord]:
        records = []
        for (folder, project), each in client.reports.items():
            rows = self.rows.all(each.rows)
            updates = self.updates.all(each.updates)
            records.append(ReportsRecord(folder, project, rows, updates))
        return records

    def revision(self, position: int, revision: Revision) -> RevisionRecord:
        shown = []
        for each in revision.projects:
            shown.append(self.projects.number(each))
        return RevisionRecord(
            position=position,
            commit=revision.commit,
            recorded_on=revision.recorded_on,
            by=revision.by,
            projects=shown,
            restarts=revision.restarts,
            adds=revision.adds,
            agency=revision.agency,
        )

    def file(self, file: PastFile | None) -> FileRecord | None:
        if file is None:
            return None
        return FileRecord(
            is_internal=file.is_internal,
            formerly=file.formerly,
            live_from=file.live_from,
            milestones=self.milestones.all(file.milestones),
            name=file.name,
            terms=replace(file.terms, statements=()),
            statements=self.statements.all(file.terms.statements),
        )

    def project(self, project: PastProject) -> ProjectRecord:
        terms = project.terms
        return ProjectRecord(
            id=project.id,
            formerly=project.formerly,
            live_from=project.live_from,
            milestones=self.milestones.all(project.milestones),
            name=project.name,
            terms=replace(
                terms,
                rows=(),
                statements=(),
                updates=(),
            ),
            rows=self.rows.all(terms.rows),
            statements=self.statements.all(terms.statements),
            updates=self.updates.all(terms.updates),
        )


class _Reader:
    """Makes values of records. An equal value is one object, wherever it comes."""

    def __init__(self, record: KeptRecord) -> None:
        self.record = record
        self.projects: list[PastProject] = []
        for each in record.projects:
            self.projects.append(self.project(each))

    def kept(self) -> Kept:
        record = self.record
        clients = {}
        for client in record.clients:
            clients[client.id] = self.client(client)
        files = {}
        for blob, file in record.files.items():
            files[blob] = self.file(file)
        lost = {}
        for client_id, folders in record.lost.items():
            lost[client_id] = tuple(_meant(folder) for folder in folders)
        walk = Walk(
            owners=record.owners,
            clients=clients,
            length=record.length,
            days=record.days,
            agency=record.agency,
            in_force=record.in_force,
        )
        return Kept(
            head=record.head,
            oldest=record.oldest,
            since=record.since,
            reach=record.reach,
            walk=walk,
            files=files,
            lost=lost,
            update_texts=record.update_texts,
        )

    def client(self, client: ClientRecord) -> ClientWalk:
        files = {}
        for place in client.files:
            files[place.folder, place.project] = _decoded(place.blobs)
        views = {}
        for view in client.views:
            views[view.folder, view.project] = self.projects[view.seen]
        revisions = []
        positions = []
        for each in client.revisions:
            revisions.append(self.revision(each))
            positions.append(each.position)
        return ClientWalk(
            id=client.id,
            files=files,
            views=views,
            restarts=client.restarts,
            skipped=client.skipped,
            revisions=revisions,
            positions=positions,
            reports=self.reports(client),
            rewritten=Rewritten(set(client.rewritten), set(client.gone)),
            agency=client.agency,
            pages=client.pages,
        )

    def reports(self, client: ClientRecord) -> dict[tuple[str, str], Reports]:
        reports = {}
        for each in client.reports:
            rows = _named(self.record.rows, each.rows)
            updates = _named(self.record.updates, each.updates)
            reports[each.folder, each.project] = Reports(rows, updates)
        return reports

    def revision(self, revision: RevisionRecord) -> Revision:
        shown = []
        for number in revision.projects:
            shown.append(self.projects[number])
        return Revision(
            commit=revision.commit,
            recorded_on=revision.recorded_on,
            by=revision.by,
            projects=tuple(shown),
            restarts=revision.restarts,
            adds=revision.adds,
            agency=revision.agency,
        )

    def file(self, file: FileRecord | None) -> PastFile | None:
        if file is None:
            return None
        return PastFile(
            is_internal=file.is_internal,
            formerly=file.formerly,
            live_from=file.live_from,
            milestones=_named(self.record.milestones, file.milestones),
            name=file.name,
            terms=replace(
                file.terms,
                statements=_named(self.record.statements, file.statements),
            ),
        )

    def project(self, project: ProjectRecord) -> PastProject:
        record = self.record
        return PastProject(
            id=project.id,
            formerly=project.formerly,
            live_from=project.live_from,
            milestones=_named(record.milestones, project.milestones),
            name=project.name,
            terms=replace(
                project.terms,
                rows=_named(record.rows, project.rows),
                statements=_named(record.statements, project.statements),
                updates=_named(record.updates, project.updates),
            ),
        )


def _named(table: Sequence[V], numbers: Iterable[int]) -> tuple[V, ...]:
    """Returns the values of a table that numbers name, in their order."""
    return tuple(table[number] for number in numbers)


def _encoded(blobs: dict[str, str]) -> dict[str, str]:
    encoded = {}
    for name, blob in blobs.items():
        encoded[_told(name)] = blob
    return encoded


def _decoded(blobs: dict[str, str]) -> dict[str, str]:
    decoded = {}
    for name, blob in blobs.items():
        decoded[_meant(name)] = blob
    return decoded


def _lost(kept: Kept) -> dict[str, list[str]]:
    lost = {}
    for client_id, folders in kept.lost.items():
        lost[client_id] = [_told(folder) for folder in folders]
    return lost


def _told(name: str) -> str:
    plain = os.fsencode(name)
    return quote(plain)


def _meant(told: str) -> str:
    plain = unquote_to_bytes(told)
    return os.fsdecode(plain)
