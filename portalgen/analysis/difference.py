"""What a client will see change from one state of the data to another, worst first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portalgen.analysis.dates.account import Step
from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.analysis.message import Message
from portalgen.analysis.told.events import Event
from portalgen.model.change import ChangeState
from portalgen.model.client import Client
from portalgen.model.health import Rag
from portalgen.model.project import Project

# From the client's side: not knowing is worse than being on hold, and better than bad news.
DARKNESS = {Rag.GREEN: 0, Rag.ON_HOLD: 1, Rag.GREY: 2, Rag.AMBER: 3, Rag.RED: 4}
AGREED = {ChangeState.APPROVED, ChangeState.IMPLEMENTED}


class Kind(StrEnum):
    """What kind of change it is, in the order in which changes are told."""

    HEALTH = "health"
    PROMISE = "promise"
    FORECAST = "forecast"
    COST = "cost"
    MILESTONE = "milestone"
    PROJECT = "project"
    VERDICT = "verdict"
    UPDATE = "update"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a client will see change: what it is about, and how it stood before and stands after.

    `days` is how much later a date is, negative for earlier. `calls` tells that the client should hear it by voice
    before it reads it: a date later by more than the tolerance, darker health, a higher price. `step` is the last move
    of a promise, with its reason.
    """

    project: str
    kind: Kind
    what: str
    before: Rag | Decimal | Message | date | str | None
    after: Rag | Decimal | Message | date | str | None
    days: int | None = None
    calls: bool = False
    event: Event | None = None
    step: Step | None = None


def differences(
    before: tuple[Client, Findings] | None, after: tuple[Client, Findings]
) -> tuple[Difference, ...]:
    """Returns what changes for a client, what calls for a call first, then by kind in the order of the projects."""
    then = _by_id(*before) if before else {}
    now = _by_id(*after)
    found = [
        each
        for id_, standing in now.items()
        for each in _of_project(then.get(id_), standing)
    ]
    found += [
        Difference(id_, Kind.PROJECT, then[id_].project.name, id_, None, calls=True)
        for id_ in then.keys() - now
    ]
    order = list(Kind)
    return tuple(
        sorted(found, key=lambda each: (not each.calls, order.index(each.kind)))
    )


@dataclass(frozen=True, slots=True)
class _Standing:
    project: Project
    found: ProjectFindings


def _by_id(client: Client, findings: Findings) -> dict[str, _Standing]:
    return {
        each.id: _Standing(each, findings.projects[each.id]) for each in client.projects
    }


def _of_project(then: _Standing | None, now: _Standing) -> Iterator[Difference]:
    id_ = now.project.id
    found = now.found
    if then is None:
        yield Difference(id_, Kind.PROJECT, now.project.name, None, id_)
        return
    if then.found.health.overall is not found.health.overall:
        before = then.found.health.overall
        after = found.health.overall
        yield Difference(
            id_,
            Kind.HEALTH,
            now.project.name,
            before,
            after,
            calls=DARKNESS[after] > DARKNESS[before],
        )
    dates = list(_dates(then, now))
    yield from dates
    yield from _cost(then, now)
    if then.found.verdict != found.verdict:
        yield Difference(
            id_, Kind.VERDICT, now.project.name, then.found.verdict, found.verdict
        )
    known = {update.period_end for update in then.project.updates}
    for update in reversed(now.project.updates):
        if update.period_end not in known:
            yield Difference(id_, Kind.UPDATE, update.headline, None, update.period_end)
    # A move is told as a date that changed; one that went back in between, as the event that it was.
    changed = {each.what for each in dates if each.kind is Kind.PROMISE}
    moved = {
        f"{each.milestone.id}.moved."
        for each in found.promises
        if each.milestone.name in changed
    }
    seen = {event.id for event in then.found.events}
    for event in reversed(found.events):
        if event.id not in seen and not any(
            event.id.startswith(each) for each in moved
        ):
            yield Difference(id_, Kind.EVENT, "", None, event.said, event=event)


def _dates(then: _Standing, now: _Standing) -> Iterator[Difference]:
    id_ = now.project.id
    tolerance = now.found.tolerance.schedule_days
    known = {each.milestone.id: each for each in then.found.promises}
    for promise in now.found.promises:
        former = next(
            (known.pop(name) for name in _names(promise) if name in known), None
        )
        if former is None:
            yield Difference(
                id_, Kind.MILESTONE, promise.milestone.name, None, promise.milestone.id
            )
        else:
            yield from _moved(now, former, promise, tolerance)
    for gone in known.values():
        yield Difference(
            id_,
            Kind.MILESTONE,
            gone.milestone.name,
            gone.milestone.id,
            None,
            calls=not gone.is_met,
        )


def _names(promise: Promise) -> tuple[str, ...]:
    return promise.milestone.id, *promise.milestone.formerly


def _moved(
    now: _Standing, former: Promise, promise: Promise, tolerance: int
) -> Iterator[Difference]:
    name = promise.milestone.name
    steps = now.found.accounts[promise.milestone.id].steps
    for kind, before, after in (
        (Kind.PROMISE, former.current, promise.current),
        (Kind.FORECAST, former.expected, promise.expected),
    ):
        if before == after or (kind is Kind.FORECAST and promise.is_met):
            continue
        days = (after - before).days if before and after else None
        calls = after is None or (days is not None and days > tolerance)
        step = steps[-1] if steps and kind is Kind.PROMISE else None
        yield Difference(
            now.project.id, kind, name, before, after, days, calls, step=step
        )


def _cost(then: _Standing, now: _Standing) -> Iterator[Difference]:
    before = _agreed_cost(then.project)
    after = _agreed_cost(now.project)
    if before != after:
        yield Difference(
            now.project.id,
            Kind.COST,
            now.project.name,
            before,
            after,
            calls=after > before,
        )


def _agreed_cost(project: Project) -> Decimal:
    """Returns what all agreed change requests add to the price."""
    agreed = (
        each.cost_impact for each in project.change_requests if each.state in AGREED
    )
    return sum((cost for cost in agreed if cost is not None), Decimal())
