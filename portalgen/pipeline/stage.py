"""From a client to its staged site: its pages, its exports and its settings, as values."""

from collections.abc import Mapping
from datetime import date

from portalgen.analysis.analyse import analyse
from portalgen.exports.as_it_stood import AS_IT_STOOD_FILE, as_it_stood
from portalgen.exports.ledger import LEDGER_FILE, ledger_json
from portalgen.exports.publications import PUBLICATIONS_FILE, publications
from portalgen.exports.seal import SEAL_FILE, seal
from portalgen.exports.status import status
from portalgen.model.client import Client
from portalgen.pages import render as pages
from portalgen.pages.document import Document, document
from portalgen.pages.links import DocumentLinks
from portalgen.pages.page import Portal
from portalgen.pipeline.examine import Dossier
from portalgen.pipeline.workspace import Shared
from portalgen.site.csp import headers_file
from portalgen.site.stage import staging
from portalgen.site.stage.settings import settings
from portalgen.site.stage.staging import Staged
from portalgen.source.load.loaded import Loaded
from portalgen.words import Words

NO_DAY = date(2000, 1, 1)


def nobody(language: str) -> Dossier:
    """Returns a client without a name, data or projects: what its site holds, the tool says to everybody."""
    client = Client(
        id="nobody",
        name="Nobody",
        language=language,
    )
    return Dossier(Loaded(client.id, client), client, analyse(client, NO_DAY))


def words_for(dossier: Dossier) -> Words:
    """Returns the words of a client's language, for the day of its findings."""
    client = dossier.client
    return Words(client.language, dossier.findings.as_of, client.currency)


def render(dossier: Dossier, shared: Shared) -> Portal:
    """Returns a client's pages."""
    words = words_for(dossier)
    templates = shared.templates.pages
    return pages.render(dossier.client, dossier.findings, words, templates)


def one_document(
    dossier: Dossier,
    shared: Shared,
    has_files_beside: bool = False,
) -> Document:
    """Returns all pages of a client as one document: an archive with files beside it, or a preview without."""
    return document(
        dossier.client,
        dossier.findings,
        words_for(dossier),
        shared.templates.pages,
        shared.templates.assets,
        DocumentLinks(has_files_beside),
    )


def record_files(dossier: Dossier) -> dict[str, bytes]:
    """Returns the record of a client's dates and of edits, its seal, and the publications that showed it."""
    findings = dossier.findings
    ledger = findings.records.recorded
    files = {
        LEDGER_FILE: ledger_json(ledger, dossier.client.note, findings.edits),
        SEAL_FILE: seal(
            findings.as_of,
            len(ledger.entries),
            ledger.head,
            ledger.origin,
            findings.edits.reached,
        ),
    }
    showings = findings.records.showings
    if showings or not findings.is_of_the_past:
        files[PUBLICATIONS_FILE] = publications(showings)
    return files


def _of_the_past(dossier: Dossier) -> dict[str, bytes]:
    """Returns the file that says of a portal that it is as it stood on its day; none for one of today."""
    findings = dossier.findings
    if not findings.is_of_the_past:
        return {}
    return {AS_IT_STOOD_FILE: as_it_stood(findings.as_of)}


def stage(
    dossier: Dossier,
    portal: Portal,
    shared: Shared,
    site_url: str | None,
) -> Staged:
    """Returns a client's site as an engine reads it."""
    words = words_for(dossier)
    exports: Mapping[str, bytes] = {
        "status.json": status(dossier.client, dossier.findings, words),
        **record_files(dossier),
        **_of_the_past(dossier),
        "_headers": headers_file(),
    }
    configured = settings(dossier.client, words, site_url, shared.settings)
    return staging.stage(
        dossier.client,
        portal,
        exports,
        shared.templates,
        configured,
        dossier.loaded.files,
    )
