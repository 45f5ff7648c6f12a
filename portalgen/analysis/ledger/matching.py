"""The rule by which declared moves are matched to observed ones: from the list of moves of one revision alone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.model.record.past import PastMove


@dataclass(frozen=True, slots=True)
class Step:
    """An observed move of a promise; None stands for no date."""

    before: date | None
    after: date | None


def matched(steps: Sequence[Step], moves: Sequence[PastMove]) -> list[range | None]:
    """Returns for each observed move the positions of the declared ones that explain it, or None.

    Moves with both from and to go first, each to the oldest and shortest contiguous run of free steps that leads from
    the one to the other. Then such moves in a row that together lead where one step does: they were recorded at once.
    The others follow, last first, each to the newest free step that an end it names does not contradict.
    """
    if not moves:
        count = len(steps)
        return [None] * count
    matching = _Matching(steps, moves)
    matching.take_runs()
    matching.take_rows()
    matching.take_the_rest()
    return matching.taken


def is_placed(move: PastMove) -> bool:
    """Tells whether a declared move has both its from and its to."""
    has_from = move.before is not None
    has_to = move.after is not None
    return has_from and has_to


class _Matching:
    """Observed steps and declared moves while they are matched: which moves took which step so far."""

    def __init__(self, steps: Sequence[Step], moves: Sequence[PastMove]) -> None:
        self.taken: list[range | None] = [None] * len(steps)
        self._steps = steps
        self._moves = moves
        self._used: set[int] = set()
        self._starts: dict[date | None, list[int]] = defaultdict(list)
        for at, step in enumerate(steps):
            starts = self._starts[step.before]
            starts.append(at)

    def take_runs(self) -> None:
        """Gives each move with both ends the free steps in a row that lead from the one to the other."""
        for index, move in enumerate(self._moves):
            if not is_placed(move):
                continue
            run = self._run(move)
            alone = range(index, index + 1)
            for at in run:
                self.taken[at] = alone
            if run:
                self._used.add(index)

    def take_rows(self) -> None:
        """Gives each free step the unused moves in a row that together lead where it does."""
        for at, step in enumerate(self._steps):
            if self.taken[at] is not None:
                continue
            row = self._row(step)
            if row:
                self.taken[at] = row
                self._used.update(row)

    def take_the_rest(self) -> None:
        """Gives each move that lacks an end, last first, the newest free step that it does not contradict."""
        free: list[int] = []
        for at, by in enumerate(self.taken):
            if by is None:
                free.append(at)
        positions = range(len(self._moves))
        for index in reversed(positions):
            move = self._moves[index]
            if is_placed(move):
                continue
            newest = self._newest(free, move)
            if newest is not None:
                free.remove(newest)
                self.taken[newest] = range(index, index + 1)

    def _run(self, move: PastMove) -> range:
        """Returns the oldest and shortest run of free steps that leads where a move does; an empty one for none."""
        starts = self._starts.get(move.before, ())
        for start in starts:
            end = self._end_of_run(start, move.after)
            if end is not None:
                return range(start, end + 1)
        return range(0)

    def _end_of_run(self, start: int, after: date | None) -> int | None:
        """Returns the first of the free steps in a row from a start that leads to a date; None where none does."""
        end = start
        while self.taken[end] is None:
            reached = self._steps[end].after
            if reached == after:
                return end
            end += 1
            if end == len(self._steps):
                return None
            following = self._steps[end]
            if following.before != reached:
                return None
        return None

    def _newest(self, free: Sequence[int], move: PastMove) -> int | None:
        """Returns the newest of some steps that a move does not contradict; None where it contradicts all."""
        for at in reversed(free):
            step = self._steps[at]
            if _fits(move, step):
                return at
        return None

    def _row(self, step: Step) -> range:
        """Returns the first unused moves in a row that together lead where a step does; an empty range for none."""
        if step.before is None:
            return range(0)
        for start, move in enumerate(self._moves):
            if move.before != step.before:
                continue
            end = self._end_of_row(start, step.after)
            if end is not None:
                return range(start, end + 1)
        return range(0)

    def _end_of_row(self, start: int, after: date | None) -> int | None:
        """Returns the first of the unused moves in a row from a start that leads to a date; None where none does."""
        end = start
        while end not in self._used:
            move = self._moves[end]
            if not is_placed(move):
                return None
            reached = move.after
            if reached == after:
                return end
            end += 1
            if end == len(self._moves):
                return None
            following = self._moves[end]
            if following.before != reached:
                return None
        return None


def _fits(move: PastMove, step: Step) -> bool:
    fits_before = move.before is None or move.before == step.before
    fits_after = move.after is None or move.after == step.after
    return fits_before and fits_after
