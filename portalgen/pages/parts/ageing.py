"""How long what a page shows holds, if nobody makes it anew."""

from dataclasses import dataclass
from datetime import date

from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.analysis.health.cadence import fresh_until
from portalgen.model.health import Rag
from portalgen.model.project import Project


@dataclass(frozen=True, slots=True)
class Ageing:
    """The day of which a page speaks, and the last day on which nothing newer should have come.

    `turns_grey` tells that its colour counts no longer from then on: bad news stays, however old it is.
    """

    made_on: date
    until: date
    turns_grey: bool


def ageing(
    project: Project,
    found: ProjectFindings,
    findings: Findings,
) -> Ageing | None:
    """Returns how long a project's page holds; None where nothing is due, or where its data is old already.

    A portal as it stood on a day of the past is none that got old.
    """
    if findings.is_of_the_past:
        return None
    until = fresh_until(project, found.reporting, found.as_of)
    if until is None:
        return None
    is_green = found.health.overall is Rag.GREEN
    return Ageing(found.as_of, until, is_green)
