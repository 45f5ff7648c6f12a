"""What is drawn from: each past week in the measure of five working days, and as often as it had such days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portalgen.analysis.forecast.past import (
    FULL_WEEK,
    MOST_WEEKS,
    NEWEST,
    Past,
    past_of,
)
from portalgen.analysis.forecast.progress import Week
from portalgen.model.calendar import Calendar
from tests.kit.clients.nouns import milestone, project
from tests.kit.clients.weekly_progress import LAST, Work, rows, steady_forecast

FREE = Calendar()


def weeks(*work: int, growth: int = 0) -> tuple[Week, ...]:
    """Returns weeks by what was done in each, the last one up to the last day."""
    first = LAST - timedelta(weeks=len(work) - 1)
    return tuple(
        Week(first + timedelta(weeks=n), Decimal(done), Decimal(growth))
        for n, done in enumerate(work)
    )


def frozen(start: date, end: date) -> Calendar:
    return Calendar.model_validate({"freezes": [{"from": str(start), "to": str(end)}]})


def frozen_weeks(*known: Week) -> Calendar:
    """Returns a calendar in which nobody works from the first to the last of some weeks."""
    return frozen(known[0].start + timedelta(days=1), known[-1].end)


def drawn(of: Past) -> list[tuple[float, int]]:
    """Returns what each week of the only stream brings, and for how many days it is drawn, its age left out."""
    ((_, known),) = of.streams
    oldest = len(known) - 1
    found = []
    for at, week in enumerate(known):
        days = of.weights[at] / (NEWEST * 0.917 ** (oldest - at))
        found.append((float(week.done), round(days)))
    return found


def mean(of: Past) -> float:
    """Returns the mean of a drawn week."""
    pairs = drawn(of)
    return sum(done * days for done, days in pairs) / sum(days for _, days in pairs)


def test_whole_weeks_are_taken_as_they_were() -> None:
    past = past_of({None: weeks(*range(1, 11))}, FREE)
    assert drawn(past) == [(done, FULL_WEEK) for done in range(1, 11)]


def test_no_more_than_a_year_is_drawn_from() -> None:
    past = past_of({None: weeks(*[0] * 40, *[4] * 52)}, FREE)
    assert (past.count, MOST_WEEKS) == (52, 52)
    assert mean(past) == 4


def test_a_week_weighs_half_of_one_that_is_eight_weeks_newer() -> None:
    weights = past_of({None: weeks(*[4] * 25)}, FREE).weights
    for older, newer in zip(weights, weights[8:], strict=False):
        assert older / newer == pytest.approx(0.5, rel=0.001)
    assert list(weights) == sorted(weights)
    assert all(type(each) is int for each in weights)


def test_a_week_without_a_working_day_and_without_work_tells_nothing() -> None:
    work = (4, 4, 4, 4, 4, 0, 4, 4, 4, 4)
    known = weeks(*work)
    past = past_of({None: known}, frozen_weeks(known[5]))
    assert drawn(past) == [(4, FULL_WEEK)] * 9


def test_a_week_of_two_working_days_is_taken_for_five_and_drawn_two_fifths_as_often() -> (
    None
):
    known = weeks(*[10] * 9, 4)
    # Its last three working days: Wednesday to Friday.
    past = past_of({None: known}, frozen(LAST - timedelta(days=2), LAST))
    assert drawn(past)[-1] == (10.0, 2)
    assert mean(past) == 10


def test_a_frozen_week_in_which_work_was_done_all_the_same_is_taken_as_it_was() -> None:
    known = weeks(*[10] * 9, 3)
    past = past_of({None: known}, frozen_weeks(known[-1]))
    assert drawn(past)[-1] == (3.0, FULL_WEEK)


def test_growth_of_the_scope_is_taken_in_the_same_measure() -> None:
    known = weeks(*[4] * 9, growth=2)
    past = past_of({None: known}, frozen(LAST - timedelta(days=3), LAST))
    ((_, full),) = past.streams
    assert [int(full[-1].done), int(full[-1].scope_growth)] == [20, 10]


def test_to_call_the_past_a_freeze_takes_no_forecast_away() -> None:
    known = weeks(*[0] * 5, *[4] * 6)
    past = past_of({None: known}, frozen_weeks(*known[:5]))
    assert drawn(past) == [(0, FULL_WEEK)] * 5 + [(4, FULL_WEEK)] * 6


def test_streams_share_the_weeks_that_all_were_there_for() -> None:
    past = past_of({"Build": weeks(*range(12)), "Data": weeks(*range(9))}, FREE)
    (_, build), (_, data) = past.streams
    assert [week.end for week in build] == [week.end for week in data]
    assert [int(week.done) for week in build] == list(range(3, 12))
    assert past.count == 9


def test_a_freeze_does_not_make_the_past_look_slow() -> None:
    work: list[Work] = [*[4] * 8, 0, 0, *[4] * 4]
    gap = LAST - timedelta(weeks=4)
    freeze = {"from": str(gap - timedelta(days=13)), "to": str(gap)}
    known = rows(work, open_items=40)
    launch = milestone(promised_date="2026-09-01")
    with_freeze = project(launch, progress=known, calendar={"freezes": [freeze]})
    (simulated,) = steady_forecast(with_freeze).milestones
    assert simulated.p50 == simulated.p95 == LAST + timedelta(weeks=10)
    (slow,) = steady_forecast(project(launch, progress=known)).milestones
    assert slow.p50
    assert slow.p50 > LAST + timedelta(weeks=10)
