"""How values are spelt for editors: what they say of a value beside what the model says of it."""

import re

import pytest

from portalgen.model.fields import spelling
from portalgen.model.fields.scalars import YEARS
from tests.kit.files.schemas import complaints


def is_fine(key: str, value: object) -> bool:
    """Tells whether the schema of a project's file takes a value."""
    return complaints("project", {key: value}) == []


@pytest.mark.parametrize(
    "day", [f"{YEARS[0]}-01-01", f"{YEARS[-1]}-12-31", "2024-02-29", "2026-10-31"]
)
def test_days_that_the_model_knows_are_fine(day: str) -> None:
    assert is_fine("started_on", day)


@pytest.mark.parametrize(
    "day",
    [
        f"{YEARS[0] - 1}-12-31",
        f"{YEARS[-1] + 1}-01-01",
        "2023-02-29",
        "2026-13-01",
        "2026-3-1",
        "20.3.2026",
        2026,
        True,
    ],
)
def test_what_is_no_day_is_underlined(day: object) -> None:
    assert not is_fine("started_on", day)


@pytest.mark.parametrize(
    ("key", "fine", "wrong"),
    [
        (
            "name",
            ["Webshop", " 2 ", 2, 1.0, True, "x" * 300, "x  " * 150, "a\n  b"],
            ["", " ", None, [], {}, "x" * 301, "x " * 151],
        ),
        ("phase", ["Build", None], ["", ["Build"]]),
        (
            "cadence_days",
            [1, 7, "7", 14.0, None, 3660],
            [0, -1, "7 days", 3661, 1.5, "1.5", True],
        ),
        (
            "state",
            ["active", "Active", " CLOSED ", "paused"],
            ["activ", "", None, 1, ["active"]],
        ),
        (
            "contract",
            ["fixed_price", "Fixed price", "FIXED-PRICE", "time and  materials", None],
            ["fixedprice", "price"],
        ),
        ("formerly", [["shop"], [2], None, []], ["shop", ["Shop"], [None], [-1]]),
        ("visibility", ["internal", "client"], ["Internal", None, "hidden"]),
        ("format", [1, "1"], [2, "2", None, "1.0"]),
        ("internal", ["x", [1], {"a": {}}], [None, True]),
        (
            "pages",
            [None, ["now", "dates", "how"]],
            [["now"], [], ["now", "dates", "how", "risk"], "now"],
        ),
    ],
)
def test_a_value_is_judged_by_its_key(
    key: str, fine: list[object], wrong: list[object]
) -> None:
    assert [value for value in fine if not is_fine(key, value)] == []
    assert [value for value in wrong if is_fine(key, value)] == []


@pytest.mark.parametrize(
    ("value", "is_taken"),
    [("rare", 1), ("Almost certain", 1), (5, 1), ("5", 1), (6, 0), ("6", 0)],
)
def test_a_step_of_a_scale_is_a_word_or_its_number(
    value: object, is_taken: int
) -> None:
    risk = {"id": "a", "name": "A", "probability": value, "impact": "minor"}
    assert is_fine("risks", [risk]) is bool(is_taken)


@pytest.mark.parametrize(
    ("value", "is_taken"),
    [
        *(
            ("2026-06-01", 1),
            ("undated", 1),
            ("Undated", 1),
            ({"from": "2026-06-01", "to": "2026-06-02"}, 1),
            (None, 1),
        ),
        *(
            ("June", 0),
            ({"from": "2026-06-01"}, 0),
            ({"from": "June", "to": "July"}, 0),
            (["2026-06-01"], 0),
        ),
    ],
)
def test_a_forecast_is_a_day_a_range_or_undated(value: object, is_taken: int) -> None:
    assert is_fine("milestones", [{"id": "a", "name": "A", "forecast": value}]) is bool(
        is_taken
    )


def test_what_is_only_tolerated_is_not_offered() -> None:
    written, tolerated = spelling.nullable(spelling.text())["anyOf"]
    assert written["type"] == ["string", "number"]
    assert tolerated == spelling.silently("boolean", "null")


@pytest.mark.parametrize(
    "spelt",
    [
        spelling.day(),
        spelling.line(300)["anyOf"][0],
        spelling.number(),
        spelling.words(["a_b"])["anyOf"][1],
    ],
)
def test_a_pattern_is_one_for_python_too_and_says_what_it_wants(
    spelt: spelling.Json,
) -> None:
    assert re.compile(spelt["pattern"])
    assert spelt["patternErrorMessage"]
