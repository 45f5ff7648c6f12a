"""What is said of each step revision after revision: the same as one matching of the last list says."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portalgen.analysis.ledger.explanations import (
    NO_EXPLANATION,
    Explanation,
    said_by,
)
from portalgen.analysis.ledger.matching import Step, matched
from portalgen.analysis.ledger.step_explanations import StepExplanations
from portalgen.model.record.past import PastMove
from tests.kit.clients.histories import move

A, B, C, D = (date(2026, 6, 1) + timedelta(weeks=n) for n in range(4))
days = st.sampled_from([A, B, C, D, None])
declared = st.lists(
    st.builds(
        move,
        days.map(lambda day: day and str(day)),
        days.map(lambda day: day and str(day)),
    )
)


@given(st.lists(st.tuples(st.lists(days, max_size=2), declared), max_size=6))
def test_what_is_said_step_by_step_is_what_the_last_list_says_alone(
    revisions: list[tuple[list[date | None], list[PastMove]]],
) -> None:
    running, at = StepExplanations(), A
    moves: tuple[PastMove, ...] = ()
    said: list[Explanation] = []
    for to, more in revisions:
        for day in to:
            running.append(Step(at, day))
            at = day or A
        # A list that mostly grows, as people write it.
        moves = (*moves, *more) if len(more) < 3 else tuple(more)
        changed = {
            at: says for says, positions in running.revise(moves) for at in positions
        }
        alone = matched(running.steps, moves)
        expected = [
            NO_EXPLANATION if by is None else said_by([moves[at] for at in by])
            for by in alone
        ]
        assert running.said == expected
        assert changed == {
            n: expected[n] for n, before in enumerate(said) if before != expected[n]
        }
        said = list(running.said)
