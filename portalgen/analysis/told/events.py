"""What happened, from the dates in the files: newest first, each with a stable id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portalgen.analysis.dates.account import Account, Step
from portalgen.analysis.message import Message, message
from portalgen.model.milestone import Milestone
from portalgen.model.project import PageName, Project
from portalgen.model.risk import RiskState


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened on a day, and the page that tells more. The id never changes."""

    id: str
    on: date
    said: Message
    page: PageName


def events(project: Project, accounts: Mapping[str, Account]) -> tuple[Event, ...]:
    """Returns everything dated that happened in a project, newest first."""
    found = [
        *_milestones(project, accounts),
        *_asks(project),
        *_risks(project),
        *_changes(project),
        *_releases(project),
    ]
    return tuple(sorted(found, key=lambda event: (event.on, event.id), reverse=True))


def between(
    found: tuple[Event, ...], after: date | None, until: date
) -> tuple[Event, ...]:
    """Returns the events later than one day (or all) and not later than another."""
    return tuple(
        event
        for event in found
        if event.on <= until and (after is None or event.on > after)
    )


def _milestones(project: Project, accounts: Mapping[str, Account]) -> Iterator[Event]:
    for each in project.milestones:
        if each.finished_on:
            said = message("event.met", name=each.name)
            yield Event(f"{each.id}.met", each.finished_on, said, PageName.DATES)
        for number, step in enumerate(accounts[each.id].steps, 1):
            if step.on:
                yield Event(
                    f"{each.id}.moved.{number}",
                    step.on,
                    _moved(each, step),
                    PageName.DATES,
                )


def _moved(milestone: Milestone, step: Step) -> Message:
    if step.before and step.after:
        return message(
            "event.moved", name=milestone.name, before=step.before, after=step.after
        )
    if step.after:
        return message("event.promised", name=milestone.name, day=step.after)
    return message("event.unpromised", name=milestone.name)


def _asks(project: Project) -> Iterator[Event]:
    for ask in project.asks:
        if ask.asked_on:
            yield Event(
                f"{ask.id}.asked",
                ask.asked_on,
                message("event.asked", what=ask.what),
                PageName.NEEDS,
            )
        if ask.done_on:
            yield Event(
                f"{ask.id}.done",
                ask.done_on,
                message("event.ask_done", what=ask.what),
                PageName.NEEDS,
            )
    for owed in project.owed:
        if owed.done_on:
            yield Event(
                f"{owed.id}.done",
                owed.done_on,
                message("event.owed_done", what=owed.what),
                PageName.NEEDS,
            )


def _risks(project: Project) -> Iterator[Event]:
    for risk in project.risks:
        if risk.raised_on:
            yield Event(
                f"{risk.id}.raised",
                risk.raised_on,
                message("event.risk", name=risk.name),
                PageName.RISKS,
            )
        if risk.closed_on and risk.state is not RiskState.OPEN:
            said = message(f"event.risk_{risk.state.value}", name=risk.name)
            yield Event(f"{risk.id}.closed", risk.closed_on, said, PageName.RISKS)


def _changes(project: Project) -> Iterator[Event]:
    for change in project.change_requests:
        if change.raised_on:
            said = message("event.change_raised", name=change.name)
            yield Event(f"{change.id}.raised", change.raised_on, said, PageName.CHANGES)
        if change.decided_on:
            decided = "rejected" if change.state.value == "rejected" else "approved"
            said = message(f"event.change_{decided}", name=change.name)
            yield Event(
                f"{change.id}.decided", change.decided_on, said, PageName.CHANGES
            )


def _releases(project: Project) -> Iterator[Event]:
    for release in project.releases:
        said = message("event.release", version=release.version)
        yield Event(f"release.{release.version}", release.on, said, PageName.CHANGES)
