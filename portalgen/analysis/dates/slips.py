"""How far promises moved, by the cause that is given for it now."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from portalgen.analysis.dates.known_moves import Account
from portalgen.model.milestone import Cause


@dataclass(frozen=True, slots=True)
class Slip:
    """What one cause did to promises: calendar days later (negative: earlier) in a number of moves; None: no cause."""

    cause: Cause | None
    days: int
    moves: int


def slips(accounts: Iterable[Account]) -> tuple[Slip, ...]:
    """Returns the slips by cause, largest first. Corrections of typing errors are no slips."""
    days: Counter[Cause | None] = Counter()
    moves: Counter[Cause | None] = Counter()
    for account in accounts:
        for step in account.moves:
            cause = step.cause
            days[cause] += step.days or 0
            moves[cause] += 1
    found: list[Slip] = []
    for cause, count in moves.items():
        slip = Slip(cause, days[cause], count)
        found.append(slip)
    found.sort(key=_place)
    return tuple(found)


def _place(slip: Slip) -> tuple[int, str]:
    """Returns where a slip stands: the largest first, of equal ones by the word for the cause."""
    largest_first = -slip.days
    word = slip.cause or ""
    return largest_first, word
