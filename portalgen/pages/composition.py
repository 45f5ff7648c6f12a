"""Composes pages: a view model and what stands around it go into the template of the page."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment

from portalgen.analysis.findings import Findings
from portalgen.model.client import Client
from portalgen.model.project import Project
from portalgen.pages.frame.frame import Frame, project_frame
from portalgen.pages.frame.imprint import imprint
from portalgen.pages.frame.templates import environment, filled
from portalgen.pages.links import Links
from portalgen.pages.overview import OverviewPage, overview_page
from portalgen.pages.page import Page
from portalgen.pages.parts.placed_chart import PlacedChart
from portalgen.pages.project.page import ChartedView, ProjectPage, View
from portalgen.pages.project.subject import Subject
from portalgen.pages.registry import pages_of, published_pages
from portalgen.words import Words

# Between two boxes stands a blank, since the engine's search joins their words; browsers show none there.
BOXES = re.compile(
    r"(</(?:td|th|li|p|h\d|dt|dd|div|summary)>|(?=<(?:br|small)\b))(?=<)"
)
LINE_ENDS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Composed:
    """A page, and the charts on it."""

    page: Page
    charts: tuple[PlacedChart, ...]


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes the pages of one client, with the templates and the links of a site or of one document."""

    templates: Environment
    client: Client
    findings: Findings
    words: Words
    links: Links

    def subjects(self, projects: Iterable[Project]) -> list[Subject]:
        """Returns projects of the client as subjects of their pages, in the order given."""
        return [self._subject(project) for project in projects]

    def _subject(self, project: Project) -> Subject:
        found = self.findings.projects[project.id]
        pages = published_pages(project, found)
        names = [page.name for page in pages]
        return Subject(
            client=self.client,
            project=project,
            findings=self.findings,
            words=self.words,
            published=tuple(names),
        )

    def overview(self, subjects: Iterable[Subject]) -> Page:
        """Returns the page with the client's projects, in the order given."""
        view = overview_page(self.client, subjects, self.links)
        html = self.filled(OverviewPage.template, view, self.frame())
        title = self.words.text("overview.title")
        return Page("", title, tidy(html))

    def pages(self, subjects: Iterable[Subject]) -> Iterator[Composed]:
        """Yields all published pages of projects, each at its own path."""
        for subject in subjects:
            folder = subject.project.id
            for page in pages_of(subject):
                path = f"{folder}/{page.name}"
                yield self.page(subject, page, path)

    def page(
        self,
        subject: Subject,
        page: ProjectPage,
        path: str,
    ) -> Composed:
        """Returns a page of a project at a path, with its charts."""
        view = page.make(subject)
        frame = project_frame(subject, pages_of(subject), page.name, path, self.links)
        html = self.filled(page.template, view, frame)
        name = self.words.text(f"page.{page.name}")
        title = f"{name} · {subject.project.name}"
        made = Page(path, title, tidy(html))
        if isinstance(view, ChartedView):
            return Composed(made, view.charts)
        return Composed(made, ())

    def frame(self) -> Frame:
        """Returns what stands around a page that is no project's."""
        foot = imprint(self.client, self.findings)
        return Frame(foot, self.words)

    def filled(
        self,
        template: str,
        view: View,
        frame: Frame,
    ) -> str:
        """Returns a template with its view model and the shared names filled in.

        Raises BuildError where a workspace's own template cannot be.
        """
        names = {
            "page": view,
            **frame.names(),
        }
        return filled(self.templates, template, names)


def composer(
    client: Client,
    findings: Findings,
    words: Words,
    templates: Mapping[str, str],
    links: Links,
) -> Composer:
    """Returns what composes the pages of a client by templates given by their name."""
    jinja = environment(templates)
    return Composer(jinja, client, findings, words, links)


def tidy(html: str) -> str:
    """Returns HTML as one block: no blank lines and no indentation, which Markdown could take for its own."""
    apart = BOXES.sub(r"\1 ", html)
    block = LINE_ENDS.sub(" \n", apart)
    return f"{block.strip()}\n"
