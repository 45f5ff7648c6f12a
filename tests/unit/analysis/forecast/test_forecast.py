"""Forecasts: from a series to days, what is refused, and what is shown."""

import json
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.analysis.forecast.backlog import StreamTask, Task
from portalgen.analysis.forecast.forecast import (
    HORIZON_WEEKS,
    RUNS,
    Forecast,
    ProjectForecast,
    chance_in_words,
    range_in_words,
)
from portalgen.analysis.forecast.seed import seed_of
from portalgen.analysis.message import message
from portalgen.model.health import Rag
from portalgen.model.project import Project
from tests.kit.clients.nouns import TODAY, day, found, milestone, project
from tests.kit.clients.weekly_progress import (
    LAST,
    Work,
    points,
    rows,
    steady_forecast,
)

TWO_DICE = [*range(1, 7), *range(1, 7)]  # twelve weeks, each face of a die twice
NO_TASK = Task((StreamTask(None, Decimal(1), Decimal(1)),))


def unfinished(simulated: Forecast) -> int:
    """Returns how many runs see no end within the horizon."""
    ended = [count for _, count in simulated.finished]
    return RUNS - max(ended, default=0)


def running(work: list[Work], open_items: int = 12, **keys: Any) -> Project:
    """Returns a project with one milestone and weekly rows up to a Friday."""
    launch = {"promised_date": "2026-07-01", **keys.pop("launch", {})}
    return project(milestone(**launch), progress=rows(work, open_items), **keys)


def forecast_of(of: Project, as_of: date = TODAY) -> ProjectForecast:
    return found(of, as_of).forecast


def launch_of(of: Project) -> Forecast:
    simulated = forecast_of(of).of("launch")
    assert simulated is not None
    return simulated


def steady_launch_of(of: Project, as_of: date = TODAY) -> Forecast:
    """Returns the forecast by a pace that stays what it was."""
    simulated = steady_forecast(of, as_of).of("launch")
    assert simulated is not None
    return simulated


def done_within(throws: int, faces: list[tuple[int, int]], enough: int) -> float:
    """Returns the chance that so many throws of a loaded die add up to enough; faces are (pips, weight)."""
    total = sum(weight for _, weight in faces)
    chances = {0: 1.0}
    for _ in range(throws):
        after: dict[int, float] = {}
        for so_far, chance in chances.items():
            for pips, weight in faces:
                reached = min(enough, so_far + pips)
                after[reached] = after.get(reached, 0) + chance * weight / total
        chances = after
    return chances.get(enough, 0)


def test_the_whole_way_from_rows_to_days_gives_the_exact_answer_within_three_standard_errors() -> (
    None
):
    # M5: a die thrown until the sum is 12 or more, by enumeration; here a week is a throw, and the week's Friday its
    # end. It is loaded: newer weeks are drawn more often.
    faces = [
        (pips, round(1_000_000 * 0.5 ** ((11 - at) / 8)))
        for at, pips in enumerate(TWO_DICE)
    ]
    simulated = steady_launch_of(running(list(TWO_DICE)))
    for throws in range(2, 8):
        chance = done_within(throws, faces, 12)
        share = float(simulated.share_by(LAST + timedelta(weeks=throws)))
        assert abs(share - chance) <= 3 * sqrt(chance * (1 - chance) / RUNS), throws


def test_a_steady_pace_gives_one_day_in_the_middle_of_a_week() -> None:
    # 4 a week and 10 open: half into the third week, which is its third working day of five.
    simulated = steady_launch_of(running([4] * 8, open_items=10))
    assert simulated.finished == ((day("2026-06-17"), RUNS),)
    assert simulated.p50 == simulated.p95 == day("2026-06-17")


def test_weekends_and_holidays_are_no_days_to_finish_on() -> None:
    # 10 items are two weeks and a half of 4: thirteen working days from 1 June on, four of which are holidays.
    holidays = {"holidays": ["2026-06-15", "2026-06-16", "2026-06-17", "2026-06-18"]}
    assert steady_launch_of(
        running([4] * 8, open_items=10, calendar=holidays)
    ).p50 == day("2026-06-23")


