"""What is said of each step of a milestone, revision after revision, without matching again what is settled."""

from portalgen.analysis.ledger.explanations import (
    NO_EXPLANATION,
    Explanation,
    said_by,
)
from portalgen.analysis.ledger.matching import Step, is_placed, matched
from portalgen.model.record.past import PastMove

Moves = tuple[PastMove, ...]
SaidAnew = list[tuple[Explanation, list[int]]]


class StepExplanations:
    """What is said of each step of a milestone, revision after revision.

    Steps are only ever appended. So once the first declared moves with both ends took the first steps in a row, they
    take the same ones in every later revision that begins with the same moves; those need not be matched again.
    """

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.said: list[Explanation] = []
        self._by: list[range | None] = []
        self._told: list[Moves] = []
        self._moves: Moves = ()
        self._settled_steps = 0
        self._settled_moves = 0

    @property
    def first_used(self) -> int:
        """The position of the first declared move that explains a step; their number where none does."""
        first = len(self._moves)
        for by in self._by:
            if by is not None:
                first = min(first, by.start)
        return first

    def last_told(self, at: int) -> PastMove | None:
        """Returns the last of the declared moves that explain the step at a position; None where none does."""
        moves = self._told[at]
        if not moves:
            return None
        return moves[-1]

    def append(self, step: Step) -> None:
        """Adds the move that the next revision shows."""
        self.steps.append(step)

    def revise(self, moves: Moves) -> SaidAnew:
        """Returns what the next revision's moves say anew, each with the positions of the steps that it is about.

        Steps that were appended since the revision before are not among them: see `said`.
        """
        known = len(self.said)
        start = self._match(moves)
        is_as_before = self._tell(moves, start)
        changed: SaidAnew = []
        if not is_as_before:
            known_steps = range(start, known)
            changed = self._say_anew(known_steps)
        new_steps = range(known, len(self.steps))
        for at in new_steps:
            says = self._says(at)
            self.said.append(says)
        return changed

    def _tell(self, moves: Moves, start: int) -> bool:
        """Notes the moves that are about each step from a position on; tells whether known steps keep theirs."""
        told: list[Moves] = []
        for by in self._by[start:]:
            part = _part(moves, by)
            told.append(part)
        before = self._told[start:]
        now = told[: len(before)]
        self._told[start:] = told
        return now == before

    def _say_anew(self, steps: range) -> SaidAnew:
        """Returns what is said otherwise of known steps; what the same moves say of several stands together."""
        groups: dict[range | None, list[int]] = {}
        for at in steps:
            says = self._says(at)
            if says == self.said[at]:
                continue
            self.said[at] = says
            by = self._by[at]
            group = groups.setdefault(by, [])
            group.append(at)
        changed: SaidAnew = []
        for group in groups.values():
            first = group[0]
            says = self.said[first]
            changed.append((says, group))
        return changed

    def _says(self, at: int) -> Explanation:
        moves = self._told[at]
        if not moves:
            return NO_EXPLANATION
        return said_by(moves)

    def _match(self, moves: Moves) -> int:
        """Matches the moves of the next revision; returns the first step of which they may say something new."""
        if not moves and not self._moves:
            start = len(self._by)
            new_steps = len(self.steps) - start
            self._by += [None] * new_steps
            return start
        settled = self._moves[: self._settled_moves]
        same_place = moves[: self._settled_moves]
        if same_place != settled:
            self._settled_steps = 0
            self._settled_moves = 0
        start = self._settled_steps
        skipped = self._settled_moves
        self._moves = moves
        open_steps = self.steps[start:]
        open_moves = moves[skipped:]
        taken = matched(open_steps, open_moves)
        moved_on = [_moved_on(by, skipped) for by in taken]
        self._by[start:] = moved_on
        self._settle()
        return start

    def _settle(self) -> None:
        """Settles the first moves with both ends that took the first steps in a row."""
        at = self._settled_steps
        move = self._settled_moves
        while self._is_taken(at, move):
            if not is_placed(self._moves[move]):
                break
            while self._is_taken(at, move):
                at += 1
            move += 1
        self._settled_steps = at
        self._settled_moves = move

    def _is_taken(self, at: int, move: int) -> bool:
        """Tells whether there is a step at a position, and one move alone took it."""
        if at >= len(self._by):
            return False
        alone = range(move, move + 1)
        return self._by[at] == alone


def _part(moves: Moves, by: range | None) -> Moves:
    if by is None:
        return ()
    return moves[by.start : by.stop]


def _moved_on(by: range | None, count: int) -> range | None:
    if by is None:
        return None
    start = by.start + count
    stop = by.stop + count
    return range(start, stop)
