"""The ways in which a file of a site can be read: as it is, and with each kind of escaping undone."""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from portalgen.source.formats.packed import unpacked

_TAG = re.compile(r"<[^>]*>")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{12,}={0,2}")
_JSON_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)+"')


def views(name: str, content: bytes) -> Iterator[str]:
    """Yields the texts that a file may be read as: its name, its content, and the content with escapes undone.

    What is packed is read as it is and unpacked. What is not text is read byte by byte as Latin-1.
    """
    yield unquote(name)
    parts = (content, *unpacked(content))
    for part in parts:
        text = _decoded(part)
        yield from _readings(text)


def _readings(text: str) -> Iterator[str]:
    # Markup and what stands between it, each by itself: together they are the whole text, read once.
    between = _TAG.sub(" ", text)
    yield unescape(between)
    if "<" in text:
        tags = _TAG.findall(text)
        yield unescape("\n".join(tags))
    if "%" in text:
        escaped = [line for line in text.splitlines() if "%" in line]
        yield "\n".join(map(unquote, escaped))
    if "\\" in text:
        strings = _json_strings(text)
        yield "\n".join(strings)
    unpacked_texts = _base64_texts(text)
    yield "\n".join(unpacked_texts)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _json_strings(text: str) -> Iterator[str]:
    """Yields the strings with backslashes in them, unescaped; JSON may also stand inside a page."""
    for found in _JSON_STRING.finditer(text):
        try:
            string = json.loads(found[0], strict=False)
        except ValueError:
            continue
        yield str(string)


def _base64_texts(text: str) -> Iterator[str]:
    for match in _BASE64.finditer(text):
        run = match[0].rstrip("=")
        if run == run.lower():
            continue  # a word, a path or a digest: three bytes of text nearly always give a capital
        missing = -len(run) % 4
        padded = run + "=" * missing
        try:
            content = base64.b64decode(padded)
            decoded = content.decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
        yield decoded
