"""The names that templates share beside their `page`."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from portalgen.model.project import PageName, Project
from portalgen.pages.frame.imprint import Imprint, imprint
from portalgen.pages.frame.navigation import Navigation, navigation
from portalgen.pages.frame.page_links import PageLinks
from portalgen.pages.links import Links
from portalgen.pages.parts.people import People, people_of
from portalgen.pages.project.page import ProjectPage
from portalgen.pages.project.subject import Subject
from portalgen.words import Words


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of a client has around its content, the overview included."""

    imprint: Imprint
    words: Words

    def names(self) -> dict[str, Any]:
        """Returns each field under its name, and `t`, which says a sentence as HTML."""
        shared = {each.name: getattr(self, each.name) for each in fields(self)}
        shared["t"] = self.words.html
        return shared


@dataclass(frozen=True, slots=True)
class ProjectFrame(Frame):
    """What every page of a project has around its content.

    `project` is what its client may see of it: what a page shows just as the files have it needs no view of its own.
    `read_on` is the day of what is shown, where the files of today cannot be read.
    """

    project: Project
    read_on: date | None
    navigation: Navigation
    links: PageLinks
    people: People


def project_frame(
    subject: Subject,
    published: Sequence[ProjectPage],
    here: PageName,
    path: str,
    links: Links,
) -> ProjectFrame:
    """Returns the frame of a page of a project at a path."""
    return ProjectFrame(
        imprint=imprint(subject.client, subject.findings),
        words=subject.words,
        project=subject.project,
        read_on=subject.found.read_on,
        navigation=navigation(subject, published, here, path, links),
        links=PageLinks(links, path, subject),
        people=people_of(
            subject.client,
            subject.project,
            subject.words,
            subject.findings.records.present,
        ),
    )
