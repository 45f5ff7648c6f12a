"""Single values: what a field accepts as typed, and what it says where it does not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from portalgen.model.fields import scalars
from portalgen.model.fields.scalars import (
    Typed,
    nearest_day,
    parse_day,
    parse_email,
    parse_flag,
    parse_slug,
    quoted,
    shown,
    slugified,
)
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import Mapping
from tests.kit.files.memory import source


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


def refusal(kind: Any, value: object) -> tuple[str, str]:
    """Returns the code and the help with which a kind of value refuses one."""
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    (error,) = caught.value.errors()
    return error["type"], error.get("ctx", {}).get("help", "")


def test_a_day_is_read_as_written() -> None:
    assert parse_day("2026-03-20") == date(2026, 3, 20)
    assert parse_day(Typed("2028-02-29")) == date(2028, 2, 29)
    assert parse_day(date(2026, 3, 20)) == date(2026, 3, 20)


@pytest.mark.parametrize(
    ("typed", "help_"),
    [
        ("20.3.2026", "is it 2026-03-20?"),
        ("20.03.2026", "is it 2026-03-20?"),
        ("20/3/2026", "is it 2026-03-20?"),
        ("3/20/2026", "is it 2026-03-20?"),
        ("20-03-2026", "is it 2026-03-20?"),
        ("2026-3-2", "is it 2026-03-02?"),
        ("2026/03/20", "is it 2026-03-20?"),
        ("2026.03.20", "is it 2026-03-20?"),
        ("“2026-03-20”", "is it 2026-03-20?"),
        ("2026-03-20.", "is it 2026-03-20?"),
        ("2026‑03‑20", "is it 2026-03-20?"),
        ("2026-13-01", "the middle number is the month"),
        ("2026-00-10", "the middle number is the month"),
        ("2023-02-29", "February 2023 ends on day 28"),
        ("2026-04-31", "April 2026 ends on day 30"),
        ("2026-04-00", "April 2026 ends on day 30"),
        ("0000-01-01", "January 0000 ends"),
        ("2026-03-20T10:00", "YEAR-MONTH-DAY"),
        ("2026-03-20\n", "is it 2026-03-20?"),
        ("20 March 2026", "YEAR-MONTH-DAY"),
        ("2026-W12", "YEAR-MONTH-DAY"),
        ("20260320", "YEAR-MONTH-DAY"),
        ("26-03-20", "YEAR-MONTH-DAY"),
        ("２０２６-０３-２０", "YEAR-MONTH-DAY"),
        ("TBD", "YEAR-MONTH-DAY"),
        ("", "YEAR-MONTH-DAY"),
        (None, "YEAR-MONTH-DAY"),
        ([], "YEAR-MONTH-DAY"),
        (20260320, "YEAR-MONTH-DAY"),
    ],
)
def test_what_is_no_day_is_refused_with_the_day_that_was_meant(
    typed: object, help_: str
) -> None:
    code, said = refusal(scalars.Day, typed)
    assert code == "PG203"
    assert help_ in said


@pytest.mark.parametrize(
    "typed", ["0206-03-20", "1969-12-31", "2200-01-01", "9999-12-31"]
)
def test_a_day_too_far_away_is_a_slip(typed: str) -> None:
    assert refusal(scalars.Day, typed)[0] == "PG210"


@pytest.mark.parametrize("typed", ["1970-01-01", "2199-12-31"])
def test_days_of_two_centuries_can_be_meant(typed: str) -> None:
    assert str(parse_day(typed)) == typed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "1.2",
        "1.2.3.4",
        "99.99.2026",
        "2026-13-01",
        "1-2-3",
        "1 March 2026",
        "5.5.0206",
    ],
)
def test_where_no_day_is_near_none_is_offered(text: str) -> None:
    assert nearest_day(text) is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0", "0"), ("8200", "8200"), ("12.5", "12.5"), (".5", "0.5"), ("-3", "-3"), ("+7", "7"), ("012", "12"),
        ("1.10", "1.1"), ("9" * 18, "9" * 18), (3, "3"), (0.1, "0.1"), (Decimal("1.25"), "1.25"),
    ],
)  # fmt: skip
def test_a_number_is_exact(typed: object, value: str) -> None:
    assert read(scalars.Amount, typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "help_"),
    [
        ("8,200", "leave the thousands separators out: 8200"),
        ("1,250,000", "leave the thousands separators out: 1250000"),
        ("8 200", "leave the thousands separators out: 8200"),
        ("8\u00a0200", "leave the thousands separators out: 8200"),
        ("8\u202f200", "leave the thousands separators out: 8200"),
        ("8'200", "leave the thousands separators out: 8200"),
        ("8.200.000", "leave the thousands separators out: 8200000"),
        ("€ 8,200", "leave the thousands separators out: 8200"),
        ("12,5", "write a point for decimals: 12.5"),
        ("-12,5", "write a point for decimals: -12.5"),
        ("50%", "leave the percent sign out: 50"),
        ("50 %", "leave the percent sign out: 50"),
        ("12.5 %", "leave the percent sign out: 12.5"),
        ("€8200", "write the number alone: 8200"),
        ("8200 €", "write the number alone: 8200"),
        ("EUR 8200", "write the number alone: 8200"),
        ("8200 GBP", "write the number alone: 8200"),
        ("~8200", "write the number alone: 8200"),
        ("two weeks", "write digits only"),
        ("2 weeks", "write digits only"),
        ("about 15", "write digits only"),
        ("1e3", "write digits only"),
        ("0x1F", "write digits only"),
        ("1_000", "write digits only"),
        ("12:30", "write digits only"),
        ("NaN", "write digits only"),
        (".inf", "write digits only"),
        ("１２", "write digits only"),
        ("1" * 19, "write digits only"),
        ("1.2.3", "write digits only"),
        ("", "write digits only"),
        (None, "write digits only"),
        (True, "write digits only"),
        ([], "write digits only"),
    ],
)
def test_what_is_no_number_is_refused_with_the_number_that_was_meant(
    typed: object, help_: str
) -> None:
    code, said = refusal(scalars.Amount, typed)
    assert code == "PG204"
    assert said.startswith(help_)


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (scalars.Whole, "1.5", "PG204"),
        (scalars.Whole, "1000001", "PG210"),
        (scalars.Whole, "-1000001", "PG210"),
        (scalars.Count, "-1", "PG210"),
        (scalars.Size, "-0.1", "PG210"),
        (scalars.Days, "3661", "PG210"),
        (scalars.Days, "-3661", "PG210"),
        (scalars.DayCount, "-1", "PG210"),
        (scalars.DayCount, "3661", "PG210"),
        (scalars.Interval, "0", "PG210"),
        (scalars.Interval, "-1", "PG210"),
        (scalars.Interval, "3661", "PG210"),
        (scalars.Line, "x" * 301, "PG210"),
        (scalars.Text, "x" * 20_001, "PG210"),
    ],
)
def test_what_is_out_of_range_is_refused(kind: Any, typed: str, code: str) -> None:
    assert refusal(kind, typed)[0] == code
    assert refusal(kind, typed)[1]


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (scalars.Whole, "-1000000"),
        (scalars.Whole, "2.0"),
        (scalars.Count, "0"),
        (scalars.Size, "0.5"),
        (scalars.Days, "-3660"),
        (scalars.DayCount, "3660"),
        (scalars.Interval, "1"),
        (scalars.Interval, "3660"),
    ],
)
def test_the_ends_of_a_range_are_in_it(kind: Any, typed: str) -> None:
    assert read(kind, typed) == Decimal(typed)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (scalars.Text, "  two\n\nparagraphs ", "two\n\nparagraphs"),
        (scalars.Line, "  one \n line ", "one line"),
        (scalars.Line, "x" * 300, "x" * 300),
        (scalars.Text, "NO", "NO"),
        (scalars.Text, "2026-03-20", "2026-03-20"),
    ],
)
def test_a_text_is_tidied_and_otherwise_as_typed(
    kind: Any, typed: str, value: str
) -> None:
    assert read(kind, typed) == value


@pytest.mark.parametrize(
    ("typed", "code", "help_"),
    [
        (None, "PG208", "delete the line"),
        ("", "PG208", "delete the line"),
        (" \u00a0\n", "PG208", "delete the line"),
        ([], "PG205", "quotes"),
        ({}, "PG205", "quotes"),
        ({"a": "b", "c": "d"}, "PG205", "quotes"),
        ({"Note": "late"}, "PG111", '"Note: late"'),
        (3, "PG205", "quotes"),
    ],
)
def test_what_is_no_text_is_refused(typed: object, code: str, help_: str) -> None:
    assert refusal(scalars.Text, typed)[0] == code
    assert help_ in refusal(scalars.Text, typed)[1]


def swallowing(text: str, comment: str) -> Typed:
    typed = Typed(text)
    typed.swallowed = comment
    return typed


def test_a_text_that_loses_its_end_to_a_comment_is_refused_with_the_line_quoted() -> (
    None
):
    typed = swallowing("see issue", "#4 for “more”")
    assert refusal(scalars.Text, typed) == (
        "PG112",
        'put the text in quotes: "see issue #4 for “more”"',
    )
    assert refusal(scalars.Line, typed)[0] == "PG112"


def test_a_comment_behind_a_day_a_number_or_a_word_takes_nothing_away() -> None:
    assert read(scalars.Day, swallowing("2026-03-20", "# agreed")) == date(2026, 3, 20)
    assert read(scalars.Amount, swallowing("8200", "# net")) == Decimal(8200)
    assert read(scalars.Token, swallowing("gh-pages", "# branch")) == "gh-pages"
    assert read(scalars.Slug, swallowing("launch", "# main")) == "launch"


@pytest.mark.parametrize("typed", ["a", "0", "launch-day", "a" * 63, "2026-03-20"])
def test_an_id_is_read(typed: str) -> None:
    assert parse_slug(typed) == typed


@pytest.mark.parametrize(
    ("typed", "help_"),
    [
        ("Launch Day", "launch-day"),
        ("launch_day", "launch-day"),
        ("Käyttöönotto", "kayttoonotto"),
        ("ｌaunch", "launch"),
        ("-launch", "launch"),
        ("a" * 64, "a" * 63),
        ("../launch", "launch"),
        ("launch\n", "launch"),
        ("лаунч", "small letters"),
        ("", "small letters"),
        (None, "small letters"),
    ],
)
def test_what_is_no_id_is_refused_with_the_id_nearest_to_it(
    typed: object, help_: str
) -> None:
    code, said = refusal(scalars.Slug, typed)
    assert code == "PG207"
    assert said.endswith(help_) or help_ in said


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Ｌaunch Day", "launch-day"), ("ÅÄÖ", "aao"), ("!!!", ""), ("a" * 99, "a" * 63)],
)
def test_a_slug_is_made_of_any_text(text: str, slug: str) -> None:
    assert slugified(text) == slug


@pytest.mark.parametrize(
    ("typed", "value"),
    [("true", True), ("True", True), ("FALSE", False), (True, True), (False, False)],
)
def test_a_truth_value_is_read(typed: object, value: bool) -> None:
    assert parse_flag(typed) is value


@pytest.mark.parametrize("typed", ["yes", "on", "1", "", None, 1, [], "y"])
def test_what_is_no_truth_value_is_refused(typed: object) -> None:
    assert refusal(scalars.Flag, typed) == ("PG206", "write true or false")


@pytest.mark.parametrize(
    "typed", ["a@b.example", "maria.virtanen+x@sub.agency.example", "ä@b.example"]
)
def test_an_address_is_read(typed: str) -> None:
    assert parse_email(typed) == typed


NO_ADDRESSES = (
    *(
        "a@b",
        "a b@c.example",
        "@b.example",
        "a@",
        "a@b@c.example",
        "Maria <a@b.example>",
        "a@b.example, c@d.example",
    ),
    *("", None, "a@b.example\nBcc: c@d.example", "a\u2028@b.example"),
)


@pytest.mark.parametrize("typed", NO_ADDRESSES)
def test_what_is_no_address_is_refused(typed: object) -> None:
    assert refusal(scalars.Email, typed)[0] == "PG215"


@pytest.mark.parametrize(
    "parser",
    [parse_day, parse_slug, parse_email, parse_flag],
    ids=lambda parser: parser.__name__,
)
def test_braces_in_a_value_are_quoted_as_typed(
    parser: Callable[[object], object],
) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parser("{message} {0} %s")
    assert "{message} {0} %s" in caught.value.message()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\nb\tc", "a b c"),
        ("x" * 41, "x" * 39 + "…"),
        ("x" * 40, "x" * 40),
        ({"a": 1}, "a block of keys"),
        ([1], "a list"),
        ((1,), "a list"),
        (12, "12"),
    ],
)
def test_a_value_is_quoted_in_one_short_line(value: object, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "Acme's shop",
        'the "shop"',
        "both ' and \"",
        "back\\slash",
        "#1",
        "- a",
        "“inner” quotes",
        "a\\ \" '",
    ],
)
def test_a_text_in_quotes_is_read_back_as_it_was(text: str) -> None:
    tree, wrong = parse(source(f"key: {quoted(text)}"))
    assert wrong == []
    assert isinstance(tree, Mapping)
    assert tree.text("key") == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("“a: b”", '"a: b"'),
        ("„a: b“", '"a: b"'),
        ("'a's'", '"a\'s"'),
        ('"a" b', "'\"a\" b'"),
    ],
)
def test_quotes_that_were_meant_to_enclose_are_replaced(text: str, value: str) -> None:
    assert quoted(text) == value
