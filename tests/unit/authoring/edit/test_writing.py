"""Values as YAML text."""

from datetime import date
from decimal import Decimal

import pytest

from portalgen.authoring.edit.writing import (
    Value,
    bare,
    in_brackets,
    lines_of_item,
    lines_of_mapping,
)
from portalgen.model.milestone import Cause


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("A sentence.", "A sentence."),
        ("Launch: now", '"Launch: now"'),
        ("Issue #4", '"Issue #4"'),
        ("C#", "C#"),
        ("NO", '"NO"'),
        ("2026-03-20", '"2026-03-20"'),
        ("1e3", '"1e3"'),
        ("12:30", '"12:30"'),
        ("two\nlines", '"two\\nlines"'),
        ("", '""'),
        (date(2026, 3, 20), "2026-03-20"),
        (Decimal("8200.50"), "8200.50"),
        (14, "14"),
        (True, "true"),
        (None, "null"),
        (Cause.OUR_FAULT, "our_fault"),
        (["launch", "a, b"], '[launch, "a, b"]'),
        ({"from": date(2026, 3, 1), "to": "x}"}, '{from: 2026-03-01, to: "x}"}'),
        ([], "[]"),
    ],
)
def test_a_value_is_quoted_where_it_would_be_read_as_something_else(
    value: Value, text: str
) -> None:
    assert bare(value) == text


def test_a_comma_needs_quotes_in_brackets_alone() -> None:
    assert bare("a, b") == "a, b"
    assert bare("a, b", in_flow=True) == '"a, b"'


def test_brackets_that_are_too_wide_go_on_below_their_first_key() -> None:
    move: Value = {
        "on": "2 March",
        "because": "word " * 16 + "end",
        "agreed_by": "Timo Laine",
    }
    first, second = in_brackets(move, 9)
    assert first == "{on: 2 March, because: " + "word " * 16 + "end,"
    assert len(first) + 8 <= 120
    assert second == " " * 9 + "agreed_by: Timo Laine}"


def test_what_fits_stays_on_one_line() -> None:
    assert in_brackets({"a": "b"}, 100) == ["{a: b}"]


def test_an_item_begins_with_a_dash() -> None:
    item: Value = {"id": "launch", "blocks": ["a"]}
    assert lines_of_item(item, 3) == ["  - id: launch", "    blocks: [a]"]
    assert lines_of_item(item, 1, gap=3) == ["-   id: launch", "    blocks: [a]"]
    assert lines_of_item(item, 3, with_brackets=True) == [
        "  - {id: launch, blocks: [a]}"
    ]
    assert lines_of_item("a: b", 3) == ['  - "a: b"']
    assert lines_of_item({}, 3) == ["  - {}"]


def test_a_mapping_has_a_key_a_line() -> None:
    assert lines_of_mapping({"a": 1, "b": ["c"]}, 5) == ["    a: 1", "    b: [c]"]
