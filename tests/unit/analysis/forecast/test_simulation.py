"""The simulation against exact answers."""

from datetime import timedelta
from decimal import Decimal
from math import exp, inf, sqrt

import pytest

from portalgen.analysis.forecast.backlog import StreamTask, Task
from portalgen.analysis.forecast.past import Past
from portalgen.analysis.forecast.progress import Week
from portalgen.analysis.forecast.simulation import (
    Weeks,
    counts_until,
    last_end,
    simulate,
)
from portalgen.analysis.forecast.spread import CALIBRATED, STEADY, Spread
from tests.kit.clients.weekly_progress import LAST

RUNS = 10_000
DIE = (1, 2, 3, 4, 5, 6)
# A fair die until the sum is 12 or more: the chance of at most k throws, by enumeration.
EXACT = {2: 0.027778, 3: 0.375, 4: 0.760802, 5: 0.941229, 6: 0.990098, 7: 0.998821}


def weeks(*work: tuple[int, int] | int) -> Past:
    """Returns the past of one stream, by what was done in each week, and what the scope grew by."""
    return past_of((None, weeks_of(*work)))


def past_of(*streams: tuple[str | None, tuple[Week, ...]]) -> Past:
    """Returns weeks that are all drawn as often."""
    _, weeks = streams[0]
    return Past(streams, (1,) * len(weeks))


def weeks_of(*work: tuple[int, int] | int) -> tuple[Week, ...]:
    pairs = [each if isinstance(each, tuple) else (each, 0) for each in work]
    ends = [LAST + timedelta(weeks=n) for n in range(len(pairs))]
    return tuple(
        Week(end, Decimal(done), Decimal(added))
        for end, (done, added) in zip(ends, pairs, strict=True)
    )


def steady(
    past: Past, tasks: list[Task], seed: int, runs: int, horizon: int
) -> list[Weeks]:
    """Returns when the runs end of a pace that stays what it was: then there are exact answers."""
    return simulate(past, tasks, seed, runs, horizon, STEADY)


def task(backlog: float, share: float = 1) -> Task:
    return Task((part(None, backlog, share),))


