"""Checks the finished bytes before they are installed: what is wrong here is a bug or a leak, never a detail."""

import base64
import hashlib
import posixpath
from collections.abc import Collection, Iterator, Mapping
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

# What a browser fetches by itself, or what changes where a page's addresses lead, whichever element says it.
LOADING = {
    "src",
    "href",
    "xlink:href",
    "data",
    "poster",
    "background",
    "manifest",
    "action",
    "formaction",
    "ping",
}
SETS = {"srcset", "imagesrcset"}  # several addresses, each with a size
FOLLOWED = {"a", "area"}  # these are followed by a reader, not fetched
INLINE_DATA = {"application/json"}


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """One thing that keeps a site from being installed."""

    path: str
    message: str


def verify(
    site: Path,
    site_url: str | None,
    originals: Mapping[str, str] = {},
) -> list[Flaw]:
    """Returns all flaws of a finished site; none where it may be installed.

    `originals` are the SHA-256 digests of the documents that must be there byte for byte, by path.
    """
    flaws = list(_changed(site, originals))
    files = _entries(site)
    for name, path in files.items():
        messages = _file_flaws(
            name,
            path,
            files.keys(),
            site_url,
        )
        for message in messages:
            flaw = Flaw(name, message)
            flaws.append(flaw)
    return sorted(flaws)


def _entries(site: Path) -> dict[str, Path]:
    """Returns all that lies in a site by its path there, but for folders."""
    entries = {}
    for path in sorted(site.rglob("*")):
        is_folder = path.is_dir() and not path.is_symlink()
        if is_folder:
            continue
        inside = path.relative_to(site)
        entries[inside.as_posix()] = path
    return entries


def _file_flaws(
    name: str,
    path: Path,
    files: Collection[str],
    site_url: str | None,
) -> Iterator[str]:
    if path.is_symlink():
        yield "a symbolic link"
    elif name.endswith(".map"):
        yield "a source map"
    elif not path.is_file():
        yield "neither a plain file nor a folder"
    elif name.endswith(".html"):
        yield from _page_flaws(
            name,
            path,
            files,
            site_url,
        )
    elif is_picture(name) and _tells(path):
        yield "a picture with metadata, or not a whole one"


def address_of(site: Path) -> str | None:
    """Returns the address that a site's first page names as its own, or None where it names none."""
    first_page = site / "index.html"
    try:
        text = first_page.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    page = _Reader()
    page.feed(text)
    return page.canonical


def wrong_address(told: str | None, meant: str | None) -> str | None:
    """Returns what is wrong with the address that a site's pages tell; None where it is the one that is meant."""
    if told == meant:
        return None
    help_ = "build it again, or name its own with --site-url"
    return f"its pages name {told} as their address, and {meant} is meant: {help_}"


def _changed(site: Path, originals: Mapping[str, str]) -> Iterator[Flaw]:
    for name, digest in originals.items():
        path = site / name
        if not path.is_file():
            yield Flaw(name, "a document that is missing")
            continue
        content = path.read_bytes()
        found = hashlib.sha256(content).hexdigest()
        if found != digest:
            yield Flaw(name, "a document that is not the published one, byte for byte")


def _tells(path: Path) -> bool:
    content = path.read_bytes()
    try:
        published = published_picture(path.name, content)
    except UnreadablePictureError:
        return True
    return published != content


@dataclass
class _Reader(HTMLParser):
    """Reads what a page declares, loads and links to."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    first_in_head: tuple[str, str] | None = None
    canonical: str | None = None
    refreshes: bool = False
    _in_head: bool = False
    _script: list[str] | None = None

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],
    ) -> None:
        values: dict[str, str] = {}
        for key, value in attrs:
            values.setdefault(key, value or "")  # of two, browsers take the first
        self._note_head(tag, values)
        handlers = [key for key in values if key.startswith("on")]
        self.handlers += handlers
        if tag in FOLLOWED and "href" in values:
            self.links.append(values["href"])
        if _is_canonical(tag, values):
            self.canonical = values.get("href")
        elif tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.refreshes = True
        self.loads += _loads(tag, values)
        is_inline = tag == "script" and "src" not in values
        if is_inline and values.get("type") not in INLINE_DATA:
            self._script = []

    def _note_head(
        self,
        tag: str,
        values: dict[str, str],
    ) -> None:
        if tag == "head":
            self._in_head = True
        elif self._in_head and self.first_in_head is None:
            name = values.get("http-equiv", "")
            content = values.get("content", "")
            self.first_in_head = (name, content)

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            script = "".join(self._script)
            self.scripts.append(script)
            self._script = None


def _is_canonical(tag: str, values: Mapping[str, str]) -> bool:
    """Tells whether an element names the page's own address: it is said, and nothing is fetched."""
    return tag == "link" and values.get("rel") == "canonical"


