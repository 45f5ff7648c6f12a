"""Earned schedule: how far along its own plan the work is, in weeks; and earned value, where money may be told.

Sources: W. Lipke, Schedule is Different, The Measurable News (2003); for cost figures PMI, Practice Standard for Earned
Value Management. A cost-based SPI (EV / PV) is not here: it ends at 1 however late the work is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.forecast.progress import WEEK, standing, weeks
from portalgen.model.progress import ProgressPoint
from portalgen.model.project import Contract

EARLIEST_PERCENT = 15  # cost figures of the first 15 % of the work say nothing yet


@dataclass(frozen=True, slots=True)
class Earned:
    """The schedule performance of a project, in weeks since its series began.

    `plan_ends` tells that more is done than the plan known so far has: the work is at least as far along as it says.
    `duration` is what the pace against the plan leads to; None where no planned duration is known.
    """

    start: date
    actual_time: Decimal
    earned: Decimal
    planned_duration: Decimal | None
    plan_ends: bool

    @property
    def variance(self) -> Decimal:
        """SV(t) in weeks; positive is ahead of the plan."""
        return schedule_variance(self.earned, self.actual_time)

    @property
    def index(self) -> Decimal | None:
        """SPI(t)."""
        return schedule_index(self.earned, self.actual_time)

    @property
    def duration(self) -> Decimal | None:
        """IEAC(t) in weeks."""
        if self.planned_duration is None:
            return None
        return estimated_duration(self.planned_duration, self.index)


def earned(
    points: Sequence[ProgressPoint], planned_finish: date | None
) -> Earned | None:
    """Returns the schedule performance at the end of the last whole week, by the `planned` column in whole weeks.

    The planned duration is where the plan reaches the scope, else `planned_finish`, the date that counts of the leading
    milestone. None where a week of the series has no plan, or where there is no whole week.
    """
    found = weeks(points)
    if not found:
        return None
    start = found[0].end - WEEK
    ends = [start, *(week.end for week in found)]
    at_ends = [standing(points, day) for day in ends]
    plan = [point.planned for point in at_ends if point.planned is not None]
    if len(plan) < len(at_ends):
        return None
    now = at_ends[-1]
    complete = _first_period(plan, lambda planned: planned >= now.scope)
    if complete is None:
        duration = _weeks_between(start, planned_finish)
        plan_ends = plan[-1] < now.done
    else:
        duration = Decimal(complete) or None
        plan_ends = False
        plan = plan[: complete + 1]
    earned_time = earned_schedule(plan, now.done)
    if earned_time is None:
        return None
    return Earned(
        start=start,
        actual_time=Decimal(len(found)),
        earned=earned_time,
        planned_duration=duration,
        plan_ends=plan_ends,
    )


def earned_against(
    lead: Promise | None,
    points: Sequence[ProgressPoint],
) -> Earned | None:
    """Returns the schedule performance, against the date that counts of the leading milestone."""
    finish = None
    if lead:
        finish = lead.measured_from
    return earned(points, finish)


def _first_period(
    plan: Sequence[Decimal], holds: Callable[[Decimal], bool]
) -> int | None:
    """Returns the first period for whose planned value something holds; None where there is none."""
    for period, planned in enumerate(plan):
        if holds(planned):
            return period
    return None


def _weeks_between(start: date, end: date | None) -> Decimal | None:
    """Returns the weeks from a day to a later one; None where there is no later one."""
    if end is None or end <= start:
        return None
    days = Decimal((end - start).days)
    return days / WEEK.days


def earned_schedule(
    plan: Sequence[Decimal],
    done: Decimal,
) -> Decimal | None:
    """Returns ES = C + (EV − PV_C) / (PV_{C+1} − PV_C), in periods.

    `plan` is the cumulative plan at the ends of periods 0, 1, 2 … up to the planned duration, or as far as it is known.
    C is the period before the first one whose plan lies above the work done, so that a level stretch is passed as soon
    as it is reached. Bounded: 0 where less is done than was planned at the start, and the plan's last period where no
    plan lies above the work done. None without any plan: it is undefined.
    """
    if not plan:
        return None
    above = _first_period(plan, lambda planned: planned > done)
    if above is None:
        return Decimal(len(plan) - 1)
    if above == 0:
        return Decimal()
    whole_periods = above - 1
    before = plan[whole_periods]
    in_period = plan[above] - before
    return whole_periods + (done - before) / in_period


def schedule_variance(earned_time: Decimal, actual_time: Decimal) -> Decimal:
    """Returns SV(t) = ES − AT."""
    return earned_time - actual_time


def schedule_index(earned_time: Decimal, actual_time: Decimal) -> Decimal | None:
    """Returns SPI(t) = ES / AT; None before any time has passed."""
    if actual_time > 0:
        return earned_time / actual_time
    return None


def estimated_duration(
    planned_duration: Decimal, index: Decimal | None
) -> Decimal | None:
    """Returns IEAC(t) = PD / SPI(t); None where nothing has been earned."""
    if index:
        return planned_duration / index
    return None


def cost_index(earned_value: Decimal, actual_cost: Decimal) -> Decimal | None:
    """Returns CPI = EV / AC; None before anything was spent."""
    if actual_cost > 0:
        return earned_value / actual_cost
    return None


def estimate_at_completion(budget: Decimal, index: Decimal | None) -> Decimal | None:
    """Returns EAC = BAC / CPI; None where nothing has been earned."""
    if index:
        return budget / index
    return None


def cost_may_be_told(contract: Contract | None, percent_complete: Decimal) -> bool:
    """Tells whether CPI and EAC mean anything: only for time and materials, and only past 15 % complete."""
    if contract is not Contract.TIME_AND_MATERIALS:
        return False
    return percent_complete > EARLIEST_PERCENT
