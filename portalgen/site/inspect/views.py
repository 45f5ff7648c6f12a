"""The ways in which a file of a site can be read: as it is, and with each kind of packing and escaping undone."""

from collections.abc import Iterator
from urllib.parse import unquote

from portalgen.site.inspect.escapes import encoded, unescaped
from portalgen.site.inspect.markup import as_seen
from portalgen.source.formats.packed import unpacked
from portalgen.source.formats.streams import TooMuchError
from portalgen.source.formats.texts import decodings

MOST_LAYERS = 8  # of one escape in another
DEEPEST = 3  # base64 in base64 in base64


def views(name: str, content: bytes) -> Iterator[str]:
    """Yields the texts that a file may be read as: its name, its content, and the content with escapes undone.

    What is packed is read as it is and unpacked. Raises TooMuchError where it cannot be read in full.
    """
    yield unquote(name)
    yield from _views_of(content, DEEPEST)


def _views_of(content: bytes, deeper: int) -> Iterator[str]:
    for part in (content, *unpacked(content)):
        for text in decodings(part):
            for layer in _layers(text):
                yield from as_seen(layer)
                if deeper:
                    yield from _encoded_views(layer, deeper - 1)


def _encoded_views(text: str, deeper: int) -> Iterator[str]:
    for content in encoded(text):
        yield from _views_of(content, deeper)


def _layers(text: str) -> Iterator[str]:
    """Yields a text as it is, and what becomes of its escapes, and of the escapes in that."""
    yield text
    for _ in range(MOST_LAYERS):
        text = unescaped(text)
        if not text:
            return
        yield text
    raise TooMuchError
