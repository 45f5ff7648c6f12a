"""Milestones: forecasts, moves, and the day on which one is finished."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from portalgen.model.milestone import Milestone, Move, Undated, Window


def milestone(**fields: Any) -> Milestone:
    return Milestone.model_validate({"id": "launch", "name": "Launch", **fields})


@pytest.mark.parametrize(
    ("typed", "forecast", "expected_on"),
    [
        ("2026-12-20", date(2026, 12, 20), date(2026, 12, 20)),
        (
            {"from": "2026-12-18", "to": "2027-01-03"},
            Window.model_validate({"from": "2026-12-18", "to": "2027-01-03"}),
            date(2027, 1, 3),
        ),
        ("undated", Undated.UNDATED, None),
        (" Undated ", Undated.UNDATED, None),
        (None, None, date(2026, 12, 15)),
    ],
)
def test_a_forecast_is_a_day_a_window_or_undated(
    typed: object, forecast: object, expected_on: date | None
) -> None:
    made = (
        milestone(promised_date="2026-12-15", forecast=typed)
        if typed
        else milestone(promised_date="2026-12-15")
    )
    assert (made.forecast, made.expected_on) == (forecast, expected_on)


@pytest.mark.parametrize(
    ("typed", "code", "help_"),
    [
        ("soon", "PG203", "or undated"),
        ("20.12.2026", "PG203", "is it 2026-12-20?"),
        (
            "2026-12-18 to 2027-01-03",
            "PG203",
            "write {from: 2026-12-18, to: 2027-01-03}",
        ),
        ("0206-12-18", "PG210", "year"),
        ({"from": "2027-01-03", "to": "2026-12-18"}, "PG211", "swap"),
        ({"from": "2026-12-18"}, "missing", ""),
        ([], "PG203", "or undated"),
    ],
)
def test_a_forecast_that_is_none_of_them_is_refused(
    typed: object, code: str, help_: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        milestone(forecast=typed)
    (error,) = caught.value.errors()
    assert error["type"] == code
    assert help_ in error.get("ctx", {}).get("help", "")


def test_items_are_a_number_or_one_for_each_stream() -> None:
    plain = milestone(items="12")
    assert (plain.streams, plain.items_in_all, plain.items_of("Build")) == ((), 12, 0)
    split = milestone(items={"Build": "30", "Data": 12, "Design": "0"})
    assert split.streams == ("Build", "Data")
    assert split.items_in_all == 42
    assert [split.items_of(each) for each in ("Build", "Design", None)] == [30, 0, 0]
    assert Milestone.model_validate(split.model_copy().__dict__) == split
    assert hash(split) == hash(milestone(items={"Build": 30, "Data": 12, "Design": 0}))
    assert plain.model_dump(mode="json")["items"] == 12
    assert split.model_dump(mode="json")["items"] == {
        "Build": 30,
        "Data": 12,
        "Design": 0,
    }


@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ("many", "PG204", ("items",)),
        ("-1", "PG210", ("items",)),
        (["Build"], "PG204", ("items",)),
        ({"Build": "-1"}, "PG210", ("items", "Build")),
        ({"Build": "1.5"}, "PG204", ("items", "Build")),
        ({"Build": {"open": "3"}}, "PG204", ("items", "Build")),
    ],
)
def test_items_that_are_no_numbers_are_refused_at_their_place(
    typed: object, code: str, place: tuple[str, ...]
) -> None:
    with pytest.raises(ValidationError) as caught:
        milestone(items=typed)
    (error,) = caught.value.errors()
    assert (error["type"], error["loc"]) == (code, place)


@pytest.mark.parametrize(
    ("move", "days"),
    [
        ({"from": "2026-12-01", "to": "2026-12-15"}, 14),
        ({"from": "2026-12-15", "to": "2026-12-01"}, -14),
        ({"to": "2026-12-15"}, None),
        ({}, None),
    ],
)
def test_a_move_knows_its_days(move: dict[str, str], days: int | None) -> None:
    assert Move.model_validate({"cause": "Scope change", **move}).days == days


@pytest.mark.parametrize(
    ("fields", "finished_on"),
    [
        (
            {"actual_date": "2026-11-10", "accepted_on": "2026-11-12"},
            date(2026, 11, 10),
        ),
        ({"accepted_on": "2026-11-12"}, date(2026, 11, 12)),
        ({}, None),
    ],
)
def test_a_milestone_is_finished_when_met_else_when_accepted(
    fields: dict[str, str], finished_on: date | None
) -> None:
    assert milestone(**fields).finished_on == finished_on
