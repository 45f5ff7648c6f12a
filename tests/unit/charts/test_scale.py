"""Axes of a drawing: where a value lies, and which values have a mark."""

from datetime import date

import pytest

from portalgen.charts.scale import Axis, Tick, axis_of, number_of

MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def said(value: float) -> str:
    return f"{value:g}"


@pytest.mark.parametrize(
    ("last", "pixels", "labels"),
    [
        (10, 300, ["0", "2", "4", "6", "8", "10"]),
        (152, 260, ["0", "50", "100", "150"]),
        (1.12, 260, ["0", "0.5", "1"]),
        (7, 40, ["0", "5"]),
    ],
)
def test_numbers_on_an_axis_are_round_and_few(
    last: float, pixels: float, labels: list[str]
) -> None:
    axis = axis_of("y", {"range": [0, last]}, [], pixels, MONTHS, said)
    assert [tick.text for tick in axis.ticks] == labels


def test_months_are_as_many_as_fit() -> None:
    days = {"type": "date", "range": ["2025-12-20", "2026-12-20"], "dtick": "M1"}
    assert len(axis_of("x", days, [], 900, MONTHS, said).ticks) == 12
    narrow = axis_of("x", days, [], 200, MONTHS, said)
    assert [tick.text for tick in narrow.ticks] == ["Mar", "Jun", "Sep", "Dec"]


def test_a_reversed_axis_begins_at_the_top() -> None:
    axis = axis_of(
        "y",
        {"tickvals": [0, 1], "ticktext": ["a &amp; b", "c"], "autorange": "reversed"},
        [],
        9,
        MONTHS,
        said,
    )
    assert axis.at(0) > axis.at(1)
    assert [tick.text for tick in axis.ticks] == ["a & b", "c"]


def test_an_axis_counts_from_its_first_end_to_its_last() -> None:
    axis = Axis(10, 20, (Tick(10, "ten"), Tick(20, "twenty")), has_grid=True)
    assert [axis.at(each) for each in (10, 15, 20, 25)] == [0, 0.5, 1, 1.5]
    assert [axis.holds(each) for each in (9.9, 10, 20, 20.1)] == [
        False,
        True,
        True,
        False,
    ]
    assert axis.widest() == pytest.approx(6 * 7.2)


def test_an_axis_without_an_extent_and_without_marks_divides_by_nothing() -> None:
    axis = Axis(3, 3, (), has_grid=False)
    assert axis.at(3) == 0
    assert axis.widest() == 0


def test_days_count_by_their_ordinal_and_holes_stay_holes() -> None:
    assert number_of("2026-01-02") == date(2026, 1, 2).toordinal()
    assert number_of("2026-01-02T12:00:00") == number_of("2026-01-02")
    assert number_of(None) is None
    assert number_of("2026-01-03") == 1 + (number_of("2026-01-02") or 0)


def test_an_axis_without_a_range_has_room_around_its_days_and_above_its_numbers() -> (
    None
):
    days = axis_of(
        "x", {"type": "date"}, ["2026-03-01", "2026-04-01"], 900, MONTHS, said
    )
    numbers = axis_of("y", {}, [None, 0, 100], 300, MONTHS, said)
    assert days.first == date(2026, 3, 1).toordinal() - 3.5
    assert days.last == date(2026, 4, 1).toordinal() + 3.5
    assert [tick.text for tick in days.ticks] == ["Mar", "Apr"]
    assert numbers.first == 0
    assert numbers.last == pytest.approx(106)
