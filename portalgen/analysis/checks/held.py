"""What was published and is written otherwise now, without the client's agreement."""

from collections.abc import Iterator

from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.analysis.health.health import CRITICAL_EXPOSURE
from portalgen.analysis.held.promises import still_owed
from portalgen.analysis.ledger.ledger import Ledger, MilestoneRecord
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.change import Term
from portalgen.model.client import Client
from portalgen.model.project import Project


def withdrawn(
    client: Client,
    findings: Findings,
) -> Iterator[Diagnostic]:
    """Yields the promises that the client sees no longer, that were not met, and that nobody released."""
    for project in client.projects:
        for each in findings.projects[project.id].health.withdrawn:
            id_ = each.milestone.id
            if not _is_said(
                findings.records.present,
                project.id,
                id_,
            ):
                yield problem(
                    "PG415",
                    f"{id_} was promised for {each.measured_from}, is not met, and is no longer shown",
                    f"/{project.id}/milestones",
                    "bring it back; or, where the client agreed, add a change request with "
                    f"{_covering(Term.MILESTONES)}",
                )
    yield from _gone(client, findings.records.present)


def _gone(
    client: Client,
    ledger: Ledger,
) -> Iterator[Diagnostic]:
    """Yields the promises of projects that the client sees no longer, a line for each project."""
    shown = {project.id for project in client.projects}
    owed: dict[str, list[MilestoneRecord]] = {}
    for record in still_owed(ledger):
        is_shown = record.project in shown
        is_said = _is_said(
            ledger,
            record.project,
            record.milestone,
        )
        if not is_shown and not is_said:
            owed.setdefault(record.project, []).append(record)
    for id_, records in owed.items():
        names = ", ".join(record.milestone for record in records)
        yield problem(
            "PG415",
            f"the project {id_} is no longer shown, and it promised {names}",
            "",
            f"bring it back; or say in ledger.yml: removals: [{{project: {id_}, on, because}}]",
        )


def _is_said(
    ledger: Ledger,
    project: str,
    milestone: str,
) -> bool:
    """Tells whether ledger.yml says that a milestone, or its whole project, was dropped; or whether somebody is asked
    already what became of it.
    """
    wanted = {None, milestone}
    dropped = [each for each in ledger.removals if each.project == project]
    asked = [each for each in ledger.unlinked if each.was_project == project]
    is_dropped = any(each.milestone in wanted for each in dropped)
    return is_dropped or any(each.was_milestone in wanted for each in asked)


def unanswered(
    project: Project,
    found: ProjectFindings,
) -> Iterator[Diagnostic]:
    """Yields critical risks whose mitigation says only that there is none yet."""
    del found
    for risk in project.risks:
        is_critical = risk.is_open and risk.exposure >= CRITICAL_EXPOSURE
        if is_critical and risk.mitigation is not None and not risk.is_answered:
            yield problem(
                "PG416",
                f"the risk is critical, and what is done about it is {risk.mitigation}",
                f"/{project.id}/risks/{risk.id}/mitigation",
                "say what is done, or delete the line until something is",
            )


def unagreed(
    project: Project,
    found: ProjectFindings,
) -> Iterator[Diagnostic]:
    """Yields what health does not follow, since something stricter was published and nobody agreed to the change."""
    goes_by = found.goes_by
    if found.tolerance.schedule_days > goes_by.tolerance_days:
        yield _held(
            project,
            Term.TOLERANCE,
            f"{goes_by.tolerance_days} days",
        )
    if found.reporting.cadence_days > goes_by.cadence_days:
        yield _held(
            project, Term.CADENCE, f"{goes_by.cadence_days} days", "cadence_days"
        )
    if goes_by.goes_on:
        yield _held(
            project,
            Term.STATE,
            "active",
        )
    readings = goes_by.readings
    if any(each.calendar != project.calendar for each in readings):
        yield _held(
            project,
            Term.CALENDAR,
            "other days off",
        )
    if len(readings) > 1:
        yield _held(
            project,
            Term.PROGRESS,
            "other rows",
        )


def _held(
    project: Project,
    term: Term,
    was: str,
    key: str = "",
) -> Diagnostic:
    return problem(
        "PG516",
        f"{term.value} was published as {was}, and health goes by that",
        f"/{project.id}/{key or term.value}",
        f"where the client agreed, add a change request with {_covering(term)}",
    )


def _covering(term: Term) -> str:
    return f"state: approved, decided_on, decided_by, covers: [{term.value}]"
