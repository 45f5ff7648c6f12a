"""From a client to its staged site: its pages, its exports and its settings, as values."""

from collections.abc import Mapping
from datetime import date

from portalgen.analysis.findings import analyse
from portalgen.exports.ledger import LEDGER_FILE, ledger_json
from portalgen.exports.seal import SEAL_FILE, seal
from portalgen.exports.status import status
from portalgen.model.client import Client
from portalgen.pages import render as pages
from portalgen.pages.document import Document, document
from portalgen.pages.links import DocumentLinks
from portalgen.pages.page import Portal
from portalgen.pipeline.examine import Subject
from portalgen.pipeline.workspace import Shared
from portalgen.site.csp import headers_file
from portalgen.site.stage import staging
from portalgen.site.stage.settings import settings
from portalgen.site.stage.staging import Staged
from portalgen.source.load.loaded import Loaded
from portalgen.words import Words

NO_DAY = date(2000, 1, 1)


def nobody(language: str) -> Subject:
    """Returns a client without a name, data or projects: what its site holds, the tool says to everybody."""
    client = Client(id="nobody", name="Nobody", language=language)
    return Subject(Loaded(client.id, client), client, analyse(client, NO_DAY))


def words_for(subject: Subject) -> Words:
    """Returns the words of a client's language, for the day of its findings."""
    client = subject.client
    return Words(client.language, subject.findings.as_of, client.currency)


def render(subject: Subject, shared: Shared) -> Portal:
    """Returns a client's pages."""
    words = words_for(subject)
    templates = shared.templates.pages
    return pages.render(subject.client, subject.findings, words, templates)


def one_document(
    subject: Subject, shared: Shared, has_files_beside: bool = False
) -> Document:
    """Returns all pages of a client as one document: an archive with files beside it, or a preview without."""
    return document(
        subject.client,
        subject.findings,
        words_for(subject),
        shared.templates.pages,
        shared.templates.assets,
        DocumentLinks(has_files_beside),
    )


def record_files(subject: Subject) -> dict[str, bytes]:
    """Returns the record of a client's dates, and its seal."""
    findings = subject.findings
    ledger = findings.records.recorded
    return {
        LEDGER_FILE: ledger_json(ledger, subject.client.note),
        SEAL_FILE: seal(findings.as_of, len(ledger.entries), ledger.head),
    }


def stage(
    subject: Subject, portal: Portal, shared: Shared, site_url: str | None
) -> Staged:
    """Returns a client's site as an engine reads it."""
    words = words_for(subject)
    exports: Mapping[str, bytes] = {
        "status.json": status(subject.client, subject.findings, words),
        **record_files(subject),
        "_headers": headers_file(),
    }
    configured = settings(subject.client, words, site_url, shared.settings)
    return staging.stage(
        subject.client,
        portal,
        exports,
        shared.templates,
        configured,
        subject.loaded.files,
    )
