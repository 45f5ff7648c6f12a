"""Diagnostics in their three forms: the caret stands below what is meant, and data stays data."""

import json

import click
import pytest

from portalgen.cli.terminal import report
from portalgen.diagnostics import Diagnostic, Place, Severity, problem

LINE = "started_on: 2026-13-01"


def framed(place: Place, message: str = "wrong", help_: str = "") -> list[str]:
    return click.unstyle(
        report.text([problem("PG203", message, place, help_)])
    ).splitlines()


def test_a_frame_shows_the_place_the_line_the_caret_and_what_to_do() -> None:
    assert framed(
        Place("a.yml", 2, 13, 10, LINE), "2026-13-01 is not a date", "write a day"
    ) == [
        "a.yml:2:13: error[PG203] 2026-13-01 is not a date",
        "    2 | started_on: 2026-13-01",
        "      |             ^^^^^^^^^^",
        "  help: write a day",
    ]


def test_without_a_line_there_is_no_caret() -> None:
    assert framed(Place("a.yml")) == ["a.yml:1:1: error[PG203] wrong"]


@pytest.mark.parametrize(("column", "width"), [(1, 3), (500, 3), (996, 5), (1000, 1)])
def test_of_a_long_line_the_part_around_the_caret_is_shown(
    column: int, width: int
) -> None:
    text = "".join(chr(ord("a") + n % 26) for n in range(1000))
    _, shown, caret = framed(Place("a.yml", 1, column, width, text))
    assert len(shown) < 140
    at = caret.index("^")
    assert shown[at : at + caret.count("^")] == text[column - 1 : column - 1 + width]


def test_a_tab_takes_the_room_of_one_character() -> None:
    _, shown, caret = framed(Place("a.yml", 1, 2, 4, "\tname: x"))
    assert shown[caret.index("^") :].startswith("name")


def test_a_caret_beyond_the_end_of_a_line_still_shows() -> None:
    assert framed(Place("a.yml", 1, 6, 1, "name:"))[2].endswith("     ^")


@pytest.mark.parametrize("hostile", ["\x1b[31mred\x1b[0m", "a\x07b", "one\r\ntwo"])
def test_data_commands_no_terminal(hostile: str) -> None:
    lines = framed(Place("a.yml", 1, 1, 1, hostile), hostile, hostile)
    assert len(lines) == 4
    assert not {"\x1b", "\x07", "\r"} & set("".join(lines))


@pytest.mark.parametrize(
    ("severities", "says"),
    [
        ([], "0 errors, 0 warnings"),
        ([Severity.ERROR], "1 error, 0 warnings"),
        ([Severity.WARNING, Severity.ERROR, Severity.ERROR], "2 errors, 1 warning"),
    ],
)
def test_the_summary_counts_errors_and_warnings(
    severities: list[Severity], says: str
) -> None:
    assert (
        report.summary(
            [Diagnostic("PG203", "wrong", severity=each) for each in severities]
        )
        == says
    )


def test_an_annotation_escapes_what_begins_or_ends_a_part_of_it() -> None:
    place = Place("a,b:c%.yml", 2, 3)
    said = report.github([problem("PG203", "50 %: a, b", place, "write\n::error::")])
    assert said.splitlines() == [
        "::error file=a%2Cb%3Ac%25.yml,line=2,col=3,title=PG203::50 %25: a, b%0Awrite ::error::"
    ]


def test_json_has_every_key_for_every_diagnostic() -> None:
    rows = json.loads(
        report.as_json(
            [
                problem("PG203", "wrong", Place("a.yml", 2, 3), "help"),
                Diagnostic("PG401", "x"),
            ]
        )
    )
    assert rows[0] == {
        "file": "a.yml",
        "line": 2,
        "column": 3,
        "severity": "error",
        "kind": "broken",
        "code": "PG203",
        "message": "wrong",
        "help": "help",
    }
    assert rows[1].keys() == rows[0].keys()
    assert rows[1]["kind"] == "rule"
