"""The page of a bundle: its policy, the line that its script compares, and texts that break out of no block."""

import base64
import json
import re
from dataclasses import replace
from hashlib import sha256

from portalgen.exports.ledger import ledger_json
from portalgen.pages.evidence.chronology import chronology
from portalgen.pages.evidence.exhibit import exhibits
from portalgen.pages.evidence.page import evidence_page, raw_entry
from portalgen.pages.evidence.point import Case
from portalgen.words import Words
from tests.kit.clients import histories as past
from tests.kit.clients.cases import case, findings_of, published
from tests.kit.clients.histories import JUNE, MID_JUNE
from tests.kit.clients.nouns import PROVEN, milestone, project
from tests.kit.pages.rendering import TEMPLATES

HOSTILE = "</script><script>alert(1)</script>"
MOVED = past.move(JUNE, MID_JUNE, because=HOSTILE)
RECORD = past.of(past.milestone(JUNE), past.milestone(MID_JUNE, MOVED))
WEBSHOP = project(milestone(promised_date=MID_JUNE), **PROVEN)
CASE = case(WEBSHOP, RECORD, published(RECORD, ("2026-01-06", 1), ("2026-03-01", 2)))


def page(of: Case = CASE) -> str:
    points = chronology(of)
    return evidence_page(
        of,
        findings_of(WEBSHOP, RECORD),
        points,
        exhibits(points, ()),
        ["A limit"],
        {"ledger.json": ledger_json(RECORD)},
        TEMPLATES.pages,
        TEMPLATES.assets,
    )


def test_its_policy_allows_its_own_style_and_script_alone() -> None:
    html = page()
    policy = re.search('Security-Policy" content="([^"]+)"', html)
    assert policy
    for name in ("style", "script"):
        (text,) = re.findall(f"<{name}>(.*?)</{name}>", html, re.DOTALL)
        digest = base64.b64encode(sha256(text.encode()).digest()).decode()
        assert f"{name}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;")


def test_no_text_breaks_out_of_a_block_and_every_block_is_the_file_itself() -> None:
    html = page()
    assert HOSTILE not in html
    block = re.search('id="ledger.json">(.*?)</script>', html, re.DOTALL)
    assert block
    assert json.loads(block[1]).encode() == ledger_json(RECORD)
    assert HOSTILE in ledger_json(RECORD).decode()


def test_a_point_has_its_entry_in_one_line() -> None:
    entry = RECORD.entries[1]
    assert raw_entry(entry, "2026-03-01") == (
        "n=2 project=webshop milestone=launch kind=moved on=2026-01-12 recorded_on=2026-01-12 from=2026-06-01 "
        f"to=2026-06-15 days=14 cause=estimate explained=true of=- first_shown=2026-03-01 hash={entry.hash}"
    )
    assert raw_entry(entry, "2026-03-01").replace("<", "&lt;") in page()


def test_a_showing_that_came_more_than_a_cadence_later_is_told() -> None:
    assert "first shown 48 days after its day" in page()
    at_once = replace(CASE, showings=published(RECORD, ("2026-01-06", 1), ("2026-01-13", 2)))  # fmt: skip
    assert "after its day" not in page(at_once)


def test_it_speaks_the_clients_language() -> None:
    finnish = page(replace(CASE, words=Words("fi", CASE.found.as_of.min)))
    assert '<html lang="fi">' in finnish
    assert "Tapahtumat järjestyksessä" in finnish
    assert "Chronology" not in finnish
