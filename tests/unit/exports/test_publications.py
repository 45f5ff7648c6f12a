"""publications.json: what it says is read back, and whatever was changed in it is refused."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from portalgen.analysis.showings import with_showing
from portalgen.errors import SealError
from portalgen.exports.publications import (
    foreign_showing,
    publications,
    read_publications,
    with_publications,
)
from portalgen.model.record.seal import NO_HEAD, Seal
from portalgen.model.record.showing import Reached

A, B = "a1" * 32, "b2" * 32
OCTOBER, NOVEMBER = date(2026, 10, 2), date(2026, 11, 6)
SHOWN = with_showing(with_showing((), OCTOBER, 1, A), NOVEMBER, 2, B)


def test_what_was_written_is_read() -> None:
    assert read_publications(publications(SHOWN)) == SHOWN
    assert read_publications(publications(())) == ()


def test_a_publication_tells_how_far_the_edits_went_and_its_hash_covers_it() -> None:
    edits = Reached(1, "c3" * 32)
    shown = with_showing(SHOWN, NOVEMBER, 2, B, edits)
    content = publications(shown)
    assert read_publications(content) == shown
    assert shown[:2] == SHOWN, "older publications are as they were"
    listed = json.loads(content)["publications"]
    assert [list(each) for each in listed[1:]] == [
        ["on", "n", "head", "hash"],
        ["on", "n", "head", "edits", "hash"],
    ]
    listed[2]["edits"]["head"] = "d4" * 32
    changed = json.dumps({"version": 1, "publications": listed}).encode()
    with pytest.raises(SealError, match="publication 3"):
        read_publications(changed)


def test_edits_alone_are_told_where_nothing_was_ever_promised() -> None:
    edits = Reached(1, "c3" * 32)
    shown = with_showing((), NOVEMBER, 0, NO_HEAD, edits)
    assert read_publications(publications(shown)) == shown
    sealed = Seal(NOVEMBER, 0, NO_HEAD, edits=edits)
    assert with_publications(sealed, publications(shown)).showings == shown
    assert with_publications(sealed, None).showings == shown


def test_publications_and_seal_of_other_edits_are_not_of_one_portal() -> None:
    sealed = Seal(NOVEMBER, 2, B, edits=Reached(1, "c3" * 32))
    with pytest.raises(SealError, match="not of one portal"):
        with_publications(sealed, publications(SHOWN))


def first(key: str, value: Any) -> Callable[[Any], None]:
    """Returns an edit of the first publication."""

    def edit(file: Any) -> None:
        file["publications"][0][key] = value

    return edit


def drop(file: Any) -> None:
    del file["publications"][0]


def swap(file: Any) -> None:
    file["publications"].reverse()


def of_another_version(file: Any) -> None:
    file["version"] = 2


@pytest.mark.parametrize(
    "edit",
    [
        first("on", "2026-09-01"),
        first("on", "soon"),
        first("on", 3),
        first("n", 2),
        first("n", True),
        first("n", -1),
        first("head", B),
        first("head", 7),
        first("hash", A),
        first("hash", None),
        drop,
        swap,
        of_another_version,
    ],
)
def test_a_changed_chain_is_refused(edit: Callable[[Any], None]) -> None:
    file = json.loads(publications(SHOWN))
    edit(file)
    with pytest.raises(SealError):
        read_publications(json.dumps(file).encode())


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_no_list_of_publications_is_refused(content: bytes) -> None:
    with pytest.raises(SealError):
        read_publications(content)


def test_a_portal_of_old_begins_with_the_day_of_its_seal() -> None:
    seal = with_publications(Seal(OCTOBER, 1, A), None)
    assert seal.showings == SHOWN[:1]
    assert with_publications(Seal(OCTOBER, 0, NO_HEAD), None).showings == ()


def test_publications_of_another_record_than_the_seal_s_are_refused() -> None:
    with pytest.raises(SealError, match="not of one portal"):
        with_publications(Seal(NOVEMBER, 1, A), publications(SHOWN))


def ledger(*hashes: str, restarted: str | None = None) -> bytes:
    """Returns as much of a ledger.json as tells its hashes; the last may name the head that it began anew after."""
    entries: list[dict[str, Any]] = []
    for each in hashes:
        entries.append({"hash": each, "kind": "moved", "of": None})
    if restarted:
        entries[-1].update(kind="restarted", of=[restarted])
    return json.dumps({"entries": entries}).encode()


def test_a_publication_names_an_entry_of_its_own_ledger() -> None:
    assert foreign_showing(SHOWN, ledger(A, B)) is None
    wrong = foreign_showing(SHOWN, ledger("c3" * 32, B))
    assert wrong == "entry 1 is not the one that was published on 2026-10-02"


def test_what_was_published_before_a_ledger_began_anew_is_no_fault() -> None:
    other, begun = "c3" * 32, "d4" * 32
    shown = with_showing(SHOWN, NOVEMBER, 2, begun)
    assert foreign_showing(shown, ledger(other, begun, restarted=B)) is None
    assert foreign_showing(shown, ledger(other, begun, restarted=A)) is not None
