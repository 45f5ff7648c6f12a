"""Rules and advice: what they tell, and above all what they leave alone."""

from datetime import date
from typing import Any

import pytest

from portalgen.analysis.checks.accent import contrast_on_white
from portalgen.analysis.checks.check import check
from portalgen.analysis.findings import analyse
from portalgen.model.client import Client
from portalgen.model.milestone import Cause
from tests.kit.clients.weekly_progress import rows

TODAY = date(2026, 11, 20)


def found_in(**fields: Any) -> list[tuple[str, str]]:
    """Returns code and pointer (below the project) of all that is said of a project with these fields."""
    project = {"id": "webshop", "name": "Webshop", **fields}
    client = Client.model_validate(
        {"id": "acme", "name": "Acme", "currency": "EUR", "projects": [project]}
    )
    found = check(client, analyse(client, TODAY))
    return [
        (
            each.code,
            each.pointer.removeprefix("/webshop").removeprefix("/milestones/launch"),
        )
        for each in found
    ]


def launch(**fields: Any) -> list[tuple[str, str]]:
    made = {"id": "launch", "name": "Launch", "promised_date": "2026-12-15", **fields}
    return found_in(
        milestones=[{key: value for key, value in made.items() if value is not None}]
    )


def move(**fields: Any) -> dict[str, Any]:
    return {"cause": "scope_change", "because": "Loyalty points were added.", **fields}


def update(day: str, **fields: Any) -> dict[str, Any]:
    parts = {"done": "A", "results": "B", "why": "C", "next": "D"}
    return {
        "period_end": date.fromisoformat(day),
        "headline": "News",
        **parts,
        **fields,
    }


