"""The backtest: what comes due, what hits, and what is told of it."""

import random
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from benchmarks.backtest import FINISHED, SIZES, further, series
from portalgen.analysis.forecast.backlog import StreamTask
from portalgen.analysis.forecast.backtest import (
    FEWEST_DUE,
    Backtest,
    HitRate,
    PastForecast,
    backtest,
    half_of_the_open_work,
    replay,
)
from portalgen.analysis.forecast.streams import of_one_stream, series_of
from portalgen.model.progress import ProgressPoint, ProgressRow
from tests.kit.clients.nouns import day, found, project
from tests.kit.clients.weekly_progress import LAST, Work, points, rows


def replayed(work: list[Work], open_items: int) -> Backtest:
    result = backtest("acme", "webshop", of_one_stream(points(work, open_items)))
    assert result is not None
    return result


def past(start: str, took: float, *said: float) -> PastForecast:
    return PastForecast(day(start), took, said)


def test_each_week_asks_for_half_of_what_is_open_with_half_of_the_growth() -> None:
    point = ProgressPoint(on=LAST, scope=Decimal(40), done=Decimal(10))
    assert half_of_the_open_work("Build", point) == StreamTask(
        "Build", Decimal(15), Decimal("0.5")
    )


def test_a_forecast_comes_due_in_the_week_in_which_that_work_was_done() -> None:
    # 2 a week; after eight weeks 8 of 24 items are open, and half of them, 4, take two weeks.
    result = replayed([2] * 10, open_items=4)
    assert [(each.made_on, each.took_weeks) for each in result.forecasts] == [
        (day("2026-05-15"), 2.0)
    ]
    assert result.forecasts[0].said_weeks == (2.0, 2.0, 2.0)


def test_growth_since_counts_with_its_half() -> None:
    # After eight weeks 20 are open. Half is 10, and half of the 4 added in the next week makes it 12: 6, 4, and 2 of 4.
    result = replayed([*[2] * 8, (6, 4), 4, 4], open_items=10)
    assert result.forecasts[0].took_weeks == 2.5


def test_what_is_not_yet_done_has_not_come_due() -> None:
    assert replayed([2] * 8, open_items=100).due == 0
    assert replayed([2] * 20, open_items=400).due == 0


def test_a_pace_that_stays_hits_and_one_that_breaks_misses() -> None:
    assert all(
        each.took_weeks <= said
        for each in replayed([2] * 14, 4).forecasts
        for said in each.said_weeks
    )
    (broken, *_) = replayed([*[4] * 8, *[1] * 16], open_items=4).forecasts
    assert broken.took_weeks > max(broken.said_weeks)


def test_a_forecast_knows_only_what_was_known_then() -> None:
    # The same rows, and three more weeks: what was said before stays as it was, to the digit.
    whole = points([*[3, 1, 4, 1, 5, 2, 6, 5, 3, 5] * 2, 9, 9, 9], open_items=0)
    before, after = (
        backtest("acme", "webshop", of_one_stream(each)) for each in (whole[:-3], whole)
    )
    assert before
    assert after
    assert after.forecasts[: before.due] == before.forecasts
    assert after.due > before.due > 0


def test_before_anything_was_done_nothing_was_forecast() -> None:
    # Eight weeks of nothing give no pace: the forecast of the ninth week is the first.
    result = replayed([*[0] * 8, 8, 8, 8], open_items=0)
    assert [each.made_on for each in result.forecasts] == [
        day("2026-05-15"),
        day("2026-05-22"),
    ]


def test_a_forecast_that_saw_no_end_claimed_nothing() -> None:
    assert replayed([*[(3, 6)] * 8, 30, 0], open_items=0).due == 0


def test_hit_rates_are_told_from_ten_forecasts_on() -> None:
    nine = Backtest(
        tuple(past("2026-01-02", 1, 1, 1, 1) for _ in range(FEWEST_DUE - 1)), 9
    )
    assert (nine.due, nine.rates, nine.refuted) == (9, (), ())
    ten = Backtest((*nine.forecasts, past("2026-01-02", 3, 1, 2, 3)), 10)
    assert [(rate.level, rate.hits, rate.due) for rate in ten.rates] == [
        (50, 9, 10),
        (85, 9, 10),
        (95, 10, 10),
    ]


