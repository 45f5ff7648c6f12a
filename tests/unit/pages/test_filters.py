"""Filters of the templates: values as people read them."""

from datetime import date
from decimal import Decimal

import pytest

from portalgen.analysis.message import message
from portalgen.charts import Cell
from portalgen.pages.frame.filters import cell, in_short, short, signed
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY

ENGLISH = Words("en", TODAY)
DAY = date(2026, 6, 20)
IN_SHORT = '<time datetime="2026-06-20">20 Jun</time>'


@pytest.mark.parametrize(
    ("days", "reads"), [(5, "+5"), (-2, "−2"), (0, "0"), (None, "–"), (1200, "+1,200")]
)
def test_a_number_of_days_has_its_sign(days: int | None, reads: str) -> None:
    assert signed(days, ENGLISH) == reads


def test_a_day_is_short_and_none_is_a_dash() -> None:
    assert short(DAY, ENGLISH) == IN_SHORT
    assert short(None, ENGLISH) == "–"


@pytest.mark.parametrize(
    ("value", "reads"),
    [
        (None, "–"),
        (DAY, IN_SHORT),
        ("Launch", "Launch"),
        (7, "7"),
        (Decimal("2.5"), "2.5"),
    ],
)
def test_a_cell_reads_by_its_kind(value: Cell, reads: str) -> None:
    assert cell(value, ENGLISH) == reads


def test_a_message_of_days_has_them_in_their_short_form() -> None:
    said = message("how.lead", day=DAY)
    assert IN_SHORT in in_short(said, ENGLISH)
    assert IN_SHORT not in ENGLISH.say_html(said)
