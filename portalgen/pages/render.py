"""Client + findings -> the pages and files of a portal. Pure: no file, clock, network or git."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment

from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.analysis.schedule import DARKNESS
from portalgen.charts import Cell
from portalgen.model.client import Client
from portalgen.model.project import PageName, Project, ProjectState
from portalgen.pages.context import PlacedChart, ProjectContext, client_variables
from portalgen.pages.page import Asset, Page, Portal
from portalgen.pages.project_pages import EXTRAS, charts_of, pages_with_data
from portalgen.pages.templates import environment
from portalgen.pages.urls import relative_url
from portalgen.words import Words
from portalgen.words.dates import locale_of, month_names


def render(client: Client, findings: Findings, words: Words, templates: Mapping[str, str]) -> Portal:
    """Returns a client's portal. The first page is the overview, or Now where there is one project."""
    jinja = environment(templates)
    contexts = [
        ProjectContext(client, project, findings, words, pages_with_data(project, findings.projects[project.id]))
        for project in client.projects
    ]
    pages: list[Page] = []
    assets: list[Asset] = []
    if len(contexts) == 1:
        pages.append(_page(jinja, contexts[0], PageName.NOW, "", charts=[]))
    else:
        pages.append(_overview(jinja, client, findings, words))
    for context in contexts:
        for page in context.published:
            charts = charts_of(page, context)
            pages.append(_page(jinja, context, page, f"{context.project.id}/{page}", charts))
            assets += (asset for chart in charts for asset in _chart_files(chart, words))
    return Portal(tuple(pages), tuple(assets))


def _page(jinja: Environment, context: ProjectContext, page: PageName, path: str, charts: list[PlacedChart]) -> Page:
    variables = context.variables(page, path) | EXTRAS[page](context) | {"charts": charts}
    html = jinja.get_template(f"{page}.html.j2").render(variables)
    title = context.words.text(f"page.{page}")
    return Page(path, f"{title} · {context.project.name}", _tidy(html))


def _overview(jinja: Environment, client: Client, findings: Findings, words: Words) -> Page:
    variables: dict[str, Any] = client_variables(client, findings.as_of, words, "")
    rows = [_row(project, findings) for project in client.projects]
    variables["rows"] = sorted(rows, key=lambda row: _urgency(row["project"], row["found"]))
    html = jinja.get_template("overview.html.j2").render(variables)
    return Page("", words.text("overview.title"), _tidy(html))


def _urgency(project: Project, found: ProjectFindings) -> tuple[int, int]:
    """Returns the place of a project on the overview: running ones first, the darkest at the top."""
    state = list(ProjectState).index(project.state)
    return state, -DARKNESS.get(found.health.overall, 0)


def _row(project: Project, findings: Findings) -> dict[str, Any]:
    found = findings.projects[project.id]
    return {"project": project, "found": found, "href": relative_url("", f"{project.id}/now/")}


def _tidy(html: str) -> str:
    """Returns HTML as one block: no blank lines and no indentation, which Markdown could take for its own.

    Between two boxes stands a blank, since the engine's search joins their words; browsers show none there.
    """
    apart = re.sub(r"(</(?:td|th|li|p|h\d|dt|dd|div|summary)>|(?=<(?:br|small)\b))(?=<)", r"\1 ", html)
    return re.sub(r"\s*\n\s*", " \n", apart).strip() + "\n"


def _chart_files(placed: PlacedChart, words: Words) -> Iterator[Asset]:
    chart = placed.chart
    spoken = {"locale": {"name": str(locale_of(words.language)).replace("_", "-"), **month_names(words.language)}}
    figure = json.dumps(chart.figure | spoken, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    yield Asset(placed.figure_path, figure.encode())
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.key for column in chart.columns)
    writer.writerows([_csv_cell(cell) for cell in row] for row in chart.rows)
    yield Asset(placed.csv_path, text.getvalue().encode())


def _csv_cell(cell: Cell) -> str:
    """Returns a cell for a spreadsheet; a text that it would take for a formula gets an apostrophe."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text[:1] in "=+-@\t\r" and text else text
