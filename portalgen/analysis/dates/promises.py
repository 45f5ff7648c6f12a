"""The dates of a milestone side by side: first promise, agreed, forecast; and how far they are apart.

`finish_variance_days` is in calendar days, and positive is late.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from portalgen.analysis.dates.known_moves import Account, KnownMove
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
    either forward. `expected` is what the first page leads with: the day that the agency states, or the simulated
    finish where it states no forecast; never a day that has passed. `passed` is the stated one that has, and
    `overdue_days` how long the date that counts lies back where no later one is stated. `stated` is what health
    measures: a milestone that is open ends no sooner than on the day of the portal.

    `is_on_record` tells that it is judged with what was published, `was_undated` that since the last
    report it had no date to plan with, `has_led` that it was published as one that decides when the project ends, and
    `is_withdrawn` that the client sees it no longer: then no name of it is told.
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
    passed: date | None = None
    overdue_days: int | None = None
    is_simulated: bool = False
    is_on_record: bool = False
    was_undated: bool = False
    has_led: bool = False
    is_withdrawn: bool = False

    @property
    def is_undated(self) -> bool:
        """Tells whether there is no date to plan with."""
        return self.expected is None

    @property
    def is_late(self) -> bool:
        """Tells whether it is open and expected after the date that counts, or overdue without a date."""
        if self.is_met:
            return False
        late_days = self.finish_variance_days
        if self.expected is None:
            late_days = self.overdue_days
        return late_days is not None and late_days > 0

    @property
    def finish_variance_days(self) -> int | None:
        """Calendar days from the date that counts to the expected finish."""
        return _between(self.measured_from, self.expected)

    @property
    def stated_variance_days(self) -> int | None:
        """Calendar days from the date that counts to the finish that the agency states."""
        return _between(self.measured_from, self.stated)

    @property
    def is_lost(self) -> bool:
        """Tells whether it was promised and has no date any more; what was said last of that holds until a report."""
        if self.is_met or self.measured_from is None:
            return False
        return self.stated is None or self.was_undated

    @property
    def is_withheld(self) -> bool:
        """Tells whether the agency says that there is no date to plan with yet; pages then show no simulated one."""
        return self.forecast is Undated.UNDATED

    @property
    def moved_days(self) -> int | None:
        """Calendar days from the first promise to the current one."""
        return _between(self.first, self.current)


@dataclass(frozen=True, slots=True)
class _Agreed:
    """The last move that the client agreed to: its position in the account, where it led, and who agreed."""

    at: int
    day: date
    by: str


def _between(start: date | None, end: date | None) -> int | None:
    if start is None or end is None:
        return None
    distance = end - start
    return distance.days


def promise(
    milestone: Milestone,
    account: Account,
    as_of: date,
) -> Promise:
    """Returns a milestone's dates as they stand on a day."""
    first = account.first
    agreed = _last_agreed(account, as_of)
    measured_from, yardstick = _yardstick(milestone, account, agreed)
    anchor = first
    if agreed:
        anchor = agreed.day
    stated = _stated(milestone, as_of)
    passed = _passed(milestone, as_of)
    expected = stated
    overdue_days = None
    if passed or stated is None:
        expected = None
        overdue_days = _overdue_days(
            milestone,
            measured_from,
            as_of,
        )
    return Promise(
        milestone=milestone,
        first=first,
        current=milestone.promised_date,
        agreed_by=_agreed_by(milestone, agreed),
        measured_from=measured_from,
        yardstick=yardstick,
        anchor=anchor,
        latest=_latest(milestone, account, agreed, anchor),
        forecast=milestone.forecast,
        stated=stated,
        expected=expected,
        is_met=milestone.is_met,
        passed=passed,
        overdue_days=overdue_days,
    )


def _passed(
    milestone: Milestone,
    as_of: date,
) -> date | None:
    """Returns the finish that was stated of an open milestone, where its day has passed."""
    stated = milestone.expected_on
    if milestone.is_met or stated is None:
        return None
    if stated >= as_of:
        return None
    return stated


def _overdue_days(
    milestone: Milestone,
    counts: date | None,
    as_of: date,
) -> int | None:
    """Returns how long the date that counts of an open milestone lies back; None where it does not."""
    if milestone.is_met or counts is None:
        return None
    if counts >= as_of:
        return None
    distance = as_of - counts
    return distance.days


