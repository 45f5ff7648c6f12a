"""How a file of a hostile site must read: as the file with harmless words, with the payloads in the words' place."""

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any
from urllib.parse import quote

from portalgen.charts.chart import shortened
from tests.kit.hostile.payloads import LINE, PAYLOADS, Kind, Payload

WORD = re.compile(r"zq(\d{3})([ltp])")
KINDS: dict[str, Kind] = {"l": "line", "t": "text", "p": "prose"}
LABELS = (16, 22, LINE)  # so many characters of a name fit into a place of a chart
FORMULA = ("=", "+", "-", "@")
Numbered = Callable[[int], Payload]

DRAWN = re.compile(r'(<svg class="pg-drawing"[^>]*>).*?</svg>(?=</div>)')


def itself(number: int) -> Payload:
    """Returns the payload of a word: in the site that has all."""
    return PAYLOADS[number]


def always(payload: Payload) -> Numbered:
    """Returns what gives one payload for every word: in a site that has only that."""
    return lambda _: payload


def filled(text: str, of: Numbered, write: Callable[[Payload, Kind], str]) -> str:
    """Returns a text with each word replaced by what is written for its payload in its kind of field."""
    return WORD.sub(lambda found: write(of(int(found[1])), KINDS[found[2]]), text)


def page(html: str, of: Numbered) -> str:
    """Returns a page of words with payloads in their place: escaped, and in addresses of mails percent-encoded."""
    html = re.sub(r"<p>(zq\d{3}p)</p>", r"\1", html)
    html = re.sub(
        r'href="mailto:[^"]*"', lambda found: filled(found[0], of, _in_address), html
    )
    return filled(html, of, Payload.shown)


def coded(html: str, ledger: str) -> str:
    """Returns a page whose reply codes name the entries of a ledger by their hashes, which differ with every text."""
    entries = json.loads(ledger)["entries"]

    def code(found: re.Match[str]) -> str:
        n = int(found[1])
        return f"%23{n}-{entries[n - 1]['hash'][:8]}%20" if n else found[0]

    return re.sub(r"%23(\d+)-[0-9a-f]{8}%20", code, html)


def _in_address(payload: Payload, kind: Kind) -> str:
    return quote(payload.typed(kind))


def plain(text: str, of: Numbered) -> str:
    """Returns a text of words with payloads in their place, as they were typed."""
    return filled(text, of, Payload.typed)


def cell(text: str, of: Numbered) -> str:
    """Returns a cell of a table of numbers; a spreadsheet must not take it for a formula."""
    whole = plain(text, of)
    return f"'{whole}" if whole != text and whole.startswith(FORMULA) else whole


def labels(text: str, of: Numbered) -> set[str]:
    """Returns the ways in which a chart may write a text: whole or shortened, without markup, no colour of ours."""
    if not WORD.search(text):
        return {text}
    whole = {filled(text, of, _shortened_to(most)) for most in LABELS}
    return {re.sub("^@", "&#64;", escape(each, quote=False)) for each in whole}


def _shortened_to(most: int) -> Callable[[Payload, Kind], str]:
    return lambda payload, _: shortened(payload.typed("line"), most)


def canonical(html: str) -> str:
    """Returns HTML with its blanks and its ways of escaping quotes made alike, without what is drawn: it has the place
    that its labels leave it, and tests of its own. Nothing is parsed.
    """
    html = (
        html.replace("&#34;", "&quot;").replace("&#x27;", "&#39;").replace("&#10;", " ")
    )
    html = re.sub(r"(?<=>)\s+(?=<)", "", re.sub(r"\s+", " ", html))
    return DRAWN.sub(r"\1", html)


def indexed(html: str) -> str:
    """Returns what the search's index holds of a page: its text without blanks, its angle brackets escaped."""
    return re.sub(
        r"\s+|<[^>]*>", "", canonical(html).replace("&quot;", '"').replace("&#39;", "'")
    )


def difference(found: str, wanted: str) -> str:
    """Returns where two texts part, with what stands there; nothing where they are equal."""
    if found == wanted:
        return ""
    at = next(
        (n for n, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b),
        min(len(found), len(wanted)),
    )
    return f"at {at}: {found[max(0, at - 80) : at + 120]!r} instead of {wanted[max(0, at - 80) : at + 120]!r}"


def opened(ledger: dict[str, Any]) -> dict[str, Any]:
    """Returns a ledger, or its seal, with the texts in the place of their digests and without its hashes."""
    texts = {
        digest: each["text"] for digest, each in ledger.get("openings", {}).items()
    }
    entries = [
        {key: value for key, value in entry.items() if key not in {"hash", "previous"}}
        | {
            "texts": {
                name: texts.get(digest) for name, digest in entry["texts"].items()
            }
        }
        for entry in ledger.get("entries", ())
    ]
    return {
        key: value for key, value in ledger.items() if key not in {"head", "openings"}
    } | {"entries": entries}


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yields every text in a value of JSON by its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in pairs:
            yield from strings(each, f"{path}/{key}")
