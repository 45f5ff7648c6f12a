"""How a project stands: health without a plan, a state without a reason, reports and reviews that are due."""

from collections.abc import Iterator

from portalgen.analysis.findings import ProjectFindings
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.health import Rag
from portalgen.model.project import Project, ProjectState

BAD = {Rag.AMBER, Rag.RED}


def health(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields health that is brighter than the data without a reason, and bad health without a plan."""
    if project.state is not ProjectState.ACTIVE:
        return
    if not project.health.reason:
        yield from _brighter(project, found)
        yield from _bright_dates(project, found)
    yield from _unplanned(project, found)


def _brighter(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields dimensions that are declared brighter than the data."""
    for each in found.health.brighter:
        name = each.dimension.value
        says = f"{name} is declared {each.declared}, and the data gives {each.derived}"
        yield problem(
            "PG405",
            says,
            f"/{project.id}/health/{name}",
            "add reason:, or declare what the data gives",
        )


def _bright_dates(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields forecasts that are stated earlier than the data gives."""
    for bright in found.health.bright_dates:
        if bright.half:
            runs = f"half of the simulated runs need until {bright.half}"
        else:
            runs = "fewer than half of the simulated runs end within five years"
        pointer = f"/{project.id}/milestones/{bright.milestone.id}/forecast"
        yield problem(
            "PG405",
            f"forecast {bright.stated} is early: {runs}",
            pointer,
            "add reason: under health:, or state a later forecast",
        )


def _unplanned(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields bad health without a plan."""
    missing = []
    for key in ("plan", "owner", "next_checkpoint"):
        if getattr(project.health, key) is None:
            missing.append(key)
    if found.health.overall in BAD and missing:
        names = ", ".join(missing)
        says = f"health is {found.health.overall}, without {names}"
        yield problem(
            "PG502",
            says,
            f"/{project.id}/health",
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
