"""The rhythm of reports: when data is stale, and when the next report comes."""

from datetime import date
from typing import Any

import pytest

from portalgen.analysis.health.cadence import Reporting, fresh_until, reporting
from portalgen.model.client import Agency
from tests.kit.clients.nouns import day, found, project

FRIDAY = date(2026, 5, 22)


def rhythm(as_of: str, **keys: Any) -> Reporting:
    return reporting(
        project(updates=[{"period_end": FRIDAY, "headline": "Fine"}], **keys),
        Agency(cadence_days=7),
        day(as_of),
    )


@pytest.mark.parametrize(
    ("as_of", "age", "stale"),
    [
        ("2026-05-22", 0, False),
        ("2026-05-29", 7, False),
        ("2026-06-01", 10, False),
        ("2026-06-02", 11, True),  # more than 1.5 x 7 = 10.5 days
    ],
)
def test_data_is_stale_after_one_and_a_half_cadences(
    as_of: str, age: int, stale: bool
) -> None:
    found = rhythm(as_of)
    assert (found.age_days, found.is_stale) == (age, stale)


def test_holidays_do_not_make_data_older() -> None:
    found = rhythm("2026-06-02", calendar={"holidays": ["2026-05-25"]})
    assert (found.age_days, found.is_stale) == (10, False)


def test_freezes_do_not_make_data_older_weekends_in_them_included() -> None:
    frozen = {"freezes": [{"from": "2026-05-23", "to": "2026-06-21"}]}
    assert rhythm("2026-06-21", calendar=frozen).age_days == 0
    assert rhythm("2026-07-02", calendar=frozen).is_stale
    assert not rhythm("2026-07-01", calendar=frozen).is_stale


def test_a_projects_own_cadence_comes_before_the_agencys() -> None:
    assert not rhythm("2026-06-12", cadence_days="14").is_stale
    assert rhythm("2026-06-13", cadence_days="14").is_stale


@pytest.mark.parametrize("state", ["paused", "closed", "cancelled"])
def test_a_project_at_rest_is_not_stale_and_promises_no_report(state: str) -> None:
    found = rhythm("2026-12-01", state=state)
    assert (found.is_stale, found.next) == (False, None)


def test_without_any_data_there_is_no_age() -> None:
    found = reporting(project(updates=[]), Agency(), day("2026-06-01"))
    assert found == Reporting(
        cadence_days=7, last=None, next=None, age_days=None, is_stale=False
    )


@pytest.mark.parametrize(
    ("keys", "next_"),
    [
        pytest.param({}, "2026-05-29", id="one cadence after the last"),
        pytest.param(
            {"cadence_days": "1"},
            "2026-05-25",
            id="on a working day, after the weekend",
        ),
        pytest.param(
            {"calendar": {"holidays": ["2026-05-29"]}},
            "2026-06-01",
            id="or after a holiday",
        ),
        pytest.param(
            {"calendar": {"freezes": [{"from": "2026-05-28", "to": "2026-06-05"}]}},
            "2026-06-08",
            id="after a freeze",
        ),
        pytest.param(
            {"progress": [{"date": "2026-05-27", "scope": "1", "done": "0"}]},
            "2026-05-29",
            id="by reports",
        ),
    ],
)
def test_the_next_report_comes_a_cadence_after_the_last_on_a_working_day(
    keys: dict[str, Any], next_: str
) -> None:
    assert rhythm("2026-05-23", **keys).next == day(next_)


def test_before_the_first_report_the_start_of_the_project_counts() -> None:
    begun = reporting(
        project(updates=[], started_on="2026-06-01"), Agency(), day("2026-06-02")
    )
    assert (begun.last, begun.next) == (None, day("2026-06-08"))


def test_as_of_stands_still_once_a_project_has_ended() -> None:
    closed = project(state="closed", since="2026-05-29")
    assert found(closed, day("2027-05-29")).as_of == day("2026-05-29")
    assert found(closed, day("2026-05-28")).as_of == day("2026-05-28")
    assert found(
        project(state="paused", since="2026-05-29"), day("2027-05-29")
    ).as_of == day("2027-05-29")


@pytest.mark.parametrize(
    ("as_of", "until"),
    [
        ("2026-05-22", "2026-05-29"),
        ("2026-05-29", "2026-05-29"),
        # The update is overdue, and the page of that day says so: it holds until the data is stale.
        ("2026-05-30", "2026-06-01"),
        ("2026-06-01", "2026-06-01"),
        ("2026-06-02", None),
    ],
)
def test_a_page_holds_until_the_next_update_and_then_until_its_data_is_old(
    as_of: str, until: str | None
) -> None:
    today = day(as_of)
    found = fresh_until(project(), rhythm(as_of), today)
    assert found == (day(until) if until else None)


@pytest.mark.parametrize("state", ["paused", "closed", "cancelled"])
def test_a_page_of_a_project_at_rest_does_not_age(state: str) -> None:
    at_rest = rhythm("2026-05-22", state=state)
    assert fresh_until(project(), at_rest, day("2026-05-22")) is None
