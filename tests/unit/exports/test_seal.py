"""seal.json: how far the published ledger went, written and read again."""

import json
from typing import Any

import pytest

from portalgen.errors import SealError
from portalgen.exports.seal import read_seal, seal
from portalgen.model.record.past import Origin
from portalgen.model.record.seal import NO_HEAD, Seal
from portalgen.model.record.showing import Reached
from tests.kit.clients.nouns import TODAY, day

HEAD = "a1" * 32
SOUND = {"version": 1, "as_of": "2026-06-01", "n": 12, "head": HEAD}


def test_a_seal_without_a_ledger_vouches_for_nothing() -> None:
    assert json.loads(seal(day("2026-06-01"))) == {
        "version": 1,
        "as_of": "2026-06-01",
        "n": 0,
        "head": "0" * 64,
    }


def test_a_seal_names_the_ledgers_head() -> None:
    assert json.loads(seal(TODAY, 12, HEAD)) == SOUND


@pytest.mark.parametrize(("n", "head"), [(0, NO_HEAD), (12, HEAD)])
def test_what_was_written_is_read(n: int, head: str) -> None:
    assert read_seal(seal(TODAY, n, head)) == Seal(TODAY, n, head)


def test_a_seal_names_how_far_the_edits_go_where_there_are_any() -> None:
    edits = Reached(3, "b2" * 32)
    made = json.loads(seal(TODAY, 12, HEAD, edits=edits))
    assert made["edits"] == {"n": 3, "head": "b2" * 32}
    assert read_seal(seal(TODAY, 12, HEAD, edits=edits)).edits == edits
    assert read_seal(seal(TODAY, edits=edits)).edits == edits


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        {},
        {"n": 0, "head": NO_HEAD},
        {"n": 3, "head": "b2"},
        {"n": "3", "head": "b2" * 32},
    ],
)
def test_edits_that_no_record_can_reach_are_no_seal(wrong: Any) -> None:
    content = json.dumps({**SOUND, "edits": wrong}).encode()
    with pytest.raises(SealError):
        read_seal(content)


ORIGIN = Origin("c" * 40, (("a" * 64, "b" * 40),))


def test_a_seal_names_the_commit_that_it_was_made_from() -> None:
    ordinary = Origin("c" * 40)
    made = {**SOUND, "as_of": str(TODAY), "commit": "c" * 40}
    assert json.loads(seal(TODAY, 12, HEAD, ordinary)) == made
    turned = {**made, "follows": {"a" * 64: "b" * 40}}
    assert json.loads(seal(TODAY, 12, HEAD, ORIGIN)) == turned


@pytest.mark.parametrize("origin", [None, Origin("c" * 40), ORIGIN])
def test_the_commit_that_was_written_is_read(origin: Origin | None) -> None:
    assert read_seal(seal(TODAY, 12, HEAD, origin)).origin == origin


@pytest.mark.parametrize(
    "wrong",
    [
        {"commit": 1},
        {"commit": "main"},
        {"commit": "--all"},
        {"commit": "C" * 40},
        {"commit": "c" * 40, "follows": []},
        {"commit": "c" * 40, "follows": {"HEAD": "b" * 40}},
        {"commit": "c" * 40, "follows": {"a" * 40: None}},
    ],
)
def test_what_is_no_commit_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(SealError, match="damaged"):
        read_seal(json.dumps({**SOUND, **wrong}).encode())


def test_keys_that_a_later_version_might_add_are_passed_over() -> None:
    assert read_seal(json.dumps({**SOUND, "note": "x"}).encode()) == Seal(
        TODAY, 12, HEAD
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"12",
        b'"seal"',
        b"\xff",
        b"[" * 100_000,
        json.dumps({**SOUND, "as_of": 1}).encode(),
    ],
)
def test_what_is_no_seal_is_refused(content: bytes) -> None:
    with pytest.raises(SealError, match="damaged"):
        read_seal(content)


@pytest.mark.parametrize("key", SOUND)
def test_a_seal_that_lacks_a_key_is_refused(key: str) -> None:
    with pytest.raises(SealError, match="damaged"):
        read_seal(
            json.dumps(
                {name: value for name, value in SOUND.items() if name != key}
            ).encode()
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"n": -1},
        {"n": True},
        {"n": "12"},
        {"n": 1.0},
        {"head": HEAD[1:]},
        {"head": HEAD.upper()},
        {"head": None},
        {"n": 0},
        {"head": NO_HEAD},
    ],
)
def test_a_number_or_head_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(SealError, match="names no number"):
        read_seal(json.dumps({**SOUND, **wrong}).encode())


def test_another_version_is_refused_by_its_name() -> None:
    with pytest.raises(SealError, match="version 2"):
        read_seal(json.dumps({**SOUND, "version": 2}).encode())
