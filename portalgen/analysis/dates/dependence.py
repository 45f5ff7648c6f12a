"""What hangs together along depends_on: which milestones wait for which, and which dates a move pushed."""

from collections.abc import Mapping, Sequence
from datetime import date

from portalgen.analysis.dates.known_moves import Account, KnownMove
from portalgen.model.milestone import Milestone


def upstream(milestones: Sequence[Milestone]) -> dict[str, frozenset[str]]:
    """Returns for each milestone the ids of all that it waits for, directly or through others; itself left out."""
    direct: dict[str, tuple[str, ...]] = {}
    for each in milestones:
        direct[each.id] = each.depends_on
    above: dict[str, frozenset[str]] = {}
    for id_ in direct:
        reached = _reached(id_, direct)
        reached.discard(id_)
        above[id_] = frozenset(reached)
    return above


def _reached(start: str, direct: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    waiting = list(direct[start])
    while waiting:
        name = waiting.pop()
        if name not in direct:
            continue
        if name in found:
            continue
        found.add(name)
        waiting += direct[name]
    return found


def pushed(
    milestones: Sequence[Milestone],
    accounts: Mapping[str, Account],
    milestone: Milestone,
    step: KnownMove,
) -> tuple[Milestone, ...]:
    """Returns the milestones whose dates moved later on the same day as a move of one that they wait for."""
    day = step.on
    days = step.days or 0
    if day is None or days <= 0:
        return ()
    above = upstream(milestones)
    found: list[Milestone] = []
    for each in milestones:
        if milestone.id not in above[each.id]:
            continue
        account = accounts[each.id]
        if _moved_later(account, day):
            found.append(each)
    return tuple(found)


def _moved_later(account: Account, day: date) -> bool:
    """Tells whether any move of a day led to a later date."""
    for step in account.steps:
        if step.on != day:
            continue
        days = step.days or 0
        if days > 0:
            return True
    return False
