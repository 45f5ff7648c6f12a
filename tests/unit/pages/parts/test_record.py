"""A project's part of the record: what its rows are called, and what is said beside them."""

from datetime import date

from portalgen.analysis.ledger.ledger import ledger
from portalgen.analysis.ledger.records import Records
from portalgen.model.record.ledger import LedgerFile, Removal
from portalgen.model.record.past import History, Lack, Reach
from portalgen.pages.parts.record import Record, Removed, record
from tests.kit.clients import histories as past
from tests.kit.clients.nouns import milestone, project

LAUNCH = past.milestone("2026-06-01")
REMOVED = {
    "milestone": "launch",
    "on": "2026-03-02",
    "because": "The shop stays closed",
}


def removal(of: str) -> Removal:
    declared = LedgerFile.model_validate({"removals": [{"project": of, **REMOVED}]})
    return declared.removals[0]


def shown(history: History, *removals: Removal) -> Record:
    """Returns the part of the project webshop, which has a milestone Beta now."""
    known = ledger(history, "acme", (), removals)
    beta = milestone(id="beta", name="Beta now")
    return record(project(id="webshop", milestones=[beta]), Records(known, known), 7)


def test_rows_are_newest_first_under_the_name_that_a_milestone_has_now() -> None:
    beta = past.milestone("2026-07-01", id_="beta")
    found = shown(past.history([(past.project(LAUNCH, beta),), (past.project(beta),)]))
    assert [(each.name, each.entry.kind.value) for each in found.rows] == [
        ("launch", "withdrawn"),
        ("launch", "promised"),
        ("Beta now", "promised"),
    ]
    assert (found.is_known, found.is_unreadable) == (True, False)


def test_what_was_dropped_is_told_with_its_reason_where_it_was_promised() -> None:
    history = past.history([(past.project(LAUNCH),), (past.project(),)])
    found = shown(history, removal("webshop"), removal("other"))
    assert found.removed == (
        Removed(date(2026, 3, 2), "launch", "The shop stays closed"),
    )


def test_a_history_that_cannot_be_read_is_told_apart_from_one_that_is_not_there() -> (
    None
):
    for lack, is_unreadable in (
        (Lack.SHALLOW, True),
        (Lack.DAMAGED, True),
        (Lack.NO_REPOSITORY, False),
        (None, False),
    ):
        found = shown(History(Reach.NONE, lack=lack))
        assert (found.is_known, found.is_unreadable) == (False, is_unreadable)
