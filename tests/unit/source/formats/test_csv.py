"""progress.csv: one row a day and stream, and every slip of a spreadsheet told at its cell."""

from decimal import Decimal

import pytest

from portalgen.source.formats.csv import parse_progress
from tests.kit.files.memory import loaded, source, told

HEAD = "date,scope,done\n"
STREAMS = "date,scope,done,planned,stream\n"


def test_rows_are_read_with_their_streams() -> None:
    rows, wrong = parse_progress(
        source(STREAMS + '2026-11-13,40,12.5,,Shop\n2026-11-13,10,2,3,"App, phone"\n')
    )
    assert wrong == []
    assert [
        (str(row.on), row.scope, row.done, row.planned, row.stream) for row, _ in rows
    ] == [
        ("2026-11-13", Decimal(40), Decimal("12.5"), None, "Shop"),
        ("2026-11-13", Decimal(10), Decimal(2), Decimal(3), "App, phone"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "2026-11-13,40,12\n",
        HEAD + "2026-11-13,40,12",
        " Date , SCOPE,Done \r\n 2026-11-13 , 40 , 12 \r\n",
        "\ufeff" + HEAD + '"2026-11-13","40","12"\n',
        "\n" + HEAD + "\n,,\n  , ,\n2026-11-13,40,12\n\n",
    ],
    ids=[
        "plain",
        "no end of line",
        "blanks, capitals, CRLF",
        "byte order mark, quotes",
        "empty rows",
    ],
)
def test_what_spreadsheets_add_makes_no_difference(text: str) -> None:
    rows, wrong = parse_progress(source(text))
    assert wrong == []
    assert [(str(row.on), row.scope, row.done) for row, _ in rows] == [
        ("2026-11-13", Decimal(40), Decimal(12))
    ]


@pytest.mark.parametrize(
    ("text", "where", "help_"),
    [
        ("", ["1:1 PG116"], "date,scope,done"),
        ("\n\n", ["1:1 PG116"], "date,scope,done"),
        ("2026-11-13,40,12\n", ["1:1 PG116"], "date,scope,done"),
        ("date,scope,done,note\n", ["1:1 PG116"], "date,scope,done"),
        ("\n\ndate;scope;done\n", ["3:1 PG116"], "commas"),
        ("date\tscope\tdone\n", ["1:1 PG116"], "commas"),
        (HEAD + "2026-11-13,40\n", ["2:1 PG116"], "date, scope, done"),
        (HEAD + "2026-11-13,40,12,\n", ["2:1 PG116"], "comma at the end"),
        (HEAD + "2026-11-13,40,12,5\n", ["2:1 PG116"], "point"),
        (HEAD + "2026-11-13,1,250,12\n", ["2:1 PG116"], "thousands"),
        (HEAD + "2026-11-13,40,12,late\n", ["2:1 PG116"], "date, scope, done"),
        (HEAD + '2026-11-13,"40,5",12\n', ["2:12 PG204"], "40.5"),
        (HEAD + '2026-11-13,"1,250",12\n', ["2:12 PG204"], "1250"),
        (HEAD + '2026-11-13,"40",  twelve\n', ["2:19 PG204"], "digits"),
        (HEAD + "2026-11-13,40,\n", ["2:15 PG204"], "digits"),
        (HEAD + "2026-11-13,,12\n", ["2:12 PG204"], "digits"),
        (HEAD + ",40,12\n", ["2:1 PG203"], "YEAR-MONTH-DAY"),
        (HEAD + "13.11.2026,40,12\n", ["2:1 PG203"], "2026-11-13"),
        (HEAD + "11/13/2026,40,12\n", ["2:1 PG203"], "2026-11-13"),
        (HEAD + "2026-11-13,40,-1\n", ["2:15 PG210"], "0 or more"),
        (HEAD + "2026-11-13,40,51\n", ["2:15 PG219"], "scope"),
        (HEAD + "2026-11-13,40,12 %\n", ["2:15 PG204"], "percent"),
        (HEAD + '2026-11-13,"40,12\n2026-11-20,40,15\n', ["2:12 PG116"], "quotes"),
        (HEAD + '2026-11-13,"40"x,12\n', ["2:12 PG116"], "quotes"),
        (
            HEAD + "2026-11-13,40,12\n2026-11-06,40,9\n2026-11-13,40,15\n",
            ["4:1 PG218"],
            "right",
        ),
        (
            STREAMS + "2026-11-13,40,12,,A\n2026-11-13,40,12,,A\n",
            ["3:1 PG218"],
            "right",
        ),
        (
            HEAD + "2026-11-13,40,x\n\n2026-11-20,y,15\n",
            ["2:15 PG204", "4:12 PG204"],
            "digits",
        ),
    ],
)
def test_a_slip_is_told_at_its_cell(text: str, where: list[str], help_: str) -> None:
    _, wrong = parse_progress(source(text))
    assert told(wrong) == where
    assert all(help_ in each.help for each in wrong), wrong


def test_the_same_day_in_two_streams_is_fine() -> None:
    assert (
        parse_progress(
            source(
                STREAMS + "2026-11-13,40,12,,A\n2026-11-13,40,12,,B\n2026-11-13,4,1,,\n"
            )
        )[1]
        == []
    )


def test_rows_count_from_1_and_point_at_their_lines() -> None:
    found = loaded(
        {"webshop/progress.csv": "\n" + HEAD + "2026-11-13,40,12\n\n2026-11-20,40,15\n"}
    )
    assert found.diagnostics == ()
    places = {
        pointer: found.locations[f"/webshop/progress/{pointer}"]
        for pointer in ("1/date", "2/date", "2/done")
    }
    assert [(place.line, place.column) for place in places.values()] == [
        (3, 1),
        (5, 1),
        (5, 15),
    ]


def test_a_day_s_row_goes_by_its_number_however_many_there_are() -> None:
    days = [
        f"20{year}-{month:02}-{day:02}"
        for year in range(10, 20)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    found = loaded(
        {"webshop/progress.csv": HEAD + "".join(f"{day},40,12\n" for day in days)}
    )
    assert found.client
    assert [str(row.on) for row in found.client.projects[0].progress] == days
    assert found.locations[f"/webshop/progress/{len(days)}"].line == len(days) + 1
