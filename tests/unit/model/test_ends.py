"""What has ended: one place for each noun says so."""

from datetime import date

import pytest

from portalgen.model.project import ProjectState
from portalgen.model.risk import Risk, RiskState
from tests.kit.clients.nouns import day, milestone, project

ENDED = {ProjectState.CLOSED, ProjectState.CANCELLED}
SINCE, LATER = day("2026-03-02"), day("2026-06-01")


@pytest.mark.parametrize("state", ProjectState)
def test_a_project_has_ended_once_it_is_closed_or_cancelled(
    state: ProjectState,
) -> None:
    assert project(state=state).has_ended is (state in ENDED)


@pytest.mark.parametrize(
    ("state", "since", "asked", "expected"),
    [
        ("closed", SINCE, LATER, SINCE),
        ("cancelled", LATER, SINCE, SINCE),
        ("closed", None, LATER, LATER),
        ("paused", SINCE, LATER, LATER),
    ],
)
def test_a_project_that_has_ended_speaks_for_no_day_after_its_end(
    state: str, since: date | None, asked: date, expected: date
) -> None:
    assert project(state=state, since=since).last_day(asked) == expected


@pytest.mark.parametrize(
    ("keys", "is_met"),
    [
        ({}, False),
        ({"actual_date": SINCE}, True),
        ({"accepted_on": SINCE}, True),
    ],
)
def test_a_milestone_is_met_once_it_has_a_day_of_its_end(
    keys: dict[str, date], is_met: bool
) -> None:
    assert milestone("launch", **keys).is_met is is_met


@pytest.mark.parametrize("state", RiskState)
def test_a_risk_is_open_until_it_occurred_or_was_closed(state: RiskState) -> None:
    keys = {"id": "bank", "name": "Bank", "probability": "1", "impact": "1"}
    risk = Risk.model_validate({**keys, "state": state})
    assert risk.is_open is (state is RiskState.OPEN)
