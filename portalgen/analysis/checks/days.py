"""Days that contradict each other, and facts that lie in the future."""

from collections.abc import Iterator
from datetime import date

from portalgen.analysis.findings import ProjectFindings
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.fields.base import Noun
from portalgen.model.fields.marks import HasHappened, NotBefore
from portalgen.model.fields.walk import Marked, marked
from portalgen.model.milestone import Milestone
from portalgen.model.project import Project, ProjectState


def order(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields days that lie before one that they must follow; where that one lies in the future, it is told alone."""
    facts = _facts(project, f"/{project.id}")
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


def facts_of_project(
    project: Project,
    found: ProjectFindings,
) -> Iterator[Diagnostic]:
    """Yields facts of a project that lie after the day that it speaks for."""
    yield from future_facts(
        project,
        f"/{project.id}",
        found.as_of,
    )


def future_facts(
    noun: Noun,
    pointer: str,
    as_of: date,
) -> Iterator[Diagnostic]:
    """Yields facts that lie after a day, in a noun at a pointer and in all that it holds."""
    help_ = "plans belong in promised_date, forecast or due_on"
    for fact in _facts(noun, pointer):
        if fact.value > as_of:
            says = f"{fact.value} lies after {as_of}"
            yield problem("PG404", says, fact.pointer, help_)


def passed(
    project: Project,
    found: ProjectFindings,
) -> Iterator[Diagnostic]:
    """Yields days on which something was to come, and that have passed without it."""
    if project.has_ended:
        return
    at = f"/{project.id}"
    today = project.dates_stand_on(found.as_of)
    for milestone in project.milestones:
        stated = milestone.expected_on
        is_open = not milestone.is_met and milestone.forecast is not None
        if is_open and stated and stated < today:
            pointer = f"{at}/milestones/{milestone.id}/forecast"
            yield _passed(
                f"forecast {stated}",
                pointer,
                "it is met: actual_date",
            )
    for owed in project.owed:
        if owed.done_on is None and owed.forecast and owed.forecast < today:
            pointer = f"{at}/owed/{owed.id}/forecast"
            yield _passed(
                f"forecast {owed.forecast}",
                pointer,
                "it came: done_on",
            )
    yield from _resumed(project, found)


def _resumed(
    project: Project,
    found: ProjectFindings,
) -> Iterator[Diagnostic]:
    """Yields the day on which a paused project was to go on; one before the pause contradicts it, and is told alone."""
    if project.state is not ProjectState.PAUSED or project.resumes_on is None:
        return
    begun = project.since or project.resumes_on
    if begun <= project.resumes_on < found.as_of:
        pointer = f"/{project.id}/resumes_on"
        what = f"resumes_on {project.resumes_on}"
        yield _passed(
            what,
            pointer,
            "work goes on: state: active",
        )


def _passed(
    what: str,
    pointer: str,
    otherwise: str,
) -> Diagnostic:
    return problem(
        "PG413",
        f"{what} has passed",
        pointer,
        f"write the new day, or delete the line; or, if {otherwise}",
    )


def _facts(
    noun: Noun,
    pointer: str,
) -> Iterator[Marked[HasHappened]]:
    """Yields the days on which something is said to have happened."""
    for day in marked(
        noun,
        pointer,
        HasHappened,
    ):
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
