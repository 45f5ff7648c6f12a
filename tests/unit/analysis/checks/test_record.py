"""What is wrong with a record, of dates and of edits alike."""

from portalgen.analysis.checks.record import wrong_record
from portalgen.analysis.edits.continuity import Recorded
from portalgen.analysis.edits.edits import edits_of
from portalgen.analysis.ledger.ledger import ledger
from portalgen.model.record.ledger import LedgerFile
from portalgen.model.record.seal import Seal
from tests.kit.clients.histories import week
from tests.kit.clients.told import LAUNCH, Weeks

ASK = LAUNCH + "asks: [{id: photos, what: Photos, due_on: %s}]\n"
HISTORY = Weeks().told(ASK % "2026-02-02").told(ASK % "2026-03-02").history
RECORDED = Recorded(ledger(HISTORY, "acme"), edits_of(HISTORY, "acme"))


def wrong(*redactions: tuple[int, str, str]) -> list[tuple[str, str | None]]:
    declared = [
        {
            "entry": n,
            "field": field,
            "on": "2026-03-02",
            "reason": "personal",
            "digest": digest,
        }
        for n, field, digest in redactions
    ]
    found = wrong_record(
        RECORDED, LedgerFile.model_validate({"redactions": declared}), None
    )
    return [(each.code, each.pointer) for each in found]


def test_redactions_of_dates_and_of_edits_are_held_against_their_own_record() -> None:
    (edit,) = RECORDED.edits.entries
    (entry,) = RECORDED.dates.entries
    name, before = entry.texts.name, edit.texts.before
    assert name
    assert before
    assert wrong((1, "name", name), (1, "from", before)) == []
    assert wrong((1, "name", before), (1, "from", name)) == [
        ("PG602", "/ledger.yml/redactions/0/digest"),
        ("PG602", "/ledger.yml/redactions/1/digest"),
    ]
    assert wrong((2, "to", before), (1, "item", before)) == [
        ("PG601", "/ledger.yml/redactions/0/entry"),
        ("PG602", "/ledger.yml/redactions/1/digest"),
    ]


def test_a_commit_dated_before_the_last_portal_is_told_of_dates() -> None:
    portal = Seal(week(9), 0, "0" * 64)
    assert list(wrong_record(RECORDED, LedgerFile(), portal)) == []
