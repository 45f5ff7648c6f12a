"""The edits in ledger.json: a second chain, which a reader who knows the design alone can verify as well."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from portalgen.analysis.edits.continuity import Recorded, broken_record
from portalgen.analysis.edits.edits import edits_of
from portalgen.analysis.ledger.ledger import ledger
from portalgen.analysis.showings import with_showing
from portalgen.exports.ledger import broken_chain, ledger_json
from portalgen.exports.publications import foreign_showing
from portalgen.model.record.past import PastRestart
from portalgen.model.record.seal import Seal
from portalgen.model.record.showing import Reached
from tests.conftest import ROOT
from tests.kit.clients.histories import week
from tests.kit.clients.ledger_reader import hash_of, problems, salt
from tests.kit.clients.told import LAUNCH, Weeks

VERIFIER = ROOT / "tests" / "data" / "rfc8785" / "verify.mjs"
ASKED = LAUNCH + "asks: [{id: photos, what: Photos, due_on: %s}]\n"
PAST = Weeks().told(ASKED % "2026-02-02").told(ASKED % "2026-03-02").history
RECORDED = Recorded(ledger(PAST, "acme"), edits_of(PAST, "acme"))
FILE = ledger_json(RECORDED.dates, edits=RECORDED.edits)
SEAL = Seal(
    week(2),
    len(RECORDED.dates.entries),
    RECORDED.dates.head,
    edits=RECORDED.edits.reached,
)
OTHER = Seal(week(2), SEAL.n, SEAL.head, edits=Reached(1, "a1" * 32))


def test_the_file_verifies_by_the_design_alone() -> None:
    assert problems(FILE) == []
    assert list(broken_chain(FILE, (SEAL,))) == []
    (entry,) = json.loads(FILE)["edits"]["entries"]
    assert list(entry) == [
        *("n", "project", "kind", "thing", "field", "since", "recorded_on"),
        *("texts", "previous", "hash"),
    ]
    assert entry["hash"] == hash_of(entry)
    opened = json.loads(FILE)["openings"][entry["texts"]["from"]]
    assert opened == {"text": "2026-02-02", "salt": salt(str(PAST.salt), 1, "from")}


def test_without_edits_the_file_is_as_it_always_was() -> None:
    plain = json.loads(ledger_json(RECORDED.dates))
    edited = json.loads(FILE)
    assert "edits" not in plain
    assert edited["entries"] == plain["entries"]
    assert edited["head"] == plain["head"]


def _pop(ledger: Any) -> None:
    ledger["edits"]["entries"].pop()


def _soften(ledger: Any) -> None:
    ledger["edits"]["entries"][0]["kind"] = "tightened"


def _number(ledger: Any) -> None:
    ledger["edits"]["entries"][0]["n"] = 2


def _head(ledger: Any) -> None:
    ledger["edits"]["head"] = "a1" * 32


def _text(ledger: Any) -> None:
    digest = ledger["edits"]["entries"][0]["texts"]["from"]
    ledger["openings"][digest]["text"] = "2026-03-01"


def _drop(ledger: Any) -> None:
    del ledger["edits"]


def _empty(ledger: Any) -> None:
    ledger["edits"] = {}


@pytest.mark.parametrize(
    "change", [_pop, _soften, _number, _head, _text, _drop, _empty]
)
def test_a_change_of_published_edits_is_found(change: Callable[[Any], None]) -> None:
    value = json.loads(FILE)
    change(value)
    assert list(broken_chain(json.dumps(value).encode(), (SEAL,)))


def test_edits_are_held_against_any_seal_of_their_past() -> None:
    (found,) = broken_chain(FILE, (OTHER,))
    assert found == f"edit 1 is not the one that was sealed as of {week(2)}"
    older = Seal(week(1), SEAL.n, SEAL.head)
    assert list(broken_chain(FILE, (older,))) == [], "which knew nothing of edits"


@pytest.mark.slow  # it starts Node
@pytest.mark.skipif(which("node") is None, reason="Node is not installed")
@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        (None, None),
        (_soften, "edit hash"),
        (_number, "edit number"),
        (_head, "edit head"),
        (_text, "opening"),
        (_empty, "shape"),
    ],
)
def test_another_language_finds_the_same(
    tmp_path: Path, change: Callable[[Any], None] | None, flaw: str | None
) -> None:
    value = json.loads(FILE)
    if change:
        change(value)
    seal = {"n": SEAL.n, "head": SEAL.head, "edits": {"n": 1, "head": "a1" * 32}}
    script = (
        f'import {{ verify }} from "{VERIFIER.as_uri()}";'
        f"console.log(JSON.stringify(await verify({json.dumps(value)}, {json.dumps(seal)})));"
    )
    file = tmp_path / "run.mjs"
    file.write_text(script)
    done = subprocess.run(
        ["node", str(file)], capture_output=True, check=True, timeout=60
    )
    told = json.loads(done.stdout)
    codes = {each["code"] for each in told["flaws"]}
    assert flaw in codes if flaw else not codes
    assert told["seal"] == ("none" if flaw == "shape" else "broken")


def test_a_record_goes_on_from_the_sealed_one_or_says_that_it_began_anew() -> None:
    assert broken_record(RECORDED, SEAL) is None
    assert broken_record(RECORDED, None) is None
    broken = broken_record(RECORDED, OTHER)
    assert broken
    assert (broken.code, "edit 1 or one before it" in broken.message) == ("PG603", True)
    longer = Seal(week(2), SEAL.n, SEAL.head, edits=Reached(2, "a1" * 32))
    broken = broken_record(RECORDED, longer)
    assert broken
    assert "2 edits were published" in broken.message
    weeks = Weeks().told(ASKED % "2026-02-02").told(ASKED % "2026-03-02")
    first, second = weeks.history.revisions
    restart = PastRestart(week(1), "The repository was moved", SEAL.head)
    anew = replace(PAST, revisions=(first, replace(second, restarts=(restart,))))
    assert broken_record(Recorded(ledger(anew, "acme"), RECORDED.edits), OTHER) is None


def test_a_publication_of_other_edits_is_foreign() -> None:
    own = with_showing((), week(2), SEAL.n, SEAL.head, SEAL.edits)
    assert foreign_showing(own, FILE) is None
    before = with_showing((), date(2026, 1, 1), SEAL.n, SEAL.head)
    grown = with_showing(before, week(2), SEAL.n, SEAL.head, SEAL.edits)
    assert foreign_showing(grown, FILE) is None
    other = with_showing((), week(2), SEAL.n, SEAL.head, OTHER.edits)
    assert foreign_showing(other, FILE) == (
        f"edit 1 is not the one that was published on {week(2)}"
    )
