"""The pages of a project, in the order in which they are offered. There is no other list of them."""

from portalgen.analysis.findings import ProjectFindings
from portalgen.model.project import ALWAYS_PUBLISHED, Project
from portalgen.pages.project import (
    agreement,
    changed,
    changes,
    dates,
    how,
    needs,
    now,
    progress,
    risks,
    told,
    track,
)
from portalgen.pages.project.page import ProjectPage
from portalgen.pages.project.subject import Subject

PAGES: tuple[ProjectPage, ...] = (
    now.PAGE,
    needs.PAGE,
    changed.PAGE,
    dates.PAGE,
    told.PAGE,
    progress.PAGE,
    changes.PAGE,
    risks.PAGE,
    agreement.PAGE,
    track.PAGE,
    how.PAGE,
)


def published_pages(
    project: Project, found: ProjectFindings
) -> tuple[ProjectPage, ...]:
    """Returns the pages of a project that are published and have something to show."""
    pages = [page for page in PAGES if _is_published(page, project, found)]
    return tuple(pages)


def _is_published(
    page: ProjectPage,
    project: Project,
    found: ProjectFindings,
) -> bool:
    if page.name in ALWAYS_PUBLISHED:
        return True
    if page.name not in project.pages:
        return False
    return page.has_data(project, found)


def pages_of(subject: Subject) -> tuple[ProjectPage, ...]:
    """Returns the pages that the project of a subject publishes."""
    pages = [page for page in PAGES if page.name in subject.published]
    return tuple(pages)
