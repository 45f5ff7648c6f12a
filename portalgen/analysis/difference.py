"""What a client will see change from one state of the data to another, worst first."""

from collections.abc import Container, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portalgen.analysis.dates.known_moves import KnownMove
from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.analysis.ledger.records import Records
from portalgen.analysis.message import Message
from portalgen.analysis.term_changes import term_changes
from portalgen.analysis.told.events import Event
from portalgen.model.change import ChangeState
from portalgen.model.client import Client
from portalgen.model.health import Rag
from portalgen.model.milestone import Milestone
from portalgen.model.project import Project

# From the client's side: not knowing is worse than being on hold, and better than bad news.
DARKNESS = {
    Rag.GREEN: 0,
    Rag.ON_HOLD: 1,
    Rag.GREY: 2,
    Rag.AMBER: 3,
    Rag.RED: 4,
}
AGREED = {
    ChangeState.APPROVED,
    ChangeState.IMPLEMENTED,
}


class Kind(StrEnum):
    """What kind of change it is, in the order in which changes are told."""

    HEALTH = "health"
    PROMISE = "promise"
    FORECAST = "forecast"
    COST = "cost"
    TERM = "term"
    MILESTONE = "milestone"
    PROJECT = "project"
    VERDICT = "verdict"
    UPDATE = "update"
    EVENT = "event"
    DOCUMENT = "document"
    PAGE = "page"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a client will see change: what it is about, and how it stood before and stands after.

    `days` is how much later a date is, negative for earlier. `calls` tells that the client should hear it by voice
    before it reads it: a date later by more than the tolerance, darker health, a higher price, looser terms. `step` is
    the last move of a promise, with its reason.
    """

    project: str
    kind: Kind
    what: str
    before: Rag | Decimal | Message | date | str | None
    after: Rag | Decimal | Message | date | str | None
    days: int | None = None
    calls: bool = False
    event: Event | None = None
    step: KnownMove | None = None


def differences(
    before: tuple[Client, Findings] | None,
    after: tuple[Client, Findings],
) -> tuple[Difference, ...]:
    """Returns what changes for a client, what calls for a call first, then by kind in the order of the projects."""
    then: dict[str, _Standing] = {}
    if before:
        then = _by_id(*before)
    now = _by_id(*after)
    found: list[Difference] = []
    for id_, standing in now.items():
        stood = then.get(id_)
        found += _of_project(stood, standing)
    for id_, standing in then.items():
        if id_ not in now:
            gone = _gone(standing.project)
            found.append(gone)
    return in_order(found)


def in_order(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Returns what changes as it is told: what calls for a call first, then by kind."""
    ordered = sorted(differences, key=_place)
    return tuple(ordered)


def _gone(project: Project) -> Difference:
    """Returns the difference of a project that the client will see no longer."""
    return Difference(
        project=project.id,
        kind=Kind.PROJECT,
        what=project.name,
        before=project.id,
        after=None,
        calls=True,
    )


def _place(difference: Difference) -> tuple[bool, int]:
    """Returns where a difference is told: what calls for a call first, then by kind."""
    calls_last = not difference.calls
    kinds = list(Kind)
    order = kinds.index(difference.kind)
    return calls_last, order


@dataclass(frozen=True, slots=True)
class _Standing:
    project: Project
    found: ProjectFindings
    records: Records


@dataclass(frozen=True, slots=True)
class _Milestones:
    """The milestones of a project then and now: those in both, those that are new, and those that are gone."""

    kept: tuple[tuple[Promise, Promise], ...]
    new: tuple[Promise, ...]
    gone: tuple[Promise, ...]

    @property
    def moved(self) -> frozenset[str]:
        """The ids of those whose promise is another one now."""
        ids: set[str] = set()
        for then, now in self.kept:
            if then.current != now.current:
                ids.add(now.milestone.id)
        return frozenset(ids)


def _by_id(client: Client, findings: Findings) -> dict[str, _Standing]:
    standings: dict[str, _Standing] = {}
    for project in client.projects:
        found = findings.projects[project.id]
        standings[project.id] = _Standing(project, found, findings.records)
    return standings


def _of_project(then: _Standing | None, now: _Standing) -> Iterator[Difference]:
    if then is None:
        id_ = now.project.id
        yield Difference(
            project=id_,
            kind=Kind.PROJECT,
            what=now.project.name,
            before=None,
            after=id_,
        )
        return
    milestones = _milestones(then, now)
    yield from _health(then, now)
    yield from _dates(milestones, now)
    yield from _cost(then, now)
    yield from _terms(then, now)
    yield from _verdict(then, now)
    yield from _updates(then, now)
    yield from _events(then, now, milestones.moved)


def _milestones(then: _Standing, now: _Standing) -> _Milestones:
    """Returns the milestones then and now; one that has a new id is known by the one that it had."""
    gone = {each.milestone.id: each for each in then.found.promises}
    kept: list[tuple[Promise, Promise]] = []
    new: list[Promise] = []
    for promise in now.found.promises:
        name = _known_as(promise.milestone, gone)
        if name is None:
            new.append(promise)
        else:
            former = gone.pop(name)
            kept.append((former, promise))
    return _Milestones(
        kept=tuple(kept),
        new=tuple(new),
        gone=tuple(gone.values()),
    )


