"""How a project stands: its state, its health, its reports and reviews."""

from typing import Any

import pytest

from tests.kit.clients.checked import TODAY, found_in, update
from tests.kit.clients.weekly_progress import rows


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {
                "state": "paused",
                "since": "2026-11-02",
                "because": "The budget is decided in spring.",
            },
            [],
        ),
        ({"state": "paused", "since": "2026-12-01", "because": "Holidays."}, []),
        ({"state": "paused"}, [("PG409", "/state")]),
        ({"state": "closed", "since": "2026-11-02"}, [("PG409", "/state")]),
        (
            {"state": "closed", "since": "2026-12-01", "because": "Delivered."},
            [("PG404", "/since")],
        ),
        ({"state": "active", "since": "2026-11-02"}, []),
        (
            {
                "started_on": "2026-01-12",
                "state": "closed",
                "since": "2026-01-11",
                "because": "No.",
            },
            [("PG403", "/since")],
        ),
        (
            {
                "state": "paused",
                "since": "2026-11-02",
                "because": "No.",
                "resumes_on": "2026-11-01",
            },
            [("PG403", "/resumes_on")],
        ),
        (
            {
                "state": "paused",
                "since": "2026-12-02",
                "because": "No.",
                "resumes_on": "2026-12-01",
            },
            [("PG403", "/resumes_on")],
        ),
    ],
)
def test_a_state_says_since_when_and_why(
    fields: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    assert found_in(**fields) == told


@pytest.mark.parametrize(
    ("updates", "told"),
    [
        ([update("2026-11-20")], []),
        ([update("2026-11-13")], []),
        ([update("2026-11-06")], [("PG506", "")]),
        ([update("2026-11-27")], [("PG404", "/updates/2026-11-27/period_end")]),
        (
            [update("2026-11-20", done=None)],
            [("PG501", "/updates/2026-11-20/headline")],
        ),
        ([update("2026-11-20", done=None, quiet=True)], []),
        (
            [
                update(
                    "2026-11-20", done="none", results="none", why="none", next="none"
                )
            ],
            [],
        ),
        ([update("2026-11-20", budget_and_schedule=None)], []),
        ([], []),
    ],
)
def test_updates_are_whole_of_today_and_not_too_old(
    updates: list[dict[str, Any]], told: list[tuple[str, str]]
) -> None:
    assert found_in(updates=updates) == told


GOOD_PLAN = {
    "plan": "A second provider is in test.",
    "owner": "Maria",
    "next_checkpoint": "2026-11-27",
}

LATE = [
    {
        "id": "launch",
        "name": "Launch",
        "promised_date": "2026-12-01",
        "forecast": "2026-12-24",
    }
]


@pytest.mark.parametrize(
    ("health", "milestones", "told"),
    [
        ({"schedule": "green"}, [], []),
        ({"schedule": "red", **GOOD_PLAN}, LATE, []),
        ({"schedule": "red"}, LATE, [("PG502", "/health")]),
        ({"schedule": "amber", **GOOD_PLAN}, LATE, [("PG405", "/health/schedule")]),
        ({"schedule": "green", **GOOD_PLAN}, LATE, [("PG405", "/health/schedule")]),
        (
            {"schedule": "green", "reason": "The provider came back.", **GOOD_PLAN},
            LATE,
            [],
        ),
        ({"budget": "amber", **GOOD_PLAN}, [], []),
        ({"budget": "amber"}, [], [("PG502", "/health")]),
        ({**GOOD_PLAN}, LATE, []),
    ],
)
def test_health_is_not_brighter_than_the_data_and_bad_news_has_a_plan(
    health: dict[str, Any],
    milestones: list[dict[str, Any]],
    told: list[tuple[str, str]],
) -> None:
    assert (
        found_in(health=health, milestones=milestones, updates=[update("2026-11-20")])
        == told
    )


@pytest.mark.parametrize(
    ("stated", "health", "told"),
    [
        ("2027-02-18", {}, [("PG405", "/forecast")]),
        ("2027-02-18", {"reason": "A second team starts in December."}, []),
        ("2027-02-19", {}, []),
        ("undated", {}, []),
        (None, {}, []),
    ],
)
def test_a_forecast_before_half_of_the_simulated_runs_end_needs_a_reason(
    stated: str | None, health: dict[str, str], told: list[tuple[str, str]]
) -> None:
    # 4 a week and 52 open on 20 November: 13 weeks, to 19 February.
    series = rows([4] * 10, open_items=52, last=TODAY)
    launch = {
        "id": "launch",
        "name": "Launch",
        "promised_date": "2027-02-26",
        "forecast": stated,
    }
    given = {key: value for key, value in launch.items() if value}
    assert (
        found_in(milestones=[given], progress=series, health={**GOOD_PLAN, **health})
        == told
    )


def test_health_of_a_project_that_rests_is_left_alone() -> None:
    paused = {"state": "paused", "since": "2026-11-02", "because": "Waiting."}
    assert (
        found_in(
            **paused,
            health={"schedule": "green"},
            milestones=LATE,
            updates=[update("2026-06-05")],
        )
        == []
    )


@pytest.mark.parametrize(
    ("risk", "is_due"),
    [
        ({"review_on": "2026-11-19"}, True),
        # On the day itself there is still time to look.
        ({"review_on": "2026-11-20"}, False),
        ({"review_on": "2026-11-21"}, False),
        ({}, False),
        ({"review_on": "2026-11-19", "state": "closed"}, False),
        ({"review_on": "2026-11-19", "state": "occurred"}, False),
    ],
)
def test_a_review_of_an_open_risk_is_due_from_the_day_after_on(
    risk: dict[str, str], is_due: bool
) -> None:
    bank = {"id": "bank", "name": "Bank", "probability": "rare", "impact": "minor"}
    due = [("PG505", "/risks/bank/review_on")]
    assert found_in(risks=[{**bank, **risk}]) == (due if is_due else [])
