"""What happened, newest first, and what happened between two days."""

from itertools import pairwise

import pytest

from portalgen.analysis.message import message
from portalgen.analysis.told.events import (
    DeclaredMove,
    EventId,
    Happening,
    between,
    events,
)
from portalgen.model.project import PageName
from tests.kit.clients.nouns import TODAY, day, declared, milestone, move, project

FULL = project(
    milestone(
        promised_date="2026-07-01",
        actual_date="2026-06-30",
        moves=[
            move(None, "2026-06-01", on="2026-01-05"),
            move("2026-06-01", "2026-07-01", on="2026-03-02"),
            move("2026-07-01", None, on="2026-03-20"),
            move("2026-06-01", "2026-07-01"),
        ],
    ),
    milestone("handover", accepted_on="2026-07-02"),
    asks=[
        {
            "id": "photos",
            "what": "Photos",
            "asked_on": "2026-02-01",
            "done_on": "2026-02-20",
        }
    ],
    owed=[
        {
            "id": "report",
            "what": "Report",
            "asked_on": "2026-02-01",
            "done_on": "2026-02-21",
        }
    ],
    risks=[
        {
            "id": "bank",
            "name": "Bank",
            "probability": "1",
            "impact": "1",
            "raised_on": "2026-02-02",
        },
        {
            "id": "rain",
            "name": "Rain",
            "probability": "1",
            "impact": "1",
            "closed_on": "2026-02-03",
            "state": "occurred",
        },
        {
            "id": "snow",
            "name": "Snow",
            "probability": "1",
            "impact": "1",
            "closed_on": "2026-02-04",
            "state": "closed",
        },
        {
            "id": "hail",
            "name": "Hail",
            "probability": "1",
            "impact": "1",
            "closed_on": "2026-02-05",
        },
    ],
    change_requests=[
        {
            "id": "cr-1",
            "name": "Points",
            "raised_on": "2026-02-06",
            "decided_on": "2026-02-07",
            "state": "approved",
        },
        {
            "id": "cr-2",
            "name": "Cards",
            "decided_on": "2026-02-08",
            "state": "rejected",
        },
        {
            "id": "cr-3",
            "name": "Clubs",
            "decided_on": "2026-02-09",
            "state": "implemented",
        },
    ],
    releases=[{"version": "0.1", "on": "2026-02-10"}],
)
MOVED = Happening.MOVED
DATES, NEEDS, RISKS, CHANGES = (
    PageName.DATES,
    PageName.NEEDS,
    PageName.RISKS,
    PageName.CHANGES,
)


def declared_move(on: str, before: str | None, after: str | None) -> EventId:
    """Returns the id of a move of the launch that the file alone tells of."""
    ends = [day(each) if each else None for each in (before, after)]
    return EventId(MOVED, "launch", None, DeclaredMove(day(on), *ends))