def test_a_frozen_week_passes_without_work() -> None:
    frozen = {"freezes": [{"from": "2026-06-08", "to": "2026-06-12"}]}
    assert steady_launch_of(
        running([4] * 8, open_items=10, calendar=frozen)
    ).p50 == day("2026-06-24")


@pytest.mark.parametrize("reported_on", range(7))
def test_five_frozen_days_cost_a_week_whatever_weekday_reports_end_on(
    reported_on: int,
) -> None:
    # From one Wednesday to the next: for a report on Fridays that is a part of two weeks.
    last = LAST + timedelta(days=reported_on)
    freeze = {"freezes": [{"from": "2026-06-11", "to": "2026-06-17"}]}
    free, frozen = (
        steady_launch_of(
            project(
                milestone(promised_date="2026-09-01"),
                progress=rows([4] * 8, open_items=16, last=last),
                calendar=calendar,
            ),
            day("2026-06-05"),
        )
        for calendar in ({}, freeze)
    )
    assert free.p50
    assert frozen.p50
    assert frozen.p50 - free.p50 == timedelta(days=7)


def test_weeks_with_one_working_day_take_five_times_as_long() -> None:
    # Twenty weeks with Fridays alone hold four weeks of work.
    days = [LAST + timedelta(days=1 + n) for n in range(140)]
    holidays = {"holidays": [str(each) for each in days if each.weekday() < 4]}
    simulated = steady_launch_of(running([4] * 8, open_items=16, calendar=holidays))
    assert simulated.p50 == LAST + timedelta(weeks=20)
    assert steady_launch_of(running([4] * 8, open_items=16)).p50 == LAST + timedelta(
        weeks=4
    )


def test_the_chance_of_a_day_fits_the_range_that_is_shown() -> None:
    simulated = launch_of(running(list(TWO_DICE), open_items=100))
    assert simulated.p50
    assert simulated.p85
    assert simulated.p95
    assert [
        simulated.chance_by(each)
        for each in (simulated.p50, simulated.p85, simulated.p95)
    ] == [50, 85, 95]


@settings(deadline=None, max_examples=40)
@given(
    work=st.lists(
        st.tuples(st.integers(0, 12), st.sampled_from([0, 0, 0, 3])),
        min_size=8,
        max_size=20,
    ),
    open_items=st.integers(1, 120),
)
def test_a_level_is_reached_on_its_day_and_not_before(
    work: list[Work], open_items: int
) -> None:
    simulated = forecast_of(running(work, open_items)).of("launch")
    if simulated is None:
        return
    for level in (50, 85, 95):
        end = simulated.day(level)
        if end is None:
            assert unfinished(simulated) * 100 > (100 - level) * RUNS
        else:
            assert (
                simulated.share_by(end)
                >= Fraction(level, 100)
                > simulated.share_by(end - timedelta(days=1))
            )
            assert simulated.chance_by(end) >= min(level, 95)


def test_a_chance_is_shown_in_steps_of_five_and_never_as_certain() -> None:
    at = [LAST + timedelta(days=n) for n in range(6)]
    simulated = Forecast(
        "launch",
        NO_TASK,
        1000,
        tuple(zip(at, (1, 574, 575, 626, 949, 1000), strict=True)),
    )
    assert [simulated.chance_by(each) for each in at] == [5, 55, 60, 65, 95, 95]
    assert simulated.chance_by(at[0] - timedelta(days=1)) == 5
    assert simulated.share_by(at[0] - timedelta(days=1)) == 0
    assert simulated.share_by(at[-1] + timedelta(days=99)) == 1


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (5, message("chance.below")),
        (10, message("chance.about", tens=1)),
        (60, message("chance.about", tens=6)),
        (65, message("chance.between", low=6, high=7)),
        (90, message("chance.about", tens=9)),
        (95, message("chance.above")),
    ],
)
def test_a_chance_reads_in_tenths(percent: int, said: object) -> None:
    assert chance_in_words(percent) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((50, 95), message("now.simulated", first=LAST, last=LAST + timedelta(days=1))),
        ((95, 100), message("now.simulated_day", first=LAST)),
        ((50, 94), message("now.simulated_from", first=LAST)),
        ((10, 49), message("now.simulated_open")),
    ],
)
def test_the_range_says_where_it_has_no_end(
    counts: tuple[int, int], said: object
) -> None:
    steps = ((LAST, counts[0]), (LAST + timedelta(days=1), counts[1]))
    assert range_in_words(Forecast("launch", NO_TASK, 100, steps)) == said


