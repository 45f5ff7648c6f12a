"""Renders small clients with the package's own templates."""

from portalgen.analysis.analyse import analyse
from portalgen.analysis.findings import Findings
from portalgen.model.client import Client
from portalgen.pages.page import Portal
from portalgen.pages.render import render
from portalgen.site.stage.templates import load_templates
from portalgen.words import Words
from tests.conftest import ROOT
from tests.kit.clients.nouns import TODAY

TEMPLATES = load_templates(ROOT)


def rendered(client: Client, findings: Findings | None = None) -> Portal:
    """Returns a client's portal; with what its files alone give today, unless findings are given."""
    findings = findings or analyse(client, TODAY)
    words = Words(client.language, findings.as_of, client.currency)
    return render(client, findings, words, TEMPLATES.pages)


def pages(portal: Portal) -> dict[str, str]:
    """Returns the HTML of each page by its path."""
    return {page.path: page.html for page in portal.pages}


def files(portal: Portal) -> dict[str, str]:
    """Returns the text of each file beside the pages by its path."""
    return {asset.path: asset.content.decode() for asset in portal.assets}
