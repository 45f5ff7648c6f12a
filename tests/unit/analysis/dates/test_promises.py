"""First promise, agreement, forecast: which dates count, and which milestone leads."""

from datetime import date
from typing import Any

import pytest

from portalgen.analysis.dates.agreement import witnesses
from portalgen.analysis.dates.declared_account import declared_account
from portalgen.analysis.dates.promises import Promise, Yardstick, leading, promise
from portalgen.model.client import Agency
from portalgen.model.milestone import Milestone
from tests.kit.clients.nouns import (
    AGREED,
    PROVEN,
    TODAY,
    day,
    milestone,
    move,
    project,
    promised,
)

MARCH, APRIL, MAY, JUNE, JULY = (f"2026-{month:02}-15" for month in range(3, 8))


def promise_of(of: Milestone, as_of: date) -> Promise:
    known = witnesses(project(**PROVEN), Agency())
    return promise(of, declared_account(of, known), as_of)


@pytest.mark.parametrize(
    ("keys", "first"),
    [
        pytest.param({"forecast": "undated"}, None, id="nothing was promised"),
        pytest.param({"promised_date": JUNE}, JUNE, id="a promise that never moved"),
        pytest.param(
            {"promised_date": JUNE, "moves": [move(MAY, JUNE)]},
            MAY,
            id="where the first move began",
        ),
        pytest.param(
            {"promised_date": JULY, "moves": [move(MAY, JUNE), move(JUNE, JULY)]},
            MAY,
            id="and not a later one",
        ),
        pytest.param(
            {"promised_date": JULY, "moves": [move(None, JUNE), move(JUNE, JULY)]},
            JUNE,
            id="the oldest one known",
        ),
        pytest.param(
            {"baseline_date": APRIL, "promised_date": JUNE, "moves": [move(MAY, JUNE)]},
            APRIL,
            id="older than records",
        ),
    ],
)
def test_the_first_promise_is_the_oldest_one_on_record(
    keys: dict[str, Any], first: str | None
) -> None:
    assert declared_account(milestone(**keys)).first == (day(first) if first else None)


@pytest.mark.parametrize(
    ("promised", "moves", "measured_from", "yardstick", "agreed_by"),
    [
        pytest.param(
            JUNE, [], JUNE, Yardstick.PROMISED, None, id="never moved: the promise"
        ),
        pytest.param(
            JUNE,
            [move(MAY, JUNE)],
            MAY,
            Yardstick.FIRST,
            None,
            id="moved later alone: the first promise",
        ),
        pytest.param(
            JUNE,
            [move(MAY, JUNE, **AGREED)],
            JUNE,
            Yardstick.AGREED,
            "Timo Laine",
            id="agreed: the agreed date",
        ),
        pytest.param(
            JULY,
            [move(MAY, JUNE, **AGREED), move(JUNE, JULY)],
            JUNE,
            Yardstick.AGREED,
            None,
            id="moved on alone: the date agreed last",
        ),
        pytest.param(
            MAY,
            [move(JUNE, MAY)],
            MAY,
            Yardstick.PROMISED,
            None,
            id="moved earlier: the stricter promise",
        ),
        pytest.param(
            MAY,
            [move(APRIL, JUNE, **AGREED), move(JUNE, MAY)],
            MAY,
            Yardstick.PROMISED,
            None,
            id="earlier than agreed: the stricter promise",
        ),
        pytest.param(
            JULY,
            [move(JUNE, MAY), move(MAY, JULY)],
            MAY,
            Yardstick.PROMISED,
            None,
            id="earlier and back alone: the stricter promise stays",
        ),
        pytest.param(
            JUNE,
            [move(JUNE, MARCH), move(MARCH, JUNE, "correction")],
            JUNE,
            Yardstick.PROMISED,
            None,
            id="what a correction put right was no promise",
        ),
        pytest.param(
            JULY,
            [move(MAY, JUNE, **AGREED), move(JUNE, APRIL), move(APRIL, JULY, **AGREED)],
            JULY,
            Yardstick.AGREED,
            "Timo Laine",
            id="a new agreement begins anew",
        ),
    ],
)
def test_a_finish_is_measured_from_what_was_agreed_or_first_promised(
    promised: str,
    moves: list[dict[str, Any]],
    measured_from: str,
    yardstick: Yardstick,
    agreed_by: str | None,
) -> None:
    found = promise_of(
        milestone(promised_date=promised, moves=moves), day("2026-02-01")
    )
    assert (found.measured_from, found.yardstick, found.agreed_by) == (
        day(measured_from),
        yardstick,
        agreed_by,
    )


