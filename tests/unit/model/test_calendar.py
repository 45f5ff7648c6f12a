"""Working days skip weekends, holidays and freezes."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from portalgen.model.calendar import Calendar, Freeze

# 2026-12-25 is a Friday, 2027-01-01 the Friday after.
WINTER = Calendar.model_validate(
    {
        "holidays": ["2026-12-06", "2026-12-25", "2027-01-01"],
        "freezes": [
            {"from": "2026-12-14", "to": "2026-12-18"},
            {"from": "2026-12-17", "to": "2026-12-22"},
        ],
    }
)
PLAIN = Calendar()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-12-04", True),
        ("2026-12-05", False),
        ("2026-12-06", False),
        ("2026-12-07", True),
        ("2026-12-13", False),
        ("2026-12-14", False),
        ("2026-12-18", False),
        ("2026-12-22", False),
        ("2026-12-23", True),
        ("2026-12-25", False),
    ],
)
def test_a_day_works_unless_it_is_a_weekend_a_holiday_or_frozen(
    day: str, works: bool
) -> None:
    assert WINTER.is_working(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("calendar", "start", "end", "days"),
    [
        (PLAIN, "2026-11-20", "2026-11-20", 0),
        (PLAIN, "2026-11-20", "2026-11-21", 0),
        (PLAIN, "2026-11-20", "2026-11-23", 1),
        (PLAIN, "2026-11-20", "2026-11-27", 5),
        (PLAIN, "2026-11-27", "2026-11-20", -5),
        (PLAIN, "2026-11-21", "2026-11-22", 0),
        (WINTER, "2026-12-11", "2026-12-22", 0),
        (WINTER, "2026-12-11", "2026-12-23", 1),
        (WINTER, "2026-12-11", "2026-12-28", 3),
        (WINTER, "2026-12-28", "2026-12-11", -3),
        (WINTER, "2026-12-31", "2027-01-04", 1),
    ],
)
def test_working_days_are_counted_after_the_start_up_to_the_end(
    calendar: Calendar, start: str, end: str, days: int
) -> None:
    assert (
        calendar.working_days(date.fromisoformat(start), date.fromisoformat(end))
        == days
    )


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-12-11", "2026-12-11"),
        ("2026-12-12", "2026-12-23"),
        ("2026-12-14", "2026-12-23"),
        ("2026-12-25", "2026-12-28"),
        ("2027-01-01", "2027-01-04"),
    ],
)
def test_the_next_working_day_is_the_day_itself_or_the_first_after(
    day: str, first: str
) -> None:
    assert WINTER.next_working(date.fromisoformat(day)) == date.fromisoformat(first)


def test_where_two_years_hold_no_working_day_the_day_itself_stands() -> None:
    closed = Calendar.model_validate(
        {"freezes": [{"from": "2026-01-01", "to": "2029-01-01"}]}
    )
    assert closed.next_working(date(2026, 3, 2)) == date(2026, 3, 2)


def test_the_last_day_that_data_can_name_has_a_next_working_day() -> None:
    assert PLAIN.next_working(date(2199, 12, 31)) == date(2199, 12, 31)


def test_a_freeze_of_one_day_is_one() -> None:
    freeze = Freeze.model_validate(
        {"from": "2026-12-24", "to": "2026-12-24", "because": "Christmas Eve"}
    )
    assert not Calendar(freezes=(freeze,)).is_working(date(2026, 12, 24))


def test_a_freeze_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        Freeze.model_validate({"from": "2026-12-24", "to": "2026-12-23"})
    assert [error["type"] for error in caught.value.errors()] == ["PG211"]


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@settings(deadline=None)
@given(DAYS, DAYS, DAYS)
def test_working_days_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    parts = WINTER.working_days(first, middle) + WINTER.working_days(middle, last)
    assert parts == WINTER.working_days(first, last)
    assert 0 <= parts <= (last - first).days


@settings(deadline=None)
@given(DAYS)
def test_a_working_day_is_one_more_than_the_day_before(day: date) -> None:
    before = day - timedelta(days=1)
    assert WINTER.working_days(before, day) == int(WINTER.is_working(day))
