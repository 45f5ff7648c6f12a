"""Which declared move explains which observed one: from the list of moves of one revision alone."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
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
class Step:
    """An observed move of a promise; None stands for no date."""

    before: date | None
    after: date | None


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
    word = re.sub(r"[\s_-]+", "_", (move.cause or "").strip().lower())
    return Explanation(
        move.on,
        word if word in CAUSES else None,
        _text(move.because),
        _text(move.agreed_by),
    )


def _text(text: str | None) -> str | None:
    return str(text) if text and text.strip() else None


def said_by(moves: Sequence[PastMove]) -> Explanation:
    """Returns what declared moves in a row say of the one move that was observed.

    The last one says when, and who agreed to where it led. The cause is that of the most days, typing errors aside;
    where one of them gives none, there is none yet. The reasons stand one behind the other.
    """
    *_, last = said = [explanation(move) for move in moves]
    if len(said) == 1:
        return last
    meant = [
        each for each in zip(moves, said, strict=True) if each[1].cause != CORRECTION
    ] or [(moves[-1], last)]
    days: dict[str | None, int] = {}
    for move, each in meant:
        days[each.cause] = days.pop(each.cause, 0) + _distance(move)
    owed = [each.cause for _, each in meant if not each.is_given]
    cause = owed[0] if owed else max(reversed(days), key=lambda each: days[each])
    reasons = dict.fromkeys(each.because for _, each in meant if each.because)
    return Explanation(last.on, cause, " ".join(reasons) or None, last.agreed_by)


def _distance(move: PastMove) -> int:
    return abs((move.after - move.before).days) if move.before and move.after else 0


def matched(steps: Sequence[Step], moves: Sequence[PastMove]) -> list[range | None]:
    """Returns for each observed move the positions of the declared ones that explain it, or None.

    Moves with both from and to go first, each to the oldest and shortest contiguous run of free steps that leads from
    the one to the other. Then such moves in a row that together lead where one step does: they were recorded at once.
    The others follow, last first, each to the newest free step that an end it names does not contradict.
    """
    taken: list[range | None] = [None] * len(steps)
    if not moves:
        return taken
    starts: dict[date | None, list[int]] = defaultdict(list)
    for at, step in enumerate(steps):
        starts[step.before].append(at)
    used: set[int] = set()
    for index, move in enumerate(moves):
        if _is_placed(move):
            for at in _run(steps, taken, starts, move):
                taken[at] = range(index, index + 1)
                used.add(index)
    for at, step in enumerate(steps):
        if taken[at] is None and (row := _row(moves, used, step)):
            taken[at] = row
            used.update(row)
    _match_others(steps, moves, taken)
    return taken


def _match_others(
    steps: Sequence[Step], moves: Sequence[PastMove], taken: list[range | None]
) -> None:
    free = [at for at, by in enumerate(taken) if by is None]
    for index in reversed(range(len(moves))):
        move = moves[index]
        if not _is_placed(move):
            last = next(
                (
                    last
                    for last in reversed(range(len(free)))
                    if _fits(move, steps[free[last]])
                ),
                None,
            )
            if last is not None:
                taken[free.pop(last)] = range(index, index + 1)


def _row(moves: Sequence[PastMove], used: Set[int], step: Step) -> range | None:
    """Returns the first moves in a row, none of them used, that together lead where a step does; None where none do."""
    for start, first in enumerate(moves):
        if first.before != step.before or step.before is None:
            continue
        end = start
        while end not in used and _is_placed(moves[end]):
            if moves[end].after == step.after:
                return range(start, end + 1)
            if end + 1 == len(moves) or moves[end + 1].before != moves[end].after:
                break
            end += 1
    return None


def _is_placed(move: PastMove) -> bool:
    return move.before is not None and move.after is not None


def _run(
    steps: Sequence[Step],
    taken: Sequence[range | None],
    starts: Mapping[date | None, Sequence[int]],
    move: PastMove,
) -> range:
    for start in starts.get(move.before, ()):
        end = start
        while taken[end] is None:
            if steps[end].after == move.after:
                return range(start, end + 1)
            if end + 1 == len(steps) or steps[end + 1].before != steps[end].after:
                break
            end += 1
    return range(0)


def _fits(move: PastMove, step: Step) -> bool:
    return (move.before is None or move.before == step.before) and (
        move.after is None or move.after == step.after
    )


class Explanations:
    """What is said of each step of a milestone, revision after revision.

    Steps are only ever appended. So once the first declared moves with both ends took the first steps in a row, they
    take the same ones in every later revision that begins with the same moves; those need not be matched again.
    """

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.said: list[Explanation] = []
        self._by: list[range | None] = []
        self._told: list[tuple[PastMove, ...]] = []
        self._moves: tuple[PastMove, ...] = ()
        self._settled_steps = self._settled_moves = 0

    @property
    def first_used(self) -> int:
        """The position of the first declared move that explains a step; their number where none does."""
        return min(
            (by.start for by in self._by if by is not None), default=len(self._moves)
        )

    def append(self, step: Step) -> None:
        """Adds the move that the next revision shows."""
        self.steps.append(step)

    def revise(
        self, moves: tuple[PastMove, ...]
    ) -> Iterator[tuple[Explanation, list[int]]]:
        """Yields what the next revision's moves say anew, each with the positions of the steps that it is about.

        Steps that were appended since the revision before are not among them: see `said`.
        """
        known = len(self.said)
        start = self._match(moves)
        told = [
            () if by is None else moves[by.start : by.stop] for by in self._by[start:]
        ]
        first = start if told[: known - start] != self._told[start:] else known
        self._told[start:] = told
        groups: dict[range | None, list[int]] = {}
        for at in range(first, len(self.steps)):
            says = said_by(self._told[at]) if self._told[at] else NO_EXPLANATION
            if at >= known:
                self.said.append(says)
            elif says != self.said[at]:
                self.said[at] = says
                groups.setdefault(self._by[at], []).append(at)
        return ((self.said[group[0]], group) for group in groups.values())

    def _match(self, moves: tuple[PastMove, ...]) -> int:
        """Matches the moves of the next revision; returns the first step of which they may say something new."""
        if not moves and not self._moves:
            start = len(self._by)
            self._by += [None] * (len(self.steps) - start)
            return start
        if moves[: self._settled_moves] != self._moves[: self._settled_moves]:
            self._settled_steps = self._settled_moves = 0
        start = self._settled_steps
        first = self._settled_moves
        self._moves = moves
        by = matched(self.steps[start:], moves[first:])
        self._by[start:] = [
            None if each is None else range(each.start + first, each.stop + first)
            for each in by
        ]
        self._settle()
        return start

    def _settle(self) -> None:
        at = self._settled_steps
        move = self._settled_moves
        while (
            at < len(self._by)
            and self._by[at] == range(move, move + 1)
            and _is_placed(self._moves[move])
        ):
            while at < len(self._by) and self._by[at] == range(move, move + 1):
                at += 1
            move += 1
        self._settled_steps = at
        self._settled_moves = move