@pytest.mark.parametrize(
    ("of", "refusal"),
    [
        pytest.param(
            running([3] * 8, state="paused"),
            message("forecast.refused.not_active"),
            id="paused",
        ),
        pytest.param(
            running([3] * 8, state="closed"),
            message("forecast.refused.not_active"),
            id="closed",
        ),
        pytest.param(
            project(milestone(promised_date="2026-07-01")),
            message("forecast.refused.no_series"),
            id="no series",
        ),
        pytest.param(
            running([3] * 7),
            message("forecast.refused.few_weeks", 7, needed=8),
            id="seven weeks",
        ),
        pytest.param(
            running([0] * 8),
            message("forecast.refused.nothing_done"),
            id="nothing was ever done",
        ),
        pytest.param(
            running([3] * 8, open_items=0),
            message("forecast.refused.nothing_open"),
            id="all is done",
        ),
        pytest.param(
            running([3] * 8, launch={"actual_date": "2026-05-29"}),
            message("forecast.refused.no_milestone"),
            id="no open milestone",
        ),
    ],
)
def test_a_forecast_is_refused_with_a_reason(of: Project, refusal: object) -> None:
    refused = forecast_of(of)
    assert (refused.refusal, refused.milestones) == (refusal, ())


def test_a_year_of_standstill_after_work_is_no_end_in_sight_and_no_refusal() -> None:
    stopped = forecast_of(running([5, *[0] * 52]))
    assert stopped.refusal is None
    assert unfinished(stopped.milestones[0]) == RUNS
    assert found(running([5, *[0] * 52])).health.overall is Rag.RED


def test_eight_weeks_with_one_of_work_suffice() -> None:
    assert forecast_of(running([0, 0, 0, 0, 0, 0, 0, 3])).refusal is None


def test_what_does_not_end_within_the_horizon_has_no_day() -> None:
    endless = steady_launch_of(running([(3, 3)] * 8))
    assert (endless.p50, endless.p95, unfinished(endless), endless.finished) == (
        None,
        None,
        RUNS,
        (),
    )
    assert endless.share_by(LAST + timedelta(weeks=10 * HORIZON_WEEKS)) == 0
    some = steady_launch_of(
        running([1, *[0] * 7], open_items=33)
    )  # 264 weeks on average, and 260 are simulated
    assert some.p95 is None
    assert 0 < unfinished(some) < RUNS


def test_a_freeze_that_never_ends_lets_nothing_end() -> None:
    forever = {"freezes": [{"from": "2026-06-01", "to": "2199-12-31"}]}
    assert unfinished(launch_of(running([3] * 8, calendar=forever))) == RUNS


def test_the_day_that_a_portal_speaks_for_changes_no_forecast() -> None:
    of = running(list(TWO_DICE))
    assert forecast_of(of) == forecast_of(of, TODAY + timedelta(days=400))


def test_a_promised_date_changes_no_forecast_of_the_same_queue() -> None:
    work: list[Work] = list(TWO_DICE)
    later = running(work, launch={"promised_date": "2026-09-01"})
    assert forecast_of(later) == forecast_of(running(work))


