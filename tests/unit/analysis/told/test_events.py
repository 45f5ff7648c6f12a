"""What happened, newest first, and what happened between two days."""

import pytest

from portalgen.analysis.message import message
from portalgen.analysis.told.events import Event, between, events
from portalgen.model.project import PageName
from tests.kit.clients.nouns import day, declared, milestone, move, project

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
EXPECTED = {
    "launch.met": ("2026-06-30", message("event.met", name="Launch"), PageName.DATES),
    "launch.moved.1": (
        "2026-01-05",
        message("event.promised", name="Launch", day=day("2026-06-01")),
        PageName.DATES,
    ),
    "launch.moved.2": (
        "2026-03-02",
        message(
            "event.moved",
            name="Launch",
            before=day("2026-06-01"),
            after=day("2026-07-01"),
        ),
        PageName.DATES,
    ),
    "launch.moved.3": (
        "2026-03-20",
        message("event.unpromised", name="Launch"),
        PageName.DATES,
    ),
    "handover.met": (
        "2026-07-02",
        message("event.met", name="Handover"),
        PageName.DATES,
    ),
    "photos.asked": (
        "2026-02-01",
        message("event.asked", what="Photos"),
        PageName.NEEDS,
    ),
    "photos.done": (
        "2026-02-20",
        message("event.ask_done", what="Photos"),
        PageName.NEEDS,
    ),
    "report.done": (
        "2026-02-21",
        message("event.owed_done", what="Report"),
        PageName.NEEDS,
    ),
    "bank.raised": ("2026-02-02", message("event.risk", name="Bank"), PageName.RISKS),
    "rain.closed": (
        "2026-02-03",
        message("event.risk_occurred", name="Rain"),
        PageName.RISKS,
    ),
    "snow.closed": (
        "2026-02-04",
        message("event.risk_closed", name="Snow"),
        PageName.RISKS,
    ),
    "cr-1.raised": (
        "2026-02-06",
        message("event.change_raised", name="Points"),
        PageName.CHANGES,
    ),
    "cr-1.decided": (
        "2026-02-07",
        message("event.change_approved", name="Points"),
        PageName.CHANGES,
    ),
    "cr-2.decided": (
        "2026-02-08",
        message("event.change_rejected", name="Cards"),
        PageName.CHANGES,
    ),
    "cr-3.decided": (
        "2026-02-09",
        message("event.change_approved", name="Clubs"),
        PageName.CHANGES,
    ),
    "release.0.1": (
        "2026-02-10",
        message("event.release", version="0.1"),
        PageName.CHANGES,
    ),
}


def test_everything_dated_is_an_event_with_a_stable_id() -> None:
    assert {each.id: each for each in events(FULL, declared(FULL))} == {
        id_: Event(id_, day(on), said, page)
        for id_, (on, said, page) in EXPECTED.items()
    }


def test_events_stand_newest_first() -> None:
    days = [each.on for each in events(FULL, declared(FULL))]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("after", "until", "ids"),
    [
        ("2026-02-08", "2026-02-10", {"cr-3.decided", "release.0.1"}),
        ("2026-02-10", "2026-02-10", set()),
        ("2026-06-29", "2026-12-31", {"launch.met", "handover.met"}),
        (None, "2026-01-31", {"launch.moved.1"}),
    ],
)
def test_between_leaves_the_first_day_out_and_takes_the_last_in(
    after: str | None, until: str, ids: set[str]
) -> None:
    found = between(
        events(FULL, declared(FULL)), day(after) if after else None, day(until)
    )
    assert {each.id for each in found} == ids
