"""Progress series for tests, from the work of each week."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from portalgen.analysis.forecast.forecast import ProjectForecast, forecast
from portalgen.analysis.forecast.progress import weeks
from portalgen.analysis.forecast.spread import STEADY
from portalgen.analysis.forecast.streams import Series, Stream, series_of
from portalgen.model.progress import ProgressPoint, ProgressRow, total
from portalgen.model.project import Project
from tests.kit.clients.nouns import TODAY, promised

LAST = date(2026, 5, 29)  # a Friday
Work = int | tuple[int, int]  # done, or done and scope added


def rows(
    work: Sequence[Work], open_items: int, last: date = LAST
) -> list[dict[str, Any]]:
    """Returns weekly rows that end on a day with so many open items, beginning a week before the first week's end."""
    pairs = [each if isinstance(each, tuple) else (each, 0) for each in work]
    done, scope = (
        0,
        sum(each for each, _ in pairs) + open_items - sum(added for _, added in pairs),
    )
    found = [(last - timedelta(weeks=len(pairs)), scope, 0)]
    for number, (finished, added) in enumerate(pairs, 1):
        done, scope = done + finished, scope + added
        found.append((last - timedelta(weeks=len(pairs) - number), scope, done))
    return [
        {"date": str(on), "scope": str(scope), "done": str(done)}
        for on, scope, done in found
    ]


def points(
    work: Sequence[Work], open_items: int, last: date = LAST
) -> tuple[ProgressPoint, ...]:
    """Returns such rows as the points of a series."""
    return total(
        ProgressRow.model_validate(row) for row in rows(work, open_items, last)
    )


def steady_forecast(of: Project, as_of: date = TODAY) -> ProjectForecast:
    """Returns the forecast of a project whose pace stays what it was: then there are exact answers."""
    known = of.as_known_on(as_of)
    dates = promised(known, as_of)
    series = series_of(known.progress)
    return forecast("", known, dates, series, STEADY)


def of_one_stream(whole: Sequence[ProgressPoint]) -> Series:
    """Returns the series of a project whose rows name no stream."""
    points_ = tuple(whole)
    return Series(
        whole=points_,
        weeks=weeks(points_),
        streams=(Stream(None, points_),),
    )
