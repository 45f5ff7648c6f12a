"""How long what a page shows holds, if nobody makes it anew."""

from dataclasses import dataclass
from datetime import date

from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.health.cadence import fresh_until
from portalgen.model.health import Rag
from portalgen.model.project import Project

AGE = {Rag.GREEN, Rag.AMBER}


@dataclass(frozen=True, slots=True)
class Ageing:
    """The day of which a page speaks, and the last day on which its green or amber counts."""

    made_on: date
    until: date


def ageing(project: Project, found: ProjectFindings) -> Ageing | None:
    """Returns how long a project's colour holds; None for one that age does not brighten, and where nothing is due."""
    until = fresh_until(project, found.reporting, found.as_of)
    if until is None or found.health.overall not in AGE:
        return None
    return Ageing(found.as_of, until)
