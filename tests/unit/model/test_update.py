"""Updates, and which of their parts are left out."""

from datetime import date

import pytest

from portalgen.model.update import Update


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, ("done", "results", "why", "next")),
        ({"done": "A", "results": ["B"], "why": "none", "next": "None"}, ()),
        ({"done": "A", "why": "B"}, ("results", "next")),
        ({"quiet": True}, ()),
    ],
)
def test_an_update_knows_which_parts_are_left_out(
    fields: dict[str, object], missing: tuple[str, ...]
) -> None:
    assert (
        Update.model_validate(
            {"period_end": date(2026, 11, 20), "headline": "News", **fields}
        ).missing
        == missing
    )
