"""Asks: how late they are, and how much reserve the milestones that wait for them have left."""

from typing import Any

import pytest

from portalgen.analysis.told.asks import OpenAsk, open_asks, open_owed
from portalgen.model.project import Project
from tests.kit.clients.nouns import day, milestone, project

MONDAY = "2026-06-01"
CALENDAR = {
    "holidays": ["2026-06-10"],
    "freezes": [{"from": "2026-06-15", "to": "2026-06-19"}],
}


def asking(*asks: dict[str, Any], **keys: Any) -> Project:
    waiting = [
        milestone("design", actual_date="2026-05-01"),
        milestone("build", promised_date="2026-07-01", buffer_days="5"),
        milestone("launch", promised_date="2026-08-01", buffer_days="8"),
    ]
    return project(
        *waiting,
        asks=[
            {"id": f"ask-{n}", "what": "Photos", **ask} for n, ask in enumerate(asks)
        ],
        **keys,
    )


def one(as_of: str, calendar: dict[str, Any] | None = None, **ask: Any) -> OpenAsk:
    (found,) = open_asks(asking(ask, calendar=calendar or {}), day(as_of))
    return found


@pytest.mark.parametrize(
    ("as_of", "late_days"),
    [
        ("2026-05-29", 0),
        (MONDAY, 0),
        ("2026-06-02", 1),
        ("2026-06-05", 4),
        ("2026-06-07", 4),  # a Sunday
        ("2026-06-09", 6),
        ("2026-06-10", 6),  # a holiday
        ("2026-06-12", 8),
        ("2026-06-19", 8),  # the whole week is frozen
        ("2026-06-22", 9),
    ],
)
def test_late_days_are_working_days_past_the_day_over_weekends_holidays_and_freezes(
    as_of: str, late_days: int
) -> None:
    assert one(as_of, CALENDAR, due_on=MONDAY).late_days == late_days


@pytest.mark.parametrize(
    ("as_of", "blocks", "reserve", "moves_daily"),
    [
        pytest.param("2026-05-29", ["build"], 5, False, id="not due yet: all of it"),
        pytest.param(
            "2026-06-04", ["build"], 2, False, id="each calendar day takes one"
        ),
        pytest.param(
            "2026-06-04",
            ["launch", "build"],
            2,
            False,
            id="the milestone with the least decides",
        ),
        pytest.param(
            "2026-06-06", ["build"], 0, True, id="none left: each day moves it"
        ),
        pytest.param("2026-06-30", ["build"], 0, True, id="never below none"),
        pytest.param(
            "2026-06-30", ["design"], None, False, id="what is met waits no more"
        ),
        pytest.param("2026-06-30", [], None, False, id="nothing waits"),
    ],
)
def test_the_reserve_is_what_the_waiting_milestones_have_left(
    as_of: str, blocks: list[str], reserve: int | None, moves_daily: bool
) -> None:
    found = one(as_of, due_on=MONDAY, blocks=blocks)
    assert (found.reserve_days, found.moves_daily) == (reserve, moves_daily)
    assert [each.id for each in found.waiting] == [
        name for name in blocks if name != "design"
    ]


def test_an_ask_without_a_day_is_never_late() -> None:
    assert one("2026-12-01", blocks=["build"]).late_days == 0


def test_open_asks_stand_by_their_day_and_those_without_one_last() -> None:
    asked = asking(
        {"due_on": "2026-07-01"},
        {},
        {"due_on": MONDAY},
        {"due_on": MONDAY, "done_on": MONDAY},
    )
    assert [each.ask.id for each in open_asks(asked, day(MONDAY))] == [
        "ask-2",
        "ask-0",
        "ask-1",
    ]


def test_what_is_owed_stands_by_its_day_without_what_is_done() -> None:
    owing = project(
        owed=[
            {"id": "later", "what": "Report", "due_on": "2026-07-01"},
            {"id": "someday", "what": "Plan"},
            {"id": "done", "what": "Access", "done_on": MONDAY},
            {"id": "soon", "what": "Estimate", "due_on": MONDAY},
        ]
    )
    assert [each.id for each in open_owed(owing)] == ["soon", "later", "someday"]