@pytest.mark.parametrize(
    ("level", "hits", "refuted", "bright"),
    [
        (50, 8, False, False),
        (85, 8, False, False),
        (50, 10, True, False),
        (85, 4, True, True),
        (95, 7, True, True),
    ],
)
def test_an_interval_that_excludes_its_claim_refutes_it(
    level: int, hits: int, refuted: bool, bright: bool
) -> None:
    rate = HitRate(level, hits, 10)
    assert (rate.is_refuted, rate.is_too_bright) == (refuted, bright)


def test_a_hit_rate_is_told_with_its_interval() -> None:
    rate = HitRate(85, 8, 10)
    assert (rate.percent, rate.interval) == (
        Decimal(80),
        (Decimal("49.0"), Decimal("94.3")),
    )


def test_forecasts_that_overlap_in_time_are_counted_apart() -> None:
    # Each takes two weeks, and one is made each week: every second one stands alone.
    result = replayed([2] * 14, open_items=0)
    spans = [(each.made_on, each.took_weeks) for each in result.forecasts]
    assert result.due == 6
    assert result.apart < result.due
    assert spans[0] == (day("2026-04-17"), 3.0)
    assert replayed([2] * 9, open_items=0).apart == 1


def test_each_stream_is_replayed_by_its_own_pace_and_the_last_one_decides() -> None:
    # Build does 4 a week; Data 1, and half of its last 4 items take two weeks where Build's take one.
    build = [{**row, "stream": "Build"} for row in rows([4] * 12, open_items=0)]
    data = [{**row, "stream": "Data"} for row in rows([1] * 12, open_items=0)]
    both = series_of(ProgressRow.model_validate(row) for row in (*build, *data))
    result = backtest("acme", "webshop", both)
    assert result
    first, *_ = result.forecasts
    assert (first.took_weeks, first.said_weeks) == (2.0, (2.0, 2.0, 2.0))


def test_nothing_is_replayed_while_a_stream_has_no_pace_of_its_own() -> None:
    build = [{**row, "stream": "Build"} for row in rows([4] * 16, open_items=0)]
    data = [{**row, "stream": "Data"} for row in rows([1] * 10, open_items=0)]
    both = series_of(ProgressRow.model_validate(row) for row in (*build, *data))
    result = backtest("acme", "webshop", both)
    alone = backtest("acme", "webshop", of_one_stream(points([4] * 16, 0)))
    assert result
    assert alone
    # Before Data had begun, Build alone was asked for; then nothing, for eight weeks.
    days = [each.made_on for each in result.forecasts]
    begun = day(data[0]["date"])
    assert [each for each in days if begun <= each < begun + timedelta(weeks=8)] == []
    assert len(days) < alone.due


def test_a_project_without_a_series_has_none() -> None:
    assert found(project()).backtest is None
    assert found(project(progress=rows([1] * 3, 5))).backtest == Backtest((), 0)


def test_on_throughput_without_a_trend_the_levels_keep_what_they_claim() -> None:
    # The weeks of the real set in random order: nothing but chance is left, so the claims must hold.
    whole = series(FINISHED)
    done = [later.done - before.done for before, later in pairwise(whole)]
    hits, due = [0, 0, 0], 0
    for shuffle in range(6):
        shuffled = random.Random(shuffle).sample(done, len(done))  # noqa: S311 - no secret
        total = Decimal()
        made = [whole[0]]
        for point, finished in zip(whole[1:], shuffled, strict=True):
            total += finished
            made.append(ProgressPoint(on=point.on, scope=point.scope, done=total))
        rates = replay(
            "7digital", str(shuffle), of_one_stream(made), further(100)
        ).rates
        hits, due = (
            [a + rate.hits for a, rate in zip(hits, rates, strict=True)],
            due + rates[0].due,
        )
    for level, count in zip((50, 85, 95), hits, strict=True):
        assert abs(100 * count / due - level) < 6, (level, count, due)


# On the real throughput of 7digital, as it came out: its pace doubled in three years, so the ranges were too cautious.
REAL = {
    50: (162, 50, (121, 143, 158)),
    100: (161, 29, (125, 149, 155)),
    200: (159, 15, (132, 156, 159)),
}


@pytest.mark.parametrize("size", SIZES)
def test_on_real_throughput_the_ranges_err_on_the_side_of_caution(size: int) -> None:
    result = replay("7digital", "all", of_one_stream(series(FINISHED)), further(size))
    print([(rate.level, rate.hits, rate.due, rate.interval) for rate in result.rates])
    assert (
        result.due,
        result.apart,
        tuple(rate.hits for rate in result.rates),
    ) == REAL[size]
    assert not any(rate.is_too_bright for rate in result.rates)
    assert 50 in {rate.level for rate in result.refuted}
