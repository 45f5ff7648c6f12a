"""Health as an agency declares it."""

import pytest
from pydantic import ValidationError

from portalgen.model.health import Dimension, Health, Rag


def test_health_is_asked_by_dimension() -> None:
    made = Health.model_validate({"schedule": "red", "scope": "Green"})
    assert [made.of(each) for each in Dimension] == [Rag.RED, Rag.GREEN, None]


@pytest.mark.parametrize("colour", ["grey", "on_hold", "yellow"])
def test_an_agency_declares_green_amber_or_red(colour: str) -> None:
    with pytest.raises(ValidationError):
        Health.model_validate({"schedule": colour})
