"""What declared moves say of a move that was observed: when it was made, why, and who agreed to it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.model.record.past import PastMove

CORRECTION = "correction"
TO_FOLLOW = "to_follow"
# The causes of the ledger's version 1. Any other word might be a name, and what is hashed in the clear stays for ever.
CAUSES = frozenset(
    {
        "client_wait",
        "scope_change",
        "estimate",
        "our_fault",
        "third_party",
        "force_majeure",
        "early",
    }
    | {CORRECTION, TO_FOLLOW}
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is said of a move; nothing at all where no declared move explains it."""

    on: date | None = None
    cause: str | None = None
    because: str | None = None
    agreed_by: str | None = None

    @property
    def is_given(self) -> bool:
        """Tells whether there is a cause; one that is to follow is none yet."""
        return self.cause is not None and self.cause != TO_FOLLOW


NO_EXPLANATION = Explanation()


def explanation(move: PastMove) -> Explanation:
    """Returns what a declared move says. A cause counts as spelt in any case, with spaces or hyphens."""
    spelt = (move.cause or "").strip().lower()
    word = re.sub(r"[\s_-]+", "_", spelt)
    cause: str | None = None
    if word in CAUSES:
        cause = word
    return Explanation(
        on=move.on,
        cause=cause,
        because=_text(move.because),
        agreed_by=_text(move.agreed_by),
    )


def _text(text: str | None) -> str | None:
    if text is None or not text.strip():
        return None
    return str(text)


@dataclass(frozen=True, slots=True)
class _Said:
    """A declared move, and what it says."""

    move: PastMove
    says: Explanation


def said_by(moves: Sequence[PastMove]) -> Explanation:
    """Returns what declared moves in a row say of the one move that was observed.

    The last one says when, and who agreed to where it led. The cause is that of the most days, typing errors aside;
    where one of them gives none, there is none yet. The reasons stand one behind the other.
    """
    said: list[_Said] = []
    for move in moves:
        says = explanation(move)
        said.append(_Said(move, says))
    last = said[-1]
    if len(said) == 1:
        return last.says
    meant = [each for each in said if each.says.cause != CORRECTION]
    if not meant:
        meant.append(last)
    return Explanation(
        on=last.says.on,
        cause=_cause_of_most_days(meant),
        because=_reasons(meant),
        agreed_by=last.says.agreed_by,
    )


def _cause_of_most_days(said: Iterable[_Said]) -> str | None:
    """Returns the cause of the most days, of equal ones the last; one that is owed before all others."""
    days: dict[str | None, int] = {}
    for each in said:
        cause = each.says.cause
        if not each.says.is_given:
            return cause
        so_far = days.pop(cause, 0)
        distance = _distance(each.move)
        days[cause] = so_far + distance
    latest_first = reversed(days)
    return max(latest_first, key=lambda cause: days[cause])


def _reasons(said: Iterable[_Said]) -> str | None:
    """Returns the reasons one behind the other, each of them once."""
    reasons: dict[str, None] = {}
    for each in said:
        because = each.says.because
        if because:
            reasons[because] = None
    text = " ".join(reasons)
    return text or None


def _distance(move: PastMove) -> int:
    if move.before is None or move.after is None:
        return 0
    distance = move.after - move.before
    return abs(distance.days)
