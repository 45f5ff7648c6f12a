"""Days in their order, facts not ahead of today, and promises before what they wait for."""

from typing import Any

import pytest

from tests.kit.clients.checked import declared, found_in, of_launch


@pytest.mark.parametrize(
    ("fields", "told"),
    [
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
        (
            {"moves": [declared(on="2026-11-21", to="2026-12-15")]},
            [("PG404", "/moves/0/on")],
        ),
        ({"actual_date": "2026-11-20", "accepted_on": "2026-11-20"}, []),
        ({"forecast": "2026-11-19"}, [("PG413", "/forecast")]),
        (
            {"forecast": {"from": "2026-11-16", "to": "2026-11-19"}},
            [("PG413", "/forecast")],
        ),
        ({"forecast": "2026-11-20"}, []),
        ({"forecast": {"from": "2026-11-16", "to": "2026-11-20"}}, []),
        ({"forecast": "2026-11-19", "actual_date": "2026-11-19"}, []),
        (
            {"forecast": "2026-11-19", "actual_date": "2026-11-21"},
            [("PG404", "/actual_date")],
        ),
    ],
)
def test_days_of_a_milestone_are_in_order_and_facts_not_in_the_future(
    fields: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    assert of_launch(**fields) == told


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
