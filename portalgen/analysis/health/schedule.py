"""Health of the schedule: by the chance of finishing in time, and by the dates that the agency states.

Both compare with the date that counts (see `Promise.measured_from`), and the darker one counts: see docs/decisions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from portalgen.analysis.dates.promises import Promise, deciding, leading
from portalgen.analysis.forecast.forecast import ProjectForecast
from portalgen.analysis.message import Message, message
from portalgen.model.health import Rag
from portalgen.model.milestone import Milestone

DARKNESS = {
    Rag.GREEN: 0,
    Rag.AMBER: 1,
    Rag.RED: 2,
}
BAD = {Rag.AMBER, Rag.RED}
GREEN_FROM = Fraction(85, 100)
AMBER_FROM = Fraction(50, 100)
Judgement = tuple[Rag | None, Message | None]
UNKNOWN: Judgement = (None, None)


@dataclass(frozen=True, slots=True)
class BrightDate:
    """A forecast stated earlier than `half`, the day by which half of the runs end; None is past the horizon."""

    milestone: Milestone
    stated: date
    half: date | None


def schedule(
    promises: Sequence[Promise],
    forecasts: Sequence[ProjectForecast],
    tolerance_days: int,
    as_of: date,
) -> Judgement:
    """Returns the colour of the schedule and the rule that gave it; of several forecasts, each counts.

    What counts are the milestones that decide when the project ends; others only once they are long past their date.
    """
    lead = leading(promises)
    if lead is None:
        return UNKNOWN
    if lead.is_met:
        return _met(lead, tolerance_days)
    stated = by_dates(promises, lead, tolerance_days, as_of)
    shown = by_chance(promises, forecasts[:1], tolerance_days)
    published = by_chance(promises, forecasts[1:], tolerance_days)
    by_files = _darker(stated, shown)
    by_record = _darker(stated, published)
    if _is_darker(by_record, by_files):
        return _as_published(by_record)
    return by_files


def _is_darker(one: Judgement, other: Judgement) -> bool:
    colour, _ = one
    than, _ = other
    if colour is None or colour not in BAD:
        return False
    return than is None or DARKNESS[colour] > DARKNESS[than]


def _as_published(judgement: Judgement) -> Judgement:
    """Returns a judgement whose rule says that it comes from what was published, and not from what pages show."""
    colour, rule = judgement
    if rule is None:
        return judgement
    values = dict(rule.values)
    if "name" not in values:
        return judgement
    said = message(
        "rule.schedule.published",
        name=values["name"],
        day=values["day"],
    )
    return colour, said


def _met(lead: Promise, tolerance_days: int) -> Judgement:
    """Returns the colour of a project of which everything is met, by the day on which the end was."""
    days = _days(lead)
    if days <= 0 or not lead.is_on_record:
        return Rag.GREEN, message("rule.schedule.met")
    colour = Rag.AMBER
    if days > tolerance_days:
        colour = Rag.RED
    return colour, _late_by("rule.schedule.met_late", lead, tolerance_days)


def _darker(stated: Judgement, likely: Judgement) -> Judgement:
    """Returns the darker colour by dates or by chance; a chance in time does not stand in for a missing date."""
    by_date, _ = stated
    chance, _ = likely
    if chance is None:
        return stated
    if by_date is None:
        if chance is Rag.GREEN:
            return stated
        return likely
    if DARKNESS[chance] >= DARKNESS[by_date]:
        return likely
    return stated


def by_chance(
    promises: Sequence[Promise],
    forecasts: Sequence[ProjectForecast],
    tolerance_days: int,
) -> Judgement:
    """Returns the colour by the lowest chance of a deciding milestone to be done by its date plus the tolerance.

    Green from 85 % on, amber from 50 %, red below; unrounded. Unknown where nothing can be simulated. Where a stream's
    pace is not known, the others say that the chance is no higher than theirs: so they can darken, and never brighten.
    """
    chances: list[tuple[Fraction, Promise, date]] = []
    has_bounds = False
    for each, forecast in product(deciding(promises), forecasts):
        bound = forecast.bound_of(each.milestone.id)
        simulated = forecast.of(each.milestone.id) or bound
        if simulated and each.measured_from:
            until = each.measured_from + timedelta(days=tolerance_days)
            chances.append((simulated.share_by(until), each, until))
        has_bounds = has_bounds or bound is not None
    if not chances:
        return UNKNOWN
    chance, worst, until = min(chances, key=lambda each: each[0])
    colour, id_ = _likelihood(chance)
    if has_bounds and colour is Rag.GREEN:
        return UNKNOWN
    if worst.is_withdrawn:
        return colour, no_longer_shown(worst)
    return colour, message(
        id_,
        name=worst.milestone.name,
        day=until,
    )


def _likelihood(chance: Fraction) -> tuple[Rag, str]:
    if chance >= GREEN_FROM:
        return Rag.GREEN, "rule.schedule.likely"
    if chance >= AMBER_FROM:
        return Rag.AMBER, "rule.schedule.uncertain"
    return Rag.RED, "rule.schedule.unlikely"


def by_dates(
    promises: Sequence[Promise],
    lead: Promise,
    tolerance_days: int,
    as_of: date,
) -> Judgement:
    """Returns the colour by finish variance: green on time, amber within the tolerance, red beyond it."""
    late = [each for each in deciding(promises) if _days(each) > 0]
    if late:
        return _late(late, lead, tolerance_days)
    past = [each for each in promises if _is_past(each, tolerance_days, as_of)]
    if past:
        return Rag.AMBER, _open_past(past[0], tolerance_days)
    if lead.stated_variance_days is None or any(each.is_lost for each in promises):
        return UNKNOWN
    if lead.is_withdrawn:
        return UNKNOWN
    return Rag.GREEN, message("rule.schedule.on_time", name=lead.milestone.name)


def _open_past(promise: Promise, tolerance_days: int) -> Message:
    if promise.is_withdrawn:
        return no_longer_shown(promise)
    return message(
        "rule.schedule.milestone",
        name=promise.milestone.name,
        tolerance=tolerance_days,
    )


def no_longer_shown(promise: Promise) -> Message:
    """Returns what there is to say of a milestone that was withdrawn: no name, and no more than was published."""
    return message("rule.schedule.withdrawn", day=promise.measured_from or date.min)


def _late(
    late: Sequence[Promise],
    lead: Promise,
    allowed: int,
) -> tuple[Rag, Message]:
    beyond = [each for each in late if _days(each) > allowed]
    if beyond:
        if lead in beyond:
            worst = lead
        else:
            worst = beyond[0]
        id_ = "rule.schedule.beyond"
        if worst.passed:
            id_ = "rule.schedule.beyond_overdue"
        return Rag.RED, _late_by(
            id_,
            worst,
            allowed,
        )
    if lead in late:
        worst = lead
    else:
        worst = late[0]
    id_ = "rule.schedule.within"
    if worst.passed:
        id_ = "rule.schedule.within_overdue"
    return Rag.AMBER, _late_by(
        id_,
        worst,
        allowed,
    )


def _late_by(
    id_: str,
    promise: Promise,
    allowed: int,
) -> Message:
    if promise.is_withdrawn:
        return no_longer_shown(promise)
    name = promise.milestone.name
    if promise.milestone.expected_on is None and not promise.is_met:
        id_ = "rule.schedule.overdue"
    return message(
        id_,
        _days(promise),
        name=name,
        tolerance=allowed,
    )


def _days(promise: Promise) -> int:
    return promise.stated_variance_days or 0


def _is_past(
    promise: Promise,
    tolerance_days: int,
    as_of: date,
) -> bool:
    if promise.is_met or promise.measured_from is None:
        return False
    days = (as_of - promise.measured_from).days
    return days > tolerance_days


def bright_dates(
    promises: Sequence[Promise], forecast: ProjectForecast
) -> tuple[BrightDate, ...]:
    """Returns the stated forecasts that lie before the simulated P50: claims brighter than the data gives."""
    found: list[BrightDate] = []
    for each in promises:
        simulated = forecast.of(each.milestone.id)
        stated = each.milestone.expected_on
        if simulated and stated and each.forecast is not None:
            half = simulated.p50
            if half is None or stated < half:
                found.append(BrightDate(each.milestone, stated, half))
    return tuple(found)
