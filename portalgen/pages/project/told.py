"""As we told you: what the portal said on each day on which it told the client something."""

from dataclasses import dataclass

from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.told.telling import Telling
from portalgen.model.project import PageName, Project
from portalgen.pages.parts.health_strip import HealthStrip, health_strip
from portalgen.pages.project.page import ProjectPage, View
from portalgen.pages.project.subject import Subject

OPEN = 8  # days that are listed without being unfolded


@dataclass(frozen=True, slots=True)
class ToldPage(View):
    """The days on which the client was told, newest first; `earlier` ones are folded, `older` ones are counted alone.

    `is_published` tells that every day is that of a publication, `is_recorded` that none but today's is known to be.
    """

    days: tuple[Telling, ...]
    earlier: tuple[Telling, ...]
    older: int
    strip: HealthStrip | None
    is_published: bool
    is_recorded: bool


def told_page(subject: Subject) -> ToldPage:
    """Returns the view of what the client was told."""
    tellings = subject.found.tellings
    before = tellings.days[:-1]
    newest_first = tellings.days[::-1]
    return ToldPage(
        days=newest_first[:OPEN],
        earlier=newest_first[OPEN:],
        older=tellings.older,
        strip=health_strip(tellings, subject.words),
        is_published=all(each.is_published for each in before),
        is_recorded=not any(each.is_published for each in before),
    )


def _has_several_days(project: Project, found: ProjectFindings) -> bool:
    del project
    return found.tellings.are_several


PAGE = ProjectPage(
    name=PageName.TOLD,
    view=ToldPage,
    make=told_page,
    more_data=_has_several_days,
)
