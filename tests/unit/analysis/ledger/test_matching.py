"""Which declared move explains which observed one."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from portalgen.analysis.ledger.matching import Step, matched
from portalgen.model.record.past import PastMove
from tests.kit.clients.histories import move

A, B, C, D = (date(2026, 6, 1) + timedelta(weeks=n) for n in range(4))


def steps(*days: date | None) -> list[Step]:
    return [Step(before, after) for before, after in pairwise(days)]


def placed(before: date, after: date) -> PastMove:
    return move(str(before), str(after))


@pytest.mark.parametrize(
    ("observed", "declared", "expected"),
    [
        ((A, B), [], [None]),
        ((A, B), [move()], [0]),
        ((A, B, C), [move()], [None, 0]),
        ((A, B, C), [move(), move()], [0, 1]),
        ((A, B), [move(), move()], [1]),
        ((A, B), [placed(A, B)], [0]),
        ((A, B), [placed(A, C)], [None]),
        ((A, B, C), [placed(A, C)], [0, 0]),
        ((A, B, C, D), [placed(B, D)], [None, 0, 0]),
        ((A, B, C, D), [placed(A, B), move(), placed(C, D)], [0, 1, 2]),
        ((A, B, C, D), [move(), placed(A, B)], [1, None, 0]),
        ((A, B, C), [placed(B, C), placed(A, B)], [1, 0]),
        # There and back: the oldest and shortest run, each step once.
        ((A, B, A, B), [placed(A, B)], [0, None, None]),
        ((A, B, A, B), [placed(A, B), placed(B, A), placed(A, B)], [0, 1, 2]),
        ((A, B, A), [placed(A, A)], [0, 0]),
        # One run cannot pass over a step that another move explains.
        ((A, B, C), [placed(A, B), placed(A, C)], [0, None]),
        # A promise taken away and made anew.
        ((A, None, C), [placed(A, C)], [0, 0]),
        # One end alone says which steps it cannot mean.
        ((A, B, C), [move(str(A), None)], [0, None]),
        ((A, B, C), [move(None, str(B))], [0, None]),
        ((A, B, C), [move(None, str(D))], [None, None]),
        ((A, None), [move(str(A), None)], [0]),
    ],
)
def test_each_step_has_the_move_that_explains_it(
    observed: tuple[date | None, ...],
    declared: list[PastMove],
    expected: list[int | None],
) -> None:
    assert last_of(matched(steps(*observed), declared)) == expected


def last_of(found: list[range | None]) -> list[int | None]:
    """Returns the position of the last declared move that explains each step."""
    return [None if each is None else each[-1] for each in found]


@pytest.mark.parametrize(
    ("observed", "declared", "expected"),
    [
        # Two moves, or three, that one commit records at once.
        ((A, C), [placed(A, B), placed(B, C)], [range(2)]),
        ((A, D), [placed(A, B), placed(B, C), placed(C, D)], [range(3)]),
        (
            (A, B, D),
            [placed(A, B), placed(B, C), placed(C, D)],
            [range(1), range(1, 3)],
        ),
        ((B, D), [placed(A, B), placed(B, C), placed(C, D)], [range(1, 3)]),
        # They must be in a row, lead from the one end to the other, and explain nothing else.
        ((A, C), [placed(A, B), placed(D, C)], [None]),
        ((A, C), [placed(B, C), placed(A, B)], [None]),
        ((A, D), [placed(A, B), placed(B, C)], [None]),
        (
            (A, B, A, C),
            [placed(A, B), placed(B, C)],
            [range(1), range(1, 2), range(1, 2)],
        ),
        # One that says it alone comes first.
        ((A, C), [placed(A, B), placed(B, C), placed(A, C)], [range(2, 3)]),
        # What the row leaves is explained by those without ends.
        ((A, C, D), [placed(A, B), placed(B, C), move()], [range(2), range(2, 3)]),
    ],
)
def test_moves_that_were_recorded_at_once_explain_one_step_together(
    observed: tuple[date | None, ...],
    declared: list[PastMove],
    expected: list[range | None],
) -> None:
    assert matched(steps(*observed), declared) == expected


def test_a_run_does_not_lead_across_a_gap() -> None:
    apart = [Step(A, B), Step(C, D)]
    assert matched(apart, [placed(A, D)]) == [None, None]
    assert matched([Step(A, B), Step(B, D)], [placed(A, D)]) == [range(1), range(1)]
