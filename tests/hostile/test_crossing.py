"""Every payload in every text field of the model: it lands there, or is refused where it stands; and it stays text."""

import csv
import io
import json
import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from portalgen.authoring.trackers.mapping import TrackerMap
from portalgen.exports.manifest import FILES_FILE
from portalgen.exports.seal import SEAL_FILE
from portalgen.model.client import Agency, Client, Delivery, Unsearched
from portalgen.model.document import Document, Signature
from portalgen.model.evidence import Evidence
from portalgen.model.fields.base import Item, Named, Noun
from portalgen.model.fields.schema import all_nouns
from portalgen.model.progress import ProgressPoint
from portalgen.model.record.ledger import LedgerFile
from portalgen.source.load.agency import load_agency
from portalgen.source.load.loader import load
from tests.kit.files.memory import folder
from tests.kit.hostile import crossing, expected
from tests.kit.hostile.crossing import (
    ALL,
    ONCE,
    PLAIN,
    SITES,
    client_with_all,
    client_with_once,
    once,
    payload_fill,
    text_fields,
)
from tests.kit.hostile.filled_files import BODY, LEFT_OUT, STREAM, Files, Maker
from tests.kit.hostile.payloads import (
    BUNDLES,
    CONTROL,
    LINE,
    PAYLOADS,
    TEXT,
    Payload,
    Refused,
)

ROOTS = {"client/projects": "project", "client/agency": "agency", "project/updates": "update",
         "project/progress": "progressrow"}  # fmt: skip
KEPT = {
    "p",
    "ul",
    "ol",
    "li",
    "pre",
    "code",
}  # the elements that the search's index may hold, none with an attribute
SLUG = re.compile("[a-z0-9][a-z0-9-]{0,62}")
HARMLESS = "Harmless words"
NUMBERS = range(len(BUNDLES))
named = pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)


def spelt(text: str) -> str:
    return " ".join(text.split())


# The fields.


