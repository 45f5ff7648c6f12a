"""Change requests, and what else the client agreed to with one."""

import pytest
from pydantic import ValidationError

from portalgen.model.change import ChangeRequest, Term


def change(**keys: object) -> ChangeRequest:
    return ChangeRequest.model_validate(
        {"id": "cr-3", "name": "Loyalty points", **keys}
    )


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
