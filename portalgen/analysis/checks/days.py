"""Days that contradict each other, and facts that lie in the future."""

from collections.abc import Iterator
from datetime import date

from portalgen.analysis.findings import ProjectFindings
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.project import Project, ProjectState


def order(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields days that lie before one that they must follow; where that one lies in the future, it is told alone."""
    told = {day for _, day in _facts(project) if day > found.as_of}
    for pointer, first, second, says in _ordered_days(project):
        if first and second and second < first and first not in told:
            yield problem(
                "PG403",
                f"{second} lies before {first}: {says}",
                pointer,
                "correct the day that is wrong",
            )
    yield from _start(project)


def _start(project: Project) -> Iterator[Diagnostic]:
    """Yields a start that lies after what was done since; where one thing alone lies before it, that thing."""
    at = f"/{project.id}"
    start = project.started_on
    done = [(f"{at}/since", project.since)]
    done += [
        (
            f"{at}/milestones/{each.id}/{'actual_date' if each.actual_date else 'accepted_on'}",
            each.finished_on,
        )
        for each in project.milestones
    ]
    early = [(pointer, day) for pointer, day in done if start and day and day < start]
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
        first = min(day for _, day in early)
        says = f"{start} lies after {first}, when something was done already"
        yield problem("PG403", says, f"{at}/started_on", help_)


def _ordered_days(
    project: Project,
) -> Iterator[tuple[str, date | None, date | None, str]]:
    at = f"/{project.id}"
    yield (
        f"{at}/resumes_on",
        project.since,
        project.resumes_on,
        "it resumes before it paused",
    )
    for each in project.milestones:
        here = f"{at}/milestones/{each.id}"
        yield (
            f"{here}/accepted_on",
            each.actual_date,
            each.accepted_on,
            "it was accepted before it was met",
        )
    for ask in project.asks:
        yield (
            f"{at}/asks/{ask.id}/done_on",
            ask.asked_on,
            ask.done_on,
            "it came before it was asked for",
        )
        yield (
            f"{at}/asks/{ask.id}/due_on",
            ask.asked_on,
            ask.due_on,
            "it was due before it was asked for",
        )
    for owed in project.owed:
        yield (
            f"{at}/owed/{owed.id}/done_on",
            owed.asked_on,
            owed.done_on,
            "it was delivered before it was asked for",
        )
    for change in project.change_requests:
        here = f"{at}/change_requests/{change.id}"
        yield (
            f"{here}/decided_on",
            change.raised_on,
            change.decided_on,
            "it was decided before it was raised",
        )
    for risk in project.risks:
        yield (
            f"{at}/risks/{risk.id}/closed_on",
            risk.raised_on,
            risk.closed_on,
            "it was closed before it was raised",
        )


def future_facts(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields facts that lie after the day that the portal speaks for."""
    help_ = "plans belong in promised_date, forecast or due_on"
    for pointer, day in _facts(project):
        if day > found.as_of:
            says = f"{day} lies after {found.as_of}"
            yield problem("PG404", says, pointer, help_)


def _facts(project: Project) -> Iterator[tuple[str, date]]:
    """Yields the days on which something is said to have happened."""
    at = f"/{project.id}"
    found: list[tuple[str, date | None]] = []
    if project.state in {ProjectState.CLOSED, ProjectState.CANCELLED}:
        found.append((f"{at}/since", project.since))
    for each in project.milestones:
        here = f"{at}/milestones/{each.id}"
        found += [
            (f"{here}/actual_date", each.actual_date),
            (f"{here}/accepted_on", each.accepted_on),
        ]
        found += [
            (f"{here}/moves/{index}/on", move.on)
            for index, move in enumerate(each.moves)
        ]
    for ask in project.asks:
        found += [
            (f"{at}/asks/{ask.id}/{key}", getattr(ask, key))
            for key in ("asked_on", "done_on")
        ]
    for owed in project.owed:
        found += [
            (f"{at}/owed/{owed.id}/{key}", getattr(owed, key))
            for key in ("asked_on", "done_on")
        ]
    for risk in project.risks:
        found += [
            (f"{at}/risks/{risk.id}/{key}", getattr(risk, key))
            for key in ("raised_on", "closed_on")
        ]
    for change in project.change_requests:
        found += [
            (f"{at}/change_requests/{change.id}/{key}", getattr(change, key))
            for key in ("raised_on", "decided_on")
        ]
    found += [
        (f"{at}/releases/{index}/on", release.on)
        for index, release in enumerate(project.releases)
    ]
    found += [
        (f"{at}/updates/{update.period_end}/period_end", update.period_end)
        for update in project.updates
    ]
    found += [
        (f"{at}/progress/{number}/date", row.on)
        for number, row in enumerate(project.progress, 1)
    ]
    for pointer, day in found:
        if day:
            yield (pointer, day)


def waiting(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields promises of milestones that wait for one which is promised later: one of the two cannot be kept."""
    named = {
        each.id: each
        for each in project.milestones
        if each.promised_date and not each.finished_on
    }
    for each in named.values():
        for other in (named[id_] for id_ in each.depends_on if id_ in named):
            if (
                each.promised_date
                and other.promised_date
                and other.promised_date > each.promised_date
            ):
                says = (
                    f"{each.promised_date} is promised, and {other.id}, "
                    f"for which it waits, for {other.promised_date}"
                )
                help_ = "move one of the two, or take it out of depends_on"
                yield problem(
                    "PG511",
                    says,
                    f"/{project.id}/milestones/{each.id}/promised_date",
                    help_,
                )
