"""Moves: what is told of them, and above all what is left alone."""

from typing import Any

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.checks.check import check
from portalgen.analysis.ledger.records import records
from portalgen.model.milestone import Cause
from portalgen.model.record.past import PastMilestone
from tests.kit.clients import histories as past
from tests.kit.clients.checked import declared, of_launch
from tests.kit.clients.nouns import AGREED, client, milestone, move, project

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
                {**SECOND, "cause": "correction", **AGREED},
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


def of_record(*promised: PastMilestone, **fields: Any) -> list[tuple[str, str | None]]:
    """Returns code and pointer of what is said of a launch whose promises git has week after week."""
    rows = [(past.project(each),) for each in promised]
    known = records(past.history(rows), "acme", (), rows[-1], past.week(len(rows)))
    launch = milestone(**{"promised_date": past.MID_JUNE, **fields})
    whole = client(project(launch, updates=[]))
    found = check(whole, analyse(whole, past.week(len(rows)), known))
    return [
        (each.code, each.pointer) for each in found if each.code in ("PG401", "PG410")
    ]


AT = "/webshop/milestones/launch"
REASON = past.move(past.JUNE, past.MID_JUNE)


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ([past.milestone(past.JUNE)], []),
        (
            [past.milestone(past.JUNE), past.milestone(past.MID_JUNE)],
            [("PG401", f"{AT}/promised_date")],
        ),
        ([past.milestone(past.JUNE), past.milestone(past.MID_JUNE, REASON)], []),
        # A first date owes no reason, though no cause is given.
        ([past.milestone(None), past.milestone(past.MID_JUNE)], []),
    ],
)
def test_a_move_that_git_shows_owes_its_reason_and_a_first_date_none(
    promised: list[PastMilestone], told: list[tuple[str, str]]
) -> None:
    assert of_record(*promised) == told


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        (None, None, []),
        (past.JUNE, past.JUNE, []),
        (None, past.JUNE, [("PG410", f"{AT}/baseline_date")]),
        (past.JUNE, past.MID_JUNE, [("PG410", f"{AT}/baseline_date")]),
    ],
)
def test_a_first_promise_that_is_rewritten_is_told_until_it_is_put_back(
    first: str | None, then: str | None, told: list[tuple[str, str]]
) -> None:
    seen = [
        past.milestone(past.MID_JUNE, baseline=first),
        past.milestone(past.MID_JUNE, baseline=then),
    ]
    explained = [move(past.JUNE, past.MID_JUNE, on="2025-12-01")]
    now = {"baseline_date": then, "moves": explained} if then else {}
    assert [each for each in of_record(*seen, **now) if each[0] == "PG410"] == told
    put_back = {"baseline_date": first} if first else {}
    assert [each for each in of_record(*seen, **put_back) if each[0] == "PG410"] == []
