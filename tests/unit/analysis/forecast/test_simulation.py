"""The simulation against exact answers."""

from datetime import timedelta
from decimal import Decimal
from math import inf, sqrt

import pytest

from portalgen.analysis.forecast.backlog import StreamTask, Task
from portalgen.analysis.forecast.past import Past
from portalgen.analysis.forecast.progress import Week
from portalgen.analysis.forecast.simulation import counts_until, last_end, simulate
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


def task(backlog: float, share: float = 1) -> Task:
    return Task((part(None, backlog, share),))


def part(stream: str | None, backlog: float, share: float = 1) -> StreamTask:
    return StreamTask(stream, Decimal(str(backlog)), Decimal(str(share)))


@pytest.mark.parametrize("seed", [1, 2, 2026])
def test_a_die_thrown_until_twelve_gives_the_exact_answer_within_three_standard_errors(
    seed: int,
) -> None:
    (ends,) = simulate(weeks(*DIE), [task(12)], seed, RUNS, 50)
    for (throws, exact), count in zip(
        EXACT.items(), counts_until(ends, list(EXACT)), strict=True
    ):
        assert abs(count / RUNS - exact) <= 3 * sqrt(exact * (1 - exact) / RUNS), throws


def test_the_work_of_a_week_is_spread_evenly_over_it() -> None:
    (ends,) = simulate(weeks(4), [task(10)], 1, 3, 50)
    assert ends.tolist() == [2.5, 2.5, 2.5]


def test_growth_of_the_scope_joins_the_work_with_its_share() -> None:
    whole, half = simulate(weeks((4, 2)), [task(10), task(10, 0.5)], 1, 1, 50)
    assert whole.tolist() == [5.0]  # 10 / (4 - 2)
    assert half.tolist() == [pytest.approx(10 / 3)]


def test_done_and_added_of_a_week_stay_together() -> None:
    # Each week either does 5 and adds 5, or does 1 and adds nothing: never more than 1 nearer.
    (ends,) = simulate(weeks((5, 5), 1), [task(3)], 7, 200, 100)
    assert ends.min() >= 3


def test_weeks_without_work_count() -> None:
    (ends,) = simulate(weeks(0, 2), [task(2)], 3, RUNS, 100)
    (first,) = counts_until(ends, [1])
    assert abs(first / RUNS - 0.5) <= 3 * sqrt(0.25 / RUNS)


def test_a_run_that_sees_no_end_within_the_horizon_is_said_to_see_none() -> None:
    (ends,) = simulate(weeks((1, 1)), [task(3)], 1, 5, 20)
    assert ends.tolist() == [inf] * 5
    assert last_end(ends) == 0
    (some,) = simulate(weeks(0, 1), [task(3)], 1, 100, 4)
    assert 0 < counts_until(some, [4])[0] < 100
    assert last_end(some) <= 4


def test_work_taken_back_must_be_done_again() -> None:
    (ends,) = simulate(weeks(-1, 3), [task(2)], 5, RUNS, 200)
    (first,) = counts_until(ends, [1])
    assert abs(first / RUNS - 0.5) <= 3 * sqrt(0.25 / RUNS)
    assert ends[-1] > 2


def test_what_comes_later_in_the_queue_never_ends_sooner() -> None:
    first, second = simulate(
        weeks(0, 1, 5, (2, 3)), [task(6, 0.5), task(12, 1)], 9, 500, 300
    )
    assert (first <= second).all()


def test_the_same_seed_gives_the_same_runs_and_another_one_others() -> None:
    one, again, other = (
        simulate(weeks(*DIE), [task(40)], seed, 200, 100)[0].tolist()
        for seed in (1, 1, 2)
    )
    assert one == again != other


def test_the_draws_are_those_of_any_version_of_numpy() -> None:
    # PCG64's raw stream is promised never to change; were the draws made otherwise, published dates would move.
    (ends,) = simulate(weeks(*DIE), [task(12)], 1, 6, 50)
    assert [round(each, 4) for each in ends.tolist()] == [
        2.6,
        3.3333,
        3.5,
        4.0,
        4.0,
        5.0,
    ]


def test_a_task_ends_when_its_last_stream_does() -> None:
    past = past_of(("Build", weeks_of(10)), ("Data", weeks_of(1)))
    both = Task((part("Build", 20), part("Data", 5)))
    build = Task((part("Build", 20),))
    together, alone = simulate(past, [both, build], 1, 3, 50)
    assert together.tolist() == [5.0] * 3
    assert alone.tolist() == [2.0] * 3


def test_all_streams_of_a_run_see_the_same_past_week() -> None:
    # One of the two works in each week. A run that draws the first week a times and the second b times in its first
    # k weeks has done a of the one and b of the other, so that both are never done before a + b weeks.
    past = past_of(("Build", weeks_of(1, 0)), ("Data", weeks_of(0, 1)))
    (ends,) = simulate(past, [Task((part("Build", 2), part("Data", 2)))], 3, RUNS, 200)
    assert ends.min() == 4
    (by_four,) = counts_until(ends, [4])
    exact = 6 / 16
    assert abs(by_four / RUNS - exact) <= 3 * sqrt(exact * (1 - exact) / RUNS)


def test_a_week_is_drawn_as_often_as_it_weighs() -> None:
    past = Past(((None, weeks_of(0, 1)),), (3, 1))
    (ends,) = simulate(past, [task(1)], 11, RUNS, 200)
    (first,) = counts_until(ends, [1])
    assert abs(first / RUNS - 0.25) <= 3 * sqrt(0.1875 / RUNS)


def test_a_week_without_weight_is_never_drawn() -> None:
    past = Past(((None, weeks_of(5, 1, 7)),), (0, 1, 0))
    (ends,) = simulate(past, [task(3)], 11, 50, 20)
    assert ends.tolist() == [3.0] * 50
