"""An accent colour that can be read on white."""

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.checks.accent import contrast_on_white
from portalgen.analysis.checks.check import check
from portalgen.model.client import Client
from tests.kit.clients.checked import TODAY


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [
        ("#000000", 21.0),
        ("#ffffff", 1.0),
        ("#767676", 4.54),
        ("#777777", 4.48),
        ("#ff0000", 4.0),
        ("#0000ff", 8.59),
    ],
)
def test_contrast_is_as_the_guidelines_count_it(colour: str, ratio: float) -> None:
    # Published examples for WCAG 2.2, 1.4.3: #767676 is the lightest grey that passes on white.
    assert contrast_on_white(colour) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(("accent", "told"), [("#767676", []), ("#777777", ["PG507"])])
def test_an_accent_below_the_contrast_is_told(accent: str, told: list[str]) -> None:
    client = Client.model_validate(
        {"id": "acme", "name": "Acme", "branding": {"accent": accent}}
    )
    assert [each.code for each in check(client, analyse(client, TODAY))] == told
