"""How a project stands: health without a plan, a state without a reason, reports and reviews that are due."""

from collections.abc import Iterator

from portalgen.analysis.findings import ProjectFindings
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.health import Rag
from portalgen.model.project import Project, ProjectState

BAD = {Rag.AMBER, Rag.RED}


def health(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields health that is brighter than the data without a reason, and bad health without a plan."""
    at = f"/{project.id}/health"
    declared = project.health
    if project.state is not ProjectState.ACTIVE:
        return
    for each in found.health.brighter:
        if not declared.reason:
            says = f"{each.dimension.value} is declared {each.declared}, and the data gives {each.derived}"
            yield problem(
                "PG405",
                says,
                f"{at}/{each.dimension.value}",
                "add reason:, or declare what the data gives",
            )
    for bright in found.health.bright_dates:
        if not declared.reason:
            half = f"half of the simulated runs need until {bright.half}"
            none = "fewer than half of the simulated runs end within five years"
            says = f"forecast {bright.stated} is early: {half if bright.half else none}"
            pointer = f"/{project.id}/milestones/{bright.milestone.id}/forecast"
            yield problem(
                "PG405",
                says,
                pointer,
                "add reason: under health:, or state a later forecast",
            )
    missing = []
    for key in ("plan", "owner", "next_checkpoint"):
        if getattr(declared, key) is None:
            missing.append(key)
    if found.health.overall in BAD and missing:
        says = f"health is {found.health.overall}, without {', '.join(missing)}"
        yield problem(
            "PG502",
            says,
            at,
            "say what is done, who answers for it, and when it is looked at again",
        )


def state(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields a pause or an end without its day or its reason."""
    del found
    missing = [key for key in ("since", "because") if getattr(project, key) is None]
    if project.state is not ProjectState.ACTIVE and missing:
        says = f"the project is {project.state}, without {' and '.join(missing)}"
        yield problem(
            "PG409",
            says,
            f"/{project.id}/state",
            "add them: the client reads them first",
        )


def updates(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields reports with missing parts, and data that is old."""
    for update in project.updates:
        if update.missing:
            says = f"without {', '.join(update.missing)}"
            yield problem(
                "PG501",
                says,
                f"/{project.id}/updates/{update.period_end}/headline",
                "write none where there is none",
            )
    if found.reporting.is_stale:
        says = f"the newest data is {found.reporting.age_days} days old"
        yield problem(
            "PG506", says, f"/{project.id}", "write an update, or pause the project"
        )


def risks(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields open risks whose review is overdue."""
    for risk in project.risks:
        if risk.is_open and risk.review_on and risk.review_on < found.as_of:
            pointer = f"/{project.id}/risks/{risk.id}/review_on"
            help_ = "look at the risk again and write the next review_on, or close it"
            yield problem(
                "PG505", f"the review was due on {risk.review_on}", pointer, help_
            )
