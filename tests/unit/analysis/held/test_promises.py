"""Promises as they are judged: a late one stays late, whatever becomes of it."""

import pytest

from portalgen.model.health import Rag
from portalgen.model.milestone import Milestone, Move, Undated
from portalgen.model.update import Update
from tests.kit.clients.edited_projects import AS_OF
from tests.kit.clients.nouns import AGREED
from tests.kit.clients.recorded_projects import (
    LATE,
    after,
    days,
    launch,
    recorded,
    webshop,
)


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


def test_a_move_to_no_date_that_the_client_agreed_to_releases_the_promise() -> None:
    agreed = Move.model_validate(
        {
            "from": days(-20),
            "cause": "scope_change",
            "because": "Dropped",
            **AGREED,
        }
    )
    next_one = launch(id="next", name="Next", promised_date=days(30))
    dropped = after(
        LATE, milestones=(launch(promised_date=None, moves=(agreed,)), next_one)
    )
    assert dropped.health.overall is Rag.GREEN


def test_a_promise_that_is_no_longer_shown_is_told_without_its_name() -> None:
    found = after(LATE, milestones=())
    (gone,) = found.health.withdrawn
    assert (gone.measured_from, gone.milestone.name) == (days(-20), "")
    assert found.health.rule.id == "rule.schedule.withdrawn"
    assert dict(found.health.rule.values) == {"day": days(-20)}
