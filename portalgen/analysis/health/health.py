"""Health from the data: a colour for each dimension and the rule that gave it; the worst one wins.

What the agency declares stands beside it. Declared darker is taken as it is; declared brighter never counts. What was
published counts until it is released (see `analysis/held`). Where there is a record, old data, no data and a
pause hide no bad news: they take the place of green alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.forecast.forecast import ProjectForecast
from portalgen.analysis.health.cadence import Reporting
from portalgen.analysis.health.schedule import (
    BAD,
    DARKNESS,
    UNKNOWN,
    BrightDate,
    Judgement,
    bright_dates,
    schedule,
)
from portalgen.analysis.held.standing import Standing
from portalgen.analysis.message import Message, message
from portalgen.model.health import Dimension, Rag
from portalgen.model.project import Project, ProjectState
from portalgen.model.risk import Risk

CRITICAL_EXPOSURE = 15


@dataclass(frozen=True, slots=True)
class DimensionHealth:
    """The health of one dimension: derived from the data by a rule, as declared, and as shown.

    `published` are the colours that were declared since the last report: a report alone takes one back.
    """

    dimension: Dimension
    derived: Rag | None
    rule: Message | None
    declared: Rag | None
    published: tuple[Rag, ...] = ()

    @property
    def shown(self) -> Rag | None:
        """The darkest of derived, declared and published; what is derived alone where nothing was declared."""
        stated = (self.derived, self.declared, *self.published)
        known = [each for each in stated if each in DARKNESS]
        if known:
            return max(known, key=DARKNESS.__getitem__)
        return None

    @property
    def is_brighter(self) -> bool:
        """Tells whether the agency declares it brighter than the data gives."""
        return (
            self.declared in DARKNESS
            and self.derived in DARKNESS
            and DARKNESS[self.declared] < DARKNESS[self.derived]
        )


@dataclass(frozen=True, slots=True)
class ProjectHealth:
    """The health of a project, the rule behind it, each dimension, and the dates that are stated too early.

    `withdrawn` are the promises that the client sees no longer and that are still owed.
    """

    overall: Rag
    rule: Message
    dimensions: tuple[DimensionHealth, ...]
    bright_dates: tuple[BrightDate, ...] = ()
    withdrawn: tuple[Promise, ...] = ()

    @property
    def brighter(self) -> tuple[DimensionHealth, ...]:
        """The dimensions that are declared brighter than the data gives."""
        found = []
        for each in self.dimensions:
            if each.is_brighter:
                found.append(each)
        return tuple(found)


def health(
    project: Project,
    promises: Sequence[Promise],
    forecasts: Sequence[ProjectForecast],
    reporting: Reporting,
    goes_by: Standing,
) -> ProjectHealth:
    """Returns a project's health by its promises as they are judged, and by what it is judged by.

    The first of the forecasts is the one that pages show.
    """
    judged = schedule(promises, forecasts, goes_by.tolerance_days, goes_by.as_of)
    has_lost = goes_by.is_on_record and any(each.is_lost for each in promises)
    found = []
    for dimension in Dimension:
        found.append(_standing(dimension, project, judged, goes_by))
    overall, rule = _overall(project, found, reporting, goes_by)
    if overall is Rag.GREEN and has_lost:
        overall = Rag.GREY
        rule = message("rule.schedule.undated")
    return ProjectHealth(
        overall,
        rule,
        tuple(found),
        bright_dates(promises, forecasts[0]),
        tuple(each for each in promises if each.is_withdrawn),
    )


def _standing(
    dimension: Dimension,
    project: Project,
    schedule: Judgement,
    goes_by: Standing,
) -> DimensionHealth:
    if dimension is Dimension.SCHEDULE:
        derived, rule = schedule
    else:
        derived, rule = UNKNOWN
    published = [colour for of, colour in goes_by.declared if of is dimension]
    return DimensionHealth(
        dimension,
        derived,
        rule,
        project.health.of(dimension),
        tuple(published),
    )


def _overall(
    project: Project,
    dimensions: Sequence[DimensionHealth],
    reporting: Reporting,
    goes_by: Standing,
) -> tuple[Rag, Message]:
    colour, rule = _worst(project, dimensions, goes_by)
    if colour in BAD and goes_by.is_on_record:
        return colour, rule
    if project.state is ProjectState.PAUSED:
        return Rag.ON_HOLD, message("rule.on_hold")
    is_active = goes_by.project.state is ProjectState.ACTIVE
    if reporting.last is None and is_active:
        return Rag.GREY, message("rule.no_data")
    if reporting.is_stale and reporting.age_days is not None:
        return Rag.GREY, message(
            "rule.stale",
            count=reporting.age_days,
            cadence=reporting.cadence_days,
        )
    return colour, rule


def _worst(
    project: Project,
    dimensions: Sequence[DimensionHealth],
    goes_by: Standing,
) -> tuple[Rag, Message]:
    """Returns the colour of the darkest dimension; amber where none is dark and a critical risk is left as it is."""
    known = [each for each in dimensions if each.shown]
    critical = _critical(project, goes_by)
    colour = Rag.GREEN
    worst: DimensionHealth | None = None
    if known:
        worst = max(known, key=lambda each: DARKNESS[each.shown or Rag.GREEN])
        colour = worst.shown or Rag.GREEN
    if colour is Rag.GREEN and critical:
        return Rag.AMBER, critical
    if worst is None:
        return Rag.GREY, message("rule.no_data")
    if worst.rule and worst.derived == colour:
        return colour, worst.rule
    return colour, message("rule.declared", dimension=worst.dimension)


def _critical(project: Project, goes_by: Standing) -> Message | None:
    """Returns what there is to say of a critical risk that is left as it is, today or since the last report."""
    left = unmitigated(project.risks)
    for risk in project.risks:
        if risk.id in goes_by.critical:
            left.append(risk)
    if left:
        return message("rule.critical_risk", name=left[0].name)
    if goes_by.critical:
        return message("rule.critical_risk.gone")
    return None


def unmitigated(risks: Sequence[Risk]) -> list[Risk]:
    """Returns the open risks of critical exposure (15 and more of 25) about which nothing is said to be done."""
    found = []
    for risk in risks:
        is_critical = risk.is_open and risk.exposure >= CRITICAL_EXPOSURE
        if is_critical and not risk.is_answered:
            found.append(risk)
    return found
