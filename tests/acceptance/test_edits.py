"""What was told stays told: an edit is sealed, marked on its page, verified, and never says what is internal now."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.kit.commands.command_line import Portalgen
from tests.kit.files.repositories import Made, launch

DAY = ("--as-of", "2026-03-27")
LATER = ("--as-of", "2026-04-03")
CLIENT = "name: Acme\nledger_salt: 5f1c0000000000000000000000000000\n"
UPDATE = "acme/webshop/updates/2026-03-06.md"
ASKS = "acme/webshop/asks.yml"
RISKS = "acme/webshop/risks.yml"
ASK = "asks: [{id: photos, what: Product photos, due_on: %s%s}]\n"
RISK = "risks: [{id: lawsuit, name: Their provider may sue, probability: %s, impact: severe%s}]\n"
GREEN = "---\nheadline: All goes to plan\ndone: Basket <b>done</b>\nresults: none\nwhy: none\nnext: none\n---\n"
SPOILT = GREEN.replace("All goes to plan", "Two weeks behind the plan")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    workspace = Made(tmp_path / "workspace")
    workspace.write(
        {
            "acme/client.yml": CLIENT,
            "acme/webshop/project.yml": "name: Webshop\ncadence_days: 30\n",
            "acme/webshop/milestones.yml": launch("2026-06-15"),
            UPDATE: GREEN,
            ASKS: ASK % ("2026-03-30", ""),
        }
    )
    workspace.commit({RISKS: RISK % ("likely", "")}, at="2026-03-09T10:00:00Z")
    return workspace


def edited(made: Made) -> Made:
    """Returns the workspace with edits of a week later."""
    made.commit(
        {
            UPDATE: SPOILT.replace("<b>done</b>", "<i>begun</i>"),
            ASKS: ASK % ("2026-04-30", ""),
            RISKS: RISK % ("rare", ""),
        },
        at="2026-03-16T10:00:00Z",
    )
    return made


def built(portalgen: Portalgen, made: Made, *day: str) -> None:
    run = portalgen("build", *day, cwd=made.top)
    assert run.code == 0, run.err


def site(made: Made) -> Path:
    return made.top / "site" / "acme"


def file(made: Made, name: str) -> Any:
    return json.loads((site(made) / name).read_text(encoding="utf-8"))


def page(made: Made, name: str) -> str:
    html = (site(made) / "webshop" / name / "index.html").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", html)


def test_an_edit_is_sealed_and_marked_where_it_stands(
    made: Made, portalgen: Portalgen
) -> None:
    built(portalgen, made, *DAY)
    assert "edits" not in file(made, "ledger.json")
    assert "edits" not in file(made, "seal.json")
    (plain,) = file(made, "publications.json")["publications"]
    entries = file(made, "ledger.json")["entries"]
    built(portalgen, edited(made), *LATER)
    ledger = file(made, "ledger.json")
    assert ledger["entries"] == entries
    kinds = [each["kind"] for each in ledger["edits"]["entries"]]
    assert kinds == ["edited", "edited", "reasked", "relaxed"]
    reached = {"n": 4, "head": ledger["edits"]["head"]}
    assert file(made, "seal.json")["edits"] == reached
    first, second = file(made, "publications.json")["publications"]
    assert first == plain
    assert (second["on"], second["n"], second["edits"]) == ("2026-04-03", 1, reached)
    mark = 'Edited <time datetime="2026-03-16">16 March</time></summary>'
    for name in ("changed", "needs", "risks"):
        assert mark in page(made, name), name
    changed = page(made, "changed")
    assert "Headline. Before: All goes to plan" in changed
    assert "Basket &lt;b&gt;done&lt;/b&gt;" in changed
    assert "Due. Before: 30 March 2026" in page(made, "needs")
    assert "Probability. Before: Likely" in page(made, "risks")
    verified = portalgen("verify", "site/acme", "--projects", "projects", cwd=made.top)
    assert (verified.code, verified.err) == (0, ""), verified.err


def test_a_verifier_finds_an_edit_that_was_taken_out(
    made: Made, portalgen: Portalgen
) -> None:
    built(portalgen, edited(made), *DAY)
    ledger = file(made, "ledger.json")
    ledger["edits"]["entries"][0]["kind"] = "tightened"
    (site(made) / "ledger.json").write_text(json.dumps(ledger), encoding="utf-8")
    run = portalgen("verify", "site/acme", cwd=made.top)
    assert run.code == 1
    assert "ledger.json: edit 1 is not what its hash says" in run.err


def test_edits_that_were_published_cannot_be_taken_back(
    made: Made, portalgen: Portalgen
) -> None:
    start = made.git("rev-parse", "HEAD")
    built(portalgen, edited(made), *DAY)
    before = (site(made) / "index.html").read_bytes()
    made.git("reset", "-q", "--soft", start)
    made.git("checkout", "-q", start, "--", ".")
    made.commit({UPDATE: SPOILT}, at="2026-03-16T10:00:00Z")
    run = portalgen("build", *LATER, cwd=made.top)
    assert run.code == 1
    assert "PG603" in run.out + run.err
    assert (site(made) / "index.html").read_bytes() == before


@pytest.mark.parametrize(
    "later",
    [
        {RISKS: RISK % ("rare", ", visibility: internal")},
        {"acme/webshop/project.yml": "name: Webshop\npages: [now, dates, how]\n"},
        {"acme/client.yml": f"{CLIENT}pages: [now, dates, how]\n"},
        {RISKS: None},
    ],
)
def test_an_edit_of_what_the_client_sees_no_longer_says_nothing_of_it(
    made: Made, portalgen: Portalgen, later: dict[str, str | None]
) -> None:
    edited(made).commit(later, at="2026-03-23T10:00:00Z")
    built(portalgen, made, *DAY)
    assert "relaxed" in (site(made) / "ledger.json").read_text(encoding="utf-8")
    for each in site(made).rglob("*"):
        if each.suffix in {".html", ".json", ".js"}:
            content = each.read_text(encoding="utf-8")
            assert "lawsuit" not in content, each
            assert '"text": "likely"' not in content, each


def test_what_went_is_told_where_it_stood(made: Made, portalgen: Portalgen) -> None:
    edited(made).commit({UPDATE: None, ASKS: "asks: []\n"}, at="2026-03-23T10:00:00Z")
    made.commit({UPDATE.replace("03-06", "03-20"): GREEN}, at="2026-03-24T10:00:00Z")
    built(portalgen, made, *DAY)
    assert "A report that you were shown was withdrawn on" in page(made, "changed")
    assert "Something open that we had asked you for" in page(made, "dates"), (
        "since there is no page Needs you any more"
    )
    assert "Two weeks behind" not in (site(made) / "ledger.json").read_text("utf-8")


def test_a_text_of_an_edit_can_be_taken_out(made: Made, portalgen: Portalgen) -> None:
    built(portalgen, edited(made), *DAY)
    seal = file(made, "seal.json")
    entries = file(made, "ledger.json")["edits"]["entries"]
    (headline,) = (each for each in entries if each["field"] == "headline")
    digest = headline["texts"]["from"]
    redaction = f"{{entry: {headline['n']}, field: from, on: 2026-03-20, reason: Personal data, digest: {digest}}}"
    made.write({"acme/ledger.yml": f"redactions: [{redaction}]\n"})
    built(portalgen, made, *DAY)
    assert file(made, "seal.json") == seal
    assert "All goes to plan" not in (site(made) / "ledger.json").read_text("utf-8")
    assert "Removed" in page(made, "changed")
    assert "All goes to plan" not in page(made, "changed")
    wrong = redaction.replace("entry: 1", "entry: 9")
    made.write({"acme/ledger.yml": f"redactions: [{wrong}]\n"})
    run = portalgen("check", *DAY, cwd=made.top)
    assert "PG601] there is no edit 9: the record has 4" in run.out


@pytest.mark.parametrize(
    "slip",
    [
        "Harbour Freight Lines has the same trouble",
        "Write to ops@elsewhere.example",
        "We wait until the board has decided on the merger with them",
    ],
)
def test_a_slip_that_was_mended_is_not_published_by_its_record(
    made: Made, portalgen: Portalgen, slip: str
) -> None:
    internal = "The board has decided on the merger with them"
    made.write(
        {
            "harbour/client.yml": "name: Harbour Freight Lines\nledger_salt: 5f1c0000000000000000000000000001\n",
            "harbour/site/project.yml": "name: Site\n",
            "acme/webshop/owed.yml": f"owed: [{{id: paper, what: {internal}, visibility: internal}}]\n",
        }
    )
    made.commit(
        {UPDATE: GREEN.replace("All goes to plan", slip)}, at="2026-03-16T10:00:00Z"
    )
    made.commit({UPDATE: SPOILT}, at="2026-03-17T10:00:00Z")
    run = portalgen("build", "acme", *DAY, cwd=made.top)
    assert run.code == 0, run.err
    assert slip not in (site(made) / "ledger.json").read_text(encoding="utf-8")
    assert slip not in page(made, "changed")
    assert "Headline. Before: what it said was withdrawn." in page(made, "changed")
    assert "Before: All goes to plan" in page(made, "changed")
