"""What is asked for, and when it is overdue."""

from datetime import date

import pytest

from portalgen.model.ask import Ask, Owed


@pytest.mark.parametrize("noun", [Ask, Owed])
@pytest.mark.parametrize(
    ("fields", "overdue"),
    [
        ({"due_on": "2026-11-19"}, True),
        ({"due_on": "2026-11-20"}, False),
        ({"due_on": "2026-11-19", "done_on": "2026-11-25"}, False),
        ({}, False),
    ],
)
def test_what_is_open_past_its_day_is_overdue(
    noun: type[Ask | Owed], fields: dict[str, str], overdue: bool
) -> None:
    made = noun.model_validate({"id": "photos", "what": "Photos", **fields})
    assert made.is_overdue(date(2026, 11, 20)) is overdue
