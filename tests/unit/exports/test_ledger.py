"""ledger.json: bytes that stay, and that a reader who knows the design alone can verify."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portalgen.analysis.ledger.entry import Kind
from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.exports.ledger import broken_chain, ledger_json
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.past import (
    History,
    PastEvidence,
    PastRestart,
    Reach,
    Revision,
)
from portalgen.model.record.seal import Seal
from tests.kit.clients.histories import (
    JUNE,
    MID_JUNE,
    SALT,
    history,
    milestone,
    move,
    project,
    week,
)
from tests.kit.clients.ledger_reader import (
    KEYS,
    KINDS,
    NOTHING,
    hash_of,
    problems,
    replayed,
    salt,
    sha256,
)

GOLDEN = Path(__file__).parents[2] / "data" / "ledger" / "ledger.json"
POINTS = move(
    "2026-06-01",
    "2026-06-15",
    "scope_change",
    because="Loyalty points added",
    agreed_by="Timo Laine",
)
LATE = move(
    "2026-06-15",
    "2026-07-01",
    "third_party",
    because="Käännös myöhästyi 🙂",
    on="2026-01-23",
)
RESTART = PastRestart(date(2026, 3, 20), "供应商的数据丢失了", "a1" * 32)
ROWS = [
    (
        project(
            milestone("2026-06-01", name="Launch", baseline="2026-05-18"),
            milestone("2026-04-01", id_="design"),
        ),
    ),
    (
        project(
            milestone(
                "2026-06-15", POINTS, baseline="2026-05-18", forecast="2026-06-20"
            ),
            milestone("2026-04-01", id_="design"),
        ),
    ),
    (
        project(
            milestone(
                "2026-07-01",
                POINTS,
                baseline="2026-06-15",
                forecast=("2026-06-29", "2026-07-10"),
            ),
            milestone("2026-04-01", id_="design", actual="2026-01-16"),
        ),
    ),
    (
        project(
            milestone(
                "2026-07-01", POINTS, LATE, baseline="2026-06-15", forecast="undated"
            ),
            milestone("2026-04-01", id_="design"),
        ),
    ),
    (
        project(
            milestone(
                "2026-07-01",
                POINTS,
                LATE,
                id_="go-live",
                formerly=["launch"],
                baseline="2026-06-15",
            )
        ),
    ),
    (
        project(
            milestone(
                None,
                POINTS,
                LATE,
                id_="go-live",
                formerly=["launch"],
                baseline="2026-06-15",
            )
        ),
    ),
]


def redaction(digest: str) -> Redaction:
    keys = {
        "entry": 3,
        "field": "agreed_by",
        "on": "2026-05-03",
        "reason": "Personal data",
        "digest": digest,
    }
    return Redaction.model_validate(keys)


def made() -> Ledger:
    revisions = [Revision("", week(n), "", row) for n, row in enumerate(ROWS)]
    revisions.append(Revision("", week(11), "", ROWS[-1], (RESTART,)))
    history = History(Reach.WHOLE, tuple(revisions), salt=SALT)
    digest = ledger(history, "acme").entries[2].texts.agreed_by
    assert digest is not None
    return ledger(history, "acme", [redaction(digest)])


def test_the_bytes_are_the_expected_ones(rewrite: bool) -> None:
    found = ledger_json(made())
    if rewrite:
        GOLDEN.write_bytes(found)
    assert found == GOLDEN.read_bytes()


def test_the_legal_note_stands_in_the_file_and_in_no_hash() -> None:
    plain, noted = (
        json.loads(ledger_json(made())),
        json.loads(ledger_json(made(), "The contract holds.")),
    )
    assert noted.pop("legal_note") == "The contract holds."
    assert noted == plain
    assert problems(ledger_json(made(), "The contract holds.")) == []


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    value = json.loads(GOLDEN.read_bytes())
    assert isinstance(value, dict)
    return value


def test_the_expected_bytes_verify_by_the_design_alone() -> None:
    assert problems(GOLDEN.read_bytes()) == []


NAMES = (
    "kind",
    "milestone",
    "on",
    "recorded_on",
    "from",
    "to",
    "days",
    "cause",
    "explained",
    "of",
)
WEEKS = (
    "2026-01-05",
    "2026-01-12",
    "2026-01-19",
    "2026-01-26",
    "2026-02-02",
    "2026-02-09",
)
RANGE = ["2026-06-29", "2026-07-10"]
EXPECTED: list[tuple[Any, ...]] = [
    (
        "promised",
        "design",
        WEEKS[0],
        WEEKS[0],
        None,
        "2026-04-01",
        None,
        None,
        None,
        None,
    ),
    (
        "promised",
        "launch",
        WEEKS[0],
        WEEKS[0],
        "2026-05-18",
        "2026-06-01",
        14,
        None,
        None,
        None,
    ),
    (
        "moved",
        "launch",
        WEEKS[1],
        WEEKS[1],
        "2026-06-01",
        "2026-06-15",
        14,
        "scope_change",
        True,
        None,
    ),
    (
        "forecast",
        "launch",
        WEEKS[1],
        WEEKS[1],
        None,
        "2026-06-20",
        None,
        None,
        None,
        None,
    ),
    (
        "met",
        "design",
        "2026-01-16",
        WEEKS[2],
        None,
        "2026-01-16",
        None,
        None,
        None,
        None,
    ),
    (
        "moved",
        "launch",
        WEEKS[2],
        WEEKS[2],
        "2026-06-15",
        "2026-07-01",
        16,
        None,
        False,
        None,
    ),
    (
        "forecast",
        "launch",
        WEEKS[2],
        WEEKS[2],
        "2026-06-20",
        RANGE,
        None,
        None,
        None,
        None,
    ),
    (
        "rebaselined",
        "launch",
        WEEKS[2],
        WEEKS[2],
        "2026-05-18",
        "2026-06-15",
        28,
        None,
        None,
        None,
    ),
    (
        "reopened",
        "design",
        WEEKS[3],
        WEEKS[3],
        "2026-01-16",
        None,
        None,
        None,
        None,
        None,
    ),
    (
        "forecast",
        "launch",
        WEEKS[3],
        WEEKS[3],
        RANGE,
        "undated",
        None,
        None,
        None,
        None,
    ),
    (
        "explained",
        "launch",
        "2026-01-23",
        WEEKS[3],
        None,
        None,
        None,
        "third_party",
        True,
        [6],
    ),
    (
        "withdrawn",
        "design",
        WEEKS[4],
        WEEKS[4],
        "2026-04-01",
        None,
        None,
        None,
        None,
        None,
    ),
    (
        "forecast",
        "go-live",
        WEEKS[4],
        WEEKS[4],
        "undated",
        None,
        None,
        None,
        None,
        None,
    ),
    (
        "moved",
        "go-live",
        WEEKS[5],
        WEEKS[5],
        "2026-07-01",
        None,
        None,
        None,
        False,
        None,
    ),
    (
        "restarted",
        None,
        "2026-03-20",
        "2026-03-23",
        None,
        None,
        None,
        None,
        None,
        ["a1" * 32],
    ),
]


def test_the_expected_ledger_tells_the_history_that_is_written_above(
    golden: dict[str, Any],
) -> None:
    assert [
        tuple(each[name] for name in NAMES) for each in golden["entries"]
    ] == EXPECTED
    assert {each["project"] for each in golden["entries"][:-1]} == {"webshop"}
    assert golden["entries"][-1]["project"] is None
    assert (
        {each["kind"] for each in golden["entries"]}
        == KINDS
        == {kind.value for kind in Kind} - {"agreed", "objected"}
    )
    assert (golden["version"], golden["since"], golden["head"]) == (
        1,
        WEEKS[0],
        golden["entries"][-1]["hash"],
    )


def test_the_expected_texts_are_open_but_for_the_redacted_and_the_withdrawn(
    golden: dict[str, Any],
) -> None:
    digests = {
        (each["n"], name): digest
        for each in golden["entries"]
        for name, digest in each["texts"].items()
        if digest is not None
    }
    texts = {
        (1, "name"): "Design",
        (2, "name"): "Launch",
        (3, "because"): "Loyalty points added",
        (3, "agreed_by"): "Timo Laine",
        (11, "because"): "Käännös myöhästyi 🙂",
        (15, "because"): "供应商的数据丢失了",
    }
    assert digests == {
        key: sha256((salt(SALT, *key) + text).encode()) for key, text in texts.items()
    }
    closed = {digests[1, "name"], digests[3, "agreed_by"]}
    assert golden["openings"] == {
        digest: {"text": texts[key], "salt": salt(SALT, *key)}
        for key, digest in digests.items()
        if digest not in closed
    }


def test_the_expected_ledger_leads_to_the_last_dates(golden: dict[str, Any]) -> None:
    formerly = {("webshop", "launch"): ("webshop", "go-live")}
    assert replayed(golden["entries"][:-1], formerly) == {
        "webshop/go-live": {"promised": None, "forecast": None, "actual": None}
    }


def test_the_keys_stand_in_the_order_of_the_design(golden: dict[str, Any]) -> None:
    assert list(golden) == ["version", "head", "since", "entries", "openings"]
    assert {tuple(each) for each in golden["entries"]} == {tuple(KEYS)}
    assert {tuple(each["texts"]) for each in golden["entries"]} == {
        ("because", "agreed_by", "name")
    }


def test_without_entries_the_head_is_zeros() -> None:
    value = json.loads(
        ledger_json(ledger(History(Reach.SHALLOW, since=week(3)), "acme"))
    )
    assert value == {
        "version": 1,
        "head": NOTHING,
        "since": "2026-01-26",
        "entries": [],
        "openings": {},
    }
    assert json.loads(ledger_json(ledger(History(Reach.NONE), "acme")))["since"] is None


Change = Callable[[dict[str, Any]], object]
CHANGES: dict[str, tuple[Change, str]] = {
    "a date": (
        lambda ledger: ledger["entries"][1].update(to="2030-01-01"),
        "entry 2 is not what its hash says",
    ),
    "an entry taken out": (
        lambda ledger: ledger["entries"].pop(2),
        "entry 3 does not follow the one before it",
    ),
    "the last entry taken out": (
        lambda ledger: ledger["entries"].pop(),
        "its head is not the hash of its last entry",
    ),
    "a text": (
        lambda ledger: next(iter(ledger["openings"].values())).update(text="x"),
        "a text that is none of its",
    ),
    "a text of nobody": (
        lambda ledger: ledger["openings"].update({"a": {"text": "", "salt": ""}}),
        "a text that is",
    ),
    "no entries": (lambda ledger: ledger.pop("entries"), "it is no ledger"),
    "entries of another kind": (
        lambda ledger: ledger.update(entries=[1]),
        "it is no ledger",
    ),
}


def test_a_published_ledger_holds() -> None:
    assert list(broken_chain(GOLDEN.read_bytes(), ())) == []


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_a_published_ledger_is_found(name: str) -> None:
    change, says = CHANGES[name]
    ledger = json.loads(GOLDEN.read_text(encoding="utf-8"))
    change(ledger)
    found = list(broken_chain(json.dumps(ledger).encode(), ()))
    assert [each for each in found if says in each], found


def test_a_ledger_is_held_against_any_seal_of_its_past() -> None:
    entries = json.loads(GOLDEN.read_text(encoding="utf-8"))["entries"]
    for entry in entries:
        assert (
            list(
                broken_chain(
                    GOLDEN.read_bytes(),
                    (Seal(date(2026, 1, 1), entry["n"], entry["hash"]),),
                )
            )
            == []
        )
    wrong = Seal(date(2026, 1, 1), len(entries) + 1, "a" * 64)
    assert list(broken_chain(GOLDEN.read_bytes(), (wrong,))) == [
        f"entry {len(entries) + 1} is not the one that was sealed as of 2026-01-01"
    ]


def test_an_agreement_alone_says_by_what_it_can_be_checked() -> None:
    proof = PastEvidence("document", "ab" * 32, on=date(2026, 1, 10))
    agreed = move(agreed_by="Timo Laine", evidence=proof)
    rows = [(project(milestone(JUNE)),), (project(milestone(MID_JUNE, agreed)),)]
    found = ledger(history(rows), "acme")
    value = json.loads(ledger_json(found))
    *others, last = value["entries"]
    assert {tuple(each) for each in others} == {tuple(KEYS)}
    assert set(last) == {*KEYS, "evidence"}
    assert (last["kind"], last["of"], last["on"]) == ("agreed", [2], "2026-01-10")
    assert last["evidence"] == {
        "kind": "document",
        "digest": "ab" * 32,
        "domain": None,
        "on": "2026-01-10",
    }
    assert hash_of(last) == last["hash"]
    assert list(broken_chain(ledger_json(found), ())) == []
