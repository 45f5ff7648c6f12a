"""The way around a project's pages, and to the client's other projects."""

from collections.abc import Sequence
from dataclasses import dataclass

from portalgen.model.project import PageName
from portalgen.pages.links import Links
from portalgen.pages.project.page import ProjectPage
from portalgen.pages.project.subject import Subject

# So many other projects are named on each page. More are found on the overview alone: a list of all on every page
# would make a portal grow with the square of its projects, and nobody reads it on a phone.
MOST_OTHERS = 12


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to a page, with how many things wait there."""

    name: PageName
    title: str
    href: str
    icon: str
    count: int


@dataclass(frozen=True, slots=True)
class ProjectLink:
    """A link to another project."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """Where a reader is and can go: the main pages in the bar, the others below "more", other projects.

    `others` are named as long as they are few; `is_alone` tells that there is no other project at all.
    """

    here: PageName
    project: str
    main: tuple[Tab, ...]
    more: tuple[Tab, ...]
    others: tuple[ProjectLink, ...]
    is_alone: bool
    all_projects: str

    @property
    def is_more(self) -> bool:
        """Tells whether the page stands below "more"."""
        names = [tab.name for tab in self.more]
        return self.here in names


def navigation(
    subject: Subject,
    published: Sequence[ProjectPage],
    here: PageName,
    path: str,
    links: Links,
) -> Navigation:
    """Returns the navigation of a page at a path, over the published pages of a project."""
    main = [each for each in published if each.icon]
    more = [each for each in published if not each.icon]
    return Navigation(
        here=here,
        project=subject.project.name,
        main=tabs(subject, main, path, links),
        more=tabs(subject, more, path, links),
        others=_others(subject, path, links),
        is_alone=len(subject.client.projects) == 1,
        all_projects=links.page(path, ""),
    )


def tabs(
    subject: Subject,
    pages: Sequence[ProjectPage],
    path: str,
    links: Links,
) -> tuple[Tab, ...]:
    """Returns the links to some pages of a project, from a page at a path."""
    found: list[Tab] = []
    for page in pages:
        there = f"{subject.project.id}/{page.name}/"
        tab = Tab(
            name=page.name,
            title=subject.words.text(f"page.{page.name}"),
            href=links.page(path, there),
            icon=page.icon,
            count=page.waiting(subject.found),
        )
        found.append(tab)
    return tuple(found)


def _others(
    subject: Subject,
    path: str,
    links: Links,
) -> tuple[ProjectLink, ...]:
    """Returns the links to the client's other projects, as long as they are few."""
    if len(subject.client.projects) - 1 > MOST_OTHERS:
        return ()
    others: list[ProjectLink] = []
    for each in subject.client.projects:
        if each.id == subject.project.id:
            continue
        href = links.page(path, f"{each.id}/now/")
        others.append(ProjectLink(each.name, href))
    return tuple(others)