@pytest.mark.parametrize(
    ("keys", "expected", "variance"),
    [
        pytest.param(
            {"promised_date": JUNE},
            JUNE,
            0,
            id="the promise where nothing else is forecast",
        ),
        pytest.param(
            {"promised_date": JUNE, "forecast": "2026-06-20"},
            "2026-06-20",
            5,
            id="late is positive",
        ),
        pytest.param(
            {"promised_date": JUNE, "forecast": "2026-06-12"},
            "2026-06-12",
            -3,
            id="early is negative",
        ),
        pytest.param(
            {
                "promised_date": JUNE,
                "forecast": {"from": "2026-06-10", "to": "2026-06-25"},
            },
            "2026-06-25",
            10,
            id="of a range, its end",
        ),
        pytest.param(
            {"promised_date": MAY, "forecast": MAY},
            None,
            None,
            id="a forecast that passed is no date",
        ),
        pytest.param(
            {"promised_date": MAY}, None, None, id="a promise that passed neither"
        ),
        pytest.param(
            {"promised_date": MAY, "actual_date": MAY},
            MAY,
            0,
            id="what is met stays where it was met",
        ),
        pytest.param(
            {
                "promised_date": MAY,
                "actual_date": "2026-05-18",
                "accepted_on": "2026-05-21",
                "forecast": JULY,
            },
            "2026-05-18",
            3,
            id="the day of meeting, not that of acceptance or the forecast",
        ),
        pytest.param(
            {"promised_date": MAY, "accepted_on": "2026-05-21"},
            "2026-05-21",
            6,
            id="else that of acceptance",
        ),
        pytest.param(
            {"promised_date": JUNE, "forecast": "undated"},
            None,
            None,
            id="undated has no variance",
        ),
        pytest.param(
            {"forecast": JUNE},
            JUNE,
            None,
            id="without a promise there is nothing to be late against",
        ),
    ],
)
def test_the_expected_day_is_the_met_one_or_the_forecast_but_never_past(
    keys: dict[str, Any], expected: str | None, variance: int | None
) -> None:
    found = promise_of(milestone(**keys), TODAY)
    assert found.expected == (day(expected) if expected else None)
    assert found.finish_variance_days == variance
    assert found.is_undated == (expected is None)


@pytest.mark.parametrize(
    ("keys", "passed", "overdue", "late"),
    [
        pytest.param({"promised_date": MAY}, MAY, 17, True, id="a promise"),
        pytest.param(
            {"promised_date": MAY, "forecast": "2026-05-25"},
            "2026-05-25",
            17,
            True,
            id="a later forecast, and what counts is the promise",
        ),
        pytest.param(
            {"promised_date": JUNE, "forecast": MAY},
            MAY,
            None,
            False,
            id="a forecast alone, with the promise still ahead",
        ),
        pytest.param(
            {"promised_date": MAY, "forecast": "undated"},
            None,
            17,
            True,
            id="an overdue one that is said to have no date",
        ),
        pytest.param(
            {"promised_date": MAY, "forecast": JUNE},
            None,
            None,
            True,
            id="a new date ahead is late and not overdue without a date",
        ),
        pytest.param({"promised_date": str(TODAY)}, None, None, False, id="today"),
        pytest.param(
            {"promised_date": MAY, "actual_date": "2026-05-20"},
            None,
            None,
            False,
            id="met",
        ),
    ],
)
def test_an_open_milestone_past_its_day_is_overdue_until_there_is_a_new_date(
    keys: dict[str, Any], passed: str | None, overdue: int | None, late: bool
) -> None:
    found = promise_of(milestone(**keys), TODAY)
    assert found.passed == (day(passed) if passed else None)
    assert (found.overdue_days, found.is_late) == (overdue, late)


def test_an_agreement_of_a_day_that_has_not_come_is_none_yet() -> None:
    moved = milestone(
        promised_date=JULY,
        moves=[move(JUNE, JULY, on="2026-06-02", **AGREED)],
    )
    before = promise_of(moved, TODAY)
    after = promise_of(moved, day("2026-06-02"))
    assert (before.agreed_by, before.measured_from) == (None, day(JUNE))
    assert (after.agreed_by, after.measured_from) == ("Timo Laine", day(JULY))


def test_moved_days_run_from_the_first_promise_to_the_current_one() -> None:
    moved = milestone(promised_date=JULY, moves=[move(MAY, JUNE), move(JUNE, JULY)])
    assert promise_of(moved, TODAY).moved_days == 61
    assert promise_of(milestone(forecast="undated"), TODAY).moved_days is None


@pytest.mark.parametrize(
    ("milestones", "lead"),
    [
        pytest.param([], None, id="none"),
        pytest.param(
            [milestone("a", promised_date=JULY), milestone("b", promised_date=JUNE)],
            "a",
            id="promised last",
        ),
        pytest.param(
            [
                milestone("a", promised_date=JULY),
                milestone("b", promised_date=JUNE, leads="true"),
            ],
            "b",
            id="marked",
        ),
        pytest.param(
            [
                milestone("a", promised_date=JUNE),
                milestone("b", promised_date=JULY, actual_date=MAY),
            ],
            "a",
            id="unmet",
        ),
        pytest.param(
            [
                milestone("a", promised_date=JUNE),
                milestone("b", actual_date=MAY, leads="true"),
            ],
            "a",
            id="marked, met",
        ),
        pytest.param(
            [milestone("a", promised_date=JUNE), milestone("b", forecast="undated")],
            "a",
            id="dated",
        ),
        pytest.param(
            [milestone("a", forecast="undated"), milestone("b", forecast="undated")],
            "b",
            id="last undated",
        ),
        pytest.param(
            [milestone("a", actual_date=MAY), milestone("b", actual_date=APRIL)],
            "a",
            id="met last",
        ),
    ],
)
def test_the_unmet_milestone_promised_last_leads(
    milestones: list[Any], lead: str | None
) -> None:
    found = leading(promised(project(*milestones), TODAY))
    assert (found.milestone.id if found else None) == lead
