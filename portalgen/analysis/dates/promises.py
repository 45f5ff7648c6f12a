"""The dates of a milestone side by side: first promise, agreed, forecast; and how far they are apart.

`finish_variance_days` is in calendar days, and positive is late.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from portalgen.analysis.dates.account import Account
from portalgen.model.milestone import Forecast, Milestone, Undated
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
    where that is earlier: moving a date without agreement never makes a project look better. `anchor` is the last
    agreed date, else the first promise, and `latest` the latest one promised since: no move without agreement brings
    either forward. `stated` is what the agency expects, `expected` what the first page leads with: the same, or the
    simulated finish where the agency states no forecast. Of both, a day before that of the portal counts as that day.
    """

    milestone: Milestone
    first: date | None
    current: date | None
    agreed_by: str | None
    measured_from: date | None
    yardstick: Yardstick
    anchor: date | None
    latest: date | None
    forecast: Forecast | None
    stated: date | None
    expected: date | None
    is_met: bool
    is_simulated: bool = False

    @property
    def is_undated(self) -> bool:
        """Tells whether there is no date to plan with."""
        return self.expected is None

    @property
    def finish_variance_days(self) -> int | None:
        """Calendar days from the date that counts to the expected finish."""
        return _between(self.measured_from, self.expected)

    @property
    def stated_variance_days(self) -> int | None:
        """Calendar days from the date that counts to the finish that the agency states."""
        return _between(self.measured_from, self.stated)

    @property
    def is_withheld(self) -> bool:
        """Tells whether the agency says that there is no date to plan with yet; pages then show no simulated one."""
        return self.forecast is Undated.UNDATED

    @property
    def moved_days(self) -> int | None:
        """Calendar days from the first promise to the current one."""
        return (self.current - self.first).days if self.first and self.current else None


def _between(start: date | None, end: date | None) -> int | None:
    return (end - start).days if start and end else None


def promise(milestone: Milestone, account: Account, as_of: date) -> Promise:
    """Returns a milestone's dates as they stand on a day. An unmet forecast before that day counts as that day."""
    first = account.first
    agreed = _last_agreed(account)
    measured_from, yardstick = _yardstick(milestone, account, agreed)
    is_met = milestone.is_met
    anchor = agreed[1] if agreed else first
    since = [
        *_promised_since(milestone, account, agreed[0] if agreed else 0),
        *([anchor] if anchor else []),
    ]
    stated = milestone.finished_on or milestone.expected_on
    if not is_met and stated:
        stated = max(stated, as_of)
    return Promise(
        milestone=milestone,
        first=first,
        current=milestone.promised_date,
        agreed_by=agreed[2]
        if agreed and agreed[1] == milestone.promised_date
        else None,
        measured_from=measured_from,
        yardstick=yardstick,
        anchor=anchor,
        latest=max(since, default=None),
        forecast=milestone.forecast,
        stated=stated,
        expected=stated,
        is_met=is_met,
    )


def with_simulated(promise: Promise, finish: date | None, as_of: date) -> Promise:
    """Returns a promise that expects a simulated finish; None where the simulation sees no end."""
    return replace(
        promise, expected=max(finish, as_of) if finish else None, is_simulated=True
    )


def _last_agreed(account: Account) -> tuple[int, date, str] | None:
    """Returns which move was the last that the client agreed to, where it led, and who agreed."""
    moves = enumerate(account.steps)
    agreed = [
        (at, move.after, move.agreed_by)
        for at, move in moves
        if move.after and move.agreed_by
    ]
    return agreed[-1] if agreed else None


def _yardstick(
    milestone: Milestone, account: Account, agreed: tuple[int, date, str] | None
) -> tuple[date | None, Yardstick]:
    first = account.first
    earliest = min(
        _promised_since(milestone, account, agreed[0] + 1 if agreed else 0),
        default=None,
    )
    if agreed:
        is_earlier = earliest is not None and earliest < agreed[1]
        if is_earlier:
            return (earliest, Yardstick.PROMISED)
        return (agreed[1], Yardstick.AGREED)
    if first and earliest and earliest <= first:
        return earliest, Yardstick.PROMISED
    return first, Yardstick.FIRST


def _promised_since(milestone: Milestone, account: Account, at: int) -> Iterator[date]:
    """Yields the dates promised from a move on; one that a correction put right was a typing error, no promise."""
    moves = account.steps[at:]
    for move, following in zip_longest(moves, moves[1:]):
        if move.after and not (following and following.is_correction):
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


def promises(
    project: Project, accounts: Mapping[str, Account], as_of: date
) -> tuple[Promise, ...]:
    """Returns the dates of all milestones of a project, in the order of the file."""
    return tuple(
        promise(milestone, accounts[milestone.id], as_of)
        for milestone in project.milestones
    )


def deciding(promises: Sequence[Promise]) -> tuple[Promise, ...]:
    """Returns the milestones that decide when the project ends: the leading one, and each open one that was promised
    or is stated no earlier than the last date that counts, the leading one first.

    The leading one alone would not do: moving another milestone's date could take the lead from one that is late.
    """
    lead = leading(promises)
    unmet = [each for each in promises if not each.is_met]
    end = max(
        (each.measured_from for each in unmet if each.measured_from), default=date.min
    )
    last = [
        each
        for each in unmet
        if each is lead or max(each.latest or date.min, each.stated or date.min) >= end
    ]
    return tuple(sorted(last, key=lambda each: each is not lead))
