"""Earned schedule and earned value, with worked cases."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from portalgen.analysis.forecast.earned_schedule import (
    Earned,
    cost_index,
    cost_may_be_told,
    earned,
    earned_schedule,
    estimate_at_completion,
    estimated_duration,
    schedule_index,
    schedule_variance,
)
from portalgen.model.progress import total
from portalgen.model.project import Contract
from tests.conftest import ROOT
from tests.kit.clients.nouns import day, found, milestone, project

CASES: list[dict[str, Any]] = json.loads(
    (ROOT / "tests" / "data" / "formula-cases" / "earned.json").read_text(
        encoding="utf-8"
    ),
    parse_float=str,
)["cases"]


def exact(values: list[Any]) -> list[Decimal]:
    return [Decimal(str(each)) for each in values]


def computed(case: dict[str, Any]) -> dict[str, Decimal | None]:
    """Returns all that our formulas can compute from a case's inputs, by the names that it expects."""
    given = case["inputs"]
    plan, done = exact(given["pv"]), Decimal(str(given["ev"]))
    earned_time = earned_schedule(plan, done)
    assert earned_time is not None
    values: dict[str, Decimal | None] = {"es": earned_time}
    if "at" in given:
        time, cost = Decimal(str(given["at"])), Decimal(str(given["ac"]))
        index = schedule_index(earned_time, time)
        values |= {"sv_t": schedule_variance(earned_time, time), "spi_t": index}
        values |= {
            "ieac_t": estimated_duration(Decimal(len(plan) - 1), index),
            "cpi": cost_index(done, cost),
        }
        values["eac_cpi"] = estimate_at_completion(plan[-1], cost_index(done, cost))
    return values


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_the_worked_cases_come_out(case: dict[str, Any]) -> None:
    found, expected, tolerance = (
        computed(case),
        case["expected"],
        Decimal(str(case["tol"])),
    )
    compared = found.keys() & expected.keys()
    assert compared
    for name in compared:
        value = found[name]
        assert value is not None
        assert abs(value - Decimal(str(expected[name]))) <= tolerance, name


def test_every_formula_has_a_worked_case() -> None:
    assert len(CASES) == 9
    covered = {
        name
        for case in CASES
        for name in computed(case).keys() & case["expected"].keys()
    }
    assert covered == {"es", "sv_t", "spi_t", "ieac_t", "cpi", "eac_cpi"}


@pytest.mark.parametrize(
    ("plan", "done", "expected"),
    [
        pytest.param([0, 10, 20], 0, 0, id="nothing done"),
        pytest.param([5, 10, 20], 2, 0, id="less than was planned at the start"),
        pytest.param([0, 10, 20], 20, 2, id="the plan is complete"),
        pytest.param([0, 10, 20], 25, 2, id="beyond the plan"),
        pytest.param(
            [0, 10, 10, 10, 20],
            10,
            3,
            id="a level stretch is passed once it is reached",
        ),
        pytest.param([0, 10, 10, 10, 20], 9, "0.9", id="and not before"),
        pytest.param([0, 10, 8, 20], 9, "0.9", id="a plan taken back"),
    ],
)
def test_earned_schedule_is_bounded_by_the_plan(
    plan: list[int], done: int, expected: object
) -> None:
    assert earned_schedule(exact(plan), Decimal(done)) == Decimal(str(expected))


def test_without_a_plan_the_earned_schedule_is_undefined() -> None:
    assert earned_schedule([], Decimal(3)) is None


def test_nothing_is_divided_by_nothing() -> None:
    assert schedule_index(Decimal(1), Decimal()) is None
    assert cost_index(Decimal(1), Decimal()) is None
    assert estimated_duration(Decimal(10), None) is None
    assert estimated_duration(Decimal(10), Decimal()) is None
    assert estimate_at_completion(Decimal(100), Decimal()) is None
    assert estimate_at_completion(Decimal(100_000), Decimal("0.8")) == 125_000


@pytest.mark.parametrize(
    ("contract", "percent", "told"),
    [
        (Contract.TIME_AND_MATERIALS, 16, True),
        (Contract.TIME_AND_MATERIALS, 15, False),
        (Contract.FIXED_PRICE, 90, False),
        (Contract.RETAINER, 90, False),
        (None, 90, False),
    ],
)
def test_cost_figures_are_for_time_and_materials_past_fifteen_percent(
    contract: Contract | None, percent: int, told: bool
) -> None:
    assert cost_may_be_told(contract, Decimal(percent)) is told


def with_plan(
    *lines: tuple[int, int, int | None], finish: str = "2026-07-10"
) -> Earned | None:
    """Returns what is earned by weekly rows of scope, done and plan from 1 May 2026 on."""
    rows = [
        {
            "date": str(day("2026-05-01") + timedelta(weeks=n)),
            "scope": str(scope),
            "done": str(done),
        }
        | ({} if planned is None else {"planned": str(planned)})
        for n, (scope, done, planned) in enumerate(lines)
    ]
    return earned(
        total(project(progress=rows).progress), day(finish) if finish else None
    )


def test_a_project_is_as_far_as_the_week_in_which_its_plan_wanted_what_is_done() -> (
    None
):
    result = with_plan((100, 0, 0), (100, 5, 10), (100, 10, 20), (100, 15, 30))
    assert result
    assert (result.actual_time, result.earned) == (Decimal(3), Decimal("1.5"))
    assert (result.variance, result.index) == (Decimal("-1.5"), Decimal("0.5"))
    assert result.planned_duration == 10  # weeks from 1 May to 10 July
    assert result.duration == 20
    assert not result.plan_ends


def test_where_more_is_done_than_the_plan_known_so_far_has_it_is_said() -> None:
    result = with_plan((100, 0, 0), (100, 15, 10), (100, 25, 20))
    assert result
    assert (result.earned, result.index, result.plan_ends) == (
        Decimal(2),
        Decimal(1),
        True,
    )


def test_a_plan_that_is_complete_gives_the_planned_duration_and_lateness_goes_on_counting() -> (
    None
):
    result = with_plan(
        (20, 0, 0), (20, 5, 10), (20, 10, 20), (20, 15, 20), (20, 20, 20)
    )
    assert result
    assert (result.actual_time, result.earned, result.index) == (
        Decimal(4),
        Decimal(2),
        Decimal("0.5"),
    )
    assert (result.planned_duration, result.duration, result.plan_ends) == (
        Decimal(2),
        Decimal(4),
        False,
    )


def test_without_a_planned_finish_there_is_no_estimated_duration() -> None:
    result = with_plan((100, 0, 0), (100, 5, 10), finish="")
    assert result
    assert (result.planned_duration, result.duration) == (None, None)
    before = with_plan((100, 0, 0), (100, 5, 10), finish="2026-05-01")
    assert before
    assert before.planned_duration is None


def test_without_a_plan_in_every_week_nothing_is_earned() -> None:
    assert with_plan((100, 0, None), (100, 5, None)) is None
    assert with_plan((100, 0, None), (100, 5, 10)) is None
    assert with_plan((100, 0, 0)) is None
    assert found(project(milestone())).earned is None


def test_the_planned_finish_is_the_date_that_counts_of_the_leading_milestone() -> None:
    rows = [
        {"date": "2026-05-01", "scope": "10", "done": "0", "planned": "0"},
        {"date": "2026-05-29", "scope": "10", "done": "2", "planned": "4"},
    ]
    result = found(project(milestone(promised_date="2026-07-10"), progress=rows)).earned
    assert result
    assert (result.start, result.planned_duration) == (day("2026-05-01"), Decimal(10))
