"""How far promises moved, by the cause that is given for it now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from portalgen.analysis.dates.account import Account
from portalgen.model.milestone import Cause


@dataclass(frozen=True, slots=True)
class Slip:
    """What one cause did to promises: calendar days later (negative: earlier) in a number of moves; None: no cause."""

    cause: Cause | None
    days: int
    moves: int


def slips(accounts: Iterable[Account]) -> tuple[Slip, ...]:
    """Returns the slips by cause, largest first. Corrections of typing errors are no slips."""
    days: dict[Cause | None, list[int]] = defaultdict(list)
    for account in accounts:
        for step in account.steps:
            if step.days and not step.is_correction:
                days[step.cause].append(step.days)
    found = [Slip(cause, sum(each), len(each)) for cause, each in days.items()]
    return tuple(sorted(found, key=lambda slip: (-slip.days, slip.cause or "")))
