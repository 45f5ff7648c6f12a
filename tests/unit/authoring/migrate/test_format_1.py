"""Days as people write them: read where they can mean one day, and left where two readers would differ."""

import re
from datetime import date

import pytest
from babel import Locale, localedata
from hypothesis import given
from hypothesis import strategies as st

from portalgen.authoring.migrate.format_1 import meanings
from portalgen.model.fields.scalars import YEARS


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("20.3.2026", ["2026-03-20"]),
        ("03.04.2026", ["2026-04-03"]),
        ("20. 3. 2026", ["2026-03-20"]),
        ("2026.3.20", ["2026-03-20"]),
        ("2026/03/20", ["2026-03-20"]),
        ("2026-3-1", ["2026-03-01"]),
        ("3/20/2026", ["2026-03-20"]),
        ("20/3/2026", ["2026-03-20"]),
        ("20-03-2026", ["2026-03-20"]),
        ("3/3/2026", ["2026-03-03"]),
        ("“2026-03-20”", ["2026-03-20"]),
        ("„20.3.2026“", ["2026-03-20"]),
        ("3/4/2026", ["2026-03-04", "2026-04-03"]),
        ("12-11-2026", ["2026-11-12", "2026-12-11"]),
        *(
            (text, [])
            for text in (
                "31.11.2026",
                "20.3.26",
                "20.3/2026",
                "3.2026",
                "20 March 2026",
                "2026-13-01",
                "",
            )
        ),
        *(
            (text, [])
            for text in (
                "20.3.1926",
                "20.3.2026 or later",
                "about 20.3.2026",
                "٢٠.٣.٢٠٢٦",
                "1.2.3",
            )
        ),
    ],
)
def test_a_text_means_the_days_that_readers_find_in_it(
    text: str, days: list[str]
) -> None:
    assert [day.isoformat() for day in meanings(text)] == days


@pytest.mark.slow
def test_wherever_points_are_written_the_day_comes_before_the_month() -> None:
    orders = set()
    for name in localedata.locale_identifiers():
        for length in ("short", "medium"):
            pattern = re.sub(
                r"'[^']*'", "", Locale.parse(name).date_formats[length].pattern
            )
            if "." in pattern and not re.search(r"[/-]|MMM|LLL", pattern):
                orders.add("".join(dict.fromkeys(re.findall(r"[dMy]", pattern))))
    assert orders == {"dMy", "yMd"}, "as Unicode's CLDR has it"


@given(st.dates(min_value=date(YEARS[0], 1, 1), max_value=date(YEARS[-1], 12, 31)))
def test_every_day_is_among_the_meanings_of_each_way_to_write_it(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    for text in (
        f"{number}.{month}.{year}",
        f"{year}/{month}/{number}",
        f"{year}-{month}-{number}",
    ):
        assert meanings(text) == [day]
    for text in (
        f"{number}/{month}/{year}",
        f"{month}/{number}/{year}",
        f"{number:02}-{month:02}-{year}",
    ):
        assert day in meanings(text)
        assert len(meanings(text)) == (2 if number <= 12 and number != month else 1)
