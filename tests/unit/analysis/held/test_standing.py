"""Each way to make a project look better than it was published, and what health makes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from portalgen.analysis.findings import ProjectFindings
from portalgen.model.calendar import Calendar, Freeze
from portalgen.model.change import ChangeRequest, ChangeState, Term
from portalgen.model.client import Agency
from portalgen.model.health import Health, Rag
from portalgen.model.milestone import Milestone, Move, Undated
from portalgen.model.progress import ProgressRow
from portalgen.model.project import PageName, Project, ProjectState, Tolerance
from portalgen.model.record.past import History, Reach, Revision
from portalgen.model.risk import Impact, Probability, Risk
from portalgen.model.update import Update
from tests.kit.clients.edited_projects import AS_OF, World, as_published

RECORDED = AS_OF - timedelta(days=30)
Edit = Callable[[Project], dict[str, Any]]


def days(number: int) -> date:
    return AS_OF + timedelta(days=number)


def launch(**keys: Any) -> Milestone:
    """Returns a milestone that is 20 days late."""
    said = {"id": "launch", "name": "Launch", "promised_date": days(-20), **keys}
    return Milestone(**said)


def webshop(*milestones: Milestone, **keys: Any) -> Project:
    """Returns a project that reported yesterday."""
    said = {
        "id": "webshop",
        "name": "Webshop",
        "milestones": milestones,
        "updates": (Update(period_end=days(-1), headline="News"),),
        **keys,
    }
    return Project(**said)


def recorded(project: Project, agency: Agency | None = None) -> World:
    """Returns a project that stands as it was recorded 30 days ago and again yesterday."""
    seen = (as_published(project),)
    revisions = tuple(Revision("a", day, "maria", seen) for day in (RECORDED, days(-1)))
    history = History(Reach.WHOLE, revisions)
    return World(project, agency or Agency(), history)


def after(project: Project, **changed: Any) -> ProjectFindings:
    """Returns what a recorded project gives once some keys are written otherwise; committed it gives the same."""
    world = recorded(project)
    edited = replace(world, project=project.model_copy(update=changed))
    found = edited.found()
    told = (found.health.overall, found.health.rule)
    later = edited.committed().found()
    assert (later.health.overall, later.health.rule) == told
    return found


def rows(*done: int, scope: int = 40) -> tuple[ProgressRow, ...]:
    """Returns a row a week until yesterday."""
    first = days(-1) - timedelta(weeks=len(done) - 1)
    return tuple(
        ProgressRow(
            on=first + timedelta(weeks=week),
            scope=Decimal(scope),
            done=Decimal(count),
        )
        for week, count in enumerate(done)
    )


SLOW = rows(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
AHEAD = launch(promised_date=days(60), items=40)
LATE = webshop(launch())


def test_the_project_of_these_tests_is_red() -> None:
    assert recorded(LATE).found().health.overall is Rag.RED


@pytest.mark.parametrize(
    "milestones",
    [
        pytest.param((), id="deleted"),
        pytest.param(
            (launch(id="go-live", name="Go-live", promised_date=days(30)),),
            id="under a new id",
        ),
        pytest.param((launch(promised_date=None),), id="no longer promised"),
        pytest.param((launch(forecast=Undated.UNDATED),), id="undated"),
        pytest.param(
            (
                launch(),
                launch(id="next", name="Next", promised_date=days(90), leads=True),
            ),
            id="another one leads",
        ),
        pytest.param(
            (launch(), launch(id="next", name="Next", promised_date=days(90))),
            id="another one ends later",
        ),
        pytest.param((launch(promised_date=days(30)),), id="moved alone"),
    ],
)
def test_a_late_promise_stays_late_whatever_becomes_of_it(
    milestones: tuple[Milestone, ...],
) -> None:
    assert after(LATE, milestones=milestones).health.overall is Rag.RED


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


def test_data_that_is_old_stays_old_by_a_longer_cadence_or_a_freeze() -> None:
    on_time = webshop(
        launch(promised_date=days(30)),
        updates=(Update(period_end=days(-20), headline="News"),),
    )
    assert recorded(on_time).found().health.overall is Rag.GREY
    freeze = Calendar(freezes=(Freeze(start=days(-19), end=AS_OF),))
    assert after(on_time, cadence_days=3650).health.overall is Rag.GREY
    assert after(on_time, calendar=freeze).health.overall is Rag.GREY


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


BEHIND = webshop(AHEAD, progress=SLOW)


@pytest.mark.parametrize(
    "changed",
    [
        {"progress": ()},
        {"progress": SLOW[:4]},
        {"progress": (*SLOW[:-1], SLOW[-1].model_copy(update={"done": Decimal(39)}))},
        {"progress": (*SLOW[:-1], SLOW[-1].model_copy(update={"scope": Decimal(12)}))},
        {
            "progress": (
                *SLOW,
                ProgressRow(on=AS_OF, scope=Decimal(12), done=Decimal(11)),
            )
        },
        {"pages": tuple(page for page in PageName if page is not PageName.PROGRESS)},
        {
            "milestones": (
                AHEAD,
                launch(id="far", name="Far", promised_date=days(400), items=38),
            )
        },
        {"state": ProjectState.PAUSED, "since": AS_OF, "because": "A break"},
    ],
    ids=[
        "deleted",
        "cut",
        "rewritten",
        "scope cut",
        "scope cut in a new row",
        "hidden",
        "items elsewhere",
        "paused",
    ],
)
def test_what_the_progress_gave_is_not_taken_back(changed: dict[str, Any]) -> None:
    assert recorded(BEHIND).found().health.overall is Rag.RED
    assert after(BEHIND, **changed).health.overall is Rag.RED


def test_a_freeze_that_was_published_does_not_go_without_agreement() -> None:
    soon = launch(promised_date=days(40), items=6)
    freeze = Calendar(freezes=(Freeze(start=days(1), end=days(60)),))
    frozen = webshop(soon, progress=rows(*range(24, 36), scope=38), calendar=freeze)
    assert recorded(frozen).found().health.overall is Rag.RED
    assert after(frozen, calendar=Calendar()).health.overall is Rag.RED
    agreed = after(
        frozen,
        calendar=Calendar(),
        change_requests=(approved(Term.CALENDAR),),
    )
    assert agreed.health.overall is Rag.GREEN


def test_new_rows_of_work_brighten_what_was_behind() -> None:
    done = (*SLOW, ProgressRow(on=AS_OF, scope=Decimal(40), done=Decimal(39)))
    assert after(BEHIND, progress=done).health.overall is Rag.GREEN


def test_a_forecast_is_taken_back_with_a_report_alone() -> None:
    early = launch(promised_date=days(10))
    said = webshop(launch(promised_date=days(10), forecast=days(40)))
    assert recorded(said).found().health.overall is Rag.RED
    assert after(said, milestones=(early,)).health.overall is Rag.RED
    report = (Update(period_end=AS_OF, headline="We caught up"), *said.updates)
    told = after(said, milestones=(early,), updates=report)
    assert told.health.overall is Rag.GREEN


def test_a_late_promise_without_a_date_is_late_by_each_day_that_is_over() -> None:
    report = (Update(period_end=AS_OF, headline="No new date"), *LATE.updates)
    undated = (launch(forecast=Undated.UNDATED),)
    found = after(LATE, milestones=undated, updates=report)
    assert found.health.overall is Rag.RED
    assert found.health.rule.id == "rule.schedule.overdue"
    assert dict(found.health.rule.values)["count"] == 20


def test_a_new_date_for_what_had_none_counts_with_a_report() -> None:
    said = webshop(launch(promised_date=days(30), forecast=Undated.UNDATED))
    assert recorded(said).found().health.overall is Rag.GREY
    dated = (launch(promised_date=days(30)),)
    assert after(said, milestones=dated).health.overall is Rag.GREY
    report = (Update(period_end=AS_OF, headline="Planned anew"), *said.updates)
    assert after(said, milestones=dated, updates=report).health.overall is Rag.GREEN


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


def test_a_milestone_counts_as_met_on_the_day_on_which_that_was_told() -> None:
    backdated = after(LATE, milestones=(launch(actual_date=days(-20)),))
    assert backdated.health.overall is Rag.RED
    assert backdated.health.rule.id == "rule.schedule.met_late"
    accepted = after(LATE, milestones=(launch(accepted_on=days(-20)),))
    assert accepted.health.overall is Rag.RED
    soon = webshop(launch(promised_date=days(-3)))
    assert (
        after(
            soon, milestones=(launch(promised_date=days(-3), actual_date=days(-4)),)
        ).health.overall
        is Rag.GREEN
    )


def approved(*covers: Term) -> ChangeRequest:
    return ChangeRequest(
        id="cr-1",
        name="A later end will do",
        state=ChangeState.APPROVED,
        decided_on=AS_OF,
        decided_by="Timo Laine",
        covers=covers,
    )


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
    undecided = approved(term).model_copy(update={"decided_by": None})
    assert (
        after(LATE, **changed, change_requests=(undecided,)).health.overall is Rag.RED
    )
    another = approved(Term.LEADS)
    assert after(LATE, **changed, change_requests=(another,)).health.overall is Rag.RED


def test_a_move_to_no_date_that_the_client_agreed_to_releases_the_promise() -> None:
    agreed = Move.model_validate(
        {
            "from": days(-20),
            "cause": "scope_change",
            "because": "Dropped",
            "agreed_by": "Timo Laine",
        }
    )
    next_one = launch(id="next", name="Next", promised_date=days(30))
    dropped = after(
        LATE, milestones=(launch(promised_date=None, moves=(agreed,)), next_one)
    )
    assert dropped.health.overall is Rag.GREEN


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


def test_a_promise_that_is_no_longer_shown_is_told_without_its_name() -> None:
    found = after(LATE, milestones=())
    (gone,) = found.health.withdrawn
    assert (gone.measured_from, gone.milestone.name) == (days(-20), "")
    assert found.health.rule.id == "rule.schedule.withdrawn"
    assert dict(found.health.rule.values) == {"day": days(-20)}
