"""A project: what it may leave out, whether it is a draft, and which words it knows."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from portalgen.model.health import Dimension
from portalgen.model.project import (
    ALWAYS_PUBLISHED,
    Contract,
    PageName,
    Project,
    ProjectState,
    Tolerance,
)


def project(**fields: Any) -> Project:
    return Project.model_validate({"id": "webshop", "name": "Webshop", **fields})


def test_a_project_needs_its_name_alone() -> None:
    made = project()
    assert (made.state, made.pages) == (ProjectState.ACTIVE, tuple(PageName))
    assert [made.health.of(each) for each in Dimension] == [None, None, None]
    assert (made.milestones, made.calendar.holidays, made.tolerance) == ((), (), None)
    with pytest.raises(ValidationError, match="name"):
        Project.model_validate({"id": "webshop"})


@pytest.mark.parametrize(
    ("live_from", "is_draft"),
    [(None, False), ("2026-06-01", False), ("2026-06-02", True)],
)
def test_a_project_is_a_draft_until_the_day_from_which_it_is_live(
    live_from: str | None, is_draft: bool
) -> None:
    made = project(live_from=live_from) if live_from else project()
    assert made.is_draft(date(2026, 6, 1)) is is_draft


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("paused", ProjectState.PAUSED),
        ("Closed", ProjectState.CLOSED),
        ("CANCELLED", ProjectState.CANCELLED),
    ],
)
def test_a_state_may_be_typed_with_capitals(typed: str, state: ProjectState) -> None:
    assert project(state=typed).state is state


@pytest.mark.parametrize("field", ["state", "contract"])
def test_a_word_that_is_none_is_refused(field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        project(**{field: "finished"})
    assert [error["type"] for error in caught.value.errors()] == ["enum"]


def test_a_contract_may_be_typed_with_blanks() -> None:
    assert project(contract="time and materials").contract is (
        Contract.TIME_AND_MATERIALS
    )


def test_a_project_may_be_late_by_a_week_and_over_by_ten_percent_unless_it_says() -> (
    None
):
    assert Tolerance() == Tolerance(schedule_days=7, budget_percent=Decimal(10))
    told = project(tolerance={"schedule_days": "0"}).tolerance
    assert told == Tolerance(schedule_days=0)


def test_the_pages_that_are_always_published_are_pages() -> None:
    assert {PageName.NOW, PageName.DATES, PageName.HOW} == ALWAYS_PUBLISHED
