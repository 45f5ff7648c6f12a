"""What a client will see change: which kinds there are, in which order, and what calls for a call."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.difference import Difference, Kind, differences
from portalgen.analysis.findings import Findings
from portalgen.model.client import Client
from portalgen.model.health import Rag
from portalgen.model.project import Project
from tests.kit.clients.nouns import TODAY, client, milestone, move, project

JUNE, JULY = date(2026, 6, 20), date(2026, 7, 20)


def state(*projects: Project) -> tuple[Client, Findings]:
    made = client(*projects)
    return made, analyse(made, TODAY)


def between(before: Project, after: Project) -> tuple[Difference, ...]:
    return differences(state(before), state(after))


def of_kind(kind: Kind, found: tuple[Difference, ...]) -> list[Difference]:
    return [each for each in found if each.kind is kind]


def launch(**keys: Any) -> Project:
    return project(milestone(**{"promised_date": "2026-06-20", **keys}))


def moved(to: str, **keys: Any) -> Project:
    declared = [move("2026-06-20", to, on="2026-05-28")]
    return launch(promised_date=to, moves=declared, **keys)


def test_nothing_is_told_where_nothing_changed() -> None:
    assert between(launch(), launch()) == ()


@pytest.mark.parametrize(
    ("to", "days", "calls"),
    [
        ("2026-06-27", 7, False),
        ("2026-06-28", 8, True),
        ("2026-06-10", -10, False),
    ],
)
def test_a_promise_later_than_the_tolerance_calls_for_a_call(
    to: str, days: int, calls: bool
) -> None:
    (found,) = of_kind(Kind.PROMISE, between(launch(), moved(to)))
    assert (found.days, found.calls) == (days, calls)
    assert (found.before, found.after) == (JUNE, date.fromisoformat(to))
    assert found.step is not None
    assert found.step.because == "Known now."


def test_a_date_that_is_taken_away_calls_for_a_call() -> None:
    after = launch(forecast="undated")
    (found,) = of_kind(Kind.FORECAST, between(launch(), after))
    assert (found.before, found.after, found.days, found.calls) == (
        JUNE,
        None,
        None,
        True,
    )


def test_a_move_is_told_as_a_date_and_not_again_as_an_event() -> None:
    found = between(launch(), moved("2026-07-20"))
    assert of_kind(Kind.EVENT, found) == []
    assert [each.kind for each in found if each.kind is Kind.PROMISE] == [Kind.PROMISE]


def test_a_met_milestone_has_no_other_forecast() -> None:
    found = between(launch(), launch(actual_date="2026-05-30"))
    assert of_kind(Kind.FORECAST, found) == []
    assert of_kind(Kind.EVENT, found) != []


@pytest.mark.parametrize(
    ("before", "after", "calls"),
    [
        ("2026-06-20", "2026-06-23", True),
        ("2026-06-23", "2026-06-20", False),
    ],
)
def test_darker_health_calls_for_a_call_and_brighter_does_not(
    before: str, after: str, calls: bool
) -> None:
    found = between(launch(forecast=before), launch(forecast=after))
    (health,) = of_kind(Kind.HEALTH, found)
    assert {health.before, health.after} == {Rag.GREEN, Rag.AMBER}
    assert health.calls is calls


def change(cost: str, state: str = "approved") -> dict[str, str]:
    return {"id": f"c{cost}", "name": "More", "cost_impact": cost, "state": state}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([], [change("100")], [(Decimal(0), Decimal(100), True)]),
        ([change("100")], [], [(Decimal(100), Decimal(0), False)]),
        ([], [change("100", "proposed")], []),
        ([change("100")], [change("100", "implemented")], []),
        ([], [change("100"), change("50")], [(Decimal(0), Decimal(150), True)]),
    ],
)
def test_a_price_is_what_agreed_changes_add_and_a_higher_one_calls_for_a_call(
    before: list[dict[str, str]],
    after: list[dict[str, str]],
    told: list[tuple[Decimal, Decimal, bool]],
) -> None:
    found = between(project(change_requests=before), project(change_requests=after))
    costs = of_kind(Kind.COST, found)
    assert [(each.before, each.after, each.calls) for each in costs] == told


def test_a_milestone_that_is_renamed_by_formerly_is_the_same_one() -> None:
    renamed = project(
        milestone("go-live", formerly=["launch"], promised_date="2026-06-20")
    )
    silent = project(milestone("go-live", promised_date="2026-06-20"))
    assert of_kind(Kind.MILESTONE, between(launch(), renamed)) == []
    told = of_kind(Kind.MILESTONE, between(launch(), silent))
    assert [(each.before, each.after, each.calls) for each in told] == [
        ("launch", None, True),
        (None, "go-live", False),
    ]


def test_a_met_milestone_that_goes_calls_for_no_call() -> None:
    found = between(launch(actual_date="2026-05-30"), project())
    (gone,) = of_kind(Kind.MILESTONE, found)
    assert (gone.what, gone.calls) == ("Launch", False)


def test_projects_come_and_go() -> None:
    app = project(id="app", name="App")
    found = differences(state(launch()), state(app))
    assert [(each.project, each.kind, each.calls) for each in found] == [
        ("webshop", Kind.PROJECT, True),
        ("app", Kind.PROJECT, False),
    ]


def test_without_a_state_before_all_is_new() -> None:
    found = differences(None, state(launch()))
    assert [(each.kind, each.before, each.after) for each in found] == [
        (Kind.PROJECT, None, "webshop")
    ]


def test_what_calls_for_a_call_comes_first_then_the_kinds_in_their_order() -> None:
    older = {"period_end": "2026-05-29", "headline": "On the way"}
    newer = {"period_end": TODAY, "headline": "Later than planned"}
    before = project(*launch().milestones, updates=[older])
    after = project(*moved("2026-07-20").milestones, updates=[newer, older])
    found = between(before, after)
    order = list(Kind)
    assert [each.calls for each in found] == sorted(
        (each.calls for each in found), reverse=True
    )
    for calls in (True, False):
        kinds = [order.index(each.kind) for each in found if each.calls is calls]
        assert kinds == sorted(kinds)
    (told,) = of_kind(Kind.UPDATE, found)
    assert (told.what, told.after) == ("Later than planned", TODAY)
