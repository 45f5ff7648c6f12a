"""What tells of a project's work in its past, and which texts of updates have to be read."""

from datetime import date
from decimal import Decimal

from portalgen.model.record.statement import PastUpdate
from portalgen.model.record.terms import PastRow
from portalgen.source.git.log import Change
from portalgen.source.past.reports import NO_REPORTS, Reports, Rewritten, place_of

FRIDAY = date(2026, 3, 6)
UPDATE = "acme/webshop/updates/2026-03-06.md"
MOVED = "acme/shop/updates/2026-03-06.md"
TABLE = "acme/webshop/progress.csv"
ROW = PastRow(FRIDAY, Decimal(40), Decimal(2))
PLACE = ("acme", "webshop")


def held(blob: str) -> dict[tuple[str, str], Reports]:
    return {PLACE: Reports(updates=(PastUpdate(FRIDAY, blob),))}


def noted(*changes: Change, blob: str = "a") -> set[str]:
    """Returns the blobs that are to be read after changes of an update with a blob."""
    rewritten = Rewritten()
    rewritten.note(changes, held(blob))
    return rewritten.blobs


def test_updates_are_kept_by_day_with_the_blob_that_they_have() -> None:
    later = UPDATE.replace("06", "13")
    reports = NO_REPORTS.after(Change(later, "b"), {}).after(Change(UPDATE, "a"), {})
    assert [each.blob for each in reports.updates] == ["a", "b"]
    assert (reports.newest, reports.blob_of(FRIDAY)) == (date(2026, 3, 13), "a")
    assert reports.after(Change(UPDATE, None), {}).blob_of(FRIDAY) is None
    assert reports.after(Change(UPDATE.replace("03-06", "13-45"), "c"), {}) == reports


def test_a_table_that_cannot_be_read_leaves_the_rows_and_one_that_is_gone_none() -> (
    None
):
    tables = {"a": (ROW,), "broken": None}
    reports = NO_REPORTS.after(Change(TABLE, "a"), tables)
    assert reports.after(Change(TABLE, "broken"), tables).rows == (ROW,)
    assert reports.after(Change(TABLE, None), tables).rows == ()


def test_both_texts_of_an_update_that_changed_are_read_and_of_a_new_one_none() -> None:
    assert noted(Change(UPDATE, "b")) == {"a", "b"}
    assert noted(Change(UPDATE, "a")) == set()
    assert noted(Change(UPDATE.replace("06", "13"), "b")) == set()
    assert noted(Change(TABLE, "b")) == set()


def test_an_update_that_may_be_one_that_went_is_read() -> None:
    assert noted(Change(UPDATE, None)) == {"a"}
    assert noted(Change(MOVED, "b"), Change(UPDATE, None)) == {"a", "b"}
    rewritten = Rewritten()
    rewritten.note([Change(UPDATE, None)], held("a"))
    rewritten.note([Change(MOVED, "b")], {})
    assert rewritten.blobs == {"a", "b"}


def test_what_is_internal_is_no_report() -> None:
    assert place_of("acme/internal/updates/2026-03-06.md") is None
    assert place_of(UPDATE) == PLACE
