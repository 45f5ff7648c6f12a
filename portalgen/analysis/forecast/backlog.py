"""What is still to be done for each milestone, from the items that stand before it in the queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portalgen.analysis.dates.promises import Promise, deciding
from portalgen.model.progress import ProgressPoint


@dataclass(frozen=True, slots=True)
class Task:
    """Open items, and the share of what the scope grows by that joins them (0 to 1)."""

    backlog: Decimal
    growth_share: Decimal


@dataclass(frozen=True, slots=True)
class Queued:
    """A milestone in the queue, with all that must be done until it is."""

    milestone_id: str
    task: Task


def open_items(point: ProgressPoint) -> Decimal:
    """Returns the items that are known and not done."""
    return point.scope - point.done


def queue(promises: Sequence[Promise], point: ProgressPoint) -> tuple[Queued, ...]:
    """Returns the open milestones whose finish follows from the series, in the order of the queue.

    A milestone's backlog is all that is open, without the items of the milestones queued behind it: items that no
    milestone claims come first, so that forgetting `items` never makes a finish look nearer. Growth of the scope joins
    each in proportion to its backlog. Without `items` only those that decide when the project ends are here, with the
    whole scope. A milestone whose items are all done, and which is not met, waits for something else: it is not here.
    """
    unmet = [each for each in promises if not each.is_met]
    unmet.sort(key=_anchor_of)
    whole = open_items(point)
    last = {each.milestone.id for each in deciding(promises)}
    behind = Decimal()
    last_first: list[Queued] = []
    for each in reversed(unmet):
        milestone = each.milestone
        has_items = milestone.items is not None
        if has_items:
            backlog = whole - behind
        else:
            backlog = whole
        is_counted = has_items or milestone.id in last
        if is_counted and backlog > 0:
            task = Task(backlog, growth_share=backlog / whole)
            queued = Queued(milestone.id, task)
            last_first.append(queued)
        behind += milestone.items or 0
    return tuple(reversed(last_first))


def _anchor_of(promise: Promise) -> date:
    return promise.anchor or date.max
