"""Renders small clients with the package's own templates."""

from datetime import date

from portalgen.analysis.findings import analyse
from portalgen.model.client import Client
from portalgen.pages.page import Portal
from portalgen.pages.render import render
from portalgen.site.templates import load_templates
from portalgen.words import Words
from tests.conftest import ROOT
from tests.unit.analysis.examples import TODAY

TEMPLATES = load_templates(ROOT)


def rendered(client: Client, as_of: date = TODAY) -> Portal:
    """Returns a client's portal."""
    words = Words(client.language, as_of, client.currency)
    return render(client, analyse(client, as_of), words, TEMPLATES.pages)


def pages(portal: Portal) -> dict[str, str]:
    """Returns the HTML of each page by its path."""
    return {page.path: page.html for page in portal.pages}


def files(portal: Portal) -> dict[str, str]:
    """Returns the text of each file beside the pages by its path."""
    return {asset.path: asset.content.decode() for asset in portal.assets}
