"""Each other way to make a project look better than it was published, and what health makes of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from portalgen.model.change import Term
from portalgen.model.client import Agency
from portalgen.model.health import Health, Rag
from portalgen.model.project import PageName, ProjectState, Tolerance
from portalgen.model.record.past import History, Reach, Revision
from portalgen.model.risk import Impact, Probability, Risk
from portalgen.model.update import Update
from tests.kit.clients.edited_projects import AS_OF, World, as_published
from tests.kit.clients.recorded_projects import (
    LATE,
    RECORDED,
    after,
    approved,
    days,
    launch,
    recorded,
    webshop,
)


def test_the_project_of_these_tests_is_red() -> None:
    assert recorded(LATE).found().health.overall is Rag.RED


@pytest.mark.parametrize(
    "changed",
    [
        {"tolerance": Tolerance(schedule_days=60)},
        {"tolerance": Tolerance(schedule_days=20)},
        {"state": ProjectState.CLOSED, "since": days(-25), "because": "Done"},
        {"state": ProjectState.CANCELLED, "since": days(-25), "because": "Over"},
        {"state": ProjectState.PAUSED, "since": days(-25), "because": "A break"},
        {"cadence_days": 3650},
        {"updates": ()},
        {"updates": (Update(period_end=days(-60), headline="Old"),)},
        {"pages": (PageName.NOW, PageName.DATES, PageName.HOW)},
    ],
    ids=str,
)
def test_no_other_key_makes_a_late_project_look_better(changed: dict[str, Any]) -> None:
    assert after(LATE, **changed).health.overall is Rag.RED


def test_a_wider_tolerance_of_the_agency_counts_for_nothing() -> None:
    narrow = Agency(tolerance=Tolerance(schedule_days=7))
    world = recorded(LATE, narrow)
    wide = replace(world, agency=Agency(tolerance=Tolerance(schedule_days=60)))
    assert wide.found().health.overall is Rag.RED
    assert wide.committed().found().health.overall is Rag.RED


def test_an_end_does_not_make_old_data_look_fresh() -> None:
    met = webshop(
        launch(actual_date=days(-20)),
        updates=(Update(period_end=days(-20), headline="Done"),),
    )
    assert recorded(met).found().health.overall is Rag.GREY
    closed = {"state": ProjectState.CLOSED, "since": days(-20), "because": "Done"}
    assert after(met, **closed).health.overall is Rag.GREY
    report = (Update(period_end=AS_OF, headline="The final report"),)
    assert after(met, **closed, updates=report).health.overall is Rag.GREEN


def test_a_declared_colour_is_taken_back_with_a_report_alone() -> None:
    said = webshop(
        launch(promised_date=days(30)), health=Health.model_validate({"scope": "red"})
    )
    fine = Health.model_validate({"scope": "green"})
    assert after(said, health=fine).health.overall is Rag.RED
    report = (Update(period_end=AS_OF, headline="Solved"), *said.updates)
    assert after(said, health=fine, updates=report).health.overall is Rag.GREEN


def risk(**keys: Any) -> Risk:
    said = {
        "id": "api",
        "name": "No interface",
        "probability": Probability.LIKELY,
        "impact": Impact.SEVERE,
        **keys,
    }
    return Risk(**said)


@pytest.mark.parametrize(
    "risks",
    [
        (),
        (risk(mitigation="TODO"),),
        (risk(mitigation="A second provider"),),
        (risk(impact=Impact.MINOR),),
    ],
    ids=["gone", "to do", "answered", "lower"],
)
def test_a_critical_risk_is_lowered_with_a_report_alone(
    risks: tuple[Risk, ...],
) -> None:
    said = webshop(launch(promised_date=days(30)), risks=(risk(),))
    assert after(said, risks=risks).health.overall is Rag.AMBER
    report = (Update(period_end=AS_OF, headline="Solved"), *said.updates)
    found = after(said, risks=risks, updates=report)
    is_answered = not risks or risks[0].mitigation != "TODO"
    assert (found.health.overall is Rag.GREEN) == is_answered


@pytest.mark.parametrize(
    ("term", "changed", "colour"),
    [
        (Term.TOLERANCE, {"tolerance": Tolerance(schedule_days=60)}, Rag.AMBER),
        (
            Term.MILESTONES,
            {"milestones": (launch(id="next", name="Next", promised_date=days(30)),)},
            Rag.GREEN,
        ),
        (
            Term.LEADS,
            {
                "milestones": (
                    launch(),
                    launch(id="next", name="Next", promised_date=days(90), leads=True),
                )
            },
            Rag.AMBER,
        ),
        (
            Term.STATE,
            {"state": ProjectState.CLOSED, "since": days(-25), "because": "Over"},
            Rag.GREEN,
        ),
    ],
)
def test_what_the_client_agreed_to_counts(
    term: Term, changed: dict[str, Any], colour: Rag
) -> None:
    assert after(LATE, **changed).health.overall is Rag.RED
    agreed = after(LATE, **changed, change_requests=(approved(term),))
    assert agreed.health.overall is colour
    agreed_to = approved(term)
    for other in (
        agreed_to.model_copy(update={"decided_by": None}),
        agreed_to.model_copy(update={"decided_by": "Maria Virtanen"}),
        agreed_to.model_copy(update={"evidence": None}),
        agreed_to.model_copy(update={"evidence": "By phone"}),
        approved(Term.CADENCE),
    ):
        found = after(LATE, **changed, change_requests=(other,))
        assert found.health.overall is Rag.RED


def test_without_a_record_health_goes_by_the_files() -> None:
    wide = webshop(launch(), tolerance=Tolerance(schedule_days=60))
    world = World(wide, Agency(), History(Reach.NONE))
    assert world.found().health.overall is Rag.AMBER


def test_what_was_changed_before_the_first_publication_counts_as_it_is() -> None:
    narrow = as_published(webshop(launch(), live_from=RECORDED))
    wide = webshop(launch(), tolerance=Tolerance(schedule_days=60), live_from=RECORDED)
    revisions = (
        Revision("a", RECORDED - timedelta(days=9), "maria", (narrow,)),
        Revision("b", RECORDED, "maria", (as_published(wide),)),
    )
    world = World(wide, Agency(), History(Reach.WHOLE, revisions))
    assert world.found().health.overall is Rag.AMBER
