"""A real history of promises: the ship date of Word for Windows 1.0, forecast in 63 months (tests/data)."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from portalgen.analysis.dates.declared_account import declared_account
from portalgen.analysis.dates.promises import Promise, Yardstick
from portalgen.analysis.dates.slips import slips
from portalgen.charts.trend import promised_over_time, trend
from portalgen.model.milestone import Cause
from portalgen.model.project import Project
from portalgen.words import Words
from tests.kit.clients.nouns import declared, found, milestone, move, project, promised

DATA = Path(__file__).parents[3] / "data" / "msword-ship-dates" / "ship-dates.csv"
SHIPPED = date(1989, 11, 1)


@pytest.fixture(scope="module")
def series() -> list[tuple[date, date]]:
    """Returns (report date, promised date) of each month."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [
            (
                date.fromisoformat(row["report_date"]),
                date.fromisoformat(row["promised"]),
            )
            for row in rows
        ]


@pytest.fixture(scope="module")
def word(series: list[tuple[date, date]]) -> Project:
    """Returns the project with one milestone and a declared move for each forecast that differs from the last."""
    moves = [
        move(str(before), str(after), on=str(on))
        for (_, before), (on, after) in pairwise(series)
        if after != before
    ]
    release = milestone(
        "release",
        promised_date=str(series[-1][1]),
        actual_date=str(SHIPPED),
        moves=moves,
    )
    return project(release, started_on=str(series[0][0]), updates=[])


@pytest.fixture(scope="module")
def release(word: Project) -> Promise:
    return promised(word, SHIPPED)[0]


def test_the_history_has_the_published_counts(series: list[tuple[date, date]]) -> None:
    differences = [
        (after - before).days for (_, before), (_, after) in pairwise(series)
    ]
    assert len(series) == 63
    assert sum(days > 0 for days in differences) == 38
    assert sum(days < 0 for days in differences) == 2
    assert sum(days == 0 for days in differences) == 22


def test_the_first_promise_stands_beside_the_day_of_shipping(release: Promise) -> None:
    assert release.first == date(1985, 9, 1)
    assert release.expected == SHIPPED
    assert release.finish_variance_days == 1522
    assert release.moved_days == 1522
    assert release.yardstick is Yardstick.FIRST


def test_the_slips_add_up_to_the_whole_delay(word: Project) -> None:
    (slip,) = slips(declared(word).values())
    assert (slip.cause, slip.days, slip.moves) == (Cause.ESTIMATE, 1522, 40)


def test_the_trend_draws_each_forecast_on_its_day(
    release: Promise, series: list[tuple[date, date]]
) -> None:
    points = promised_over_time(
        release, declared_account(release.milestone), series[0][0], SHIPPED
    )
    assert points[0] == series[0]
    assert points[-1] == (SHIPPED, SHIPPED)
    assert len(points) == 1 + 2 * 40 + 1
    # At each report date the line ends at what was promised that day.
    ends = dict(points)
    moved = {after[0] for before, after in pairwise(series) if after[1] != before[1]}
    assert {on: ends[on] for on in moved} == {
        on: promised for on, promised in series if on in moved
    }


def test_the_headline_says_what_the_history_says(word: Project) -> None:
    chart = trend(word, found(word, SHIPPED), Words("en", SHIPPED))
    assert chart is not None
    assert "1,522" in chart.headline
    assert "40" in chart.headline
