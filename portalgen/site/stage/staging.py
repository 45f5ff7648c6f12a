"""The staged site: a complete MkDocs project as values, which plain MkDocs and Zensical build alike.

A staged page is YAML front matter and one HTML block, no Markdown syntax.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from portalgen.model.client import Client
from portalgen.pages.page import Page, Portal
from portalgen.site.files import write_all
from portalgen.site.stage.settings import LOGO
from portalgen.site.stage.templates import Templates
from portalgen.source.yaml.writer import dump

PORTAL_ASSETS = "docs/assets/portal/"
PLOTLY = "plotly-basic.min.js"


@dataclass(frozen=True)
class Staged:
    """All files of a staged site by path, and those that go beside the finished pages untouched."""

    files: Mapping[str, bytes]
    beside: Mapping[str, bytes]

    def digest(self, *more: str) -> str:
        """Returns the address of this content: equal for equal files (and equal further words), else different."""
        address = hashlib.sha256()
        for word in more:
            length = len(word)
            address.update(f"{length}:{word}".encode())
        for group in (self.files, self.beside):
            size = len(group)
            address.update(f"{size}:".encode())
            for path, content in sorted(group.items()):
                header = f"{len(path)}:{path}:{len(content)}:"
                address.update(header.encode())
                address.update(content)
        return address.hexdigest()


def stage(
    client: Client,
    portal: Portal,
    exports: Mapping[str, bytes],
    templates: Templates,
    settings: dict[str, Any],
    own: Mapping[str, bytes] = {},
) -> Staged:
    """Returns a client's staged site. `own` are the bytes of its logo and documents, by path in its folder.

    Documents go beside the finished pages: the engine would take a text for a page.
    """
    written = dump(settings)
    files = {"mkdocs.yml": written.encode()}
    for page in portal.pages:
        name = page.path or "index"
        files[f"docs/{name}.md"] = _staged_page(page)
    for asset in portal.assets:
        files[f"docs/{asset.path}"] = asset.content
    for path, content in templates.theme.items():
        files[f"theme/{path}"] = content
    for path, content in templates.assets.items():
        is_needed = path != PLOTLY or portal.assets
        if is_needed:
            files[f"{PORTAL_ASSETS}{path}"] = content
    files[f"{PORTAL_ASSETS}brand.css"] = _brand(client)
    logo = client.branding.logo
    if logo and logo in own:
        files[f"docs/{LOGO}{logo}"] = own[logo]
    beside = dict(exports)
    for path in originals(client):
        beside[path] = own[path]
    return Staged(files, beside)


def originals(client: Client) -> dict[str, str]:
    """Returns the SHA-256 digest of each document of a client's, by its path in the site and in the client's folder."""
    digests = {}
    for project in client.projects:
        for document in project.documents:
            path = f"{project.id}/documents/{document.name}"
            digests[path] = document.sha256
    return digests


def shipped(templates: Templates) -> dict[str, bytes]:
    """Returns the files that are the same in every site, by their path there."""
    folder = PORTAL_ASSETS.removeprefix("docs/")
    files = {}
    for path, content in templates.assets.items():
        files[f"{folder}{path}"] = content
    return files


def _staged_page(page: Page) -> bytes:
    # MkDocs prints titles as they are, so they are HTML already.
    title = escape(page.title)
    keys = {
        "title": title,
        "hide": ["navigation", "toc"],
    }
    matter = dump(keys)
    text = f"---\n{matter}---\n{page.html}"
    return text.encode()


def _brand(client: Client) -> bytes:
    accent = client.branding.accent
    if not accent:
        return b""
    rule = f":root {{ --pg-accent-light: {accent}; }}\n"
    return rule.encode()


def write(staged: Staged, folder: Path) -> None:
    """Writes a staged site into an empty folder."""
    write_all(staged.files, folder)


def write_beside(staged: Staged, site: Path) -> None:
    """Writes the files that go beside the finished pages."""
    write_all(staged.beside, site)
