"""Health from the data: a colour for each dimension and the rule that gave it; the worst one wins.

What the agency declares stands beside it. Declared darker is taken as it is; declared brighter never counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.analysis.cadence import Reporting
from portalgen.analysis.message import Message, message
from portalgen.analysis.promises import Promise, leading
from portalgen.model.health import Dimension, Rag
from portalgen.model.project import Project, ProjectState, Tolerance
from portalgen.model.risk import Risk, RiskState

DARKNESS = {Rag.GREEN: 0, Rag.AMBER: 1, Rag.RED: 2}
CRITICAL_EXPOSURE = 15


@dataclass(frozen=True, slots=True)
class Standing:
    """The health of one dimension: derived from the data by a rule, as declared, and as shown."""

    dimension: Dimension
    derived: Rag | None
    rule: Message | None
    declared: Rag | None

    @property
    def shown(self) -> Rag | None:
        """The darker of derived and declared; what is derived alone where nothing is declared."""
        known = [each for each in (self.derived, self.declared) if each in DARKNESS]
        return max(known, key=DARKNESS.__getitem__) if known else None

    @property
    def is_brighter(self) -> bool:
        """Tells whether the agency declares it brighter than the data gives."""
        return (
            self.declared in DARKNESS and self.derived in DARKNESS and DARKNESS[self.declared] < DARKNESS[self.derived]
        )


@dataclass(frozen=True, slots=True)
class ProjectHealth:
    """The health of a project, the rule behind it, and each dimension."""

    overall: Rag
    rule: Message
    dimensions: tuple[Standing, ...]

    @property
    def brighter(self) -> tuple[Standing, ...]:
        """The dimensions that are declared brighter than the data gives."""
        return tuple(each for each in self.dimensions if each.is_brighter)


def health(
    project: Project, promises: Sequence[Promise], reporting: Reporting, tolerance: Tolerance, as_of: date
) -> ProjectHealth:
    """Returns a project's health on a day."""
    dimensions = tuple(_standing(project, dimension, promises, tolerance, as_of) for dimension in Dimension)
    overall, rule = _overall(project, dimensions, reporting)
    return ProjectHealth(overall, rule, dimensions)


def _standing(
    project: Project, dimension: Dimension, promises: Sequence[Promise], tolerance: Tolerance, as_of: date
) -> Standing:
    derived, rule = _schedule(promises, tolerance, as_of) if dimension is Dimension.SCHEDULE else (None, None)
    return Standing(dimension, derived, rule, project.health.of(dimension))


def _schedule(promises: Sequence[Promise], tolerance: Tolerance, as_of: date) -> tuple[Rag | None, Message | None]:
    """Returns the schedule's colour by finish variance against the tolerance.

    What counts are the milestones that decide when the project ends; others only once they are long past their date.
    """
    lead, allowed = leading(promises), tolerance.schedule_days
    if lead is None:
        return None, None
    if lead.is_met:
        return Rag.GREEN, message("rule.schedule.met")
    late = [each for each in _deciding(promises, lead) if _days(each) > 0]
    if late:
        return _late(late, lead, allowed)
    past = [each for each in promises if _is_past(each, allowed, as_of)]
    if past:
        return Rag.AMBER, message("rule.schedule.milestone", name=past[0].milestone.name, tolerance=allowed)
    if lead.finish_variance_days is None or any(_is_lost(each) for each in promises):
        return None, None
    return Rag.GREEN, message("rule.schedule.on_time", name=lead.milestone.name)


def _late(late: Sequence[Promise], lead: Promise, allowed: int) -> tuple[Rag, Message]:
    beyond = [each for each in late if _days(each) > allowed]
    worst = lead if lead in (beyond or late) else (beyond or late)[0]
    colour, id_ = (Rag.RED, "rule.schedule.beyond") if beyond else (Rag.AMBER, "rule.schedule.within")
    return colour, message(id_, _days(worst), name=worst.milestone.name, tolerance=allowed)


def _deciding(promises: Sequence[Promise], lead: Promise) -> list[Promise]:
    """Returns the leading milestone, and each open one promised or expected no earlier than the last date that counts.

    The leading one alone would not do: moving another milestone's date could take the lead from one that is late.
    """
    unmet = [each for each in promises if not each.is_met]
    end = max((each.measured_from for each in unmet if each.measured_from), default=date.min)
    return [each for each in unmet if each is lead or max(each.current or date.min, each.expected or date.min) >= end]


def _days(promise: Promise) -> int:
    return promise.finish_variance_days or 0


def _is_lost(promise: Promise) -> bool:
    """Tells whether a milestone that was promised has no date any more."""
    return promise.measured_from is not None and promise.is_undated


def _is_past(promise: Promise, tolerance_days: int, as_of: date) -> bool:
    past = promise.measured_from is not None and (as_of - promise.measured_from).days > tolerance_days
    return past and not promise.is_met


def _overall(project: Project, dimensions: Sequence[Standing], reporting: Reporting) -> tuple[Rag, Message]:
    if project.state is ProjectState.PAUSED:
        return Rag.ON_HOLD, message("rule.on_hold")
    if reporting.last is None and project.state is ProjectState.ACTIVE:
        return Rag.GREY, message("rule.no_data")
    if reporting.is_stale and reporting.age_days is not None:
        return Rag.GREY, message("rule.stale", count=reporting.age_days, cadence=reporting.cadence_days)
    known = [each for each in dimensions if each.shown]
    if not known:
        return Rag.GREY, message("rule.no_data")
    worst = max(known, key=lambda each: DARKNESS[each.shown or Rag.GREEN])
    colour = worst.shown or Rag.GREY
    critical = unmitigated(project.risks)
    if colour is Rag.GREEN and critical:
        return Rag.AMBER, message("rule.critical_risk", name=critical[0].name)
    if worst.rule and worst.derived == colour:
        return colour, worst.rule
    return colour, message("rule.declared", dimension=worst.dimension)


def unmitigated(risks: Sequence[Risk]) -> list[Risk]:
    """Returns the open risks of critical exposure (15 and more of 25) without any mitigation."""
    return [
        risk
        for risk in risks
        if risk.state is RiskState.OPEN and risk.exposure >= CRITICAL_EXPOSURE and not risk.mitigation
    ]
