"""Explanations: which declared move explains which observed one."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.analysis.ledger.explanations import (
    CAUSES,
    NO_EXPLANATION,
    Explanation,
    explanation,
    said_by,
)
from portalgen.analysis.ledger.matching import Step, matched
from portalgen.analysis.ledger.step_explanations import StepExplanations
from portalgen.model.milestone import Cause
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


def because(
    before: date, after: date, cause: str | None, text: str, by: str | None = None
) -> PastMove:
    return move(str(before), str(after), cause=cause, because=text, agreed_by=by)


def test_moves_recorded_at_once_say_all_reasons_and_the_cause_of_most_days() -> None:
    one, two = (
        because(A, B, "our_fault", "We were late.", "Timo"),
        because(B, D, "third_party", "So was the bank."),
    )
    assert said_by([one, two]) == Explanation(
        None, "third_party", "We were late. So was the bank.", None
    )
    assert said_by([one]) == Explanation(None, "our_fault", "We were late.", "Timo")


def test_as_many_days_each_have_the_cause_of_the_last() -> None:
    assert (
        said_by([because(A, B, "our_fault", "x"), because(B, C, "estimate", "y")]).cause
        == "estimate"
    )


@pytest.mark.parametrize("cause", ["to_follow", None])
def test_one_move_without_a_reason_leaves_the_whole_without_one(
    cause: str | None,
) -> None:
    assert not said_by(
        [because(A, D, "estimate", "x"), because(D, C, cause, "y")]
    ).is_given


def test_a_typing_error_put_right_at_once_is_no_reason() -> None:
    said = said_by(
        [
            because(A, D, "estimate", "More tests."),
            because(D, B, "correction", "Mistyped."),
        ]
    )
    assert (said.cause, said.because) == ("estimate", "More tests.")


def test_a_run_does_not_lead_across_a_gap() -> None:
    apart = [Step(A, B), Step(C, D)]
    assert matched(apart, [placed(A, D)]) == [None, None]
    assert matched([Step(A, B), Step(B, D)], [placed(A, D)]) == [range(1), range(1)]


def test_the_causes_of_the_ledger_are_those_of_the_model() -> None:
    assert {cause.value for cause in Cause} == CAUSES


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("client_wait", "client_wait"),
        (" Client-wait ", "client_wait"),
        ("Force  majeure", "force_majeure"),
        ("Timo", None),
        ("", None),
        (None, None),
    ],
)
def test_a_cause_is_one_of_the_fixed_words_or_none(
    written: str | None, read: str | None
) -> None:
    assert explanation(move(cause=written)).cause == read


@pytest.mark.parametrize(
    ("cause", "is_given"),
    [("estimate", True), ("correction", True), ("to_follow", False), (None, False)],
)
def test_a_cause_explains_unless_it_is_to_follow(
    cause: str | None, is_given: bool
) -> None:
    assert explanation(move(cause=cause)).is_given == is_given


def test_an_empty_text_is_none() -> None:
    assert explanation(move(cause=None, because="", agreed_by=" \n")) == NO_EXPLANATION


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
