"""Client + findings -> the pages and files of a portal. Pure: no file, clock, network or git."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import Environment

from portalgen.analysis.findings import Findings
from portalgen.analysis.health.schedule import DARKNESS
from portalgen.charts import Cell
from portalgen.model.client import Client
from portalgen.model.project import PageName, Project, ProjectState
from portalgen.pages.context import PlacedChart, ProjectContext, client_variables
from portalgen.pages.links import SITE, Links
from portalgen.pages.page import Asset, Page, Portal
from portalgen.pages.project_pages import EXTRAS, charts_of, pages_with_data
from portalgen.pages.templates import environment
from portalgen.words import Words
from portalgen.words.dates import locale_of, month_names


def render(
    client: Client, findings: Findings, words: Words, templates: Mapping[str, str]
) -> Portal:
    """Returns a client's portal. The first page is the overview, or Now where there is one project."""
    jinja = environment(templates)
    contexts = contexts_of(client, client.projects, findings, words, SITE)
    pages: list[Page] = []
    assets: list[Asset] = []
    if len(contexts) == 1:
        pages.append(page_of(jinja, contexts[0], PageName.NOW, "", charts=[]))
    else:
        pages.append(overview(jinja, client, findings, words, SITE))
    for context in contexts:
        for page in context.published:
            charts = charts_of(page, context)
            pages.append(
                page_of(jinja, context, page, f"{context.project.id}/{page}", charts)
            )
            assets += (
                asset for chart in charts for asset in _chart_files(chart, words)
            )
    return Portal(tuple(pages), tuple(assets))


def contexts_of(
    client: Client,
    projects: Iterable[Project],
    findings: Findings,
    words: Words,
    links: Links,
) -> list[ProjectContext]:
    """Returns projects of a client on their way to pages."""
    return [
        ProjectContext(
            client,
            project,
            findings,
            words,
            pages_with_data(project, findings.projects[project.id]),
            links,
        )
        for project in projects
    ]


def page_of(
    jinja: Environment,
    context: ProjectContext,
    page: PageName,
    path: str,
    charts: Sequence[PlacedChart],
) -> Page:
    """Returns a page of a project at a path."""
    variables = (
        context.variables(page, path) | EXTRAS[page](context) | {"charts": charts}
    )
    html = jinja.get_template(f"{page}.html.j2").render(variables)
    title = context.words.text(f"page.{page}")
    return Page(path, f"{title} · {context.project.name}", _tidy(html))


def overview(
    jinja: Environment, client: Client, findings: Findings, words: Words, links: Links
) -> Page:
    """Returns the page with all projects of a client."""
    variables: dict[str, Any] = client_variables(
        client, findings.as_of, words, "", links
    )
    variables["rows"] = [
        _row(project, findings, links)
        for project in by_urgency(client.projects, findings)
    ]
    html = jinja.get_template("overview.html.j2").render(variables)
    return Page("", words.text("overview.title"), _tidy(html))


def by_urgency(projects: Iterable[Project], findings: Findings) -> list[Project]:
    """Returns projects in the order of the overview: running ones first, the darkest at the top."""

    def urgency(project: Project) -> tuple[int, int]:
        health = findings.projects[project.id].health.overall
        return list(ProjectState).index(project.state), -DARKNESS.get(health, 0)

    return sorted(projects, key=urgency)


def _row(project: Project, findings: Findings, links: Links) -> dict[str, Any]:
    found = findings.projects[project.id]
    return {
        "project": project,
        "found": found,
        "href": links.page("", f"{project.id}/now/"),
    }


def _tidy(html: str) -> str:
    """Returns HTML as one block: no blank lines and no indentation, which Markdown could take for its own.

    Between two boxes stands a blank, since the engine's search joins their words; browsers show none there.
    """
    apart = re.sub(
        r"(</(?:td|th|li|p|h\d|dt|dd|div|summary)>|(?=<(?:br|small)\b))(?=<)",
        r"\1 ",
        html,
    )
    return re.sub(r"\s*\n\s*", " \n", apart).strip() + "\n"


def _chart_files(placed: PlacedChart, words: Words) -> Iterator[Asset]:
    chart = placed.chart
    spoken = {
        "locale": {
            "name": str(locale_of(words.language)).replace("_", "-"),
            **month_names(words.language),
        }
    }
    figure = json.dumps(
        chart.figure | spoken, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    yield Asset(placed.figure_path, figure.encode())
    yield numbers_of(placed)


def numbers_of(placed: PlacedChart) -> Asset:
    """Returns the numbers of a chart as a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.key for column in placed.chart.columns)
    writer.writerows([_csv_cell(cell) for cell in row] for row in placed.chart.rows)
    return Asset(placed.csv_path, text.getvalue().encode())


def _csv_cell(cell: Cell) -> str:
    """Returns a cell for a spreadsheet; a text that it would take for a formula gets an apostrophe."""
    text = "" if cell is None else str(cell)
    if isinstance(cell, str) and text[:1] in "=+-@\t\r" and text:
        return f"'{text}"
    return text
