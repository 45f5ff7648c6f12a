"""Health from the data: each boundary of each rule."""

from datetime import date, timedelta
from typing import Any

import pytest

from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.message import message
from portalgen.model.health import Dimension, Rag
from tests.kit.clients.nouns import (
    AGREED,
    PROVEN,
    TODAY,
    day,
    found,
    milestone,
    move,
    project,
)

PROMISED = date(2026, 7, 1)
CRITICAL = {"id": "bank", "name": "Bank", "probability": "likely", "impact": "severe"}


def late_by(days: int, **keys: Any) -> ProjectFindings:
    """Returns the findings for a milestone forecast some days after its promise, with seven days of tolerance."""
    forecast = PROMISED + timedelta(days=days)
    return found(
        project(milestone(promised_date=str(PROMISED), forecast=str(forecast)), **keys)
    )


@pytest.mark.parametrize(
    ("days", "health", "rule"),
    [
        (-1, Rag.GREEN, message("rule.schedule.on_time", name="Launch")),
        (0, Rag.GREEN, message("rule.schedule.on_time", name="Launch")),
        (1, Rag.AMBER, message("rule.schedule.within", 1, name="Launch", tolerance=7)),
        (7, Rag.AMBER, message("rule.schedule.within", 7, name="Launch", tolerance=7)),
        (8, Rag.RED, message("rule.schedule.beyond", 8, name="Launch", tolerance=7)),
    ],
)
def test_schedule_is_green_on_time_amber_within_the_tolerance_and_red_beyond(
    days: int, health: Rag, rule: object
) -> None:
    result = late_by(days).health
    assert (result.overall, result.rule) == (health, rule)
    assert [each.derived for each in result.dimensions] == [health, None, None]


def test_a_projects_own_tolerance_comes_before_the_agencys() -> None:
    none, wide = {"schedule_days": "0"}, {"schedule_days": "30"}
    assert late_by(1, tolerance=none).health.overall is Rag.RED
    assert late_by(0, tolerance=none).health.overall is Rag.GREEN
    assert late_by(30, tolerance=wide).health.overall is Rag.AMBER


def test_the_finish_is_measured_from_the_first_promise_until_somebody_agrees() -> None:
    moved: dict[str, Any] = {"promised_date": "2026-07-01", "forecast": "2026-07-01"}
    alone = found(project(milestone(**moved, moves=[move("2026-06-15", "2026-07-01")])))
    agreed = found(
        project(
            milestone(**moved, moves=[move("2026-06-15", "2026-07-01", **AGREED)]),
            **PROVEN,
        )
    )
    assert (alone.health.overall, agreed.health.overall) == (Rag.RED, Rag.GREEN)


@pytest.mark.parametrize(
    ("days_past", "health"),
    [(0, Rag.GREEN), (7, Rag.GREEN), (8, Rag.AMBER)],
)
def test_an_earlier_milestone_counts_once_it_is_past_its_date_by_more_than_the_tolerance(
    days_past: int, health: Rag
) -> None:
    earlier = milestone(
        "design",
        promised_date=str(TODAY - timedelta(days=days_past)),
        forecast="2026-06-25",
    )
    result = found(project(earlier, milestone(promised_date="2026-07-01"))).health
    assert result.overall is health
    if health is Rag.AMBER:
        assert result.rule == message(
            "rule.schedule.milestone", name="Design", tolerance=7
        )


def test_an_earlier_milestone_expected_past_the_projects_end_counts_like_the_leading_one() -> (
    None
):
    earlier = milestone("design", promised_date="2026-06-10", forecast="2026-07-02")
    result = found(project(earlier, milestone(promised_date="2026-07-01"))).health
    assert (result.overall, result.rule) == (
        Rag.RED,
        message("rule.schedule.beyond", 22, name="Design", tolerance=7),
    )


def test_of_several_as_late_the_leading_one_is_named() -> None:
    both = [
        milestone(id_, promised_date=promised, forecast="2026-07-20")
        for id_, promised in ORDER
    ]
    assert found(project(*both)).health.rule == message(
        "rule.schedule.beyond", 19, name="Launch", tolerance=7
    )


ORDER = (("design", "2026-06-30"), ("launch", "2026-07-01"))


def test_what_is_met_is_green_however_late_it_was() -> None:
    met = milestone(promised_date="2026-03-01", actual_date="2026-05-30")
    assert found(project(met)).health.rule == message("rule.schedule.met")
    assert found(project(met)).health.overall is Rag.GREEN


