"""What every template of a project can use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.charts import Cell, Chart
from portalgen.model.client import Client
from portalgen.model.document import document_named
from portalgen.model.project import PageName, Project
from portalgen.pages import people
from portalgen.pages.links import SITE, Links
from portalgen.pages.prose import prose
from portalgen.words import Words

MAIN = (PageName.NOW, PageName.NEEDS, PageName.CHANGED, PageName.DATES)
# Outlines of the icons in the bar of a phone, drawn for this project on a grid of 24.
ICONS = {
    "now": "M12 3a9 9 0 1 0 9 9M12 7v5l3 3M21 5l-5 5",
    "needs": "M5 12l4 4L19 6M4 20h16",
    "changed": "M4 6h16M4 12h10M4 18h7M18 14v6M15 17h6",
    "dates": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
    "more": "M5 12h.01M12 12h.01M19 12h.01",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to a page."""

    name: str
    title: str
    href: str
    count: int = 0


@dataclass(frozen=True)
class ProjectContext:
    """One project on its way to pages: the data, what is derived, and the words."""

    client: Client
    project: Project
    findings: Findings
    words: Words
    published: tuple[PageName, ...]
    links: Links = SITE

    @property
    def found(self) -> ProjectFindings:
        """What is derived from the project."""
        return self.findings.projects[self.project.id]

    def url_to(self, path: str) -> Callable[..., str]:
        """Returns the function that links from a page at `path` to a page of this project, or to an anchor there."""
        return lambda name, anchor="": self.links.page(
            path, f"{self.project.id}/{name}/", str(anchor)
        )

    def variables(self, page: PageName, path: str) -> dict[str, Any]:
        """Returns the names that a template can use on a page at a path."""
        to = self.url_to(path)
        return self.shared(path) | {
            "page": page.value,
            "project": self.project,
            "found": self.found,
            "published": [each.value for each in self.published],
            "to": to,
            "tabs": [self.tab(each, to) for each in MAIN if each in self.published],
            "more": [self.tab(each, to) for each in self.published if each not in MAIN],
            "others": self.others(path),
            "names": self.milestone_names,
            "change_name": self.change_name,
            "file_url": lambda target: self.links.file(path, target),
            "anchor": lambda name: self.links.anchor(path, str(name)),
            "document_url": lambda name: self.document_url(path, name),
            "markdown": lambda text: Markup(prose(text, self.resolver(path))),  # noqa: S704 - cleaned by nh3
        }

    def shared(self, path: str) -> dict[str, Any]:
        """Returns the names that need no page of their own."""
        known = people.contacts(self.client, self.project)
        return client_variables(
            self.client, self.findings.as_of, self.words, path, self.links
        ) | {
            "person": lambda name: people.shown(name, known, self.words),
            "reply": self.reply,
        }

    def tab(self, page: PageName, to: Callable[[str], str]) -> Tab:
        """Returns the link to a page, with how many things wait there."""
        count = len(self.found.asks) if page is PageName.NEEDS else 0
        return Tab(page.value, self.words.text(f"page.{page}"), to(page), count)

    def others(self, path: str) -> list[Tab]:
        """Returns links to the client's other projects."""
        rest = [each for each in self.client.projects if each.id != self.project.id]
        return [
            Tab(each.id, each.name, self.links.page(path, f"{each.id}/now/"))
            for each in rest
        ]

    def document_url(self, path: str, name: str) -> str | None:
        """Returns the address of one of the project's documents from a page at a path; None without files."""
        address = self.links.file(path, f"{self.project.id}/documents/{name}")
        return quote(address) if address else None

    def resolver(self, path: str) -> Callable[[str], str | None]:
        """Returns the function that gives a document's address for a relative target in a PM's Markdown."""
        names = {each.name for each in self.project.documents}

        def resolve(target: str) -> str | None:
            name = document_named(target)
            return self.document_url(path, name) if name in names else None

        return resolve

    def milestone_names(self, ids: tuple[str, ...]) -> str:
        """Returns the names of milestones."""
        return ", ".join(
            each.name for each in self.project.milestones if each.id in ids
        )

    def change_name(self, id_: str) -> str:
        """Returns the name of a change request."""
        return next(
            (each.name for each in self.project.change_requests if each.id == id_), id_
        )

    def reply(self, subject: str, body: str) -> str | None:
        """Returns a prefilled mail to whoever answers this client, or None where nobody can."""
        manager = (
            next((each for each in self.project.contacts if each.email), None)
            or self.client.account_manager
        )
        agency = self.client.agency.agency
        address = manager.email if manager else agency.email if agency else None
        if not address:
            return None
        return f"mailto:{quote(address, safe='@')}?subject={_in_mail(subject)}&body={_in_mail(body)}"


def _in_mail(text: str) -> str:
    """Returns a text for an address of a mail, which is plain text, where templates speak HTML."""
    return quote(text.unescape() if isinstance(text, Markup) else str(text))


def client_variables(
    client: Client, as_of: date, words: Words, path: str, links: Links
) -> dict[str, Any]:
    """Returns the names that every page of a client can use, the overview included."""
    agency = client.agency.agency
    return {
        "client": client,
        "agency": agency.name if agency else "",
        "contact_email": agency.email if agency else None,
        "as_of": as_of,
        "words": words,
        "t": words.html,
        "root_url": links.page(path, ""),
        "icon": ICONS.__getitem__,
        "role": lambda text: people.role(text, words),
        "short": lambda day: words.time(day, words.short_day(day)) if day else "–",
        "signed": lambda days: signed(days, words),
        "cell_text": lambda cell: cell_text(cell, words),
    }


def signed(days: int | None, words: Words) -> str:
    """Returns a number of days with its sign: `+5`, `−2`, `0`."""
    if days is None:
        return "–"
    return f"{'+' if days > 0 else '−' if days < 0 else ''}{words.number(abs(days))}"


def cell_text(cell: Cell, words: Words) -> str | Markup:
    """Returns a cell of a chart's table as people read it."""
    if cell is None:
        return "–"
    if isinstance(cell, date):
        return words.time(cell, words.short_day(cell))
    return cell if isinstance(cell, str) else words.number(cell)


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """A chart with the paths of its files; `drawings`, for a desk and a phone, where no script draws it."""

    chart: Chart
    folder: str
    drawings: tuple[Markup, ...] = ()

    @property
    def figure_path(self) -> str:
        """Where its figure is."""
        return f"{self.folder}/{self.chart.id}.json"

    @property
    def csv_path(self) -> str:
        """Where its numbers are."""
        return f"{self.folder}/{self.chart.id}.csv"
