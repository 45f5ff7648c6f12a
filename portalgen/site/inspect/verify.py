"""Checks the finished bytes before they are installed: what is wrong here is a bug or a leak, never a detail."""

import base64
import hashlib
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from portalgen.site.csp import SCRIPT_HASHES, policy
from portalgen.source.formats.pictures import (
    UnreadablePictureError,
    is_picture,
    published_picture,
)

LOADS = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
}
INLINE_DATA = {"application/json"}


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """One thing that keeps a site from being installed."""

    path: str
    message: str


def verify(
    site: Path, site_url: str | None, originals: Mapping[str, str] = {}
) -> list[Flaw]:
    """Returns all flaws of a finished site; none where it may be installed.

    `originals` are the SHA-256 digests of the documents that must be there byte for byte, by path.
    """
    flaws = list(_changed(site, originals))
    files = {
        path.relative_to(site).as_posix(): path
        for path in sorted(site.rglob("*"))
        if path.is_symlink() or not path.is_dir()
    }
    for name, path in files.items():
        if path.is_symlink():
            flaws.append(Flaw(name, "a symbolic link"))
        elif name.endswith(".map"):
            flaws.append(Flaw(name, "a source map"))
        elif not path.is_file():
            flaws.append(Flaw(name, "neither a plain file nor a folder"))
        elif name.endswith(".html"):
            flaws += (
                Flaw(name, message)
                for message in _page_flaws(name, path, files.keys(), site_url)
            )
        elif is_picture(name) and _tells(path):
            flaws.append(Flaw(name, "a picture with metadata, or not a whole one"))
    return sorted(flaws)


def address_of(site: Path) -> str | None:
    """Returns the address that a site's first page names as its own, or None where it names none."""
    try:
        page = _Reader()
        page.feed((site / "index.html").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return page.canonical


def _changed(site: Path, originals: Mapping[str, str]) -> Iterator[Flaw]:
    for name, digest in originals.items():
        path = site / name
        if not path.is_file():
            yield Flaw(name, "a document that is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield Flaw(name, "a document that is not the published one, byte for byte")


def _tells(path: Path) -> bool:
    content = path.read_bytes()
    try:
        return published_picture(path.name, content) != content
    except UnreadablePictureError:
        return True


@dataclass
class _Reader(HTMLParser):
    """Reads what a page declares, loads and links to."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    first_in_head: tuple[str, str] | None = None
    canonical: str | None = None
    _in_head: bool = False
    _script: list[str] | None = None

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        if tag == "head":
            self._in_head = True
        elif self._in_head and self.first_in_head is None:
            self.first_in_head = (
                values.get("http-equiv", ""),
                values.get("content", ""),
            )
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href")
        self.handlers += [key for key in values if key.startswith("on")]
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in LOADS and LOADS[tag] in values and values.get("rel") != "canonical":
            self.loads.append(values[LOADS[tag]])
        if (
            tag == "script"
            and "src" not in values
            and values.get("type") not in INLINE_DATA
        ):
            self._script = []

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.scripts.append("".join(self._script))
            self._script = None


@lru_cache(maxsize=64)
def _read(text: str) -> _Reader:
    """Returns what a page declares. A preview builds the same pages again and again, but for one or two."""
    page = _Reader()
    page.feed(text)
    return page


def _page_flaws(
    name: str, path: Path, files: Iterable[str], site_url: str | None
) -> Iterator[str]:
    page = _read(path.read_text(encoding="utf-8", errors="replace"))
    if page.first_in_head != ("Content-Security-Policy", policy()):
        yield "the Content-Security-Policy is not first in the head, or not the constant one"
    for script in page.scripts:
        if script_hash(script) not in SCRIPT_HASHES:
            yield f"an inline script that the policy does not know ({script_hash(script)})"
    for handler in page.handlers:
        yield f"an inline event handler ({handler})"
    for url in page.loads:
        if _leads_elsewhere(url, site_url):
            yield f"it loads {url} from another host"
        elif not _resolves(name, url, files, site_url):
            yield f"it loads {url}, which is not there"
    yield from _link_flaws(name, page, files, site_url)


def _link_flaws(
    name: str, page: _Reader, files: Iterable[str], site_url: str | None
) -> Iterator[str]:
    for url in page.links:
        scheme = urlsplit(url).scheme
        if scheme not in {"", "http", "https", "mailto"}:
            yield f"a link with the scheme {scheme}"
        elif not scheme and not _resolves(name, url, files, site_url):
            yield f"a link to {url}, which is not there"


def script_hash(script: str) -> str:
    """Returns a script's hash as a Content-Security-Policy names it."""
    return (
        "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    )


def _leads_elsewhere(url: str, site_url: str | None) -> bool:
    parts = urlsplit(url)
    return bool(parts.scheme or parts.netloc) and not (
        site_url and url.startswith(site_url)
    )


def _resolves(page: str, url: str, files: Iterable[str], site_url: str | None) -> bool:
    path = unquote(urlsplit(url).path)
    if site_url and path.startswith("/"):
        # The page for missing addresses is served anywhere, so its links begin at the site's own path.
        home = urlsplit(site_url).path
        if not path.startswith(home):
            return False
        target = posixpath.normpath(path.removeprefix(home) or ".")
    elif page == "404.html" and path.startswith("/"):
        target = posixpath.normpath(path.lstrip("/") or ".")
    else:
        if path:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        else:
            target = page
    if target.startswith(".."):
        return False
    candidates = (target, posixpath.normpath(f"{target}/index.html"))
    return any(each in files for each in candidates)
