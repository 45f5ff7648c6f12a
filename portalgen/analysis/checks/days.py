"""Days that contradict each other, and facts that lie in the future."""

from collections.abc import Iterator

from portalgen.analysis.findings import ProjectFindings
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.fields.marks import HasHappened, NotBefore
from portalgen.model.fields.walk import Marked, marked
from portalgen.model.milestone import Milestone
from portalgen.model.project import Project


def order(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields days that lie before one that they must follow; where that one lies in the future, it is told alone."""
    facts = _facts(project)
    told = {fact.value for fact in facts if fact.value > found.as_of}
    for day in marked(project, f"/{project.id}", NotBefore):
        first = getattr(day.noun, day.mark.key)
        if first and day.value < first and first not in told:
            says = f"{day.value} lies before {first}: {day.mark.says}"
            help_ = "correct the day that is wrong"
            yield problem("PG403", says, day.pointer, help_)
    yield from _start(project)


def _start(project: Project) -> Iterator[Diagnostic]:
    """Yields a start that lies after what was done since; where one thing alone lies before it, that thing."""
    at = f"/{project.id}"
    start = project.started_on
    done = [(f"{at}/since", project.since)]
    for each in project.milestones:
        if each.actual_date:
            key = "actual_date"
        else:
            key = "accepted_on"
        pointer = f"{at}/milestones/{each.id}/{key}"
        done.append((pointer, each.finished_on))
    early = []
    for pointer, day in done:
        if start and day and day < start:
            early.append((pointer, day))
    help_ = "correct the day that is wrong"
    if len(early) == 1:
        pointer, day = early[0]
        yield problem(
            "PG403",
            f"{day} lies before {start}, when the project started",
            pointer,
            help_,
        )
    elif early:
        days = [day for _, day in early]
        first = min(days)
        says = f"{start} lies after {first}, when something was done already"
        yield problem("PG403", says, f"{at}/started_on", help_)


def future_facts(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields facts that lie after the day that the portal speaks for."""
    help_ = "plans belong in promised_date, forecast or due_on"
    for fact in _facts(project):
        if fact.value > found.as_of:
            says = f"{fact.value} lies after {found.as_of}"
            yield problem("PG404", says, fact.pointer, help_)


def _facts(project: Project) -> Iterator[Marked[HasHappened]]:
    """Yields the days on which something is said to have happened."""
    for day in marked(project, f"/{project.id}", HasHappened):
        if day.mark.holds(day.noun):
            yield day


def waiting(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields promises of milestones that wait for one which is promised later: one of the two cannot be kept."""
    named = {}
    for each in project.milestones:
        if each.promised_date and not each.finished_on:
            named[each.id] = each
    for each in named.values():
        for id_ in each.depends_on:
            other = named.get(id_)
            if other and _is_promised_later(other, each):
                yield _vain(project, each, other)


def _is_promised_later(other: Milestone, each: Milestone) -> bool:
    if each.promised_date is None or other.promised_date is None:
        return False
    return other.promised_date > each.promised_date


def _vain(
    project: Project,
    each: Milestone,
    other: Milestone,
) -> Diagnostic:
    """Returns what is wrong with a milestone that waits for one which is promised later."""
    promised = f"{each.promised_date} is promised"
    awaited = f"{other.id}, for which it waits, for {other.promised_date}"
    pointer = f"/{project.id}/milestones/{each.id}/promised_date"
    help_ = "move one of the two, or take it out of depends_on"
    return problem(
        "PG511",
        f"{promised}, and {awaited}",
        pointer,
        help_,
    )
