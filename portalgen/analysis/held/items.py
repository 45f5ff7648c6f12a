"""The items that each milestone claims, so far as they leave the work before another one as it was published.

Items that a milestone claims stand behind those of the milestones before it. Whoever gives a far milestone more of them
than the scope grew by makes a nearer one look nearer still, with the same work to do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.held.agreement import in_force, released_on
from portalgen.model.change import Term
from portalgen.model.project import Project
from portalgen.model.record.published import Published

Items = Mapping[str, int]


def with_items_as_published(
    promises: Sequence[Promise],
    project: Project,
    known: Published,
    scope: Decimal,
) -> tuple[Promise, ...]:
    """Returns promises whose milestones claim no more items than leaves the most work before each that was published.

    `scope` is that of the last row of the series that they are simulated by.
    """
    released = released_on(project, Term.ITEMS)
    plans = list(in_force(known.plans, released))
    unmet = [each for each in promises if not each.is_met]
    unmet.sort(key=_anchor, reverse=True)
    today = {each.milestone.id: each.milestone.items_in_all for each in unmet}
    behind = Decimal()
    claimed: dict[str, int] = {}
    for at, each in enumerate(unmet):
        last_first = unmet[: at + 1]
        limits = [Decimal(_claimed(last_first, today))]
        for items, scope_then in plans:
            grown = scope - scope_then
            limits.append(_claimed(last_first, items) + grown)
        most = max(behind, min(limits))
        claimed[each.milestone.id] = int(most - behind)
        behind = most
    return tuple(_claiming(each, claimed) for each in promises)


def _claimed(
    promises: Sequence[Promise],
    items: Items,
) -> int:
    """Returns how many items milestones claim together, by any of their ids."""
    count = 0
    for each in promises:
        milestone = each.milestone
        for id_ in (milestone.id, *milestone.formerly):
            if id_ in items:
                count += items[id_]
                break
    return count


def _claiming(
    promise: Promise,
    claimed: Items,
) -> Promise:
    """Returns a promise whose milestone claims so many items; where those are fewer than it says, in no stream."""
    milestone = promise.milestone
    count = claimed.get(milestone.id)
    if count is None or milestone.items is None or count == milestone.items_in_all:
        return promise
    changed = milestone.model_copy(update={"items": count})
    return replace(promise, milestone=changed)


def _anchor(promise: Promise) -> date:
    return promise.anchor or date.max
