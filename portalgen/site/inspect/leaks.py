"""Searches the finished bytes for what must not appear: internal matter, and other clients' names.

What a reference site holds, built for nobody with the same templates, language and engine, is the tool's own and no
leak; files of the same bytes are passed over. What the client's own published data holds is no leak either: a shared
account manager, or a neighbour called Main.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from portalgen.diagnostics import Place
from portalgen.site.files import files_of
from portalgen.site.inspect.phrases import Finder, phrases, spelt
from portalgen.site.inspect.traces import Traces
from portalgen.site.inspect.verify import Flaw
from portalgen.site.inspect.views import views
from portalgen.source.formats.pictures import is_picture
from portalgen.source.formats.streams import TooMuchError
from portalgen.source.nouns.visibility import Secret

# Files that differ from client to client; all others are equal to the reference's, byte for byte.
WRITTEN = (
    ".html",
    ".json",
    ".xml",
)

Source = tuple[str, int]  # a file and a line
Readings = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Reference:
    """What a site holds whoever it is for: the digest of each file, and all that can be read in them."""

    digests: frozenset[tuple[str, str]] = frozenset()
    text: str = ""

    def with_text(self, html: str) -> "Reference":
        """Returns the same with what a page for nobody holds."""
        texts = [self.text]
        for view in views("", html.encode()):
            texts.append(spelt(view))
        text = "\n".join(texts)
        return replace(self, text=text)


def reference(
    site: Path,
    sentences: Iterable[str],
    shipped: Mapping[str, bytes],
) -> Reference:
    """Returns what a site for nobody holds, the sentences that portals may say, and the files that are shipped."""
    digests = set()
    for name, content in shipped.items():
        digest = sha256(content).hexdigest()
        digests.add((name, digest))
    texts = [spelt(sentence) for sentence in sentences]
    for name, content, digest in files_of(site):
        digests.add((name, digest))
        if not name.endswith(WRITTEN):
            continue
        for view in views(name, content):
            texts.append(spelt(view))
    text = "\n".join(texts)
    return Reference(frozenset(digests), text)


def leaks(
    site: Path,
    secrets: Iterable[Secret],
    published: str,
    known: Reference,
    traces: Traces,
    originals: Collection[str],
) -> Iterator[Flaw]:
    """Yields a flaw for each secret in each file of a site, with its source and without quoting it, and for each trace.

    `published` is what the client's model and portal.yml say. `originals` are the documents that stay as their authors
    made them: an address in one of them is no trace.
    """
    sources = _sources(secrets)
    own_text = spelt(published)
    all_secrets = Finder(sources)
    own = all_secrets.found_in(f"{own_text}\n{known.text}")
    strange = sources.keys() - own
    finder = Finder(strange)
    for name, content, digest in files_of(site):
        if (name, digest) in known.digests:
            continue
        try:
            readings, spelt_readings = _readings(name, content)
        except TooMuchError:
            yield Flaw(name, "it holds more than can be searched, or too deeply")
            continue
        if name not in originals and not is_picture(name):
            yield from (Flaw(name, message) for message in traces.found_in(readings))
        leaked = _leaked(finder, spelt_readings, sources)
        for source, phrase in leaked:
            message = _message(source, phrase, content)
            yield Flaw(name, message)


def _sources(secrets: Iterable[Secret]) -> dict[str, Place]:
    """Returns the phrases of secrets, each with the place that it is from."""
    sources = {}
    for secret in secrets:
        for phrase in phrases(secret.text):
            sources[phrase] = secret.place
    return sources


def _message(
    source: Source,
    phrase: str,
    content: bytes,
) -> str:
    """Returns what is told of a phrase in a file's bytes; the phrase itself is not."""
    file, line = source
    where = _offset(phrase, content)
    return f"{where} something that must not appear, from {file}:{line}"


def _leaked(
    finder: Finder,
    readings: Iterable[str],
    sources: Mapping[str, Place],
) -> list[tuple[Source, str]]:
    """Returns the file and line of each secret that a file holds, with the phrase that gives it away."""
    found: set[str] = set()
    for text in readings:
        found |= finder.found_in(text)
    told = {}
    for phrase in sorted(found):
        place = sources[phrase]
        told[place.file, place.line] = phrase
    return sorted(told.items())


def _readings(name: str, content: bytes) -> Readings:
    """Returns the ways in which a file can be read, and the same as phrases are spelt."""
    if name.endswith(".html"):
        return _page(name, content)
    return _read(name, content)


def _read(name: str, content: bytes) -> Readings:
    readings = tuple(views(name, content))
    spelt_readings = tuple(map(spelt, readings))
    return readings, spelt_readings


# A preview builds the same pages again and again, but for one or two.
_page = lru_cache(maxsize=64)(_read)


def _offset(phrase: str, content: bytes) -> str:
    """Returns where a phrase begins in a file's bytes, where it stands there unescaped."""
    text = content.decode("utf-8", "replace")
    words = [re.escape(word) for word in phrase.split()]
    pattern = r"[\W_]+".join(words)
    match = re.search(pattern, text, re.IGNORECASE)
    if match is None:
        return "it holds, escaped or marked up,"
    before = text[: match.start()]
    offset = len(before.encode())
    return f"byte {offset} shows"
