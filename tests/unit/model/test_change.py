"""Change requests: which are said to be agreed, and what else the client agreed to with one."""

import pytest
from pydantic import ValidationError

from portalgen.model.change import ChangeRequest, ChangeState, Term
from portalgen.model.evidence import Evidence


def change(**keys: object) -> ChangeRequest:
    return ChangeRequest.model_validate({"id": "cr-1", "name": "Gift cards", **keys})


@pytest.mark.parametrize(
    ("state", "is_agreed"),
    [
        (ChangeState.PROPOSED, False),
        (ChangeState.APPROVED, True),
        (ChangeState.REJECTED, False),
        (ChangeState.IMPLEMENTED, True),
    ],
)
def test_a_change_is_agreed_once_it_is_approved(
    state: ChangeState, is_agreed: bool
) -> None:
    assert change(state=state.value).is_agreed is is_agreed
    assert not change().is_agreed


def test_a_decision_carries_words_or_what_can_be_checked() -> None:
    assert change(evidence=" By  phone ").evidence == "By  phone"
    proof = change(evidence={"document": "cr-1.pdf", "sha256": "AB" * 32}).evidence
    assert isinstance(proof, Evidence)
    assert (proof.document, proof.sha256) == ("cr-1.pdf", "ab" * 32)


def test_a_change_request_covers_what_it_names_and_nothing_else() -> None:
    assert change().covers == ()
    assert change(covers=None).covers == ()
    assert change(covers=["Tolerance", "milestones"]).covers == (
        Term.TOLERANCE,
        Term.MILESTONES,
    )


def test_it_covers_no_word_that_is_not_known() -> None:
    with pytest.raises(ValidationError):
        change(covers=["everything"])
