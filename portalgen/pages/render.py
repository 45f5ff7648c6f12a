"""Client + findings -> the pages and files of a site. Pure: no file, clock, network or git."""

from collections.abc import Mapping

from portalgen.analysis.findings import Findings
from portalgen.model.client import Client
from portalgen.pages.composition import Composer, composer
from portalgen.pages.links import SITE
from portalgen.pages.overview import by_urgency
from portalgen.pages.page import Asset, Page, Portal
from portalgen.pages.parts.chart_files import figure_file, numbers_file
from portalgen.pages.project.subject import Subject
from portalgen.pages.registry import PAGES
from portalgen.words import Words


def render(
    client: Client,
    findings: Findings,
    words: Words,
    templates: Mapping[str, str],
) -> Portal:
    """Returns a client's portal. The first page is the overview, or Now where there is one project."""
    composing = composer(client, findings, words, templates, SITE)
    subjects = composing.subjects(client.projects)
    pages = [_first_page(composing, subjects)]
    assets: list[Asset] = []
    for composed in composing.pages(subjects):
        pages.append(composed.page)
        for chart in composed.charts:
            assets.append(figure_file(chart, words))
            assets.append(numbers_file(chart))
    return Portal(tuple(pages), tuple(assets))


def _first_page(composing: Composer, subjects: list[Subject]) -> Page:
    """Returns the page at the portal's own address."""
    if len(subjects) == 1:
        composed = composing.page(subjects[0], PAGES[0], "")
        return composed.page
    projects = composing.client.projects
    ordered = by_urgency(projects, composing.findings)
    listed = composing.subjects(ordered)
    return composing.overview(listed)
