"""Rows of progress that were told and are told otherwise."""

from tests.kit.clients.told import Weeks, short

FIRST = "date,scope,done\n2026-01-05,40,2\n2026-01-12,40,6\n"


def recounted(*tables: str) -> list[str]:
    weeks = Weeks()
    for table in tables:
        weeks.told(progress=table)
    return short(weeks.edits)


def test_a_row_at_a_new_day_is_work() -> None:
    later = FIRST + "2026-01-19,44,9\n"
    assert recounted(FIRST, later) == []
    assert recounted("", FIRST) == []


def test_rows_that_say_something_else_are_told_with_what_they_said() -> None:
    cut = FIRST.replace("12,40,6", "12,20,6") + "2026-01-19,20,9\n"
    assert recounted(FIRST, cut) == [
        "recounted progress rows: 2026-01-12: 6/40 -> 2026-01-12: 6/20"
    ]


def test_rows_that_are_dropped_are_told() -> None:
    (found,) = recounted(FIRST, "date,scope,done\n2026-01-12,40,6\n")
    assert found == "recounted progress rows: 2026-01-05: 2/40 -> None"
    (found,) = recounted(FIRST, "")
    assert found.endswith("2026-01-05: 2/40\n2026-01-12: 6/40 -> None")


def test_a_row_between_others_changes_what_was_told_of_the_weeks() -> None:
    between = FIRST + "2026-01-08,40,6\n"
    assert recounted(FIRST, between) == [
        "recounted progress rows: None -> 2026-01-08: 6/40"
    ]


def test_streams_are_told_apart() -> None:
    table = "date,stream,scope,done\n2026-01-05,%s,40,2\n2026-01-05,Shop,9,1\n"
    assert recounted(table % "Design", table % "Build") == [
        "recounted progress Design rows: 2026-01-05: 2/40 -> None"
    ]


def test_a_number_that_is_written_otherwise_is_the_same() -> None:
    assert recounted(FIRST, FIRST.replace("40,6", "40.0,6.00")) == []
