"""Diagnostics as text with a caret, as JSON, and as annotations that no data can turn into commands."""

import json

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.cli.terminal.report import WIDEST, as_json, github, summary, text
from portalgen.diagnostics import Diagnostic, Place, Severity, problem
from tests.kit.files.memory import loaded

LINE = "    promised_date: 2026-13-01"


def at(place: Place, message: str = "wrong", help_: str = "") -> Diagnostic:
    return problem("PG203", message, place, help_)


def lines_of(found: Diagnostic) -> list[str]:
    return click.unstyle(text([found])).split("\n")


def test_text_shows_the_line_a_caret_and_the_help() -> None:
    found = at(
        Place("projects/acme/a.yml", 14, 20, 10, LINE),
        "2026-13-01 is not a date",
        "the month is 01 to 12",
    )
    assert lines_of(found) == [
        "projects/acme/a.yml:14:20: error[PG203] 2026-13-01 is not a date",
        "   14 |     promised_date: 2026-13-01",
        "      |                    ^^^^^^^^^^",
        "  help: the month is 01 to 12",
    ]


def test_without_a_line_or_a_help_there_is_none() -> None:
    assert lines_of(at(Place("projects/acme"))) == [
        "projects/acme:1:1: error[PG203] wrong"
    ]
    assert lines_of(at(Place("a.yml", 2, 1, 1, "   ")))[1:] == []


def test_advice_is_a_warning() -> None:
    assert (
        lines_of(problem("PG506", "old", Place("a.yml")))[0]
        == "a.yml:1:1: warning[PG506] old"
    )


def test_frames_are_apart_by_an_empty_line() -> None:
    assert click.unstyle(text([at(Place("a")), at(Place("b"))])).split("\n")[1] == ""
    assert text([]) == ""


@pytest.mark.parametrize(
    ("column", "width"),
    [(1, 10), (60, 5), (500, 4), (1000, 1), (1001, 1), (400, 5000)],
)
def test_the_caret_stays_below_what_is_meant_however_long_the_line(
    column: int, width: int
) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(1000))
    _, shown, caret = lines_of(at(Place("a.yml", 3, column, width, line)))
    assert len(shown) <= len("    3 | ") + WIDEST
    start, end = caret.index("^"), caret.rindex("^") + 1
    meant = line[column - 1 : column - 1 + width]
    assert meant.startswith(shown[start:end])
    assert bool(shown[start:end]) is bool(meant)


@pytest.mark.parametrize(
    ("line", "column", "width", "caret"),
    [
        ("name: 東京 #1", 9, 2, "          ^^"),
        ("name: 東京", 7, 2, "      ^^^^"),
        ("name: cafe\u0301 x", 13, 1, "           ^"),
        ("\tname: x", 2, 4, " ^^^^"),
        ("ä: x", 4, 1, "   ^"),
        ("a", 5, 3, " ^"),
    ],
)
def test_wide_and_combining_characters_move_the_caret(
    line: str, column: int, width: int, caret: str
) -> None:
    assert lines_of(at(Place("a.yml", 3, column, width, line)))[2] == "      | " + caret


@pytest.mark.parametrize(
    "control",
    ["\n", "\r", "\x1b[31m", "\x07", "\u202e", "\u2028", "\x85", "\udcff", "\0"],
)
def test_neither_names_nor_content_command_a_terminal_or_a_log(control: str) -> None:
    nasty = f"a{control}::error::pwned"
    found = at(Place(nasty, 1, 1, 1, nasty), nasty, nasty)
    shown = lines_of(found)
    assert len(shown) == 4
    assert not any(line.startswith("::") for line in shown)
    assert control not in "\n".join(shown).replace("\n", "")
    "\n".join(shown).encode()


def test_json_counts_from_1_and_names_everything() -> None:
    found = at(Place("a.yml", 14, 20, 10, LINE), "“x” is not a date", "write it")
    assert json.loads(as_json([found])) == [
        {
            "file": "a.yml",
            "line": 14,
            "column": 20,
            "severity": "error",
            "kind": "broken",
            "code": "PG203",
            "message": "“x” is not a date",
            "help": "write it",
        }
    ]
    assert json.loads(as_json([])) == []


