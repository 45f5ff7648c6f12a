"""All pages of a client as one HTML document that opens from disk: a preview before publishing, an archive after.

The pages are those of the site, by the same templates; only where links lead and how charts are drawn is another.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from portalgen.analysis.findings import Findings
from portalgen.charts.picture import picture
from portalgen.model.client import Client
from portalgen.pages.context import PlacedChart, ProjectContext, Tab, client_variables
from portalgen.pages.links import DocumentLinks
from portalgen.pages.page import Asset
from portalgen.pages.project_pages import charts_of
from portalgen.pages.render import (
    by_urgency,
    contexts_of,
    numbers_of,
    overview,
    page_of,
)
from portalgen.pages.templates import environment
from portalgen.words import Words

WIDE = 860
NARROW = 350  # pixels of a drawing on a desk and on a phone
DARK = re.compile(r'\[data-md-color-scheme="slate"\]\s*(\{[^}]*\})')


FOLLOWS = "@media screen and (prefers-color-scheme: dark) { [data-md-color-scheme] %s }"


@dataclass(frozen=True, slots=True)
class Document:
    """One document, and the files beside it that it links to."""

    html: str
    files: tuple[Asset, ...] = ()

    def contents(self) -> dict[str, bytes]:
        """Returns all of it by path; the document itself is `index.html`."""
        return {"index.html": self.html.encode()} | {
            each.path: each.content for each in self.files
        }


@dataclass(frozen=True, slots=True)
class Listed:
    """A project in the list of contents."""

    name: str
    tabs: list[Tab]


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
    part = {"layout.html.j2": templates["part.html.j2"], "foot.html.j2": ""}
    jinja = environment(
        {**templates, **part, "document_foot.html.j2": templates["foot.html.j2"]}
    )
    contexts = contexts_of(
        client, by_urgency(client.projects, findings), findings, words, links
    )
    if len(contexts) > 1:
        first = [overview(jinja, client, findings, words, links).html]
    else:
        first = []
    pages = [
        page_of(
            jinja,
            each,
            page,
            f"{each.project.id}/{page}",
            drawn(charts_of(page, each), words),
        ).html
        for each in contexts
        for page in each.published
    ]
    style = _style(
        client,
        assets["portal.css"].decode("utf-8", "replace"),
        templates["document.css"],
    )
    html = jinja.get_template("document.html.j2").render(
        client_variables(client, findings.as_of, words, "", links)
        | {
            "title": " · ".join(
                [
                    client.name,
                    *(each.project.name for each in contexts if len(contexts) == 1),
                ]
            ),
            "notice": _notice(client, findings, words, links),
            "policy": policy(style, links.has_files),
            "style": Markup(style),  # noqa: S704 - a stylesheet of ours and a colour
            "contents": [_listed(each) for each in contexts],
            "parts": [Markup(each) for each in (*first, *pages)],  # noqa: S704 - rendered by the same templates
        }
    )
    return Document(html, tuple(_numbers(contexts)) if links.has_files else ())


def _notice(
    client: Client, findings: Findings, words: Words, links: DocumentLinks
) -> str:
    if not links.has_files:
        return words.text("document.preview", day=findings.as_of, client=client.name)
    names = ", ".join(each.name for each in client.projects)
    stands = max(
        (findings.projects[each.id].as_of for each in client.projects),
        default=findings.as_of,
    )
    kept = words.text("document.archive", project=names, day=words.full_day(stands))
    return f"{kept} {words.text('document.verify')}"


def policy(style: str, has_files: bool) -> str:
    """Returns the document's Content-Security-Policy: its own stylesheet, pictures beside it where there are files."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    pictures = "img-src 'self' file:; " if has_files else ""
    return f"default-src 'none'; style-src 'sha256-{digest}'; {pictures}base-uri 'none'; form-action 'none'"


def drawn(charts: list[PlacedChart], words: Words) -> list[PlacedChart]:
    """Returns charts with their drawings, one for a desk and one for a phone."""

    def drawing(placed: PlacedChart, width: int) -> Markup:
        return Markup(picture(placed.chart, words, width))  # noqa: S704 - its texts are escaped where they are put in

    return [
        replace(each, drawings=(drawing(each, WIDE), drawing(each, NARROW)))
        for each in charts
    ]


def _style(client: Client, portal_css: str, document_css: str) -> str:
    """Returns the whole stylesheet: the portal's, its dark colours by the device's wish, the document's, the accent."""
    dark = DARK.search(portal_css)
    if client.branding.accent:
        accent = f":root {{ --pg-accent-light: {client.branding.accent}; }}"
    else:
        accent = ""
    whole = "\n".join(
        [
            portal_css.lstrip("\ufeff"),
            FOLLOWS % dark[1] if dark else "",
            document_css,
            accent,
        ]
    )
    # A browser hashes what it has parsed, in which every line ends alike.
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def _listed(context: ProjectContext) -> Listed:
    to = context.url_to("")
    return Listed(
        context.project.name, [context.tab(each, to) for each in context.published]
    )


def _numbers(contexts: list[ProjectContext]) -> Iterator[Asset]:
    for context in contexts:
        for page in context.published:
            for chart in charts_of(page, context):
                yield numbers_of(chart)