def _loads(tag: str, values: Mapping[str, str]) -> Iterator[str]:
    """Yields the addresses that a browser fetches for an element."""
    is_said = tag in FOLLOWED or _is_canonical(tag, values)
    for key, value in values.items():
        if key in SETS:
            for candidate in value.split(","):
                yield from candidate.split()[:1]
        elif key == "href" and is_said:
            continue
        elif key in LOADING:
            yield value


@lru_cache(maxsize=64)
def _read(text: str) -> _Reader:
    """Returns what a page declares. A preview builds the same pages again and again, but for one or two."""
    page = _Reader()
    page.feed(text)
    return page


def _page_flaws(
    name: str,
    path: Path,
    files: Collection[str],
    site_url: str | None,
) -> Iterator[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    page = _read(text)
    first = ("Content-Security-Policy", policy())
    if page.first_in_head != first:
        yield "the Content-Security-Policy is not first in the head, or not the constant one"
    for script in page.scripts:
        hash_ = script_hash(script)
        if hash_ not in SCRIPT_HASHES:
            yield f"an inline script that the policy does not know ({hash_})"
    for handler in page.handlers:
        yield f"an inline event handler ({handler})"
    if page.refreshes:
        yield "it sends its reader on to another page"
    yield from _load_flaws(
        name,
        page,
        files,
        site_url,
    )
    yield from _link_flaws(
        name,
        page,
        files,
        site_url,
    )


def _load_flaws(
    name: str,
    page: _Reader,
    files: Collection[str],
    site_url: str | None,
) -> Iterator[str]:
    for url in page.loads:
        if _leads_elsewhere(url, site_url):
            yield f"it loads {url} from another host"
            continue
        is_there = _resolves(
            name,
            url,
            files,
            site_url,
        )
        if not is_there:
            yield f"it loads {url}, which is not there"


def _link_flaws(
    name: str,
    page: _Reader,
    files: Collection[str],
    site_url: str | None,
) -> Iterator[str]:
    for url in page.links:
        scheme = urlsplit(url).scheme
        if scheme not in {"", "http", "https", "mailto"}:
            yield f"a link with the scheme {scheme}"
        if scheme:
            continue
        is_there = _resolves(
            name,
            url,
            files,
            site_url,
        )
        if not is_there:
            yield f"a link to {url}, which is not there"


def script_hash(script: str) -> str:
    """Returns a script's hash as a Content-Security-Policy names it."""
    content = script.encode()
    digest = hashlib.sha256(content).digest()
    encoded = base64.b64encode(digest)
    text = encoded.decode()
    return f"sha256-{text}"


def _leads_elsewhere(url: str, site_url: str | None) -> bool:
    parts = urlsplit(url)
    if not parts.scheme and not parts.netloc:
        return False
    if not site_url:
        return True
    return not url.startswith(site_url)


def _resolves(
    page: str,
    url: str,
    files: Collection[str],
    site_url: str | None,
) -> bool:
    parts = urlsplit(url)
    path = unquote(parts.path)
    target = _target(page, path, site_url)
    if target is None or target.startswith(".."):
        return False
    if target in files:
        return True
    index = posixpath.normpath(f"{target}/index.html")
    return index in files


def _target(
    page: str,
    path: str,
    site_url: str | None,
) -> str | None:
    """Returns where in a site a path leads that stands on a page; None where it leads out of it."""
    if site_url and path.startswith("/"):
        # The page for missing addresses is served anywhere, so its links begin at the site's own path.
        home = urlsplit(site_url).path
        if not path.startswith(home):
            return None
        inside = path.removeprefix(home)
        return posixpath.normpath(inside or ".")
    if page == "404.html" and path.startswith("/"):
        inside = path.lstrip("/")
        return posixpath.normpath(inside or ".")
    if not path:
        return page
    folder = posixpath.dirname(page)
    target = posixpath.join(folder, path)
    return posixpath.normpath(target)