def test_json_can_be_printed_whatever_a_file_is_called() -> None:
    printed = as_json([at(Place("a\udcff.yml"))]).encode()
    (found,) = json.loads(printed)
    assert found["file"].startswith("a")
    assert found["file"].endswith(".yml")


def test_github_gets_a_command_a_diagnostic() -> None:
    found = [
        at(Place("a.yml", 14, 20), "x is not a date", "write it"),
        problem("PG506", "old", Place("b")),
    ]
    assert github(found).split("\n") == [
        "::error file=a.yml,line=14,col=20,title=PG203::x is not a date%0Awrite it",
        "::warning file=b,line=1,col=1,title=PG506::old",
    ]
    assert github([]) == ""


@pytest.mark.parametrize(
    ("file", "message", "line"),
    [
        (
            "a,b:c%d.yml",
            "x",
            "::error file=a%2Cb%3Ac%25d.yml,line=1,col=1,title=PG203::x",
        ),
        (
            "a.yml",
            "50 %: a,b",
            "::error file=a.yml,line=1,col=1,title=PG203::50 %25: a,b",
        ),
        (
            "a\n::error::b.yml",
            "x",
            "::error file=a %3A%3Aerror%3A%3Ab.yml,line=1,col=1,title=PG203::x",
        ),
        (
            "a.yml",
            "x\n::add-mask::y",
            "::error file=a.yml,line=1,col=1,title=PG203::x ::add-mask::y",
        ),
        (
            "a.yml",
            "x\r\n%0A::y",
            "::error file=a.yml,line=1,col=1,title=PG203::x  %250A::y",
        ),
    ],
)
def test_no_data_begins_a_command_of_its_own(
    file: str, message: str, line: str
) -> None:
    assert github([at(Place(file), message)]) == line


ANY = st.text(st.characters(), max_size=40)


@settings(deadline=None)
@given(ANY, ANY, ANY, ANY)
def test_every_line_of_the_annotations_is_ours(
    file: str, message: str, help_: str, line: str
) -> None:
    found = at(Place(file, 1, 1, 1, line), message, help_)
    assert len(github([found, found]).splitlines()) == 2
    for shown in lines_of(found):
        assert not shown.startswith("::") or file.startswith("::")


def test_a_whole_workflow_command_in_an_id_stays_one_line() -> None:
    text_ = 'milestones: [{id: "a\\n::error::b", name: A}, {id: "a\\n::error::b", name: A}]\n'
    found = loaded({"webshop/milestones.yml": text_}).diagnostics
    assert {each.code for each in found} == {"PG207", "PG301"}
    assert len(github(found).splitlines()) == len(found)
    assert not any(
        line.startswith("::") for line in click.unstyle(text(found)).split("\n")
    )


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ([], "0 errors, 0 warnings"),
        (["PG203"], "1 error, 0 warnings"),
        (["PG203", "PG401", "PG506"], "2 errors, 1 warning"),
        (["PG506", "PG507"], "0 errors, 2 warnings"),
    ],
)
def test_the_last_line_counts(codes: list[str], said: str) -> None:
    assert summary([problem(code, "x", Place("a")) for code in codes]) == said


def test_json_has_every_key_for_every_diagnostic() -> None:
    rows = json.loads(
        as_json(
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


@pytest.mark.parametrize(
    ("severity", "colour"), [(Severity.ERROR, "red"), (Severity.WARNING, "yellow")]
)
def test_what_is_meant_is_red_in_an_error_and_yellow_in_a_warning(
    severity: Severity, colour: str
) -> None:
    place = Place("a.yml", 14, 20, 10, LINE)
    shown = text([Diagnostic("PG203", "wrong", place, severity=severity)])
    kind = click.style(f"{severity}[PG203]", fg=colour, bold=True)
    assert kind in shown
    assert click.style("^" * 10, fg=colour, bold=True) in shown