EXPECTED = {
    EventId(Happening.MET, "launch"): (
        "2026-06-30",
        message("event.met", name="Launch"),
        DATES,
    ),
    declared_move("2026-01-05", None, "2026-06-01"): (
        "2026-01-05",
        message("event.promised", name="Launch", day=day("2026-06-01")),
        DATES,
    ),
    declared_move("2026-03-02", "2026-06-01", "2026-07-01"): (
        "2026-03-02",
        message(
            "event.moved",
            name="Launch",
            before=day("2026-06-01"),
            after=day("2026-07-01"),
        ),
        DATES,
    ),
    declared_move("2026-03-20", "2026-07-01", None): (
        "2026-03-20",
        message("event.unpromised", name="Launch"),
        DATES,
    ),
    EventId(Happening.MET, "handover"): (
        "2026-07-02",
        message("event.met", name="Handover"),
        DATES,
    ),
    EventId(Happening.ASKED, "photos"): (
        "2026-02-01",
        message("event.asked", what="Photos"),
        NEEDS,
    ),
    EventId(Happening.ANSWERED, "photos"): (
        "2026-02-20",
        message("event.ask_done", what="Photos"),
        NEEDS,
    ),
    EventId(Happening.DELIVERED, "report"): (
        "2026-02-21",
        message("event.owed_done", what="Report"),
        NEEDS,
    ),
    EventId(Happening.RISK_RAISED, "bank"): (
        "2026-02-02",
        message("event.risk", name="Bank"),
        RISKS,
    ),
    EventId(Happening.RISK_CLOSED, "rain"): (
        "2026-02-03",
        message("event.risk_occurred", name="Rain"),
        RISKS,
    ),
    EventId(Happening.RISK_CLOSED, "snow"): (
        "2026-02-04",
        message("event.risk_closed", name="Snow"),
        RISKS,
    ),
    EventId(Happening.CHANGE_RAISED, "cr-1"): (
        "2026-02-06",
        message("event.change_raised", name="Points"),
        CHANGES,
    ),
    EventId(Happening.CHANGE_DECIDED, "cr-1"): (
        "2026-02-07",
        message("event.change_approved", name="Points"),
        CHANGES,
    ),
    EventId(Happening.CHANGE_DECIDED, "cr-2"): (
        "2026-02-08",
        message("event.change_rejected", name="Cards"),
        CHANGES,
    ),
    EventId(Happening.CHANGE_DECIDED, "cr-3"): (
        "2026-02-09",
        message("event.change_approved", name="Clubs"),
        CHANGES,
    ),
    EventId(Happening.RELEASED, "0.1"): (
        "2026-02-10",
        message("event.release", version="0.1"),
        CHANGES,
    ),
}


def test_everything_dated_is_an_event_with_an_id_of_its_own() -> None:
    found = events(FULL, declared(FULL))
    assert len(found) == len(EXPECTED)
    assert {each.id: (str(each.on), each.said, each.page) for each in found} == EXPECTED


def test_a_move_is_told_with_its_account_and_nothing_else_is() -> None:
    accounts = declared(FULL)
    found = events(FULL, accounts)
    moves = [each.step for each in found if each.id.happened is MOVED]
    dated = [step for step in accounts["launch"].steps if step.on]
    assert moves == dated[::-1]
    assert [each for each in found if each.step] == [
        each for each in found if each.id.happened is MOVED
    ]


def test_moves_of_one_day_are_told_apart_and_stand_newest_first() -> None:
    days = [f"2026-07-{number:02}" for number in range(1, 13)]
    moves = [move(*ends, on="2026-03-02") for ends in pairwise(days)]
    of = project(milestone(promised_date=days[-1], moves=moves))
    found = events(of, declared(of))
    ends = [each.step.after for each in found if each.step]
    assert ends == [day(each) for each in reversed(days[1:])]
    assert len({each.id for each in found}) == len(ends)


def test_an_item_with_a_new_id_keeps_its_events() -> None:
    risk = {"name": "Bank", "probability": "1", "impact": "1", "raised_on": TODAY}
    of = project(risks=[{"id": "bank", **risk}])
    renamed = project(risks=[{"id": "lender", "formerly": ["bank"], **risk}])
    (before,) = events(of, {})
    (after,) = events(renamed, {})
    assert (before.id, before.about, after.about) == (after.id, "bank", "lender")


def test_events_stand_newest_first() -> None:
    days = [each.on for each in events(FULL, declared(FULL))]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("after", "until", "names"),
    [
        ("2026-02-08", "2026-02-10", {"cr-3", "0.1"}),
        ("2026-02-10", "2026-02-10", set()),
        ("2026-06-29", "2026-12-31", {"launch", "handover"}),
        (None, "2026-01-31", {"launch"}),
    ],
)
def test_between_leaves_the_first_day_out_and_takes_the_last_in(
    after: str | None, until: str, names: set[str]
) -> None:
    found = between(
        events(FULL, declared(FULL)), day(after) if after else None, day(until)
    )
    assert {each.about for each in found} == names
