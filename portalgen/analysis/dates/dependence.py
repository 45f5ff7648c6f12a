"""What hangs together along depends_on: which milestones wait for which, and which dates a move pushed."""

from collections.abc import Mapping, Sequence

from portalgen.analysis.dates.account import Account, Step
from portalgen.model.milestone import Milestone


def upstream(milestones: Sequence[Milestone]) -> dict[str, frozenset[str]]:
    """Returns for each milestone the ids of all that it waits for, directly or through others; itself left out."""
    direct = {each.id: each.depends_on for each in milestones}
    return {id_: frozenset(_reached(id_, direct)) - {id_} for id_ in direct}


def _reached(start: str, direct: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    waiting = list(direct[start])
    while waiting:
        name = waiting.pop()
        if name in direct and name not in found:
            found.add(name)
            waiting += direct[name]
    return found


def pushed(
    milestones: Sequence[Milestone],
    accounts: Mapping[str, Account],
    milestone: Milestone,
    step: Step,
) -> tuple[Milestone, ...]:
    """Returns the milestones whose dates moved later on the same day as a move of one that they wait for."""
    if step.on is None or not step.days or step.days < 0:
        return ()
    above = upstream(milestones)
    return tuple(
        each
        for each in milestones
        if milestone.id in above[each.id]
        and any(
            other.on == step.on and (other.days or 0) > 0
            for other in accounts[each.id].steps
        )
    )
