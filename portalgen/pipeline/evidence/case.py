"""What is asked for of a project's evidence, and the points and limits that come of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.analysis.edits.continuity import broken_record
from portalgen.analysis.showings import of_record
from portalgen.errors import PortalgenError, UsageError
from portalgen.model.project import Project
from portalgen.model.record.seal import Seal
from portalgen.pages.evidence.chronology import about, chronology, milestones_of
from portalgen.pages.evidence.point import Case, Point, within
from portalgen.pipeline.examine import Dossier
from portalgen.source.nouns.suggestions import did_you_mean
from portalgen.words import Words


@dataclass(frozen=True)
class Asked:
    """What is asked for: a project by its id, all of it or one milestone, all days or some; with the mails or without.

    Mails lie in internal/, which nothing else opens.
    """

    project: str
    milestone: str | None = None
    first: date | None = None
    last: date | None = None
    with_mails: bool = False


def case_of(
    dossier: Dossier,
    project_id: str,
    kept: Seal | None,
) -> Case:
    """Returns what the chronology is made of. Raises PortalgenError where that cannot be shown."""
    project = _project(dossier, project_id)
    record = dossier.findings.records.recorded
    broken = broken_record(dossier.recorded, kept)
    if broken:
        raise PortalgenError(f"{broken.message}; {broken.help}")
    hashes = [each.hash for each in record.entries]
    published = kept.showings if kept else ()
    client = dossier.client
    return Case(
        client=client,
        project=project,
        found=dossier.findings.projects[project_id],
        record=record,
        showings=of_record(published, hashes),
        words=Words(client.language, date.min, client.currency),
        edits=dossier.findings.edits.with_showings(published, None),
    )


def _project(dossier: Dossier, project_id: str) -> Project:
    """Returns a project that the client sees. Raises PortalgenError where there is none, or its data is broken."""
    path = f"{dossier.client.id}/{project_id}"
    if project_id in dossier.loaded.stand_ins:
        raise PortalgenError(f"the data of {path} is broken: run portalgen check")
    for project in dossier.client.projects:
        if project.id == project_id:
            return project
    raise PortalgenError(
        f"{path} is internal or not live yet, so there is nothing that its client was told"
    )


def points_of(case: Case, asked: Asked) -> list[Point]:
    """Returns the points that are asked for. Raises UsageError where there is no such milestone."""
    points = chronology(case)
    if asked.milestone:
        known = milestones_of(case)
        if asked.milestone not in known:
            near = "it has none"
            if known:
                near = did_you_mean(asked.milestone, known)
            path = f"{case.client.id}/{case.project.id}"
            raise UsageError(
                f"{path} has no milestone called {asked.milestone}; {near}"
            )
        points = about(
            points,
            case.project,
            asked.milestone,
        )
    return within(
        points,
        asked.first,
        asked.last,
    )


def limits_of(
    case: Case,
    asked: Asked,
    points: Sequence[Point],
) -> Iterator[str]:
    """Yields what of the chronology is not in the bundle, and what is not known."""
    words = case.words
    if asked.milestone:
        yield words.text("evidence.of_milestone", name=_name(case, asked.milestone))
    if asked.first:
        yield words.text("evidence.from", day=asked.first)
    if asked.last:
        yield words.text("evidence.to", day=asked.last)
    if asked.milestone or asked.first or asked.last:
        every = len(chronology(case))
        yield words.text("evidence.part", count=every, points=len(points))
    if not case.record.entries:
        yield words.text("evidence.no_record")
    elif not case.showings:
        yield words.text("evidence.no_publications")


def _name(case: Case, milestone_id: str) -> str:
    for each in case.project.milestones:
        if each.id == milestone_id:
            return each.name
    return milestone_id
