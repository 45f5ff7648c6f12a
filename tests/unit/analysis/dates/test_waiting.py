"""Days that asks held a milestone up: only along depends_on, after the buffer, never more than it moved."""

from datetime import date
from typing import Any

import pytest

from portalgen.analysis.dates.declared_account import declared_account
from portalgen.analysis.dates.dependence import pushed, upstream
from portalgen.analysis.dates.waiting import Waiting, waiting
from portalgen.model.milestone import Milestone
from tests.kit.clients.nouns import day, milestone, move, project


def ask(
    id_: str,
    due_on: str,
    done_on: str | None = None,
    blocks: tuple[str, ...] = ("launch",),
) -> dict[str, Any]:
    return {
        "id": id_,
        "what": id_.capitalize(),
        "due_on": due_on,
        "done_on": done_on,
        "blocks": blocks,
    }


def launch(days: int = 30, **keys: Any) -> Milestone:
    later = str(date.fromordinal(day("2026-07-01").toordinal() + days))
    moves = [move("2026-07-01", later, "client_wait", on="2026-06-01")] if days else []
    return milestone(promised_date=later, moves=moves, **keys)


def held_up(
    milestones: list[Milestone], asks: list[dict[str, Any]], as_of: str = "2026-06-20"
) -> dict[str, Waiting]:
    of = project(*milestones, asks=asks)
    accounts = {each.id: declared_account(each) for each in milestones}
    return {each.milestone.id: each for each in waiting(of, accounts, day(as_of))}


CASES = {
    "late by nine days": (
        launch(),
        [ask("photos", "2026-06-01", "2026-06-10")],
        {"photos": 9},
        0,
        0,
    ),
    "still open": (launch(), [ask("photos", "2026-06-10")], {"photos": 10}, 0, 0),
    "on its day": (launch(), [ask("photos", "2026-06-10", "2026-06-10")], None, 0, 0),
    "without a day": (
        launch(),
        [{"id": "photos", "what": "Photos", "blocks": ["launch"]}],
        None,
        0,
        0,
    ),
    "no more than it moved": (
        launch(5),
        [ask("photos", "2026-06-01", "2026-06-10")],
        {"photos": 5},
        0,
        0,
    ),
    "nothing where nothing moved": (
        launch(0),
        [ask("photos", "2026-06-01", "2026-06-10")],
        {},
        0,
        0,
    ),
    "after the buffer": (
        launch(buffer_days=4),
        [ask("photos", "2026-06-01", "2026-06-10")],
        {"photos": 5},
        0,
        4,
    ),
    "all in the buffer": (
        launch(buffer_days=14),
        [ask("photos", "2026-06-01", "2026-06-10")],
        {},
        0,
        9,
    ),
    "side by side": (
        launch(),
        [
            ask("photos", "2026-06-01", "2026-06-10"),
            ask("texts", "2026-06-06", "2026-06-12"),
        ],
        {"photos": 5, "texts": 2},
        4,
        0,
    ),
    "another one's": (
        launch(),
        [ask("photos", "2026-06-01", "2026-06-10", ("other",))],
        None,
        0,
        0,
    ),
    "only until it was met": (
        launch(actual_date="2026-06-05"),
        [ask("photos", "2026-06-01", "2026-06-10")],
        {"photos": 4},
        0,
        0,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_waiting_counts(name: str) -> None:
    held, asks, days, concurrent, buffer = CASES[name]
    found = held_up([held], asks).get("launch")
    if days is None:
        assert found is None
        return
    assert found is not None
    assert {each.id: n for each, n in found.days} == days
    assert (found.concurrent, found.buffer_used) == (concurrent, buffer)
    assert found.total == sum(days.values()) + concurrent
    assert found.buffer_left == held.buffer_days - buffer


def test_an_ask_holds_up_what_waits_for_the_milestone_that_it_blocks() -> None:
    first = milestone("catalogue", promised_date="2026-06-01")
    late = launch(depends_on=["checkout"])
    middle = milestone("checkout", promised_date="2026-06-20", depends_on=["catalogue"])
    found = held_up(
        [first, middle, late],
        [ask("photos", "2026-06-01", "2026-06-10", ("catalogue",))],
    )
    assert {id_: each.total for id_, each in found.items()} == {
        "catalogue": 0,
        "checkout": 0,
        "launch": 9,
    }


@pytest.mark.parametrize(
    "cause", ["our_fault", "scope_change", "third_party", "to_follow"]
)
def test_a_move_with_another_cause_is_nobody_s_waiting(cause: str) -> None:
    moved = milestone(
        promised_date="2026-07-31",
        moves=[move("2026-07-01", "2026-07-31", cause, on="2026-06-01")],
    )
    assert (
        held_up([moved], [ask("photos", "2026-06-01", "2026-06-10")])["launch"].total
        == 0
    )


def test_an_ask_stands_behind_the_move_that_it_caused_and_not_behind_a_later_one() -> (
    None
):
    moves = [
        move("2026-07-01", "2026-07-08", "client_wait", on="2026-05-10"),
        move("2026-07-08", "2026-07-15", "our_fault", on="2026-05-20"),
        move("2026-07-15", "2026-07-25", "client_wait", on="2026-06-08"),
    ]
    moved = milestone(promised_date="2026-07-25", moves=moves)
    asks = [ask("photos", "2026-05-01", "2026-05-16"), ask("account", "2026-06-08")]
    found = held_up([moved], asks)["launch"]
    assert {each.id: n for each, n in found.days} == {"photos": 7, "account": 10}


def test_what_a_milestone_waits_for_is_found_through_others_and_round_a_circle() -> (
    None
):
    chain = [
        milestone("a"),
        milestone("b", depends_on=["a"]),
        milestone("c", depends_on=["b", "gone"]),
    ]
    assert upstream(chain) == {
        "a": frozenset(),
        "b": frozenset("a"),
        "c": frozenset("ab"),
    }
    circle = [milestone("a", depends_on=["b"]), milestone("b", depends_on=["a"])]
    assert upstream(circle) == {"a": frozenset("b"), "b": frozenset("a")}


def test_a_move_pushed_what_waits_for_it_and_moved_later_on_the_same_day() -> None:
    first = milestone(
        "catalogue",
        promised_date="2026-06-15",
        moves=[move("2026-06-01", "2026-06-15", on="2026-05-20")],
    )
    same_day = launch(depends_on=["catalogue"]).model_copy(
        update={
            "moves": milestone(
                moves=[move("2026-07-01", "2026-07-31", on="2026-05-20")]
            ).moves
        }
    )
    another_day = milestone(
        "training",
        promised_date="2026-08-01",
        depends_on=["catalogue"],
        moves=[move("2026-07-20", "2026-08-01", on="2026-06-03")],
    )
    beside = milestone(
        "hosting",
        promised_date="2026-08-01",
        moves=[move("2026-07-20", "2026-08-01", on="2026-05-20")],
    )
    all_ = [first, same_day, another_day, beside]
    accounts = {each.id: declared_account(each) for each in all_}
    assert [
        each.id
        for each in pushed(all_, accounts, first, accounts["catalogue"].steps[0])
    ] == ["launch"]
    assert pushed(all_, accounts, beside, accounts["hosting"].steps[0]) == ()
