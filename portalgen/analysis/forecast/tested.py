"""How far ahead a project's forecasts lie, and how far its own record has tested them."""

from portalgen.analysis.forecast.backtest import Backtest
from portalgen.analysis.forecast.forecast import ProjectForecast
from portalgen.analysis.forecast.progress import WEEK
from portalgen.analysis.message import Message, message


def untested(
    found: ProjectForecast,
    past: Backtest | None,
) -> Message | None:
    """Returns that a forecast lies further ahead than any that came due; None where none does.

    What is compared is the day by which 85 of 100 runs have ended, in weeks from the last row of the series.
    """
    ahead = _furthest(found)
    if past is None or ahead is None:
        return None
    tested = past.tested_weeks
    if ahead <= tested:
        return None
    if tested == 0:
        return message("forecast.never_tested", count=ahead)
    return message(
        "forecast.untested",
        count=ahead,
        tested=tested,
    )


def _furthest(found: ProjectForecast) -> int | None:
    """Returns how many weeks ahead the furthest day lies, begun ones included; None without any."""
    weeks = []
    for each in found.milestones:
        if found.start and each.p85:
            distance = each.p85 - found.start
            begun = -(-distance // WEEK)
            weeks.append(begun)
    return max(weeks, default=None)
