"""The dates of a milestone side by side: first promise, agreed, forecast; and how far they are apart.

`finish_variance_days` is in calendar days, and positive is late.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from portalgen.model.milestone import Cause, Forecast, Milestone
from portalgen.model.project import Project


class Yardstick(StrEnum):
    """What a milestone's finish is measured against."""

    AGREED = "agreed"
    PROMISED = "promised"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Promise:
    """A milestone's dates.

    `measured_from` is the last date that the client agreed to, else the first promise, or the earliest one made since
    where that is earlier: moving a date without agreement never makes a project look better.
    """

    milestone: Milestone
    first: date | None
    current: date | None
    agreed_by: str | None
    measured_from: date | None
    yardstick: Yardstick
    forecast: Forecast | None
    expected: date | None
    is_met: bool
    finish_variance_days: int | None

    @property
    def is_undated(self) -> bool:
        """Tells whether there is no date to plan with."""
        return self.expected is None

    @property
    def moved_days(self) -> int | None:
        """Calendar days from the first promise to the current one."""
        return (self.current - self.first).days if self.first and self.current else None


def first_promise(milestone: Milestone) -> date | None:
    """Returns the oldest promise: the declared baseline, else where the first move began, else the current one."""
    declared = next((move.before for move in milestone.moves if move.before), None)
    return milestone.baseline_date or declared or milestone.promised_date


def promise(milestone: Milestone, as_of: date) -> Promise:
    """Returns a milestone's dates as they stand on a day. An unmet forecast before that day counts as that day."""
    first = first_promise(milestone)
    agreed = _last_agreed(milestone)
    measured_from, yardstick = _yardstick(milestone, first, agreed)
    is_met = milestone.finished_on is not None
    expected = milestone.finished_on or milestone.expected_on
    if not is_met and expected:
        expected = max(expected, as_of)
    variance = (expected - measured_from).days if expected and measured_from else None
    return Promise(
        milestone=milestone,
        first=first,
        current=milestone.promised_date,
        agreed_by=agreed[2] if agreed and agreed[1] == milestone.promised_date else None,
        measured_from=measured_from,
        yardstick=yardstick,
        forecast=milestone.forecast,
        expected=expected,
        is_met=is_met,
        finish_variance_days=variance,
    )


def _last_agreed(milestone: Milestone) -> tuple[int, date, str] | None:
    """Returns which move was the last that the client agreed to, where it led, and who agreed."""
    moves = enumerate(milestone.moves)
    agreed = [(at, move.after, move.agreed_by) for at, move in moves if move.after and move.agreed_by]
    return agreed[-1] if agreed else None


def _yardstick(
    milestone: Milestone, first: date | None, agreed: tuple[int, date, str] | None
) -> tuple[date | None, Yardstick]:
    earliest = min(_promised_since(milestone, agreed[0] + 1 if agreed else 0), default=None)
    if agreed:
        is_earlier = earliest is not None and earliest < agreed[1]
        return (earliest, Yardstick.PROMISED) if is_earlier else (agreed[1], Yardstick.AGREED)
    if first and earliest and earliest <= first:
        return earliest, Yardstick.PROMISED
    return first, Yardstick.FIRST


def _promised_since(milestone: Milestone, at: int) -> Iterator[date]:
    """Yields the dates promised from a move on; one that a correction put right was a typing error, no promise."""
    moves = milestone.moves[at:]
    for move, following in zip_longest(moves, moves[1:]):
        if move.after and not (following and following.cause is Cause.CORRECTION):
            yield move.after
    if milestone.promised_date:
        yield milestone.promised_date


def leading(promises: Sequence[Promise]) -> Promise | None:
    """Returns the promise that the first page leads with.

    That is the unmet milestone marked `leads`, else the unmet one promised last, else the one met last.
    """
    unmet = [each for each in promises if not each.is_met]
    marked = [each for each in unmet if each.milestone.leads]
    if marked:
        return marked[0]
    dated = [each for each in unmet if each.current]
    if dated:
        return max(dated, key=lambda each: each.current or date.min)
    if unmet:
        return unmet[-1]
    met = [each for each in promises if each.expected]
    return max(met, key=lambda each: each.expected or date.min) if met else None


def promises(project: Project, as_of: date) -> tuple[Promise, ...]:
    """Returns the dates of all milestones of a project, in the order of the file."""
    return tuple(promise(milestone, as_of) for milestone in project.milestones)
