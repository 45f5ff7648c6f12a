"""What is still to be done for each milestone."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from portalgen.analysis.forecast.backlog import OpenItems, StreamTask, queue
from portalgen.model.milestone import Milestone
from tests.kit.clients.nouns import (
    AGREED,
    PROVEN,
    TODAY,
    milestone,
    move,
    project,
    promised,
)

OPEN: OpenItems = {None: Decimal(30)}


def queued(*milestones: Milestone) -> dict[str, int]:
    """Returns the backlog of each milestone that can be simulated, in the order of the queue."""
    found = queue(promised(project(*milestones, **PROVEN), TODAY), OPEN)
    return {each.milestone_id: int(each.task.backlog) for each in found}


def test_milestones_are_done_in_the_order_of_their_promises() -> None:
    late = milestone("late", promised_date="2026-09-01", items="12")
    early = milestone("early", promised_date="2026-07-01", items="18")
    assert queued(late, early) == {"early": 18, "late": 30}


def test_items_of_no_milestone_come_first() -> None:
    assert queued(
        milestone("a", promised_date="2026-07-01", items="5"),
        milestone("b", promised_date="2026-08-01", items="10"),
    ) == {"a": 20, "b": 30}


def test_leaving_items_out_makes_no_finish_look_nearer() -> None:
    first, last = (
        milestone("a", promised_date="2026-07-01"),
        milestone("b", promised_date="2026-08-01", items="10"),
    )
    assert queued(first, last) == {"b": 30}


def test_a_milestone_that_was_never_promised_stands_at_the_end() -> None:
    never, dated = (
        milestone("never", forecast="undated", items="8"),
        milestone(promised_date="2026-07-01", items="22"),
    )
    assert queued(never, dated) == {"launch": 22, "never": 30}


def test_without_items_only_what_decides_the_projects_end_is_simulated_on_the_whole_scope() -> (
    None
):
    early, late = (
        milestone("early", promised_date="2026-07-01"),
        milestone("late", promised_date="2026-09-01"),
    )
    assert queued(early, late) == {"late": 30}


def test_what_is_met_is_out_of_the_queue() -> None:
    met = milestone(
        "met", promised_date="2026-05-01", actual_date="2026-05-01", items="80"
    )
    assert queued(met, milestone(promised_date="2026-07-01", items="30")) == {
        "launch": 30
    }


def test_a_milestone_whose_items_are_done_waits_for_something_else() -> None:
    done = milestone("done", promised_date="2026-06-01", items="10")
    assert queued(done, milestone(promised_date="2026-07-01", items="30")) == {
        "launch": 30
    }


@pytest.mark.parametrize(
    ("agreed", "order"),
    [
        ({}, {"design": 10, "launch": 30}),
        (AGREED, {"launch": 20, "design": 30}),
    ],
)
def test_only_an_agreed_move_changes_the_queue(
    agreed: dict[str, Any], order: dict[str, int]
) -> None:
    moved = milestone(
        "design",
        promised_date="2026-09-01",
        items="10",
        moves=[move("2026-06-10", "2026-09-01", **agreed)],
    )
    assert queued(moved, milestone(promised_date="2026-07-01", items="20")) == order


def test_growth_joins_in_proportion_to_the_backlog() -> None:
    early, late = (
        milestone("a", promised_date="2026-07-01", items="10"),
        milestone("b", promised_date="2026-08-01"),
    )
    found = queue(
        promised(project(early, late.model_copy(update={"items": 20})), TODAY),
        OPEN,
    )
    (first,), (second,) = (each.task.streams for each in found)
    assert Fraction(first.growth_share).limit_denominator(100) == Fraction(1, 3)
    assert second == StreamTask(None, Decimal(30), Decimal(1))
    assert [each.task.backlog for each in found] == [Decimal(10), Decimal(30)]


def by_stream(
    open_items: dict[str | None, int], *milestones: Milestone
) -> dict[str, dict[str | None, int]]:
    """Returns the backlog of each milestone in each stream."""
    known = {name: Decimal(count) for name, count in open_items.items()}
    found = queue(promised(project(*milestones), TODAY), known)
    return {
        each.milestone_id: {
            part.stream: int(part.backlog) for part in each.task.streams
        }
        for each in found
    }


FIRST = {"id_": "first", "promised_date": "2026-07-01"}
LAST = {"id_": "last", "promised_date": "2026-08-01"}


def test_items_given_by_stream_are_queued_in_their_own_streams() -> None:
    assert by_stream(
        {"Build": 30, "Data": 20},
        milestone(**FIRST, items={"Build": "10", "Data": "5"}),
        milestone(**LAST, items={"Build": "20", "Data": "15"}),
    ) == {"first": {"Build": 10, "Data": 5}, "last": {"Build": 30, "Data": 20}}


def test_a_milestone_waits_for_no_stream_in_which_it_has_nothing() -> None:
    assert by_stream(
        {"Build": 30, "Data": 20},
        milestone(**FIRST, items={"Build": "30"}),
        milestone(**LAST, items={"Data": "20"}),
    ) == {"first": {"Build": 30}, "last": {"Data": 20}}


def test_items_of_a_stream_that_no_milestone_claims_come_first_for_all() -> None:
    # 20 items of Data belong to nobody: naming Build alone must not make them go away.
    assert by_stream(
        {"Build": 30, "Data": 20}, milestone(**LAST, items={"Build": "30"})
    ) == {"last": {"Build": 30, "Data": 20}}


def test_items_without_a_stream_may_all_lie_in_any_of_them() -> None:
    assert by_stream(
        {"Build": 30, "Data": 20},
        milestone(**FIRST, items="25"),
        milestone(**LAST, items="25"),
    ) == {"first": {"Build": 25, "Data": 20}, "last": {"Build": 30, "Data": 20}}


def test_leaving_streams_out_makes_no_finish_look_nearer() -> None:
    told = by_stream(
        {"Build": 30, "Data": 20},
        milestone(**FIRST, items={"Build": "10", "Data": "5"}),
        milestone(**LAST, items={"Build": "20", "Data": "15"}),
    )
    untold = by_stream(
        {"Build": 30, "Data": 20},
        milestone(**FIRST, items="15"),
        milestone(**LAST, items="35"),
    )
    for name, backlogs in told.items():
        for stream, backlog in backlogs.items():
            assert untold[name][stream] >= backlog


def test_a_stream_without_any_row_is_still_to_be_done() -> None:
    assert by_stream({"Build": 30}, milestone(**LAST, items={"Data": "4"})) == {
        "last": {"Build": 30, "Data": 4}
    }
