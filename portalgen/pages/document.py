"""All pages of a client as one HTML document that opens from disk: a preview before publishing, an archive after.

The pages are those of the site, by the same templates; only where links lead and how charts are drawn is another.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from markupsafe import Markup

from portalgen.analysis.findings import Findings
from portalgen.model.client import Client
from portalgen.pages.composition import Composed, composer
from portalgen.pages.frame.navigation import Tab, tabs
from portalgen.pages.links import DocumentLinks
from portalgen.pages.overview import by_urgency
from portalgen.pages.page import Asset
from portalgen.pages.parts.chart_files import numbers_file
from portalgen.pages.project.page import View
from portalgen.pages.project.subject import Subject
from portalgen.pages.registry import pages_of
from portalgen.words import Words

DARK = re.compile(r'\[data-md-color-scheme="slate"\]\s*(\{[^}]*\})')
FOLLOWS = "@media screen and (prefers-color-scheme: dark) { [data-md-color-scheme] %s }"


@dataclass(frozen=True, slots=True)
class Document:
    """One document, and the files beside it that it links to."""

    html: str
    files: tuple[Asset, ...] = ()

    def contents(self) -> dict[str, bytes]:
        """Returns all of it by path; the document itself is `index.html`."""
        beside = {each.path: each.content for each in self.files}
        return {
            "index.html": self.html.encode(),
            **beside,
        }


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A project in the list of contents."""

    name: str
    tabs: tuple[Tab, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage(View):
    """The document around its parts: what its head says, the notice, the list of contents, each page as HTML."""

    template: ClassVar[str] = "document.html.j2"

    language: str
    title: str
    policy: str
    style: Markup
    notice: str
    contents: tuple[ListedProject, ...]
    parts: tuple[Markup, ...]


def document(
    client: Client,
    findings: Findings,
    words: Words,
    templates: Mapping[str, str],
    assets: Mapping[str, bytes],
    links: DocumentLinks,
) -> Document:
    """Returns all pages of a client as one document, in the look of the site, whose `assets` have its stylesheet.

    Where the links say that there are files beside it, it is an archive, and the numbers of its charts are among them;
    else it is a preview.
    """
    as_parts = _as_parts(templates)
    composing = composer(client, findings, words, as_parts, links)
    subjects = composing.subjects(by_urgency(client.projects, findings))
    pages = list(composing.pages(subjects))
    parts = [composed.page.html for composed in pages]
    if len(subjects) > 1:
        parts.insert(0, composing.overview(subjects).html)
    portal_css = assets["portal.css"].decode("utf-8", "replace")
    style = style_of(client, portal_css, templates["document.css"])
    contents = [_listed(each, links) for each in subjects]
    view = DocumentPage(
        language=words.language,
        title=_title(client, subjects),
        policy=policy(style, links.has_files),
        style=Markup(style),  # noqa: S704 - a stylesheet of ours and a colour
        notice=_notice(client, findings, words, links),
        contents=tuple(contents),
        parts=tuple(Markup(each) for each in parts),  # noqa: S704 - rendered by the same templates
    )
    html = composing.filled(DocumentPage.template, view, composing.frame())
    if not links.has_files:
        return Document(html)
    return Document(html, tuple(_numbers(pages)))


def _as_parts(templates: Mapping[str, str]) -> dict[str, str]:
    """Returns the templates with which pages are parts of a document: their foot stands once, at its end."""
    return {
        **templates,
        "layout.html.j2": templates["part.html.j2"],
        "foot.html.j2": "",
        "document_foot.html.j2": templates["foot.html.j2"],
    }


def _title(client: Client, subjects: Sequence[Subject]) -> str:
    """Returns the client's name, with the project's where there is one alone."""
    if len(subjects) != 1:
        return client.name
    project = subjects[0].project
    return f"{client.name} · {project.name}"


def _notice(
    client: Client,
    findings: Findings,
    words: Words,
    links: DocumentLinks,
) -> str:
    """Returns what kind of document it is, and of which day."""
    if not links.has_files:
        return words.text(
            "document.preview",
            day=findings.as_of,
            client=client.name,
        )
    names: list[str] = []
    days: list[date] = []
    for project in client.projects:
        found = findings.projects[project.id]
        names.append(project.name)
        days.append(found.as_of)
    stands = max(days, default=findings.as_of)
    kept = words.text(
        "document.archive",
        project=", ".join(names),
        day=words.full_day(stands),
    )
    verify = words.text("document.verify")
    return f"{kept} {verify}"


def policy(style: str, has_files: bool) -> str:
    """Returns the document's Content-Security-Policy: its own stylesheet, pictures beside it where there are files."""
    hashed = hashlib.sha256(style.encode())
    digest = base64.b64encode(hashed.digest()).decode()
    rules = [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if has_files:
        rules.insert(2, "img-src 'self' file:")
    return "; ".join(rules)


def style_of(
    client: Client,
    portal_css: str,
    document_css: str,
) -> str:
    """Returns the whole stylesheet: the portal's, its dark colours by the device's wish, the document's, the accent."""
    dark = ""
    found = DARK.search(portal_css)
    if found:
        dark = FOLLOWS % found[1]
    accent = ""
    colour = client.branding.accent
    if colour:
        accent = f":root {{ --pg-accent-light: {colour}; }}"
    portal = portal_css.lstrip("\ufeff")
    whole = "\n".join([portal, dark, document_css, accent])
    # A browser hashes what it has parsed, in which every line ends alike.
    whole = whole.replace("\r\n", "\n")
    return whole.replace("\r", "\n")


def _listed(subject: Subject, links: DocumentLinks) -> ListedProject:
    found = tabs(subject, pages_of(subject), "", links)
    return ListedProject(subject.project.name, found)


def _numbers(pages: Sequence[Composed]) -> Iterator[Asset]:
    """Yields the numbers of all charts, in the order of the pages."""
    for composed in pages:
        for chart in composed.charts:
            yield numbers_file(chart)
