"""A finished site in memory, and what a host answers for each address of it.

Whatever is asked for is looked up among the site's own files: there is no path that leads elsewhere, and a reader never
meets half of an old site and half of a new one.
"""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from portalgen.site.files import files_of

# The kinds that Python knows by itself: what a machine's registry says of .js may be anything.
_KINDS = mimetypes.MimeTypes()
PAGE = "text/html; charset=utf-8"
MISSING = "404.html"


@dataclass(frozen=True)
class Answer:
    """What a host sends: a status, a body of a kind, a mark that changes with the body, or where else to look."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    mark: str = ""
    location: str = ""

    @property
    def is_page(self) -> bool:
        """Tells whether a browser shows it as a page."""
        return self.kind == PAGE


@dataclass(frozen=True)
class Edition:
    """A site's files by path, each with its digest.

    `digest` is the same for the same files; empty where there is none.
    """

    files: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    digest: str = ""

    def answer(self, asked: str) -> Answer:
        """Returns what a static host answers: a file, a folder's index, a way to a folder's slash, else 404.html."""
        path, _, _ = asked.partition("?")
        absolute = unquote(path)
        name = absolute.removeprefix("/")
        if name.endswith("/") or not name:
            page = f"{name}index.html"
        else:
            page = name
        if page in self.files:
            return self._file(page, HTTPStatus.OK)
        if f"{name}/index.html" in self.files:
            return Answer(HTTPStatus.FOUND, location=f"{path}/")
        if MISSING in self.files:
            return self._file(MISSING, HTTPStatus.NOT_FOUND)
        return Answer(HTTPStatus.NOT_FOUND, b"There is no such page.\n")

    def _file(
        self,
        name: str,
        status: HTTPStatus,
    ) -> Answer:
        content, digest = self.files[name]
        kind = kind_of(name)
        return Answer(
            status,
            content,
            kind,
            digest,
        )


def edition_of(site: Path) -> Edition:
    """Returns a finished site as it lies in a folder."""
    files = {}
    lines = []
    for path, content, digest in files_of(site):
        files[path] = (content, digest)
        lines.append(f"{digest} {path}")
    listing = "\n".join(lines)
    whole = sha256(listing.encode())
    return Edition(files, whole.hexdigest())


def kind_of(name: str) -> str:
    """Returns the media type of a file by its name."""
    guessed, _ = _KINDS.guess_type(name)
    kind = guessed or "application/octet-stream"
    if kind.startswith("text/"):
        return f"{kind}; charset=utf-8"
    return kind