def test_the_seed_is_of_the_client_the_project_and_the_series() -> None:
    series = points(TWO_DICE, 12)
    seed = seed_of("acme", "webshop", series)
    assert seed == seed_of("acme", "webshop", points(TWO_DICE, 12))
    others = [
        ("acne", "webshop", series),
        ("acme", "app", series),
        ("acme", "webshop", points(TWO_DICE, 13)),
    ]
    assert len({seed, *(seed_of(*each) for each in others)}) == 4
    written = [row | {"done": f"{row['done']}.0"} for row in rows(TWO_DICE, 12)]
    assert (
        forecast_of(
            project(milestone(promised_date="2026-07-01"), progress=written)
        ).seed
        == forecast_of(running(list(TWO_DICE))).seed
    )


def test_no_more_than_a_year_is_drawn_from() -> None:
    long_ago: list[Work] = [0] * 40
    simulated = steady_forecast(running([*long_ago, *[4] * 52], open_items=10))
    assert simulated.samples == 52
    assert simulated.milestones[0].p95 == day("2026-06-17")


def test_a_row_in_the_middle_of_a_week_is_counted_once() -> None:
    work: list[Work] = [4] * 10
    fridays = rows(work, open_items=10)
    tuesday = {
        "date": "2026-06-02",
        "scope": fridays[-1]["scope"],
        "done": str(int(fridays[-1]["done"]) + 2),
    }
    simulated = steady_forecast(
        project(milestone(promised_date="2026-07-01"), progress=[*fridays, tuesday]),
        day("2026-06-02"),
    )
    assert (simulated.start, simulated.samples) == (day("2026-06-02"), 10)
    # 8 are left and 4 are done a week: two weeks from Tuesday.
    assert simulated.milestones[0].finished == ((day("2026-06-16"), RUNS),)


def test_a_stated_forecast_leads_and_else_the_day_of_85_of_100_runs() -> None:
    stated = found(running(list(TWO_DICE), launch={"forecast": "2026-06-26"})).promise(
        "launch"
    )
    assert (stated.expected, stated.is_simulated) == (day("2026-06-26"), False)
    silent = found(running(list(TWO_DICE)))
    p85 = launch_of(running(list(TWO_DICE))).p85
    assert p85
    assert (
        silent.promise("launch").expected,
        silent.promise("launch").is_simulated,
    ) == (p85, True)
    assert silent.promise("launch").stated == day("2026-07-01")
    assert (
        silent.promise("launch").finish_variance_days == (p85 - day("2026-07-01")).days
    )
    assert dict(silent.verdict.values)["day"] == p85


def test_undated_stays_undated_and_no_end_in_sight_is_undated_too() -> None:
    undated = found(running(list(TWO_DICE), launch={"forecast": "undated"}))
    assert undated.promise("launch").is_undated
    endless = found(running([(3, 3)] * 8))
    assert endless.promise("launch").is_undated
    assert endless.verdict == message("verdict.undated", name="Launch")


def test_a_simulated_day_that_has_passed_leaves_what_is_promised_and_is_not_today() -> (
    None
):
    of = running([4] * 8, open_items=2)
    late = found(of, TODAY + timedelta(days=5)).promise("launch")
    assert (late.expected, late.is_simulated) == (day("2026-07-01"), False)
    overdue = found(of, day("2026-07-31")).promise("launch")
    assert (overdue.expected, overdue.overdue_days) == (None, 30)


def test_a_stated_forecast_that_has_passed_gives_way_to_the_simulated_day() -> None:
    of = running([4] * 8, open_items=40, launch={"forecast": "2026-05-29"})
    leads = found(of).promise("launch")
    assert leads.is_simulated
    assert leads.expected == launch_of(of).p85


def test_a_forecast_holds_plain_values() -> None:
    simulated = launch_of(running(list(TWO_DICE)))
    assert {type(each) for step in simulated.finished for each in step} == {date, int}
    json.dumps(
        [getattr(simulated, each.name) for each in fields(simulated)], default=str
    )
