"""Days, numbers, money and sizes as CLDR has them for each language."""

from datetime import date
from decimal import Decimal

import pytest

from portalgen.words import dates

DAY = date(2027, 6, 2)


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [("en", "2 June", "2 Jun"), ("fi", "2. kesäkuuta", "2.6.")],
)
def test_the_year_is_written_where_it_is_asked_for(
    language: str, long: str, short: str
) -> None:
    assert dates.long_day(DAY, language, with_year=False) == long
    assert "2027" in dates.long_day(DAY, language, with_year=True)
    assert dates.short_day(DAY, language, with_year=False) == short
    assert "2027" in dates.short_day(DAY, language, with_year=True)


@pytest.mark.parametrize(
    ("value", "whole"), [("2.5", 3), ("3.5", 4), ("-2.5", -3), ("2.49", 2)]
)
def test_halves_are_rounded_up(value: str, whole: int) -> None:
    assert dates.rounded(Decimal(value)) == whole


def test_a_minus_is_a_minus_sign_and_no_hyphen() -> None:
    assert dates.number(-1200, "en") == "−1,200"
    assert dates.money(Decimal("-8200"), "EUR", "en").startswith("−")


def test_money_has_decimals_only_where_it_has_any() -> None:
    assert dates.money(Decimal("8200.00"), "EUR", "en") == "€8,200"
    assert dates.money(Decimal("8200.50"), "EUR", "en") == "€8,200.50"


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "1 kB"),
        (1000, "1 kB"),
        (1001, "2 kB"),
        (999_000, "999 kB"),
        (1_250_000, "1.3 MB"),
    ],
)
def test_a_size_is_told_as_people_speak_of_files(size: int, shown: str) -> None:
    assert dates.size(size, "en").replace("\xa0", " ") == shown


def test_weeks_of_charts_begin_on_sunday() -> None:
    names = dates.month_names("en")
    assert all(len(each) in {7, 12} for each in names.values())
    (days,) = [each for key, each in names.items() if key == "days"]
    assert days[0] == "Sunday"
