"""Risks and their exposure."""

import pytest

from portalgen.model.risk import Impact, Probability, Risk


@pytest.mark.parametrize(
    ("probability", "impact", "exposure"),
    [
        ("rare", "minor", 1),
        ("almost_certain", "severe", 25),
        ("5", "5", 25),
        ("1", "severe", 5),
        ("possible", "3", 9),
    ],
)
def test_exposure_is_probability_times_impact(
    probability: str, impact: str, exposure: int
) -> None:
    made = Risk.model_validate(
        {"id": "a", "name": "A", "probability": probability, "impact": impact}
    )
    assert made.exposure == exposure
    assert isinstance(made.probability, Probability)
    assert isinstance(made.impact, Impact)
