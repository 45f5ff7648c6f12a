"""What was published and is written otherwise now: rules and advice, each with its place and its cure."""

from datetime import date
from typing import Any

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.checks.held import unagreed, unanswered, withdrawn
from portalgen.analysis.ledger.records import records
from portalgen.diagnostics import Diagnostic
from portalgen.model.client import Agency, Client
from portalgen.model.project import Project
from portalgen.model.record.ledger import Removal
from portalgen.model.record.past import History, Reach, Revision
from tests.kit.clients.edited_projects import as_published
from tests.kit.clients.nouns import TODAY, client, found, milestone, project

RECORDED = date(2026, 5, 1)
LAUNCH = milestone(promised_date="2026-05-10")


def told(
    before: Project,
    *now: Project,
    removals: tuple[Removal, ...] = (),
) -> list[Diagnostic]:
    """Returns what is told of a client whose one project was recorded a month ago."""
    history = History(
        Reach.WHOLE,
        (Revision("a", RECORDED, "maria", (as_published(before),)),),
    )
    current = tuple(as_published(each) for each in now)
    known = records(history, "acme", (), current, TODAY, removals)
    made: Client = client(*now)
    findings = analyse(made, TODAY, known)
    problems = list(withdrawn(made, findings))
    for each in now:
        problems += unagreed(each, findings.projects[each.id])
    return problems


def removal(**keys: Any) -> Removal:
    return Removal.model_validate({"on": "2026-05-20", "because": "Dropped.", **keys})


def test_a_promise_that_is_no_longer_shown_breaks_a_rule() -> None:
    (one,) = told(project(LAUNCH), project())
    assert (one.code, one.is_broken, one.pointer) == (
        "PG415",
        False,
        "/webshop/milestones",
    )
    assert "launch was promised for 2026-05-10" in one.message
    assert "covers: [milestones]" in one.help
    assert told(project(LAUNCH), project(LAUNCH)) == []


def test_a_project_that_is_no_longer_shown_breaks_a_rule() -> None:
    (one,) = told(project(LAUNCH))
    assert (one.code, one.pointer) == ("PG415", "")
    assert "webshop is no longer shown" in one.message
    other = project(id="other", name="Other")
    assert [each.code for each in told(project(LAUNCH), other)] == ["PG415"]


def test_what_was_met_or_never_promised_may_go() -> None:
    met = milestone(promised_date="2026-05-10", actual_date="2026-05-01")
    assert told(project(met)) == []
    assert (
        told(project(milestone())) == []
        or told(project(milestone()))[0].code != "PG415"
    )


@pytest.mark.parametrize(
    "keys", [{"project": "webshop"}, {"project": "webshop", "milestone": "launch"}]
)
def test_what_is_said_to_be_dropped_breaks_no_rule(keys: dict[str, Any]) -> None:
    assert told(project(LAUNCH), removals=(removal(**keys),)) == []
    assert told(project(LAUNCH), project(), removals=(removal(**keys),)) == []


@pytest.mark.parametrize(
    ("changed", "pointer", "says"),
    [
        ({"tolerance": {"schedule_days": 60}}, "/webshop/tolerance", "7 days"),
        ({"cadence_days": 30}, "/webshop/cadence_days", "7 days"),
        ({"state": "closed", "since": "2026-05-05"}, "/webshop/state", "active"),
        (
            {"calendar": {"holidays": ["2026-06-03"]}},
            "/webshop/calendar",
            "other days off",
        ),
        (
            {"progress": [{"date": "2026-04-01", "scope": "9", "done": "8"}]},
            "/webshop/progress",
            "other rows",
        ),
    ],
)
def test_what_nobody_agreed_to_is_told_with_what_was_published(
    changed: dict[str, Any], pointer: str, says: str
) -> None:
    row = {"progress": [{"date": "2026-04-01", "scope": "9", "done": "1"}]}
    before = project(LAUNCH, **row)
    (one,) = told(before, project(LAUNCH, **{**row, **changed}))
    assert (one.code, one.pointer) == ("PG516", pointer)
    assert says in one.message
    assert "covers: [" in one.help


def test_an_end_with_all_promises_met_needs_nobodys_agreement() -> None:
    met = milestone(promised_date="2026-05-10", actual_date="2026-05-08")
    closed = {"state": "closed", "since": "2026-05-09", "because": "Delivered."}
    assert told(project(LAUNCH), project(met, **closed)) == []
    (one,) = told(project(LAUNCH), project(LAUNCH, **closed))
    assert one.pointer == "/webshop/state"


def test_a_stricter_term_needs_nobodys_agreement() -> None:
    narrow = project(LAUNCH, tolerance={"schedule_days": 1}, cadence_days=3)
    assert told(project(LAUNCH), narrow) == []
    assert Agency().tolerance.schedule_days == 7


@pytest.mark.parametrize("mitigation", ["TODO", "t.b.d.", "—", "N/A", "to do!"])
def test_a_mitigation_that_says_nothing_breaks_a_rule(mitigation: str) -> None:
    risk = {
        "id": "api",
        "name": "No interface",
        "probability": "likely",
        "impact": "severe",
    }
    bad = project(risks=[{**risk, "mitigation": mitigation}])
    (one,) = unanswered(bad, found(bad))
    assert (one.code, one.pointer) == ("PG416", "/webshop/risks/api/mitigation")
    for right in ({}, {"mitigation": "A second provider is in test"}):
        good = project(risks=[{**risk, **right}])
        assert list(unanswered(good, found(good))) == []
