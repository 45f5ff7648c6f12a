"""What declared moves say: the cause, the reasons, who agreed."""

from datetime import date, timedelta

import pytest

from portalgen.analysis.ledger.explanations import (
    CAUSES,
    NO_EXPLANATION,
    Explanation,
    explanation,
    said_by,
)
from portalgen.model.milestone import Cause
from portalgen.model.record.past import PastMove
from tests.kit.clients.histories import move

A, B, C, D = (date(2026, 6, 1) + timedelta(weeks=n) for n in range(4))


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
