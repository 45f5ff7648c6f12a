"""Health of the schedule by the chance of finishing in time, beside the dates that the agency states."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from portalgen.analysis.forecast.backlog import StreamTask, Task
from portalgen.analysis.forecast.forecast import Forecast, ProjectForecast
from portalgen.analysis.health.schedule import (
    BrightDate,
    bright_dates,
    by_chance,
    schedule,
)
from portalgen.analysis.message import message
from portalgen.model.health import Rag
from portalgen.model.milestone import Milestone
from tests.kit.clients.nouns import (
    AGREED,
    PROVEN,
    TODAY,
    found,
    milestone,
    move,
    project,
    promised,
)
from tests.kit.clients.weekly_progress import rows

PROMISED = date(2026, 7, 1)
TOLERANCE = 7
LIMIT = PROMISED + timedelta(days=TOLERANCE)
RUNS = 10_000


def simulated(finished: dict[date, int], milestone_id: str = "launch") -> Forecast:
    """Returns a forecast by how many of 10,000 runs have ended on some days."""
    return Forecast(
        milestone_id,
        Task((StreamTask(None, Decimal(8), Decimal(1)),)),
        RUNS,
        tuple(sorted(finished.items())),
    )


def forecast(*milestones: Forecast) -> ProjectForecast:
    return ProjectForecast(TODAY, 26, RUNS, 1, milestones)


def judged(
    runs_by_the_limit: int, as_of: date = TODAY, **keys: Any
) -> tuple[Rag | None, str]:
    """Returns colour and rule where so many runs end by 8 July, of a milestone promised for 1 July."""
    launch = milestone(**{"promised_date": str(PROMISED), **keys})
    ends = simulated({LIMIT: runs_by_the_limit, LIMIT + timedelta(days=30): RUNS})
    colour, rule = schedule(
        promised(project(launch), as_of), [forecast(ends)], TOLERANCE, as_of
    )
    assert rule is not None
    return colour, rule.id.removeprefix("rule.schedule.")


@pytest.mark.parametrize(
    ("runs", "colour", "rule"),
    [
        (10_000, Rag.GREEN, "likely"),
        (8_500, Rag.GREEN, "likely"),
        (
            8_499,
            Rag.AMBER,
            "uncertain",
        ),  # shown as 85 %, and yet not green: colours are decided unrounded
        (5_000, Rag.AMBER, "uncertain"),
        (4_999, Rag.RED, "unlikely"),
        (0, Rag.RED, "unlikely"),
    ],
)
def test_the_schedule_is_green_from_85_percent_amber_from_50_and_red_below(
    runs: int, colour: Rag, rule: str
) -> None:
    assert judged(runs) == (colour, rule)


@pytest.mark.parametrize(
    ("end", "colour"),
    [
        (LIMIT - timedelta(days=1), Rag.GREEN),
        (LIMIT, Rag.GREEN),
        (LIMIT + timedelta(days=1), Rag.RED),
    ],
)
def test_what_counts_is_the_end_of_the_last_day_of_the_tolerance(
    end: date, colour: Rag
) -> None:
    dates = promised(project(milestone(promised_date=str(PROMISED))), TODAY)
    found = schedule(dates, [forecast(simulated({end: RUNS}))], TOLERANCE, TODAY)
    assert found[0] is colour
    assert found[1] == message(
        f"rule.schedule.{'likely' if colour is Rag.GREEN else 'unlikely'}",
        name="Launch",
        day=LIMIT,
    )


@pytest.mark.parametrize(
    ("runs", "stated", "colour", "rule"),
    [
        pytest.param(9_900, "2026-06-20", Rag.GREEN, "likely", id="both bright"),
        pytest.param(
            9_900,
            "2026-07-02",
            Rag.AMBER,
            "within",
            id="stated a day late, in spite of a bright simulation",
        ),
        pytest.param(
            9_900,
            "2026-07-08",
            Rag.AMBER,
            "within",
            id="stated on the last day of the tolerance",
        ),
        pytest.param(
            9_900, "2026-07-09", Rag.RED, "beyond", id="stated a day past the tolerance"
        ),
        pytest.param(
            6_000,
            "2026-07-01",
            Rag.AMBER,
            "uncertain",
            id="stated on time, in spite of a dark simulation",
        ),
        pytest.param(
            6_000,
            "2026-07-08",
            Rag.AMBER,
            "uncertain",
            id="as dark as each other: the chance is told",
        ),
        pytest.param(1_000, "2026-07-09", Rag.RED, "unlikely", id="both dark"),
        pytest.param(
            1_000,
            "undated",
            Rag.RED,
            "unlikely",
            id="a date taken away does not hide a dark simulation",
        ),
    ],
)
def test_of_the_chance_and_the_stated_date_the_darker_one_counts(
    runs: int, stated: str, colour: Rag, rule: str
) -> None:
    assert judged(runs, forecast=stated) == (colour, rule)


def test_a_bright_simulation_does_not_stand_in_for_a_date_that_was_taken_away() -> None:
    dates = promised(
        project(milestone(promised_date=str(PROMISED), forecast="undated")), TODAY
    )
    assert schedule(dates, [forecast(simulated({TODAY: RUNS}))], TOLERANCE, TODAY) == (
        None,
        None,
    )


def test_an_overdue_date_is_never_green() -> None:
    overdue = PROMISED + timedelta(days=1)
    assert judged(RUNS, as_of=overdue) == (Rag.AMBER, "within_overdue")
    assert judged(RUNS, as_of=PROMISED) == (Rag.GREEN, "likely")
    assert judged(RUNS, as_of=LIMIT + timedelta(days=1)) == (Rag.RED, "beyond_overdue")


@pytest.mark.parametrize(("agreed", "colour"), [({}, Rag.RED), (AGREED, Rag.GREEN)])
def test_the_chance_is_of_the_date_that_counts(
    agreed: dict[str, Any], colour: Rag
) -> None:
    moved = milestone(
        promised_date=str(PROMISED),
        moves=[move("2026-06-05", str(PROMISED), **agreed)],
        forecast="2026-06-05",
    )
    dates = promised(project(moved, **PROVEN), TODAY)
    assert (
        by_chance(dates, [forecast(simulated({LIMIT: RUNS}))], TOLERANCE)[0] is colour
    )


def test_where_nothing_can_be_simulated_the_dates_alone_decide() -> None:
    late = promised(
        project(milestone(promised_date=str(PROMISED), forecast="2026-07-02")), TODAY
    )
    assert schedule(late, [forecast()], TOLERANCE, TODAY) == (
        Rag.AMBER,
        message("rule.schedule.within", 1, name="Launch", tolerance=7),
    )


def test_of_several_that_decide_the_least_likely_one_counts() -> None:
    first = milestone(
        "first",
        promised_date="2026-06-25",
        forecast="2026-07-01",
        moves=[move("2026-06-25", "2026-07-01", **AGREED)],
    )
    both = promised(
        project(
            first.model_copy(update={"promised_date": PROMISED}),
            milestone(promised_date=str(PROMISED)),
            **PROVEN,
        ),
        TODAY,
    )
    ends = forecast(
        simulated({LIMIT: 6_000, LIMIT + timedelta(days=9): RUNS}, "first"),
        simulated({LIMIT: 9_000}),
    )
    assert schedule(both, [ends], TOLERANCE, TODAY) == (
        Rag.AMBER,
        message("rule.schedule.uncertain", name="First", day=LIMIT),
    )


def test_an_earlier_milestone_that_is_unlikely_does_not_decide_the_projects_end() -> (
    None
):
    dates = promised(
        project(
            milestone("design", promised_date="2026-06-05"),
            milestone(promised_date=str(PROMISED)),
        ),
        TODAY,
    )
    ends = forecast(simulated({LIMIT: RUNS}, "design"), simulated({LIMIT: RUNS}))
    assert schedule(dates, [ends], TOLERANCE, TODAY)[0] is Rag.GREEN


HALF = date(2026, 6, 20)


@pytest.mark.parametrize(
    ("stated", "is_bright"),
    [
        ({"forecast": "2026-06-19"}, True),
        ({"forecast": "2026-06-20"}, False),
        ({"forecast": {"from": "2026-06-10", "to": "2026-06-19"}}, True),
        ({"forecast": {"from": "2026-06-10", "to": "2026-06-20"}}, False),
        ({"forecast": "undated"}, False),
        ({}, False),
    ],
)
def test_a_forecast_stated_before_half_of_the_runs_end_is_a_brighter_claim(
    stated: dict[str, Any], is_bright: bool
) -> None:
    launch = milestone(promised_date="2026-06-10", **stated)
    claims = bright_dates(
        promised(project(launch), TODAY),
        forecast(simulated({HALF: 5_000, LIMIT: RUNS})),
    )
    assert bool(claims) is is_bright
    if is_bright:
        assert claims == (BrightDate(launch, date(2026, 6, 19), HALF),)


def test_any_stated_date_is_a_brighter_claim_where_no_end_is_in_sight() -> None:
    launch = milestone(promised_date="2026-06-10", forecast="2199-12-31")
    claims = bright_dates(
        promised(project(launch), TODAY), forecast(simulated({LIMIT: 4_999}))
    )
    assert [(each.stated, each.half) for each in claims] == [(date(2199, 12, 31), None)]


@pytest.mark.parametrize("to", ["2026-06-03", "2026-06-26", "2026-08-14", "2026-09-30"])
def test_re_dating_a_late_milestone_hides_it_neither_in_the_queue_nor_from_those_that_decide(
    to: str,
) -> None:
    # Ten a week. The middle one needs ten weeks, and moved from 26 June to the project's end on nobody's agreement.
    series = rows([10] * 8, open_items=110)
    first = milestone(
        "first", promised_date="2026-06-19", forecast="2026-06-19", items="95"
    )
    last = milestone(
        "last", promised_date="2026-08-14", forecast="2026-08-14", items="10"
    )
    moves = [
        move("2026-06-26", "2026-08-14"),
        *([] if to == "2026-08-14" else [move("2026-08-14", to)]),
    ]
    middle = milestone(
        "middle", promised_date=to, forecast="2026-06-26", items="5", moves=moves
    )
    result = found(project(first, middle, last, progress=series)).health
    assert (result.overall, result.rule.id) == (Rag.RED, "rule.schedule.unlikely")


STEADY = rows([4] * 10, open_items=10)  # done on 17 June


def with_series(**keys: Any) -> Milestone:
    return milestone(**{"promised_date": "2026-06-17", **keys})


@pytest.mark.parametrize(
    ("promised", "colour"),
    [("2026-07-01", Rag.GREEN), ("2026-06-12", Rag.AMBER), ("2026-06-05", Rag.RED)],
)
def test_the_findings_of_a_project_judge_by_its_own_series(
    promised: str, colour: Rag
) -> None:
    # Seven days of tolerance: the pace so far ends on 17 June, and may be slower from now on.
    assert (
        found(
            project(with_series(promised_date=promised), progress=STEADY)
        ).health.overall
        is colour
    )


@pytest.mark.parametrize(
    ("keys", "overall", "rule"),
    [
        pytest.param({}, Rag.GREEN, "rule.schedule.likely", id="in time"),
        pytest.param(
            {"health": {"schedule": "amber"}},
            Rag.AMBER,
            "rule.declared",
            id="declared darker",
        ),
        pytest.param(
            {
                "risks": [
                    {
                        "id": "r",
                        "name": "R",
                        "probability": "likely",
                        "impact": "severe",
                    }
                ]
            },
            Rag.AMBER,
            "rule.critical_risk",
            id="a critical risk without mitigation",
        ),
        pytest.param({"state": "paused"}, Rag.ON_HOLD, "rule.on_hold", id="paused"),
        pytest.param(
            {"updates": [], "progress": rows([4] * 10, 10, last=date(2026, 5, 21))},
            Rag.GREY,
            "rule.stale",
            id="eleven days old, past one and a half weeks",
        ),
        pytest.param(
            {"updates": [], "progress": rows([4] * 10, 10, last=date(2026, 5, 22))},
            Rag.GREEN,
            "rule.schedule.likely",
            id="ten days old",
        ),
        pytest.param(
            {
                "updates": [],
                "progress": rows([4] * 10, 10, last=date(2026, 5, 21)),
                "calendar": {"holidays": ["2026-05-25"]},
            },
            Rag.GREEN,
            "rule.schedule.likely",
            id="eleven days old over a holiday",
        ),
    ],
)
def test_the_other_rules_stand_over_the_chance(
    keys: dict[str, Any], overall: Rag, rule: str
) -> None:
    result = found(
        project(with_series(promised_date="2026-07-01"), **{"progress": STEADY, **keys})
    ).health
    assert (result.overall, result.rule.id) == (overall, rule)


def test_declared_brighter_than_the_chance_never_counts() -> None:
    bright = project(
        with_series(promised_date="2026-06-05"),
        progress=STEADY,
        health={"schedule": "green"},
    )
    result = found(bright).health
    assert result.overall is Rag.RED
    assert [each.derived for each in result.brighter] == [Rag.RED]


def test_a_closed_project_is_judged_by_what_was_met() -> None:
    met = with_series(actual_date="2026-05-29")
    closed = project(met, progress=STEADY, state="closed", since="2026-05-29")
    assert found(closed, date(2030, 1, 1)).health.rule == message("rule.schedule.met")