def _stated(milestone: Milestone, as_of: date) -> date | None:
    """Returns when it ends by what the agency states; an open milestone ends no sooner than on the portal's day."""
    stated = milestone.finished_on or milestone.expected_on
    if stated is None or milestone.is_met:
        return stated
    return max(stated, as_of)


def _agreed_by(milestone: Milestone, agreed: _Agreed | None) -> str | None:
    """Returns who agreed to the date that is promised now; None where nobody did."""
    if agreed is None:
        return None
    if agreed.day != milestone.promised_date:
        return None
    return agreed.by


def _latest(
    milestone: Milestone,
    account: Account,
    agreed: _Agreed | None,
    anchor: date | None,
) -> date | None:
    """Returns the latest date promised since the last agreed one, the anchor among them."""
    start = 0
    if agreed:
        start = agreed.at
    since = list(_promised_since(milestone, account, start))
    if anchor:
        since.append(anchor)
    return max(since, default=None)


def with_simulated(
    promise: Promise,
    finish: date | None,
    as_of: date,
) -> Promise:
    """Returns a promise that expects a simulated finish, None where the simulation sees no end.

    Where the day of the simulated finish has passed it tells nothing of the days ahead, and what is stated stays.
    """
    if finish and finish < as_of:
        return promise
    return replace(
        promise,
        expected=finish,
        is_simulated=True,
    )


def _last_agreed(
    account: Account,
    as_of: date,
) -> _Agreed | None:
    """Returns the last move that the client has agreed to; None where there is none."""
    found = None
    for at, move in enumerate(account.steps):
        counts = move.is_agreed and not _is_ahead(move, as_of)
        if move.after and move.agreed_by and counts:
            found = _Agreed(at, move.after, move.agreed_by)
    return found


def _is_ahead(move: KnownMove, as_of: date) -> bool:
    """Tells whether a file says that a move was made after a day. What a commit says depends on where its clock is."""
    if move.declared is None or move.declared.on is None:
        return False
    return move.declared.on > as_of


def _yardstick(
    milestone: Milestone,
    account: Account,
    agreed: _Agreed | None,
) -> tuple[date | None, Yardstick]:
    first = account.first
    start = 0
    if agreed:
        start = agreed.at + 1
    since = _promised_since(milestone, account, start)
    earliest = min(since, default=None)
    if agreed:
        if earliest and earliest < agreed.day:
            return earliest, Yardstick.PROMISED
        return agreed.day, Yardstick.AGREED
    if first and earliest and earliest <= first:
        return earliest, Yardstick.PROMISED
    return first, Yardstick.FIRST


def _promised_since(
    milestone: Milestone,
    account: Account,
    at: int,
) -> Iterator[date]:
    """Yields the dates promised from a move on; one that a correction put right was a typing error, no promise."""
    moves = account.steps[at:]
    later_moves = moves[1:]
    for move, following in zip_longest(moves, later_moves):
        is_error = following is not None and following.is_correction
        if move.after and not is_error:
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
        return max(dated, key=_current)
    if unmet:
        return unmet[-1]
    met = [each for each in promises if each.expected]
    if met:
        return max(met, key=_expected)
    return None


def _current(promise: Promise) -> date:
    return promise.current or date.min


def _expected(promise: Promise) -> date:
    return promise.expected or date.min


def promises(
    project: Project,
    accounts: Mapping[str, Account],
    as_of: date,
) -> tuple[Promise, ...]:
    """Returns the dates of all milestones of a project, in the order of the file."""
    found: list[Promise] = []
    for milestone in project.milestones:
        account = accounts[milestone.id]
        dates = promise(milestone, account, as_of)
        found.append(dates)
    return tuple(found)


def deciding(promises: Sequence[Promise]) -> tuple[Promise, ...]:
    """Returns the milestones that decide when the project ends: the leading one, and each open one that was promised
    or is stated no earlier than the last date that counts, or has led, the leading one first.

    The leading one alone would not do: moving another milestone's date could take the lead from one that is late.
    """
    lead = leading(promises)
    unmet = [each for each in promises if not each.is_met]
    counting = [each.measured_from for each in unmet if each.measured_from]
    end = max(counting, default=date.min)
    first: list[Promise] = []
    others: list[Promise] = []
    for each in unmet:
        promised = each.latest or date.min
        stated = each.stated or date.min
        latest = max(promised, stated)
        if each is lead:
            first.append(each)
        elif latest >= end or each.has_led:
            others.append(each)
    return (*first, *others)