@pytest.mark.parametrize(
    ("as_of", "health"),
    [("2026-06-01", Rag.GREY), ("2026-07-08", Rag.GREY), ("2026-07-09", Rag.AMBER)],
)
def test_a_promise_without_a_date_any_more_is_unknown_until_it_is_long_past(
    as_of: str, health: Rag
) -> None:
    lost = project(
        milestone(
            "design",
            promised_date="2026-06-25",
            forecast="2026-06-25",
            actual_date="2026-06-25",
        ),
        milestone(promised_date="2026-07-01", forecast="undated"),
        updates=[{"period_end": day(as_of), "headline": "Fine"}],
    )
    assert found(lost, day(as_of)).health.overall is health


def test_a_milestone_that_was_never_promised_takes_nothing_from_the_others() -> None:
    known = milestone(promised_date="2026-07-01")
    assert (
        found(project(known, milestone("handover", forecast="undated"))).health.overall
        is Rag.GREEN
    )
    assert (
        found(project(milestone("handover", forecast="undated"))).health.overall
        is Rag.GREY
    )


@pytest.mark.parametrize(
    ("derived_days", "declared", "shown", "brighter"),
    [
        (0, "green", Rag.GREEN, False),
        (0, "amber", Rag.AMBER, False),
        (0, "red", Rag.RED, False),
        (1, "green", Rag.AMBER, True),
        (1, "amber", Rag.AMBER, False),
        (1, "red", Rag.RED, False),
        (8, "green", Rag.RED, True),
        (8, "amber", Rag.RED, True),
        (8, "red", Rag.RED, False),
    ],
)
def test_declared_darker_is_taken_as_it_is_and_declared_brighter_never_counts(
    derived_days: int, declared: str, shown: Rag, brighter: bool
) -> None:
    result = late_by(derived_days, health={"schedule": declared}).health
    assert result.overall is shown
    assert [each.dimension for each in result.brighter] == (
        [Dimension.SCHEDULE] if brighter else []
    )


@pytest.mark.parametrize("declared", ["amber", "red"])
def test_what_only_the_agency_says_is_named_so(declared: str) -> None:
    result = late_by(0, health={"budget": declared}).health
    assert (result.overall, result.rule) == (
        Rag(declared),
        message("rule.declared", dimension=Dimension.BUDGET),
    )


def test_the_worst_dimension_wins() -> None:
    assert (
        late_by(1, health={"scope": "red", "budget": "green"}).health.overall is Rag.RED
    )
    assert late_by(8, health={"scope": "amber"}).health.overall is Rag.RED


def test_where_the_data_says_the_same_as_the_agency_the_rule_is_the_datas() -> None:
    assert (
        late_by(8, health={"schedule": "red"}).health.rule.id == "rule.schedule.beyond"
    )


@pytest.mark.parametrize(
    ("risk", "health"),
    [
        pytest.param({}, Rag.AMBER, id="open, critical, nothing done: 4 x 5"),
        pytest.param({"probability": "possible"}, Rag.AMBER, id="15 is critical"),
        pytest.param(
            {"probability": "possible", "impact": "major"}, Rag.GREEN, id="12 is not"
        ),
        pytest.param(
            {"mitigation": "A second bank"}, Rag.GREEN, id="something is done"
        ),
        pytest.param({"state": "closed"}, Rag.GREEN, id="closed"),
        pytest.param({"state": "occurred"}, Rag.GREEN, id="came true"),
    ],
)
def test_a_critical_risk_without_mitigation_caps_health_at_amber(
    risk: dict[str, Any], health: Rag
) -> None:
    result = late_by(0, risks=[{**CRITICAL, **risk}]).health
    assert result.overall is health
    assert (result.rule == message("rule.critical_risk", name="Bank")) == (
        health is Rag.AMBER
    )


def test_a_critical_risk_does_not_brighten_red() -> None:
    assert late_by(8, risks=[CRITICAL]).health.overall is Rag.RED


def test_old_data_is_grey_whatever_it_said() -> None:
    old = [{"period_end": TODAY - timedelta(days=11), "headline": "Fine"}]
    for days in (0, 8):
        result = late_by(days, updates=old, health={"schedule": "green"}).health
        assert (result.overall, result.rule) == (
            Rag.GREY,
            message("rule.stale", count=11, cadence=7),
        )


def test_without_any_data_health_is_unknown() -> None:
    assert late_by(0, updates=[]).health.rule == message("rule.no_data")
    assert (
        late_by(8, updates=[], health={"schedule": "green"}).health.overall is Rag.GREY
    )
    assert found(project()).health.rule == message("rule.no_data")


def test_a_paused_project_is_on_hold() -> None:
    result = late_by(8, state="paused", health={"schedule": "red"}).health
    assert (result.overall, result.rule) == (Rag.ON_HOLD, message("rule.on_hold"))


def test_a_closed_project_keeps_the_health_of_its_last_day() -> None:
    closed = project(
        milestone(promised_date="2026-05-20", actual_date="2026-05-20"),
        state="closed",
        since="2026-05-29",
        updates=[],
    )
    assert found(closed, day("2030-01-01")).health.overall is Rag.GREEN
