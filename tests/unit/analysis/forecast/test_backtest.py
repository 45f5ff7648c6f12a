"""The backtest: what comes due, what hits, and what is told of it."""

import csv
import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import inf
from pathlib import Path

import pytest

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
from portalgen.analysis.forecast.spread import STEADY
from portalgen.analysis.forecast.streams import series_of
from portalgen.model.progress import ProgressPoint, ProgressRow
from tests.conftest import ROOT
from tests.kit.clients.nouns import day, found, project
from tests.kit.clients.weekly_progress import LAST, Work, of_one_stream, points, rows

FINISHED = ROOT / "tests" / "data" / "7digital" / "finished.csv"
NO_SCOPE = Decimal(
    1_000_000
)  # the set knows no scope: more than is ever finished, and it never grows


def series(path: Path) -> tuple[ProgressPoint, ...]:
    """Returns a file's weekly numbers as a cumulative series, beginning with nothing a week before the first."""
    with path.open(encoding="utf-8", newline="") as file:
        known = [
            (date.fromisoformat(each["week_to"]), Decimal(each["finished"]))
            for each in csv.DictReader(file)
        ]
    done = Decimal()
    found_ = [
        ProgressPoint(on=known[0][0] - timedelta(days=7), scope=NO_SCOPE, done=done)
    ]
    for on, finished in known:
        done += finished
        found_.append(ProgressPoint(on=on, scope=NO_SCOPE, done=done))
    return tuple(found_)


def further(items: int) -> Callable[[str | None, ProgressPoint], StreamTask]:
    """Returns the question for a fixed number of further items."""
    return lambda stream, _: StreamTask(stream, Decimal(items), Decimal())


def replayed(work: list[Work], open_items: int) -> Backtest:
    result = backtest("acme", "webshop", of_one_stream(points(work, open_items)))
    assert result is not None
    return result


def steady(work: list[Work], open_items: int) -> Backtest:
    """Returns the backtest by a pace that stays what it was: then there are exact answers."""
    whole = of_one_stream(points(work, open_items))
    return replay("acme", "webshop", whole, half_of_the_open_work, STEADY)


def past(start: str, took: float, *said: float) -> PastForecast:
    return PastForecast(day(start), took, said, known_weeks=9)


def test_each_week_asks_for_half_of_what_is_open_with_half_of_the_growth() -> None:
    point = ProgressPoint(on=LAST, scope=Decimal(40), done=Decimal(10))
    assert half_of_the_open_work("Build", point) == StreamTask(
        "Build", Decimal(15), Decimal("0.5")
    )


def test_a_forecast_tells_when_that_work_was_done() -> None:
    # 2 a week; after eight weeks 8 of 24 items are open, and half of them, 4, take two weeks.
    first, second = steady([2] * 10, open_items=4).forecasts
    assert (first.made_on, first.took_weeks) == (day("2026-05-15"), 2.0)
    assert first.said_weeks == (2.0, 2.0, 2.0)
    # A week later 6 are open, and half of them take a week and a half: more than the series tells.
    assert (second.took_weeks, second.known_weeks) == (None, 1)


def test_it_comes_due_once_the_work_is_done_or_its_day_has_passed() -> None:
    made = PastForecast(day("2026-05-15"), 2.0, (1.0, 3.0, inf), known_weeks=2)
    assert [made.is_due(at) for at in range(3)] == [True, True, False]
    assert [made.is_hit(at) for at in range(2)] == [False, True]
    assert [made.decided_after(at) for at in range(2)] == [1.0, 2.0]


def test_a_day_that_has_passed_unmet_is_a_miss_though_the_work_is_still_open() -> None:
    open_still = PastForecast(day("2026-05-15"), None, (1.0, 2.0, 5.0), known_weeks=3)
    assert [open_still.is_due(at) for at in range(3)] == [True, True, False]
    assert not open_still.is_hit(1)


def test_a_project_that_stalls_does_not_publish_that_all_its_forecasts_came_true() -> (
    None
):
    # 13 weeks in which each forecast comes true, and then a standstill in which none does and all days pass.
    result = steady([*[4] * 21, *[0] * 30], open_items=40)
    late = result.rates[1]
    assert late.level == 85
    assert late.hits < late.due
    assert late.is_too_bright
    came_true = [each for each in result.forecasts if each.took_weeks is not None]
    assert late.due > len(came_true)


def test_growth_since_counts_with_its_half() -> None:
    # After eight weeks 20 are open. Half is 10, and half of the 4 added in the next week makes it 12: 6, 4, and 2 of 4.
    result = steady([*[2] * 8, (6, 4), 4, 4], open_items=10)
    assert result.forecasts[0].took_weeks == 2.5


def test_what_lies_ahead_has_not_come_due() -> None:
    assert steady([2] * 8, open_items=100).due == 0
    assert steady([2] * 20, open_items=400).due == 0


