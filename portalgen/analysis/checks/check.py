"""Rules and advice: what a careful colleague would ask before the client reads it."""

from collections.abc import Callable, Iterator

from portalgen.analysis.checks.accent import accent
from portalgen.analysis.checks.agreements import agreements
from portalgen.analysis.checks.days import facts_of_project, order, passed, waiting
from portalgen.analysis.checks.held import unagreed, unanswered, withdrawn
from portalgen.analysis.checks.moves import moves, rebaselined
from portalgen.analysis.checks.standing import health, risks, state, updates
from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.diagnostics import Diagnostic
from portalgen.model.client import Client
from portalgen.model.project import Project

Check = Callable[[Project, ProjectFindings], Iterator[Diagnostic]]
CHECKS: tuple[Check, ...] = (
    moves,
    agreements,
    order,
    waiting,
    health,
    state,
    updates,
    risks,
    facts_of_project,
    passed,
    unanswered,
    unagreed,
)


def check(client: Client, findings: Findings) -> Iterator[Diagnostic]:
    """Yields every broken rule and all advice for a client, each with its pointer."""
    for project in client.projects:
        found = findings.projects[project.id]
        for each in CHECKS:
            yield from each(project, found)
        yield from rebaselined(project, findings.records)
    yield from withdrawn(client, findings)
    yield from accent(client)
