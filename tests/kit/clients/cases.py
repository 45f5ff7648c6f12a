"""Cases for evidence: a project with its record, and on which days it was published."""

import re
from collections.abc import Iterable
from datetime import date

from portalgen.analysis.analyse import analyse
from portalgen.analysis.findings import Findings
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.analysis.ledger.records import NO_RECORDS, Records
from portalgen.analysis.showings import with_showing
from portalgen.model.project import Project
from portalgen.model.record.showing import Showings
from portalgen.pages.evidence.point import Case, Point
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client


def findings_of(project: Project, record: Ledger | None = None) -> Findings:
    """Returns what a client with one project gives today."""
    known = NO_RECORDS
    if record:
        known = Records(record, record)
    return analyse(client(project), TODAY, known)


def case(
    project: Project,
    record: Ledger | None = None,
    showings: Showings = (),
) -> Case:
    """Returns a project with its record as a case; in English, every day with its year."""
    findings = findings_of(project, record)
    return Case(
        client=client(project),
        project=project,
        found=findings.projects[project.id],
        record=findings.records.recorded,
        showings=showings,
        words=Words("en", date.min),
    )


def published(record: Ledger, *times: tuple[str, int]) -> Showings:
    """Returns the publications of a record, each on a day and with a number of entries."""
    showings: Showings = ()
    for day, n in times:
        head = record.entries[n - 1].hash
        showings = with_showing(showings, date.fromisoformat(day), n, head)
    return showings


def sayings(points: Iterable[Point]) -> list[str]:
    """Returns the sentences of points as plain text."""
    return [re.sub("<[^>]+>", "", each.said.replace("\xa0", " ")) for each in points]
