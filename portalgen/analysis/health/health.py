"""Health from the data: a colour for each dimension and the rule that gave it; the worst one wins.

What the agency declares stands beside it. Declared darker is taken as it is; declared brighter never counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.forecast.forecast import ProjectForecast
from portalgen.analysis.health.cadence import Reporting
from portalgen.analysis.health.schedule import (
    DARKNESS,
    UNKNOWN,
    BrightDate,
    Judgement,
    bright_dates,
    schedule,
)
from portalgen.analysis.message import Message, message
from portalgen.model.health import Dimension, Rag
from portalgen.model.project import Project, ProjectState, Tolerance
from portalgen.model.risk import Risk

CRITICAL_EXPOSURE = 15


@dataclass(frozen=True, slots=True)
class DimensionHealth:
    """The health of one dimension: derived from the data by a rule, as declared, and as shown."""

    dimension: Dimension
    derived: Rag | None
    rule: Message | None
    declared: Rag | None

    @property
    def shown(self) -> Rag | None:
        """The darker of derived and declared; what is derived alone where nothing is declared."""
        known = [each for each in (self.derived, self.declared) if each in DARKNESS]
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
    """The health of a project, the rule behind it, each dimension, and the dates that are stated too early."""

    overall: Rag
    rule: Message
    dimensions: tuple[DimensionHealth, ...]
    bright_dates: tuple[BrightDate, ...] = ()

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
    forecast: ProjectForecast,
    reporting: Reporting,
    tolerance: Tolerance,
    as_of: date,
) -> ProjectHealth:
    """Returns a project's health on a day."""
    judged = schedule(promises, forecast, tolerance.schedule_days, as_of)
    dimensions = tuple(_standing(dimension, project, judged) for dimension in Dimension)
    overall, rule = _overall(project, dimensions, reporting)
    return ProjectHealth(overall, rule, dimensions, bright_dates(promises, forecast))


def _standing(
    dimension: Dimension,
    project: Project,
    schedule: Judgement,
) -> DimensionHealth:
    if dimension is Dimension.SCHEDULE:
        derived, rule = schedule
    else:
        derived, rule = UNKNOWN
    return DimensionHealth(dimension, derived, rule, project.health.of(dimension))


def _overall(
    project: Project,
    dimensions: Sequence[DimensionHealth],
    reporting: Reporting,
) -> tuple[Rag, Message]:
    if project.state is ProjectState.PAUSED:
        return Rag.ON_HOLD, message("rule.on_hold")
    if reporting.last is None and project.state is ProjectState.ACTIVE:
        return Rag.GREY, message("rule.no_data")
    if reporting.is_stale and reporting.age_days is not None:
        return Rag.GREY, message(
            "rule.stale",
            count=reporting.age_days,
            cadence=reporting.cadence_days,
        )
    return _worst(project, dimensions)


def _worst(
    project: Project, dimensions: Sequence[DimensionHealth]
) -> tuple[Rag, Message]:
    """Returns the colour of the darkest dimension; amber where all are green and a critical risk is left as it is."""
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
    found = []
    for risk in risks:
        if risk.is_open and risk.exposure >= CRITICAL_EXPOSURE and not risk.mitigation:
            found.append(risk)
    return found