FIRST = move(**{"on": "2026-09-07", "from": "2026-11-16", "to": "2026-12-01"})
SECOND = move(**{"on": "2026-11-02", "from": "2026-12-01", "to": "2026-12-15"})


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"moves": [FIRST, SECOND]},
        {"moves": [move()]},
        {"moves": [FIRST, move()]},
        {"moves": [FIRST, SECOND], "baseline_date": "2026-11-16"},
        {"baseline_date": "2026-12-15"},
        {"promised_date": None, "forecast": "undated"},
        {"promised_date": None, "baseline_date": "2026-11-16", "forecast": "undated"},
        {"forecast": "2027-03-01"},
        {"actual_date": "2026-11-20", "accepted_on": "2026-11-20"},
        {"moves": [{"cause": "to_follow", "on": "2026-11-13", "to": "2026-12-15"}]},
        {
            "moves": [
                FIRST,
                {**SECOND, "cause": "correction", "agreed_by": "Timo Laine"},
            ]
        },
        {"moves": [FIRST, {**SECOND, "cause": "correction", "on": "2026-09-14"}]},
        {"moves": [{**SECOND, "cause": "correction"}]},
    ],
)
def test_an_honest_milestone_is_left_alone(fields: dict[str, Any]) -> None:
    assert launch(**fields) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {"promised_date": "2026-12-22", "moves": [FIRST, SECOND]},
            [("PG401", "/promised_date")],
        ),
        ({"baseline_date": "2026-12-01"}, [("PG401", "/promised_date")]),
        (
            {"moves": [{**FIRST, "to": "2026-11-30"}, SECOND]},
            [("PG402", "/moves/1/from")],
        ),
        (
            {"moves": [FIRST, {**SECOND, "on": "2026-09-06"}]},
            [("PG402", "/moves/1/on")],
        ),
        (
            {"baseline_date": "2026-11-15", "moves": [FIRST, SECOND]},
            [("PG402", "/moves/0/from")],
        ),
        ({"actual_date": "2026-11-21"}, [("PG404", "/actual_date")]),
        ({"accepted_on": "2026-11-21"}, [("PG404", "/accepted_on")]),
        (
            {"actual_date": "2026-11-10", "accepted_on": "2026-11-09"},
            [("PG403", "/accepted_on")],
        ),
        (
            {"actual_date": "2027-11-10", "accepted_on": "2026-11-09"},
            [("PG404", "/actual_date")],
        ),
        ({"moves": [{**SECOND, "on": "2026-11-21"}]}, [("PG404", "/moves/0/on")]),
        (
            {"moves": [FIRST, {**SECOND, "cause": "correction"}]},
            [("PG406", "/moves/1/cause")],
        ),
        (
            {"moves": [{"cause": "to_follow", "on": "2026-11-12", "to": "2026-12-15"}]},
            [("PG407", "/moves/0/cause")],
        ),
        ({"moves": [{"cause": "early"}]}, [("PG408", "/moves/0")]),
    ],
)
def test_a_milestone_that_is_not_is_told_once(
    fields: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    assert launch(**fields) == told


@pytest.mark.parametrize(
    "cause", [cause for cause in Cause if cause is not Cause.TO_FOLLOW]
)
def test_every_cause_but_to_follow_needs_its_reason(cause: Cause) -> None:
    assert launch(moves=[{"cause": cause.value}]) == [("PG408", "/moves/0")]


LEAST = {
    "asks": {"id": "a", "what": "A"},
    "owed": {"id": "a", "what": "A"},
    "risks": {"id": "a", "name": "A", "probability": "rare", "impact": "minor"},
    "change_requests": {"id": "a", "name": "A"},
}


@pytest.mark.parametrize(
    ("kind", "days", "told"),
    [
        (
            "asks",
            {"asked_on": "2026-11-02", "due_on": "2026-11-01"},
            [("PG403", "due_on")],
        ),
        (
            "asks",
            {"asked_on": "2026-11-02", "done_on": "2026-11-01"},
            [("PG403", "done_on")],
        ),
        (
            "asks",
            {"asked_on": "2026-11-02", "due_on": "2026-11-02", "done_on": "2026-11-02"},
            [],
        ),
        ("asks", {"due_on": "2026-12-24"}, []),
        (
            "asks",
            {"asked_on": "2026-12-24", "due_on": "2026-11-01"},
            [("PG404", "asked_on")],
        ),
        (
            "owed",
            {"asked_on": "2026-11-02", "done_on": "2026-11-01"},
            [("PG403", "done_on")],
        ),
        ("owed", {"done_on": "2026-11-21"}, [("PG404", "done_on")]),
        ("owed", {"forecast": "2026-12-24"}, []),
        (
            "risks",
            {"raised_on": "2026-11-02", "closed_on": "2026-11-01"},
            [("PG403", "closed_on")],
        ),
        ("risks", {"review_on": "2026-11-19"}, [("PG505", "review_on")]),
        ("risks", {"review_on": "2026-11-20"}, []),
        ("risks", {"review_on": "2026-11-19", "state": "closed"}, []),
        (
            "change_requests",
            {"raised_on": "2026-11-02", "decided_on": "2026-11-01"},
            [("PG403", "decided_on")],
        ),
        ("change_requests", {"decided_on": "2026-11-21"}, [("PG404", "decided_on")]),
    ],
)
def test_days_of_items_are_in_order_and_facts_not_in_the_future(
    kind: str, days: dict[str, str], told: list[tuple[str, str]]
) -> None:
    assert found_in(**{kind: [{**LEAST[kind], **days}]}) == [
        (code, f"/{kind}/a/{key}") for code, key in told
    ]


@pytest.mark.parametrize(
    ("started_on", "met", "told"),
    [
        ("2026-01-12", ["2026-02-13", "2026-04-10"], []),
        ("2026-02-13", ["2026-02-13"], []),
        (
            "2026-03-02",
            ["2026-02-13", "2026-04-10"],
            [("PG403", "/milestones/m0/actual_date")],
        ),
        ("2026-10-12", ["2026-02-13", "2026-04-10"], [("PG403", "/started_on")]),
        ("2027-01-12", ["2026-02-13", "2026-04-10"], [("PG403", "/started_on")]),
    ],
)
def test_a_start_after_what_was_done_is_told_once(
    started_on: str, met: list[str], told: list[tuple[str, str]]
) -> None:
    milestones = [
        {"id": f"m{n}", "name": "M", "promised_date": day, "actual_date": day}
        for n, day in enumerate(met)
    ]
    assert found_in(started_on=started_on, milestones=milestones) == told


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
    ("colour", "ratio"),
    [
        ("#000000", 21.0),
        ("#ffffff", 1.0),
        ("#767676", 4.54),
        ("#777777", 4.48),
        ("#ff0000", 4.0),
        ("#0000ff", 8.59),
    ],
)
def test_contrast_is_as_the_guidelines_count_it(colour: str, ratio: float) -> None:
    # Published examples for WCAG 2.2, 1.4.3: #767676 is the lightest grey that passes on white.
    assert contrast_on_white(colour) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(("accent", "told"), [("#767676", []), ("#777777", ["PG507"])])
def test_an_accent_below_the_contrast_is_told(accent: str, told: list[str]) -> None:
    client = Client.model_validate(
        {"id": "acme", "name": "Acme", "branding": {"accent": accent}}
    )
    assert [each.code for each in check(client, analyse(client, TODAY))] == told


def waiting(payment: dict[str, Any], **fields: Any) -> list[str]:
    """Returns the codes for a launch on 15 December that waits for a payment."""
    first = {"id": "payment", "name": "Payment", **payment}
    second = {
        "id": "launch",
        "name": "Launch",
        "promised_date": "2026-12-15",
        "depends_on": ["payment"],
        **fields,
    }
    return [code for code, _ in found_in(milestones=[first, second])]


@pytest.mark.parametrize(
    ("payment", "fields", "codes"),
    [
        ({"promised_date": "2026-12-16"}, {}, ["PG511"]),
        ({"promised_date": "2026-12-15"}, {}, []),
        ({"promised_date": "2026-12-16", "actual_date": "2026-11-18"}, {}, []),
        ({"promised_date": "2026-12-16"}, {"actual_date": "2026-11-18"}, []),
        ({"forecast": "undated"}, {}, []),
        ({"promised_date": "2026-12-16"}, {"depends_on": []}, []),
    ],
)
def test_a_promise_before_what_it_waits_for_is_told(
    payment: dict[str, Any], fields: dict[str, Any], codes: list[str]
) -> None:
    assert waiting(payment, **fields) == codes
