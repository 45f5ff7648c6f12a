"""Searches the finished bytes for what must not appear: internal matter, and other clients' names.

What a reference site holds, built for nobody with the same templates, language and engine, is the tool's own and no
leak, nor are the words of our vocabulary; files of the same bytes are passed over. Of what the client's own texts say,
that is allowed which was allowed when they were held against the same.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from portalgen.diagnostics import Place
from portalgen.model.fields.scalars import shown
from portalgen.site.files import files_of
from portalgen.site.inspect.names import NO_NEEDLES, Needle, Needles
from portalgen.site.inspect.phrases import Finder, pattern_of, phrases, seen, spelt
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

HELD = "it holds, escaped or marked up,"
NOT_OF_THE_TEXTS = "the client's data does not say it: look in documents/, in site_templates/ and in mkdocs.yml"
Source = tuple[str, int]  # a file and a line
Readings = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Reference:
    """What a site holds whoever it is for: the digest of each file, and all that can be read in them."""

    digests: frozenset[tuple[str, str]] = frozenset()
    text: str = ""

    def with_words(self, text: str) -> "Reference":
        """Returns the same with words, `spelt`, that portals say in some state."""
        return replace(self, text=f"{self.text}\n{text}")

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


@dataclass(frozen=True)
class Others:
    """What the other clients are called, to be looked for on the portal of one, and what that may name, `spelt`."""

    needles: Needles
    client_id: str
    mentioned: str = ""

    def written_in(
        self,
        readings: Iterable[tuple[str, str]],
        ours: str,
        allowed: Collection[str],
    ) -> Iterator[tuple[Needle, str]]:
        """Yields what a file says of the others and must not, as it is written there, once a place that it is from.

        `readings` are what the file may be read as, each with the same `spelt`; `ours` are words of no client.
        """
        told: set[Place] = set()
        for text, whole in readings:
            for needle in self._named_in(whole, ours, allowed):
                if needle.name.place in told:
                    continue
                found = next(needle.places_in(seen(text)), None)
                if found:
                    told.add(needle.name.place)
                    yield needle, found[0]

    def _named_in(
        self,
        text: str,
        ours: str,
        allowed: Collection[str],
    ) -> Iterator[Needle]:
        for needle in self.needles.others_in(text, self.client_id):
            is_mentioned = needle.plain in self.mentioned
            if is_mentioned or needle.phrase in allowed or needle.phrase in ours:
                continue
            yield needle


NOBODY = Others(NO_NEEDLES, "")


def leaks(
    site: Path,
    secrets: Iterable[Secret],
    allowed: Collection[str],
    known: Reference,
    traces: Traces,
    originals: Collection[str],
    others: Others = NOBODY,
) -> Iterator[Flaw]:
    """Yields a flaw for each secret in each file of a site, with its source and without quoting it, and for each trace.

    What others are called is quoted: whoever reads it has it in the same repository. `allowed` are the phrases that the
    client's texts may say. `originals` are the documents that stay as their authors made them: an address in one of
    them is no trace.
    """
    sources = _sources(secrets)
    ours = Finder(sources).found_in(known.text)
    finder = Finder(sources.keys() - ours - set(allowed))
    for name, content, digest in files_of(site):
        if (name, digest) in known.digests:
            continue
        try:
            readings, spelt_readings = _readings(name, content)
        except TooMuchError:
            yield Flaw(name, "it holds more than can be searched, or too deeply")
            continue
        messages: list[str] = []
        if name not in originals and not is_picture(name):
            messages += traces.found_in(readings)
        for source, phrase in _leaked(finder, spelt_readings, sources):
            messages.append(_message(source, phrase, content))
        pairs = zip(readings, spelt_readings, strict=True)
        for needle, written in others.written_in(pairs, known.text, allowed):
            where = _offset(needle.phrase, content)
            messages.append(_message_of(needle, written, where))
        yield from (Flaw(name, message) for message in messages)


def _message_of(
    needle: Needle,
    written: str,
    where: str,
) -> str:
    name = needle.name
    place = f"{name.place.file}:{name.place.line}"
    return (
        f"{where} “{shown(written)}”, {name.kind.value} ({place}); {NOT_OF_THE_TEXTS}, "
        "or list it under mentions: in client.yml"
    )


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
    return f"{where} something that must not appear, from {file}:{line}; {NOT_OF_THE_TEXTS}"


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
    match = pattern_of(phrase).search(text)
    if match is None:
        return HELD
    before = text[: match.start()]
    offset = len(before.encode())
    return f"byte {offset} shows"
