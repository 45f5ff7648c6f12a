"""The record on the page Dates: the entries of one project, newest first, under the names that milestones have now."""

from datetime import date, timedelta

from portalgen.analysis.ledger.entry import Entry, Kind, Texts
from portalgen.analysis.ledger.ledger import Ledger, MilestoneRecord
from portalgen.analysis.ledger.records import NO_RECORDS, Records
from portalgen.model.record.past import Reach
from portalgen.pages.parts.record import record
from tests.kit.clients.nouns import milestone, project

FIRST_DAY = date(2026, 6, 1)


def entry(n: int, milestone_id: str) -> Entry:
    """Returns the promise that is entry `n`, made on the n-th of June."""
    day = FIRST_DAY + timedelta(days=n - 1)
    return Entry(
        n,
        "webshop",
        milestone_id,
        Kind.PROMISED,
        day,
        day,
        None,
        date(2026, 9, 1),
        None,
        None,
        None,
        None,
        Texts(),
        "",
    )


def of(
    milestone_id: str, *numbers: int, project_id: str = "webshop"
) -> MilestoneRecord:
    return MilestoneRecord(project_id, milestone_id, False, numbers, ())


def ledger(entries: list[Entry], *milestones: MilestoneRecord) -> Ledger:
    return Ledger(Reach.WHOLE, tuple(entries), records=milestones)


def test_rows_are_those_of_the_project_newest_first() -> None:
    entries = [entry(1, "a"), entry(2, "b"), entry(3, "a")]
    known = ledger(entries, of("a", 1, 3), of("b", 2, project_id="intranet"))
    shown = record(project(milestone("a")), Records(known, known), 7)
    assert [row.entry.n for row in shown.rows] == [3, 1]
    assert shown.since == FIRST_DAY
    assert shown.is_known


def test_what_is_not_committed_yet_is_marked() -> None:
    entries = [entry(1, "a"), entry(2, "a")]
    recorded = ledger(entries[:1], of("a", 1))
    present = ledger(entries, of("a", 1, 2))
    shown = record(project(milestone("a")), Records(recorded, present), 7)
    assert [row.is_recorded for row in shown.rows] == [False, True]


def test_an_entry_has_the_name_that_its_milestone_has_now_and_a_milestone_that_is_gone_its_id() -> (
    None
):
    known = ledger([entry(1, "old"), entry(2, "gone")], of("new", 1), of("gone", 2))
    shown = record(project(milestone("new")), Records(known, known), 7)
    assert [row.name for row in shown.rows] == ["gone", "New"]


def test_an_id_that_another_milestone_had_before_does_not_lend_its_name() -> None:
    known = ledger([entry(1, "a"), entry(2, "a")], of("b", 1), of("a", 2))
    shown = record(project(milestone("a"), milestone("b")), Records(known, known), 7)
    assert [row.name for row in shown.rows] == ["A", "B"]


def test_without_a_history_there_are_no_rows_and_that_is_known() -> None:
    shown = record(project(milestone("a")), NO_RECORDS, 7)
    assert (shown.is_known, shown.since, shown.rows) == (False, None, ())
