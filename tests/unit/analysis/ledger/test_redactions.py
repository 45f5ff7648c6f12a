"""Redactions: what they take out, and what is told of one that names nothing."""

from typing import Any

import pytest

from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.analysis.ledger.redactions import wrong_redactions
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.past import History, Reach
from tests.kit.clients.histories import history, milestone, move, of, project

MOVED = (milestone("2026-06-01"), milestone("2026-06-15", move(agreed_by="Timo Laine")))
LEDGER = of(*MOVED)
BECAUSE, AGREED_BY = LEDGER.entries[1].texts.because, LEDGER.entries[1].texts.agreed_by


def redaction(
    entry: int = 2, field: str = "agreed_by", digest: str | None = AGREED_BY
) -> Redaction:
    keys: dict[str, Any] = {
        "entry": entry,
        "field": field,
        "on": "2026-05-03",
        "reason": "Personal data",
    }
    return Redaction.model_validate({**keys, "digest": digest})


def told(
    redactions: list[Redaction], on: Ledger = LEDGER
) -> list[tuple[str, str, str]]:
    return [
        (each.code, each.pointer, each.message)
        for each in wrong_redactions(on, redactions)
    ]


def test_a_redacted_text_is_gone_and_the_redaction_stands_in_its_place() -> None:
    found = ledger(history((project(each),) for each in MOVED), "acme", [redaction()])
    moved = found.entries[1]
    assert (found.head, found.entries) == (LEDGER.head, LEDGER.entries)
    assert found.text(moved, "agreed_by") == redaction()
    assert found.text(moved, "because") == "Known now."
    assert "Timo Laine" not in {each.text for each in found.openings.values()}
    assert told([redaction()], found) == []


def test_a_name_can_be_erased_from_git_as_well() -> None:
    scrubbed = (MOVED[0], milestone("2026-06-15", move(agreed_by=None)))
    rows = [(project(each),) for each in scrubbed]
    assert ledger(history(rows), "acme").head != LEDGER.head
    found = ledger(history(rows), "acme", [redaction()])
    assert found.head == LEDGER.head
    assert found.text(found.entries[1], "agreed_by") == redaction()
    assert told([redaction()], found) == []


@pytest.mark.parametrize(
    ("wrong", "pointer", "message"),
    [
        ({"entry": 3}, "entry", "there is no entry 3: the ledger has 2"),
        ({"field": "name"}, "field", "entry 2, moved, has no text name"),
        (
            {"entry": 1, "field": "because"},
            "field",
            "entry 1, promised, has no text because",
        ),
    ],
)
def test_a_redaction_that_names_nothing_is_told_where_it_is_wrong(
    wrong: dict[str, Any], pointer: str, message: str
) -> None:
    assert told([redaction(), redaction(**wrong)]) == [
        ("PG601", f"/ledger.yml/redactions/1/{pointer}", message)
    ]


@pytest.mark.parametrize("digest", ["a1" * 32, BECAUSE])
def test_a_redaction_with_another_digest_is_told_at_the_digest(digest: str) -> None:
    found = ledger(
        history((project(each),) for each in MOVED), "acme", [redaction(digest=digest)]
    )
    assert told([redaction(digest=digest)], found) == [
        (
            "PG602",
            "/ledger.yml/redactions/0/digest",
            "entry 2 holds another digest for agreed_by",
        )
    ]
    assert found.openings == LEDGER.openings


def test_of_a_missing_history_nothing_is_said() -> None:
    assert told([redaction()], ledger(History(Reach.SHALLOW), "acme")) == []
    assert told([redaction()], ledger(History(Reach.WHOLE), "acme")) == [
        ("PG601", "/ledger.yml/redactions/0/entry", "the ledger has no entries")
    ]
