"""Days, numbers and money in each language, and sentences that stay text whatever is put into them."""

from datetime import date
from decimal import Decimal

import pytest
from markupsafe import Markup

from portalgen.analysis.message import message
from portalgen.model.health import Dimension, Rag
from portalgen.words import Words
from portalgen.words.catalogue import translations
from portalgen.words.dates import month_names

AS_OF = date(2026, 11, 20)
JUNE = date(2026, 6, 5)
NEXT_YEAR = date(2027, 1, 12)
ENGLISH, FINNISH = Words("en", AS_OF, "GBP"), Words("fi", AS_OF, "EUR")
SPACE = "\xa0"  # as CLDR has it: no break between a number and its unit


@pytest.mark.parametrize(
    ("words", "long", "full"),
    [
        (ENGLISH, "5 June", "5 June 2026"),
        (FINNISH, "5. kesäkuuta", "5. kesäkuuta 2026"),
    ],
    ids=["en", "fi"],
)
def test_days_are_written_as_people_write_them(
    words: Words, long: str, full: str
) -> None:
    assert words.day(JUNE) == long
    assert words.full_day(JUNE) == full
    assert words.short_day(JUNE)[:2] == long[:2]
    assert "2026" not in words.short_day(JUNE)


def test_the_year_stands_where_it_is_another_one_than_todays() -> None:
    assert ENGLISH.day(NEXT_YEAR) == "12 January 2027"
    assert FINNISH.day(NEXT_YEAR) == "12. tammikuuta 2027"
    assert "2027" in ENGLISH.short_day(NEXT_YEAR)
    assert "2027" in FINNISH.short_day(NEXT_YEAR)


@pytest.mark.parametrize(
    ("value", "english", "finnish"),
    [
        (Decimal("1234567.891"), "1,234,567.89", f"1{SPACE}234{SPACE}567,89"),
        (Decimal("0.5"), "0.5", "0,5"),
        (Decimal("12.00"), "12", "12"),
        (-3, "−3", "−3"),
        (0, "0", "0"),
    ],
)
def test_numbers_have_the_languages_separators(
    value: Decimal | int, english: str, finnish: str
) -> None:
    assert ENGLISH.number(value) == english
    assert FINNISH.number(value) == finnish


@pytest.mark.parametrize(
    ("value", "english", "finnish"),
    [
        (Decimal(8200), "£8,200", f"8{SPACE}200{SPACE}€"),
        (Decimal("8200.5"), "£8,200.50", f"8{SPACE}200,50{SPACE}€"),
        (Decimal(-500), "−£500", f"−500{SPACE}€"),
    ],
)
def test_money_has_the_clients_currency_and_no_empty_decimals(
    value: Decimal, english: str, finnish: str
) -> None:
    assert ENGLISH.money(value) == english
    assert FINNISH.money(value) == finnish


def test_without_a_currency_an_amount_is_a_number() -> None:
    assert Words("en", AS_OF).money(Decimal(8200)) == "8,200"


@pytest.mark.parametrize(
    ("value", "shown"), [("63.4", "63"), ("63.5", "64"), ("0", "0"), ("99.99", "100")]
)
def test_percents_are_whole(value: str, shown: str) -> None:
    assert ENGLISH.percent(Decimal(value)).replace(SPACE, " ") == f"{shown} %"


def test_differences_in_days_carry_their_sign() -> None:
    assert [ENGLISH.days(days).replace(SPACE, " ") for days in (5, 1, -2)] == [
        "+5 days",
        "+1 day",
        "−2 days",
    ]
    assert ENGLISH.days(0) == ENGLISH.text("unit.same_day")


def test_fixed_words_read_in_the_language() -> None:
    assert ENGLISH.word(Rag.GREEN) != FINNISH.word(Rag.GREEN)
    said = message("rule.declared", dimension=Dimension.BUDGET)
    assert ENGLISH.word(Dimension.BUDGET) in ENGLISH.say(said)
    assert FINNISH.word(Dimension.BUDGET) in FINNISH.say(said)


@pytest.mark.parametrize(
    "hostile",
    ["<b>&amp;</b>", '"><script>alert(1)</script>', "{name}", "{0.__class__}", "%s"],
)
def test_values_are_escaped_in_html_and_never_read_as_places(hostile: str) -> None:
    html = ENGLISH.html("verdict.undated", name=hostile)
    assert isinstance(html, Markup)
    assert html == Markup.escape(ENGLISH.text("verdict.undated", name=hostile))
    assert hostile in ENGLISH.text("verdict.undated", name=hostile)


def test_the_sentence_itself_is_escaped_in_html(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        translations("en"), "gettext", lambda id_: "<i>{name}</i> & more"
    )
    assert (
        ENGLISH.html("any", name="A & B") == "&lt;i&gt;A &amp; B&lt;/i&gt; &amp; more"
    )
    assert ENGLISH.text("any", name="A & B") == "<i>A & B</i> & more"


def test_markup_stays_markup_in_html() -> None:
    assert "<b>Launch</b>" in ENGLISH.html(
        "verdict.undated", name=Markup("<b>Launch</b>")
    )


def test_days_in_html_are_time_elements_and_plain_in_text() -> None:
    said = message("verdict.expected", name="Launch", day=JUNE)
    assert '<time datetime="2026-06-05">5 June</time>' in ENGLISH.say_html(said)
    assert "<" not in ENGLISH.say(said)
    assert "5 June" in ENGLISH.say(said)


@pytest.mark.parametrize("words", [ENGLISH, FINNISH], ids=["en", "fi"])
def test_months_and_days_have_names_for_charts(words: Words) -> None:
    names = month_names(words.language)
    assert {key: len(set(each)) for key, each in names.items()} == {
        "months": 12,
        "shortMonths": 12,
        "days": 7,
        "shortDays": 7,
    }
    assert names["days"][0] == {"en": "Sunday", "fi": "sunnuntai"}[words.language]


def test_an_unknown_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        ENGLISH.text("nobody.says.this")
    with pytest.raises(KeyError):
        ENGLISH.html("nobody.says.this", count=2)


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        ENGLISH.text("verdict.undated")