def nouns(value: object) -> Iterator[Noun]:
    """Yields a noun and all that it holds."""
    if isinstance(value, Noun):
        yield value
        for _, each in value:
            yield from nouns(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from nouns(each)


# A document's name is that of its file, which may hold little: see tests/unit/source/formats/test_documents.py.
FROM_FILES = {Document, Signature}
LISTED_BY_LEFT_OUT = {Unsearched, Evidence}
FILES = (Client, Delivery, LedgerFile, Agency)
NO_NOUNS_OF_FILES = {
    Item,
    Named,
    ProgressPoint,
}  # what nouns have in common, and what is summed up from them


def holds_text(annotation: object) -> bool:
    return annotation is str or any(holds_text(each) for each in get_args(annotation))


def loaded(files: Files, client_id: str) -> tuple[Client, Delivery, LedgerFile, Agency]:
    """Returns what the loader makes of a client's files and portal.yml, all of which must be right."""
    agency, wrong = load_agency(folder(files))
    found = load(folder(files), client_id, agency)
    assert found.client is not None
    assert [each for each in (*wrong, *found.diagnostics) if each.is_broken] == []
    return found.client, found.delivery, found.ledger_file, agency


def test_no_noun_of_the_model_is_left_out_of_the_walk() -> None:
    known = {
        noun for root in (*FILES, TrackerMap) for noun in all_nouns(root)
    }  # a mapping is no client's file
    assert [
        each.__name__
        for each in subclasses(Noun)
        if each not in known | NO_NOUNS_OF_FILES
        and each.__module__.startswith("portalgen.")
    ] == []


def subclasses(noun: type[Noun]) -> Iterator[type[Noun]]:
    for each in noun.__subclasses__():
        yield each
        yield from subclasses(each)


def test_the_walk_fills_every_field_that_can_hold_a_text() -> None:
    made = [*nouns(loaded(crossing.one_client(Maker(str, (str,))), ALL))]
    empty = [
        f"{noun.__name__}.{name}"
        for root in FILES
        for noun in all_nouns(root)
        for name, field in noun.model_fields.items()
        if holds_text(field.annotation)
        and name not in LEFT_OUT
        and noun not in FROM_FILES | LISTED_BY_LEFT_OUT
        if not any(getattr(each, name) for each in made if type(each) is noun)
    ]
    assert empty == []


def texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yields each text of a noun with its path, spelt with single blanks."""
    path = ROOTS.get(path, path)
    if isinstance(value, str) and not isinstance(value, Enum):
        yield path, spelt(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each, path)
    elif isinstance(value, Noun):
        for name, field in type(value).model_fields.items():
            yield from texts(getattr(value, name), f"{path}/{field.alias or name}")


@cache
def landed() -> frozenset[tuple[str, str]]:
    """Returns every text of the loaded model with its path, for the one client with lists and those with one each."""
    found: set[tuple[str, str]] = set()
    fills = tuple(map(payload_fill, PAYLOADS))
    clients = [(ALL, client_with_all(fills), fills[0])]
    for number, fill in enumerate(map(payload_fill, BUNDLES)):
        clients.append((once(number), client_with_once(fill), fill))
    for client_id, files, fill in clients:
        whole = {f"{client_id}/{path}": text for path, text in files.items()} | Maker(
            fill, ()
        ).agency()
        for noun in loaded(whole, client_id):
            found.update(texts(noun, type(noun).__name__.lower()))
    return frozenset(found)


@named
def test_a_payload_lands_in_every_text_field_as_it_was_typed(payload: Payload) -> None:
    (bundle,) = (each for each in BUNDLES if payload.name in each.name.split(", "))
    assert payload.typed("line") in bundle.typed("line")
    missing = []
    for path in sorted(text_fields()):
        typed = {
            spelt(each.typed(crossing.kind_of(path))) for each in (payload, bundle)
        }
        if not any((path, each) in landed() for each in typed):
            missing.append(path)
    assert len(text_fields()) > 50
    assert missing == []


# What is refused.


def refusals(text: str, *wanted: str) -> dict[str, set[str]]:
    """Returns what is wrong where some fields hold a text, and all others a harmless one."""

    def fill(path: str) -> str:
        return text if path in wanted else HARMLESS

    return crossing.refusals(Maker(fill, (fill,)))


@pytest.mark.parametrize("refused", CONTROL, ids=lambda refused: refused.name)
def test_a_control_character_is_refused_in_every_text_field_at_its_place(
    refused: Refused,
) -> None:
    in_yaml = text_fields() - {BODY, STREAM}
    assert refusals(refused.text, *in_yaml) == {
        path: {refused.escaped} for path in in_yaml
    }
    for path in (BODY, STREAM):
        assert refusals(refused.text, path) == (
            {path: {refused.itself}} if refused.itself else {}
        ), path


def test_a_text_longer_than_its_field_is_refused_at_its_place() -> None:
    lines = crossing.line_fields()
    assert lines < text_fields()
    for path in sorted(text_fields() - {BODY}):
        longest = LINE if path in lines else TEXT
        assert refusals("x" * longest, path) == {}, path
        assert refusals("x" * (longest + 1), path) == {path: {"PG210"}}, path


@named
def test_a_payload_passes_for_no_day_number_id_or_word_of_a_list(
    payload: Payload,
) -> None:
    typed: set[str] = set()

    def strict(path: str) -> str:
        typed.add(path)
        return payload.typed("line")

    maker = Maker(
        lambda _: HARMLESS, (lambda _: HARMLESS,), left_out=frozenset(), strict=strict
    )
    refused = crossing.refusals(maker).keys()
    assert len(typed) > 60
    if not SLUG.fullmatch(
        payload.typed("line")
    ):  # what is an id by its letters can do no harm as one
        assert sorted(typed - refused) == []
    assert "project/milestones/promised_date" in refused


# The sites.


def site(out: Path, name: str, number: int | None) -> dict[str, str]:
    """Returns the text files of a site; the address of a site of words is that of its site of payloads."""
    root = (
        out
        / name
        / (ALL if number is None else f"{ONCE}/{once(0 if name == PLAIN else number)}")
    )
    files = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.suffix in {".html", ".json", ".csv", ".xml", ".txt"}
        or path.name == "_headers"
    }
    return (
        files
        if number is None
        else {path: text.replace(once(0), once(number)) for path, text in files.items()}
    )


@cache
def words(out: Path, number: int | None) -> dict[str, str]:
    """Returns the site of words that belongs to a site of payloads."""
    return site(out, PLAIN, number)


@pytest.mark.parametrize(
    "number",
    [None, *NUMBERS],
    ids=lambda number: ALL if number is None else once(number),
)
def test_every_file_is_that_of_harmless_words_with_the_payloads_in_their_place(
    hostile_sites: Path, number: int | None
) -> None:
    found, of_words = site(hostile_sites, SITES, number), words(hostile_sites, number)
    of = expected.itself if number is None else expected.always(BUNDLES[number])
    assert found.keys() == of_words.keys()
    assert sum(path.endswith(".html") for path in found) > 6
    flaws = {
        path: flaw
        for path in found
        if path not in (FILES_FILE, SEAL_FILE)  # digests, and the id of a commit
        if (
            flaw := flaw_of(
                path,
                found[path],
                expected.coded(of_words[path], found["ledger.json"]),
                of,
            )
        )
    }
    assert flaws == {}


def flaw_of(path: str, found: str, of_words: str, of: expected.Numbered) -> str:
    """Returns where a file is not the one of words with payloads in their place."""
    if path.endswith(".html"):
        return expected.difference(
            expected.canonical(found), expected.canonical(expected.page(of_words, of))
        )
    if path.endswith(".csv"):
        wanted = [
            [expected.cell(cell, of) for cell in row]
            for row in csv.reader(io.StringIO(of_words))
        ]
        return expected.difference(
            repr(list(csv.reader(io.StringIO(found)))), repr(wanted)
        )
    if not path.endswith(".json"):
        return expected.difference(found, of_words)
    one, other = (
        dict(expected.strings(value(path, each))) for each in (found, of_words)
    )
    assert one.keys() == other.keys()
    return next(
        (
            f"{key}: {one[key]!r}"
            for key in one
            if not is_right(path, key, one[key], other[key], of)
        ),
        "",
    )


def value(path: str, text: str) -> dict[str, Any]:
    """Returns what a file of JSON holds; a record without the hashes, which differ with every text."""
    made: dict[str, Any] = json.loads(text)
    if path == "publications.json":
        made["publications"] = [each["on"] for each in made["publications"]]
    return expected.opened(made) if path in {"ledger.json", "seal.json"} else made


def is_right(
    path: str, key: str, found: str, of_words: str, of: expected.Numbered
) -> bool:
    """Tells whether a text in a file of JSON is the one of words with payloads in their place."""
    if "/charts/" in path:
        return found in expected.labels(of_words, of)
    if path.startswith("search/"):
        same = expected.indexed(found) == expected.indexed(expected.page(of_words, of))
        return same and all(tag in KEPT for tag in re.findall("</?([^>]*)>", found))
    return spelt(found) == spelt(expected.plain(of_words, of))


@pytest.mark.parametrize(
    "file", ["work/changed/index.html", "work/charts/timeline.csv", "status.json"]
)
def test_a_payload_that_were_lost_or_alive_would_be_found(
    hostile_sites: Path, file: str
) -> None:
    found = site(hostile_sites, SITES, None)[file]
    of_words = words(hostile_sites, None)[file]
    for changed in (
        re.sub("script", "scrip", found, count=1),
        re.sub("&lt;|<", "", found, count=1),
    ):
        assert flaw_of(file, changed, of_words, expected.itself)
