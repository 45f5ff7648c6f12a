"""Moves: what is told of them, and above all what is left alone."""

from typing import Any

import pytest

from portalgen.model.milestone import Cause
from tests.kit.clients.checked import declared, of_launch

FIRST = declared(**{"on": "2026-09-07", "from": "2026-11-16", "to": "2026-12-01"})

SECOND = declared(**{"on": "2026-11-02", "from": "2026-12-01", "to": "2026-12-15"})


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"moves": [FIRST, SECOND]},
        {"moves": [declared()]},
        {"moves": [FIRST, declared()]},
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
def test_honest_moves_are_left_alone(fields: dict[str, Any]) -> None:
    assert of_launch(**fields) == []


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
def test_a_move_that_does_not_follow_is_told_once(
    fields: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    assert of_launch(**fields) == told


@pytest.mark.parametrize(
    "cause", [cause for cause in Cause if cause is not Cause.TO_FOLLOW]
)
def test_every_cause_but_to_follow_needs_its_reason(cause: Cause) -> None:
    assert of_launch(moves=[{"cause": cause.value}]) == [("PG408", "/moves/0")]
