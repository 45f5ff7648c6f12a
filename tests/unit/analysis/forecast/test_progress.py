"""Percent complete and throughput, with worked numbers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portalgen.analysis.forecast.progress import (
    Measure,
    completion,
    data_date,
    weeks,
)
from portalgen.model.progress import ProgressPoint, total
from portalgen.model.project import Project
from tests.kit.clients.nouns import day, milestone, project

MONDAY = date(2026, 6, 1)


def rows(*lines: str) -> list[dict[str, str]]:
    """Returns rows of progress.csv: date,scope,done[,planned[,stream]]."""
    keys = ("date", "scope", "done", "planned", "stream")
    return [
        {key: cell for key, cell in zip(keys, line.split(","), strict=False) if cell}
        for line in lines
    ]


def with_rows(*lines: str) -> Project:
    return project(progress=rows(*lines), updates=[])


def total_of(of: Project) -> tuple[ProgressPoint, ...]:
    return total(of.progress)


def test_percent_complete_is_done_over_scope_of_the_newest_day() -> None:
    points = total_of(with_rows("2026-06-01,100,0,0", "2026-06-08,120,30,36"))
    found = completion(points, ())
    assert found is not None
    assert (found.measure, found.done, found.scope) == (
        Measure.ITEMS,
        Decimal(30),
        Decimal(120),
    )
    assert found.percent == 25
    assert found.planned_percent == 30
    assert found.scope_growth == 20


def test_percent_complete_falls_when_the_scope_grows() -> None:
    before = completion(total_of(with_rows("2026-06-01,100,50")), ())
    after = completion(
        total_of(with_rows("2026-06-01,100,50", "2026-06-08,125,50")), ()
    )
    assert before
    assert after
    assert (before.percent, after.percent) == (Decimal(50), Decimal(40))


def test_without_a_series_accepted_milestones_count_by_their_weights() -> None:
    # sum(w p) / sum(w) = (3 + 1) / (3 + 1 + 2.5 + 1) with p = 1 for accepted ones
    found = completion(
        (),
        [
            milestone("a", weight="3", accepted_on="2026-05-01"),
            milestone("b", accepted_on="2026-05-02"),
            milestone("c", weight="2.5", actual_date="2026-05-03"),
            milestone("d"),
        ],
    )
    assert found is not None
    assert (found.measure, found.done, found.scope) == (
        Measure.MILESTONES,
        Decimal(4),
        Decimal("7.5"),
    )
    assert round(found.percent, 2) == Decimal("53.33")
    assert found.planned_percent is None
    assert found.scope_growth == 0


def test_a_series_comes_before_milestones() -> None:
    found = completion(
        total_of(with_rows("2026-06-01,10,1")), [milestone(accepted_on="2026-05-01")]
    )
    assert found is not None
    assert found.percent == 10


def test_nothing_to_do_is_nothing_done() -> None:
    found = completion(total_of(with_rows("2026-06-01,0,0")), ())
    assert found is not None
    assert found.percent == 0
    assert completion((), []) is None
    assert completion((), [milestone(weight="0", accepted_on="2026-05-01")]) is None


def test_throughput_counts_whole_weeks_backwards_from_the_newest_day_with_those_without_any() -> (
    None
):
    found = weeks(
        total_of(
            with_rows(
                "2026-06-01,50,0",
                "2026-06-05,50,4",
                "2026-06-08,52,6",
                "2026-06-25,52,11",
            )
        )
    )
    # Weeks end on Thursdays, as 25 June is one; from 1 June three whole ones fit.
    assert [(week.end, week.done, week.scope_growth) for week in found] == [
        (day("2026-06-11"), Decimal(6), Decimal(2)),
        (day("2026-06-18"), Decimal(0), Decimal(0)),
        (day("2026-06-25"), Decimal(5), Decimal(0)),
    ]


def test_a_week_in_progress_is_no_week_yet() -> None:
    fridays = [
        f"2026-05-{day:02},50,{done}"
        for day, done in ((1, 0), (8, 4), (15, 8), (22, 12), (29, 16))
    ]
    found = weeks(total_of(with_rows(*fridays, "2026-06-02,50,18")))
    assert [(week.end, week.done) for week in found][-2:] == [
        (day("2026-05-22"), Decimal(4)),
        (day("2026-05-29"), Decimal(4)),
    ]


def test_with_a_row_each_day_weeks_end_on_the_newest_one() -> None:
    days = [MONDAY + timedelta(days=n) for n in range(17)]
    found = weeks(
        total_of(with_rows(*(f"{each},50,{n}" for n, each in enumerate(days))))
    )
    assert [(week.end, week.done) for week in found] == [
        (days[9], Decimal(7)),
        (days[16], Decimal(7)),
    ]


def test_work_taken_back_is_a_negative_week() -> None:
    found = weeks(total_of(with_rows("2026-06-01,50,10", "2026-06-08,50,7")))
    assert [week.done for week in found] == [-3]


@pytest.mark.parametrize(
    "lines", [(), ("2026-06-01,10,1",), ("2026-06-01,10,1", "2026-06-07,10,2")]
)
def test_less_than_a_week_of_data_gives_no_throughput(lines: tuple[str, ...]) -> None:
    assert weeks(total_of(with_rows(*lines))) == ()


def test_streams_add_up_and_one_without_a_row_on_a_day_counts_with_its_latest() -> None:
    found = total_of(
        with_rows(
            "2026-06-01,40,0,,web",
            "2026-06-01,20,0,,app",
            "2026-06-08,40,10,,web",
            "2026-06-15,25,5,,app",
        )
    )
    assert [(point.on, point.scope, point.done) for point in found] == [
        (day("2026-06-01"), Decimal(60), Decimal(0)),
        (day("2026-06-08"), Decimal(60), Decimal(10)),
        (day("2026-06-15"), Decimal(65), Decimal(15)),
    ]


def test_the_sum_of_weeks_is_what_the_series_gained() -> None:
    lines = [f"{MONDAY + timedelta(weeks=n)},100,{n * n}" for n in range(8)]
    found = weeks(total_of(with_rows(*lines)))
    assert len(found) == 7
    assert sum(week.done for week in found) == 49


def test_the_data_date_is_that_of_the_newest_update_or_row() -> None:
    update = {"period_end": date(2026, 6, 5), "headline": "Fine"}
    assert data_date(project(updates=[update], progress=rows("2026-06-08,1,0"))) == day(
        "2026-06-08"
    )
    assert data_date(project(updates=[update], progress=rows("2026-06-01,1,0"))) == day(
        "2026-06-05"
    )
    assert data_date(project(updates=[])) is None