def _known_as(milestone: Milestone, known: Container[str]) -> str | None:
    """Returns the first id of a milestone that is known; None where none is."""
    names = (milestone.id, *milestone.formerly)
    for name in names:
        if name in known:
            return name
    return None


def _health(then: _Standing, now: _Standing) -> Iterator[Difference]:
    before = then.found.health.overall
    after = now.found.health.overall
    if before is after:
        return
    is_darker = DARKNESS[after] > DARKNESS[before]
    project = now.project
    yield Difference(
        project=project.id,
        kind=Kind.HEALTH,
        what=project.name,
        before=before,
        after=after,
        calls=is_darker,
    )


def _dates(milestones: _Milestones, now: _Standing) -> Iterator[Difference]:
    id_ = now.project.id
    for promise in milestones.new:
        milestone = promise.milestone
        yield Difference(
            project=id_,
            kind=Kind.MILESTONE,
            what=milestone.name,
            before=None,
            after=milestone.id,
        )
    for former, promise in milestones.kept:
        yield from _promise(former, promise, now)
        yield from _forecast(former, promise, now)
    for promise in milestones.gone:
        milestone = promise.milestone
        is_open = not promise.is_met
        yield Difference(
            project=id_,
            kind=Kind.MILESTONE,
            what=milestone.name,
            before=milestone.id,
            after=None,
            calls=is_open,
        )


def _promise(
    former: Promise,
    promise: Promise,
    now: _Standing,
) -> Iterator[Difference]:
    if former.current == promise.current:
        return
    moved = _moved(Kind.PROMISE, promise, former.current, promise.current, now)
    account = now.found.accounts[promise.milestone.id]
    if account.steps:
        last = account.steps[-1]
        moved = replace(moved, step=last)
    yield moved


def _forecast(
    former: Promise,
    promise: Promise,
    now: _Standing,
) -> Iterator[Difference]:
    if promise.is_met:
        return
    if former.expected == promise.expected:
        return
    yield _moved(Kind.FORECAST, promise, former.expected, promise.expected, now)


def _moved(
    kind: Kind,
    promise: Promise,
    before: date | None,
    after: date | None,
    now: _Standing,
) -> Difference:
    days: int | None = None
    if before and after:
        distance = after - before
        days = distance.days
    tolerance = now.found.tolerance.schedule_days
    is_late = days is not None and days > tolerance
    calls = after is None or is_late
    return Difference(
        project=now.project.id,
        kind=kind,
        what=promise.milestone.name,
        before=before,
        after=after,
        days=days,
        calls=calls,
    )


def _cost(then: _Standing, now: _Standing) -> Iterator[Difference]:
    before = _agreed_cost(then.project)
    after = _agreed_cost(now.project)
    if before != after:
        project = now.project
        is_dearer = after > before
        yield Difference(
            project=project.id,
            kind=Kind.COST,
            what=project.name,
            before=before,
            after=after,
            calls=is_dearer,
        )


def _agreed_cost(project: Project) -> Decimal:
    """Returns what all agreed change requests add to the price."""
    total = Decimal()
    for change in project.change_requests:
        if change.state not in AGREED:
            continue
        if change.cost_impact is not None:
            total += change.cost_impact
    return total


def _terms(then: _Standing, now: _Standing) -> Iterator[Difference]:
    """Yields what the project is judged by and is written otherwise now; what is looser should be said by voice."""
    before = (then.project, then.found)
    after = (now.project, now.found)
    for change in term_changes(before, after, now.records):
        yield Difference(
            project=now.project.id,
            kind=Kind.TERM,
            what=change.what,
            before=change.before,
            after=change.after,
            calls=change.is_looser,
        )


def _verdict(then: _Standing, now: _Standing) -> Iterator[Difference]:
    before = then.found.verdict
    after = now.found.verdict
    if before != after:
        project = now.project
        yield Difference(
            project=project.id,
            kind=Kind.VERDICT,
            what=project.name,
            before=before,
            after=after,
        )


def _updates(then: _Standing, now: _Standing) -> Iterator[Difference]:
    known = {update.period_end for update in then.project.updates}
    for update in reversed(now.project.updates):
        if update.period_end not in known:
            yield Difference(
                project=now.project.id,
                kind=Kind.UPDATE,
                what=update.headline,
                before=None,
                after=update.period_end,
            )


def _events(
    then: _Standing,
    now: _Standing,
    moved: Set[str],
) -> Iterator[Difference]:
    """Yields events that are new. A move is told as a date that changed; one that went back, as the event that it was.

    `moved` are the ids of the milestones whose promise is another one now.
    """
    known = {event.id for event in then.found.events}
    for event in reversed(now.found.events):
        if event.id in known:
            continue
        is_told = event.step is not None and event.about in moved
        if not is_told:
            yield Difference(
                project=now.project.id,
                kind=Kind.EVENT,
                what="",
                before=None,
                after=event.said,
                event=event,
            )
