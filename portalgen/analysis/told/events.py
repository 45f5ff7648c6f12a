"""What happened, from the dates in the files: newest first, each with an id that nothing later changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portalgen.analysis.dates.known_moves import Account, KnownMove
from portalgen.analysis.message import Message, message
from portalgen.model.change import ChangeRequest, ChangeState
from portalgen.model.fields.base import Item
from portalgen.model.milestone import Milestone
from portalgen.model.project import PageName, Project
from portalgen.model.risk import Risk


class Happening(StrEnum):
    """What may happen to a milestone, an ask, a debt of the agency, a risk, a change request, a release."""

    MET = "met"
    MOVED = "moved"
    ASKED = "asked"
    ANSWERED = "done"
    DELIVERED = "owed_done"
    RISK_RAISED = "risk_raised"
    RISK_CLOSED = "risk_closed"
    CHANGE_RAISED = "change_raised"
    CHANGE_DECIDED = "change_decided"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class DeclaredMove:
    """What a move is known by that a file alone tells of: the day on which it was made, and where it led."""

    on: date
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class EventId:
    """Which event of a project it is: what happened, to what, and the entry of the ledger that holds it.

    `item` is the first id that is known of what it happened to, so that a new id makes no event new. `entry` is the
    number of the entry that records a move; of all else about a milestone, of the one with which its record begins.
    It is None without records. `declared` tells moves apart that a file alone tells of. A move that git does not have
    yet bears the number that its commit will give it.
    """

    happened: Happening
    item: str
    entry: int | None = None
    declared: DeclaredMove | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened on a day, and the page that tells more.

    The id never changes; the day and the words may be put right. `about` is the present id of what it happened to.
    `step` is the move, where it is one.
    """

    id: EventId
    on: date
    said: Message
    page: PageName
    about: str
    step: KnownMove | None = None


def events(project: Project, accounts: Mapping[str, Account]) -> tuple[Event, ...]:
    """Returns everything dated that happened in a project, newest first."""
    found: list[Event] = []
    for milestone in project.milestones:
        found += _of_milestone(milestone, accounts[milestone.id])
    found += _asks(project)
    for risk in project.risks:
        found += _of_risk(risk)
    for change in project.change_requests:
        found += _of_change(change)
    found += _releases(project)
    oldest_first = sorted(found, key=_place)
    return tuple(reversed(oldest_first))


def between(
    found: tuple[Event, ...],
    after: date | None,
    until: date,
) -> tuple[Event, ...]:
    """Returns the events later than one day (or all) and not later than another."""
    chosen: list[Event] = []
    for event in found:
        is_too_early = after is not None and event.on <= after
        is_too_late = event.on > until
        if not is_too_early and not is_too_late:
            chosen.append(event)
    return tuple(chosen)


def _place(event: Event) -> tuple[date, str]:
    """Returns where an event stands; moves of one milestone on one day stay in the order of its account."""
    if event.id.happened is Happening.RELEASED:
        return event.on, f"release.{event.about}"
    return event.on, f"{event.about}.{event.id.happened}"


def _of_milestone(milestone: Milestone, account: Account) -> Iterator[Event]:
    item = _first_id(milestone)
    record: int | None = None
    began = account.began
    if began:
        item = began.milestone or item
        record = began.n
    if milestone.finished_on:
        said = message("event.met", name=milestone.name)
        yield Event(
            id=EventId(Happening.MET, item, record),
            on=milestone.finished_on,
            said=said,
            page=PageName.DATES,
            about=milestone.id,
        )
    for step in account.steps:
        if step.on is None:
            continue
        if step.entry is None:
            declared = DeclaredMove(step.on, step.before, step.after)
            id_ = EventId(Happening.MOVED, item, record, declared)
        else:
            id_ = EventId(Happening.MOVED, item, step.entry)
        said = _moved(milestone, step)
        yield Event(
            id=id_,
            on=step.on,
            said=said,
            page=PageName.DATES,
            about=milestone.id,
            step=step,
        )


def _moved(milestone: Milestone, step: KnownMove) -> Message:
    if step.before and step.after:
        return message(
            "event.moved",
            name=milestone.name,
            before=step.before,
            after=step.after,
        )
    if step.after:
        return message(
            "event.promised",
            name=milestone.name,
            day=step.after,
        )
    return message("event.unpromised", name=milestone.name)


def _asks(project: Project) -> Iterator[Event]:
    for ask in project.asks:
        if ask.asked_on:
            said = message("event.asked", what=ask.what)
            yield _event(Happening.ASKED, ask, ask.asked_on, said, PageName.NEEDS)
        if ask.done_on:
            said = message("event.ask_done", what=ask.what)
            yield _event(Happening.ANSWERED, ask, ask.done_on, said, PageName.NEEDS)
    for owed in project.owed:
        if owed.done_on:
            said = message("event.owed_done", what=owed.what)
            yield _event(Happening.DELIVERED, owed, owed.done_on, said, PageName.NEEDS)


def _of_risk(risk: Risk) -> Iterator[Event]:
    if risk.raised_on:
        said = message("event.risk", name=risk.name)
        yield _event(Happening.RISK_RAISED, risk, risk.raised_on, said, PageName.RISKS)
    if risk.closed_on and not risk.is_open:
        state = risk.state.value
        said = message(f"event.risk_{state}", name=risk.name)
        yield _event(Happening.RISK_CLOSED, risk, risk.closed_on, said, PageName.RISKS)


def _of_change(change: ChangeRequest) -> Iterator[Event]:
    page = PageName.CHANGES
    if change.raised_on:
        said = message("event.change_raised", name=change.name)
        yield _event(Happening.CHANGE_RAISED, change, change.raised_on, said, page)
    if change.decided_on:
        decided = "approved"
        if change.state is ChangeState.REJECTED:
            decided = "rejected"
        said = message(f"event.change_{decided}", name=change.name)
        yield _event(Happening.CHANGE_DECIDED, change, change.decided_on, said, page)


def _releases(project: Project) -> Iterator[Event]:
    for release in project.releases:
        version = release.version
        id_ = EventId(Happening.RELEASED, version)
        said = message("event.release", version=version)
        yield Event(
            id=id_,
            on=release.on,
            said=said,
            page=PageName.CHANGES,
            about=version,
        )


def _event(
    happened: Happening,
    item: Item,
    on: date,
    said: Message,
    page: PageName,
) -> Event:
    first_id = _first_id(item)
    id_ = EventId(happened, first_id)
    return Event(
        id=id_,
        on=on,
        said=said,
        page=page,
        about=item.id,
    )


def _first_id(item: Item) -> str:
    """Returns the oldest id that a file tells of an item: no other item may claim it."""
    if item.formerly:
        return item.formerly[0]
    return item.id
