"""How far ahead forecasts lie, against how far they were tested."""

from datetime import date, timedelta

from portalgen.analysis.forecast.backlog import Task
from portalgen.analysis.forecast.backtest import Backtest, PastForecast
from portalgen.analysis.forecast.forecast import Forecast, ProjectForecast
from portalgen.analysis.forecast.tested import untested
from portalgen.analysis.message import message
from tests.kit.clients.weekly_progress import LAST

RUNS = 100
NO_TASK = Task(())


def ahead(*days: int) -> ProjectForecast:
    """Returns forecasts that all end so many days after the last row."""
    made = [
        Forecast(f"m-{n}", NO_TASK, RUNS, ((LAST + timedelta(days=n), RUNS),))
        for n in days
    ]
    return ProjectForecast(LAST, 26, RUNS, 1, tuple(made))


def past(weeks: float) -> Backtest:
    """Returns a record whose only forecast was decided after so many weeks."""
    one = PastForecast(date(2026, 1, 2), weeks, (weeks, weeks, weeks), 50)
    return Backtest((one,), 1)


def test_what_lies_no_further_than_what_came_due_is_told_as_it_is() -> None:
    assert untested(ahead(7, 28), past(4.0)) is None
    assert untested(ahead(), past(4.0)) is None
    assert untested(ahead(7), None) is None


def test_the_furthest_day_is_told_in_begun_weeks_where_it_was_not_tested() -> None:
    assert untested(ahead(7, 29), past(4.9)) == message(
        "forecast.untested", 5, tested=4
    )


def test_a_project_of_which_no_forecast_came_due_says_so() -> None:
    assert untested(ahead(29), Backtest((), 0)) == message("forecast.never_tested", 5)