def test_a_pace_that_stays_hits_and_one_that_breaks_misses() -> None:
    kept = [each for each in steady([2] * 14, 4).forecasts if each.is_due(1)]
    assert kept
    assert all(each.is_hit(at) for each in kept for at in range(3))
    (broken, *_) = steady([*[4] * 8, *[1] * 16], open_items=4).forecasts
    assert broken.is_due(2)
    assert not broken.is_hit(2)


def test_how_far_ahead_forecasts_were_tested_is_known() -> None:
    assert steady([2] * 8, open_items=100).tested_weeks == 0
    assert steady([2] * 14, open_items=4).tested_weeks == 4


def test_a_forecast_knows_only_what_was_known_then() -> None:
    # The same rows, and three more weeks: what was said before stays as it was, to the digit.
    whole = points([*[3, 1, 4, 1, 5, 2, 6, 5, 3, 5] * 2, 9, 9, 9], open_items=0)
    before, after = (
        backtest("acme", "webshop", of_one_stream(each)) for each in (whole[:-3], whole)
    )
    assert before
    assert after
    said = [each.said_weeks for each in after.forecasts]
    assert said[: len(before.forecasts)] == [
        each.said_weeks for each in before.forecasts
    ]
    assert len(after.forecasts) == len(said) > len(before.forecasts) > 0


def test_before_anything_was_done_nothing_was_forecast() -> None:
    # Eight weeks of nothing give no pace: the forecast of the ninth week is the first.
    result = steady([*[0] * 8, 8, 8, 8], open_items=0)
    assert [each.made_on for each in result.forecasts] == [
        day("2026-05-15"),
        day("2026-05-22"),
    ]


def test_a_level_for_which_no_end_was_seen_claimed_nothing() -> None:
    assert steady([*[(3, 6)] * 8, 30, 0], open_items=0).due == 0


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


def test_each_level_counts_the_forecasts_that_came_due_by_it() -> None:
    known = [past("2026-01-02", 1, 1, 1, 1) for _ in range(FEWEST_DUE)]
    unmet = PastForecast(day("2026-01-02"), None, (2, 9, 10), known_weeks=9)
    rates = Backtest((*known, unmet), 1).rates
    assert [(rate.level, rate.hits, rate.due) for rate in rates] == [
        (50, 10, 11),
        (85, 10, 11),
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
    # Each takes two weeks or so, and one is made each week: every second one stands alone.
    result = steady([2] * 14, open_items=0)
    assert result.due > result.apart > 1
    assert steady([2] * 9, open_items=0).apart == 1


def test_each_stream_is_replayed_by_its_own_pace_and_the_last_one_decides() -> None:
    # Build does 4 a week; Data 1, and half of its last 4 items take two weeks where Build's take one.
    build = [{**row, "stream": "Build"} for row in rows([4] * 12, open_items=0)]
    data = [{**row, "stream": "Data"} for row in rows([1] * 12, open_items=0)]
    both = series_of(ProgressRow.model_validate(row) for row in (*build, *data))
    result = replay("acme", "webshop", both, half_of_the_open_work, STEADY)
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


def test_on_throughput_without_a_trend_a_steady_pace_keeps_what_its_levels_claim() -> (
    None
):
    # The weeks of the real set in random order: nothing but chance is left, so the claims must hold.
    whole = series(FINISHED)
    done = [later.done - before.done for before, later in pairwise(whole)]
    hits, due = [0, 0, 0], [0, 0, 0]
    for shuffle in range(6):
        shuffled = random.Random(shuffle).sample(done, len(done))  # noqa: S311 - no secret
        total = Decimal()
        made = [whole[0]]
        for point, finished in zip(whole[1:], shuffled, strict=True):
            total += finished
            made.append(ProgressPoint(on=point.on, scope=point.scope, done=total))
        name = str(shuffle)
        rates = replay(
            "7digital", name, of_one_stream(made), further(100), STEADY
        ).rates
        hits = [a + rate.hits for a, rate in zip(hits, rates, strict=True)]
        due = [a + rate.due for a, rate in zip(due, rates, strict=True)]
    for level, count, of in zip((50, 85, 95), hits, due, strict=True):
        assert abs(100 * count / of - level) < 8, (level, count, of)


@pytest.mark.parametrize("size", [50, 200])
def test_on_real_throughput_that_grew_the_ranges_err_on_the_side_of_caution(
    size: int,
) -> None:
    # Three years of 7digital, whose pace doubled: docs/calculation.md has the table.
    whole = of_one_stream(series(FINISHED))
    result = replay("7digital", "all", whole, further(size))
    assert [rate.level for rate in result.rates] == [50, 85, 95]
    assert not any(rate.is_too_bright for rate in result.rates)
    assert all(rate.due > 100 for rate in result.rates)
