"""What will turn, fall due or go stale in the days ahead if nobody touches the data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portalgen.analysis.findings import ProjectFindings
from portalgen.model.health import Rag
from portalgen.model.milestone import Cause
from portalgen.model.project import Project, ProjectState


class Coming(StrEnum):
    """What kind of thing comes on a day, in the order in which a day's things are told."""

    TURNS = "turns"
    STALE = "stale"
    REASON = "reason"
    MILESTONE = "milestone"
    ASK = "ask"
    OWED = "owed"
    UPDATE = "update"
    CHECKPOINT = "checkpoint"
    REVIEW = "review"
    RESUMES = "resumes"


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One thing that comes on a day: which item, and for health the colours before and after."""

    on: date
    kind: Coming
    what: str = ""
    before: Rag | None = None
    after: Rag | None = None


Analyse = Callable[[date], ProjectFindings]


def outlook(
    project: Project,
    analyse: Analyse,
    as_of: date,
    days: int,
) -> tuple[Upcoming, ...]:
    """Returns what comes after a day and within a number of days, by day; `analyse` gives the findings of any day."""
    end = as_of + timedelta(days=days)
    today = analyse(as_of)
    if project.has_ended:
        return ()
    found = list(_turns(analyse, today, days))
    for each in _dated(project, today):
        if as_of < each.on <= end:
            found.append(each)
    found.sort(key=_place)
    return tuple(found)


def _place(upcoming: Upcoming) -> tuple[date, int, str]:
    """Returns where a thing stands: by its day, then by its kind."""
    order = list(Coming).index(upcoming.kind)
    return upcoming.on, order, upcoming.what


def _turns(
    analyse: Analyse,
    today: ProjectFindings,
    days: int,
) -> Iterator[Upcoming]:
    before = today
    for ahead in range(1, days + 1):
        day = today.as_of + timedelta(days=ahead)
        after = analyse(day)
        if after.health.overall is not before.health.overall:
            kind = Coming.TURNS
            if after.reporting.is_stale and not before.reporting.is_stale:
                kind = Coming.STALE
            yield Upcoming(
                on=after.as_of,
                kind=kind,
                before=before.health.overall,
                after=after.health.overall,
            )
        before = after


def _dated(project: Project, today: ProjectFindings) -> Iterator[Upcoming]:
    yield from _owed_to_each_other(today)
    yield from _promised(today)
    if today.reporting.next:
        yield Upcoming(today.reporting.next, Coming.UPDATE)
    if project.health.next_checkpoint:
        yield Upcoming(project.health.next_checkpoint, Coming.CHECKPOINT)
    for risk in project.risks:
        if risk.review_on and risk.is_open:
            yield Upcoming(risk.review_on, Coming.REVIEW, risk.name)
    if project.resumes_on and project.state is ProjectState.PAUSED:
        yield Upcoming(project.resumes_on, Coming.RESUMES)


def _owed_to_each_other(today: ProjectFindings) -> Iterator[Upcoming]:
    """Yields what the client owes, and what the agency does."""
    for open_ask in today.asks:
        ask = open_ask.ask
        if ask.due_on:
            yield Upcoming(ask.due_on, Coming.ASK, ask.what)
    for owed in today.owed:
        if owed.due_on:
            yield Upcoming(owed.due_on, Coming.OWED, owed.what)


def _promised(today: ProjectFindings) -> Iterator[Upcoming]:
    for promise in today.promises:
        milestone = promise.milestone
        if promise.current and not promise.is_met:
            yield Upcoming(promise.current, Coming.MILESTONE, milestone.name)
        for move in milestone.moves:
            if move.cause is Cause.TO_FOLLOW and move.on:
                owed_on = move.on + timedelta(days=today.reporting.cadence_days)
                yield Upcoming(owed_on, Coming.REASON, milestone.name)
