"""All that is derived from a project: for which day, with whose tolerance, and from which records."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from portalgen.analysis.analyse import analyse, analyse_project
from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.ledger.records import records
from portalgen.model.client import Agency
from portalgen.model.health import Rag
from portalgen.model.project import Project, Tolerance
from tests.kit.clients import histories as past
from tests.kit.clients.nouns import TODAY, client, day, found, milestone, move, project
from tests.kit.clients.weekly_progress import rows

LAUNCH = milestone(promised_date="2026-05-20")


def ended(state: str, since: str | None) -> Project:
    return project(LAUNCH, state=state, since=since, because="Delivered.")


@pytest.mark.parametrize(
    ("state", "since", "as_of"),
    [
        ("active", None, TODAY),
        ("active", "2026-05-01", TODAY),
        ("paused", "2026-05-01", TODAY),
        ("closed", "2026-05-01", date(2026, 5, 1)),
        ("cancelled", "2026-05-01", date(2026, 5, 1)),
        ("closed", "2026-07-01", TODAY),
        ("closed", None, TODAY),
    ],
)
def test_the_day_stands_still_once_a_project_has_ended(
    state: str, since: str | None, as_of: date
) -> None:
    of = ended(state, since)
    kept = of if since else of.model_copy(update={"since": None})
    assert found(kept).as_of == as_of


def test_what_was_due_after_the_end_is_not_late() -> None:
    closed = ended("closed", "2026-05-01")
    assert found(closed).promise("launch").is_met is False
    assert found(closed).verdict == found(closed.model_copy(), date(2027, 1, 1)).verdict


@pytest.mark.parametrize(("own", "days"), [(None, 3), ({"schedule_days": 20}, 20)])
def test_a_tolerance_is_the_projects_own_else_the_agencys(
    own: dict[str, int] | None, days: int
) -> None:
    late = milestone(promised_date="2026-07-01", forecast="2026-07-11")
    agency = Agency(tolerance=Tolerance(schedule_days=3))
    of = project(late, tolerance=own) if own else project(late)
    derived = analyse_project(of, agency, TODAY)
    assert derived.tolerance.schedule_days == days
    assert derived.health.overall is (Rag.AMBER if own else Rag.RED)


def test_the_leading_milestone_is_the_one_that_the_verdict_is_about() -> None:
    derived = found(
        project(
            milestone("handover", promised_date="2026-09-01"),
            milestone("launch", promised_date="2026-07-01"),
        )
    )
    assert derived.lead == derived.promise("handover")
    assert dict(derived.verdict.values)["name"] == "Handover"
    assert found(project()).lead is None


def test_progress_gives_points_weeks_and_what_is_done() -> None:
    derived = found(project(LAUNCH, progress=rows([4] * 10, open_items=10)))
    assert (len(derived.points), len(derived.weeks)) == (11, 10)
    assert {week.done for week in derived.weeks} == {Decimal(4)}
    assert derived.completion is not None
    assert derived.forecast.milestones[0].milestone_id == "launch"


def test_moves_come_from_the_record_where_there_is_one() -> None:
    of = project(
        milestone(
            promised_date="2026-07-01",
            moves=[move("2026-06-01", "2026-07-01", on="2026-01-12")],
        )
    )
    rows_ = [
        (past.project(past.milestone("2026-06-01")),),
        (past.project(past.milestone("2026-06-15")),),
    ]
    history = past.history(rows_)
    known = records(history, "acme", (), rows_[-1], past.week(2))
    declared = analyse(client(of), TODAY).projects["webshop"]
    recorded = analyse(client(of), TODAY, known).projects["webshop"]
    assert [step.after for step in steps(declared)] == [day("2026-07-01")]
    assert [step.after for step in steps(recorded)] == [day("2026-06-15")]


def steps(of: ProjectFindings) -> tuple[Any, ...]:
    """Returns how the promise of the launch moved."""
    return tuple(of.accounts["launch"].steps)


def test_every_project_of_a_client_has_its_findings_on_the_day() -> None:
    other = project(id="app", name="App")
    derived = analyse(client(project(LAUNCH), other), TODAY)
    assert list(derived.projects) == ["webshop", "app"]
    assert derived.as_of == TODAY


OVERDUE = milestone(promised_date="2026-05-20")
PAUSE: dict[str, Any] = {
    "state": "paused",
    "since": "2026-05-22",
    "because": "The budget is being decided.",
    "resumes_on": "2026-09-01",
}


def test_the_dates_of_a_paused_project_stand_still() -> None:
    asks = [{"id": "photos", "what": "Photos", "due_on": "2026-05-19"}]
    of = project(OVERDUE, asks=asks, **PAUSE)
    paused, later = (found(of, each) for each in (day("2026-05-22"), day("2026-08-31")))
    assert paused.promises == later.promises
    assert [each.overdue_days for each in later.promises] == [2]
    assert [each.late_days for each in later.asks] == [3]
    assert later.track == paused.track


def test_a_pause_that_is_announced_stops_nothing_yet() -> None:
    of = project(OVERDUE, **{**PAUSE, "since": "2026-07-01"})
    assert [each.overdue_days for each in found(of).promises] == [12]


def test_a_pause_without_its_day_began_with_the_newest_report() -> None:
    of = project(OVERDUE, state="paused")
    assert [each.overdue_days for each in found(of, day("2026-12-31")).promises] == [12]


def test_lateness_grows_again_once_work_goes_on() -> None:
    of = project(OVERDUE, state="active", since="2026-05-22")
    assert [each.overdue_days for each in found(of).promises] == [12]
