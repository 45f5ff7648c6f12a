"""How far promises moved, by cause, from the moves that the files declare."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from portalgen.model.milestone import Cause, Milestone


@dataclass(frozen=True, slots=True)
class Slip:
    """What one cause did to promises: calendar days later (negative: earlier) in a number of moves."""

    cause: Cause
    days: int
    moves: int


def slips(milestones: Iterable[Milestone]) -> tuple[Slip, ...]:
    """Returns the slips by cause, largest first. Corrections of typing errors are no slips."""
    days: dict[Cause, list[int]] = defaultdict(list)
    for milestone in milestones:
        for move in milestone.moves:
            if move.days is not None and move.cause is not Cause.CORRECTION:
                days[move.cause].append(move.days)
    found = [Slip(cause, sum(each), len(each)) for cause, each in days.items()]
    return tuple(sorted(found, key=lambda slip: (-slip.days, slip.cause)))