def part(stream: str | None, backlog: float, share: float = 1) -> StreamTask:
    return StreamTask(stream, Decimal(str(backlog)), Decimal(str(share)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_die_thrown_until_twelve_gives_the_exact_answer_within_three_standard_errors(
    seed: int,
) -> None:
    (ends,) = steady(weeks(*DIE), [task(12)], seed, RUNS, 50)
    for (throws, exact), count in zip(
        EXACT.items(), counts_until(ends, list(EXACT)), strict=True
    ):
        assert abs(count / RUNS - exact) <= 3 * sqrt(exact * (1 - exact) / RUNS), throws


def test_the_work_of_a_week_is_spread_evenly_over_it() -> None:
    (ends,) = steady(weeks(4), [task(10)], 1, 3, 50)
    assert ends.tolist() == [2.5, 2.5, 2.5]


def test_growth_of_the_scope_joins_the_work_with_its_share() -> None:
    whole, half = steady(weeks((4, 2)), [task(10), task(10, 0.5)], 1, 1, 50)
    assert whole.tolist() == [5.0]  # 10 / (4 - 2)
    assert half.tolist() == [pytest.approx(10 / 3)]


def test_done_and_added_of_a_week_stay_together() -> None:
    # Each week either does 5 and adds 5, or does 1 and adds nothing: never more than 1 nearer.
    (ends,) = steady(weeks((5, 5), 1), [task(3)], 7, 200, 100)
    assert ends.min() >= 3


def test_weeks_without_work_count() -> None:
    (ends,) = steady(weeks(0, 2), [task(2)], 3, RUNS, 100)
    (first,) = counts_until(ends, [1])
    assert abs(first / RUNS - 0.5) <= 3 * sqrt(0.25 / RUNS)


def test_a_run_that_sees_no_end_within_the_horizon_is_said_to_see_none() -> None:
    (ends,) = steady(weeks((1, 1)), [task(3)], 1, 5, 20)
    assert ends.tolist() == [inf] * 5
    assert last_end(ends) == 0
    (some,) = steady(weeks(0, 1), [task(3)], 1, 100, 4)
    assert 0 < counts_until(some, [4])[0] < 100
    assert last_end(some) <= 4


def test_work_taken_back_must_be_done_again() -> None:
    (ends,) = steady(weeks(-1, 3), [task(2)], 5, RUNS, 200)
    (first,) = counts_until(ends, [1])
    assert abs(first / RUNS - 0.5) <= 3 * sqrt(0.25 / RUNS)
    assert ends[-1] > 2


def test_what_comes_later_in_the_queue_never_ends_sooner() -> None:
    first, second = steady(
        weeks(0, 1, 5, (2, 3)), [task(6, 0.5), task(12, 1)], 9, 500, 300
    )
    assert (first <= second).all()


def test_the_same_seed_gives_the_same_runs_and_another_one_others() -> None:
    one, again, other = (
        steady(weeks(*DIE), [task(40)], seed, 200, 100)[0].tolist()
        for seed in (1, 1, 2)
    )
    assert one == again != other


def test_the_draws_are_those_of_any_version_of_numpy_on_any_machine() -> None:
    # PCG64's raw stream is promised never to change; were the draws made otherwise, published dates would move.
    (ends,) = simulate(weeks(*DIE), [task(12)], 1, 6, 50, CALIBRATED)
    assert ends.tolist() == [
        1.8941461673530147,
        2.8031407706676985,
        2.95758803951548,
        3.7971899305751338,
        5.774778254081629,
        5.841879439312907,
    ]


def test_a_task_ends_when_its_last_stream_does() -> None:
    past = past_of(("Build", weeks_of(10)), ("Data", weeks_of(1)))
    both = Task((part("Build", 20), part("Data", 5)))
    build = Task((part("Build", 20),))
    together, alone = steady(past, [both, build], 1, 3, 50)
    assert together.tolist() == [5.0] * 3
    assert alone.tolist() == [2.0] * 3


def test_all_streams_of_a_run_see_the_same_past_week() -> None:
    # One of the two works in each week. A run that draws the first week a times and the second b times in its first
    # k weeks has done a of the one and b of the other, so that both are never done before a + b weeks.
    past = past_of(("Build", weeks_of(1, 0)), ("Data", weeks_of(0, 1)))
    (ends,) = steady(past, [Task((part("Build", 2), part("Data", 2)))], 3, RUNS, 200)
    assert ends.min() == 4
    (by_four,) = counts_until(ends, [4])
    exact = 6 / 16
    assert abs(by_four / RUNS - exact) <= 3 * sqrt(exact * (1 - exact) / RUNS)


def test_a_week_is_drawn_as_often_as_it_weighs() -> None:
    past = Past(((None, weeks_of(0, 1)),), (3, 1))
    (ends,) = steady(past, [task(1)], 11, RUNS, 200)
    (first,) = counts_until(ends, [1])
    assert abs(first / RUNS - 0.25) <= 3 * sqrt(0.1875 / RUNS)


def test_a_week_without_weight_is_never_drawn() -> None:
    past = Past(((None, weeks_of(5, 1, 7)),), (0, 1, 0))
    (ends,) = steady(past, [task(3)], 11, 50, 20)
    assert ends.tolist() == [3.0] * 50


def quantiles(spread: Spread, backlog: float = 100) -> tuple[float, float, float]:
    """Returns after how many weeks half, 85 and 95 of 100 runs have done items of which the past did 10 a week."""
    (ends,) = simulate(weeks(*[10] * 8), [task(backlog)], 5, RUNS, 500, spread)
    half, most, last = (
        float(ends[int(share * RUNS) - 1]) for share in (0.5, 0.85, 0.95)
    )
    return half, most, last


def test_a_level_of_its_own_makes_each_run_faster_or_slower_and_the_middle_stays() -> (
    None
):
    # Ten weeks at the pace of the past; 85 of 100 numbers lie below 1.036 deviations, 95 below 1.645.
    half, most, last = quantiles(Spread(0.3, 0))
    assert half == pytest.approx(10, rel=0.01)
    assert most == pytest.approx(10 * exp(0.3 * 1.036), rel=0.02)
    assert last == pytest.approx(10 * exp(0.3 * 1.645), rel=0.03)


def test_a_pace_that_wanders_widens_the_range_with_the_distance() -> None:
    near = quantiles(Spread(0, 0.08), backlog=20)
    far = quantiles(Spread(0, 0.08), backlog=400)
    assert near[0] == pytest.approx(2, rel=0.02)
    assert far[0] == pytest.approx(40, rel=0.03)
    assert near[1] / near[0] < 1.15
    assert far[1] / far[0] > 1.25


def test_what_is_calibrated_is_wider_than_a_steady_pace_at_either_end() -> None:
    (wide,) = simulate(weeks(*DIE), [task(60)], 1, RUNS, 300, CALIBRATED)
    (narrow,) = steady(weeks(*DIE), [task(60)], 1, RUNS, 300)
    low, high = RUNS // 20, RUNS - RUNS // 20
    assert wide[low] < narrow[low]
    assert wide[high] > narrow[high]


def test_growth_comes_as_it_came_whatever_the_pace() -> None:
    # Growth as large as what is done: at the pace of the past there is no end, only for the faster runs.
    (ends,) = simulate(weeks((3, 3)), [task(3)], 1, RUNS, 400, Spread(0.3, 0))
    (ended,) = counts_until(ends, [400])
    assert abs(ended / RUNS - 0.5) < 0.02


def test_putting_runs_aside_that_have_ended_changes_no_other_run() -> None:
    # The far task alone, and beside a near one: it sees other draws once the near one is done nowhere, and ends alike.
    near, far = simulate(weeks(*DIE), [task(6), task(90)], 3, RUNS, 300, CALIBRATED)
    (alone,) = simulate(weeks(*DIE), [task(90)], 3, RUNS, 300, CALIBRATED)
    assert (near <= far).all()
    assert (far == alone).all()
