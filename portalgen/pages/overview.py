"""The overview: all projects of a client, a card each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from portalgen.analysis.findings import Findings
from portalgen.analysis.forecast.progress import Completion
from portalgen.analysis.health.schedule import DARKNESS
from portalgen.analysis.message import Message
from portalgen.analysis.told.asks import OpenAsk
from portalgen.model.client import Client
from portalgen.model.health import Rag
from portalgen.model.project import Project, ProjectState
from portalgen.pages.links import Links
from portalgen.pages.parts.ageing import Ageing, ageing
from portalgen.pages.project.page import View
from portalgen.pages.project.subject import Subject


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """How one project stands, in short, and the address of its first page.

    `ageing` tells how long its colour holds if no newer page comes.
    """

    name: str
    href: str
    verdict: Message
    state: ProjectState
    has_ended: bool
    health: Rag
    ageing: Ageing | None
    data_as_of: date | None
    read_on: date | None
    completion: Completion | None
    asks: tuple[OpenAsk, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage(View):
    """All projects of a client."""

    template: ClassVar[str] = "overview.html.j2"

    client: str
    projects: tuple[ProjectCard, ...]


def overview_page(
    client: Client,
    subjects: Iterable[Subject],
    links: Links,
) -> OverviewPage:
    """Returns the view of a client's projects, in the order given."""
    cards = [_card(each, links) for each in subjects]
    return OverviewPage(client.name, tuple(cards))


def _card(subject: Subject, links: Links) -> ProjectCard:
    found = subject.found
    project = subject.project
    return ProjectCard(
        name=project.name,
        href=links.page("", f"{project.id}/now/"),
        verdict=found.verdict,
        state=project.state,
        has_ended=subject.project.has_ended,
        health=found.health.overall,
        ageing=ageing(project, found, subject.findings),
        data_as_of=found.reporting.last,
        read_on=found.read_on,
        completion=found.completion,
        asks=found.asks,
    )


def by_urgency(projects: Iterable[Project], findings: Findings) -> list[Project]:
    """Returns projects in the order of the overview: running ones first, the darkest at the top."""
    states = list(ProjectState)

    def urgency(project: Project) -> tuple[int, int]:
        place = states.index(project.state)
        health = findings.projects[project.id].health.overall
        darkness = DARKNESS.get(health, 0)
        return (place, -darkness)

    return sorted(projects, key=urgency)
