"""The days ahead: what turns, falls due or goes stale if nobody touches the data."""

from datetime import date, timedelta
from typing import Any

import pytest

from portalgen.analysis.outlook import Coming, Upcoming, outlook
from portalgen.model.health import Rag
from portalgen.model.project import Project
from tests.kit.clients.nouns import TODAY, found, milestone, move, project


def ahead(of: Project, days: int = 7, as_of: date = TODAY) -> list[Upcoming]:
    return [
        each
        for each in outlook(of, lambda day: found(of, day), as_of, days)
        if each.kind is not Coming.UPDATE
    ]


def on(days: int) -> str:
    return str(TODAY + timedelta(days=days))


DATED: dict[str, tuple[dict[str, Any], Coming, str]] = {
    "an ask": (
        {"asks": [{"id": "a", "what": "Photos", "due_on": on(3)}]},
        Coming.ASK,
        "Photos",
    ),
    "a debt": (
        {"owed": [{"id": "a", "what": "Report", "due_on": on(3)}]},
        Coming.OWED,
        "Report",
    ),
    "a review": (
        {
            "risks": [
                {
                    "id": "a",
                    "name": "Rain",
                    "probability": 1,
                    "impact": 1,
                    "review_on": on(3),
                }
            ]
        },
        Coming.REVIEW,
        "Rain",
    ),
    "a checkpoint": ({"health": {"next_checkpoint": on(3)}}, Coming.CHECKPOINT, ""),
    "a pause's end": (
        {"state": "paused", "since": on(-9), "because": "x", "resumes_on": on(3)},
        Coming.RESUMES,
        "",
    ),
    "a promise": (
        {"milestones": [milestone(promised_date=on(3))]},
        Coming.MILESTONE,
        "Launch",
    ),
    "a reason": (
        {
            "milestones": [
                milestone(
                    promised_date=on(90),
                    moves=[move(on(80), on(90), "to_follow", on=on(-4))],
                )
            ]
        },
        Coming.REASON,
        "Launch",
    ),
}


@pytest.mark.parametrize("name", DATED)
def test_what_falls_due_is_told_within_the_days_asked_for(name: str) -> None:
    keys, kind, what = DATED[name]
    expected = Upcoming(TODAY + timedelta(days=3), kind, what)
    assert expected in ahead(project(**keys), 3)
    assert expected not in ahead(project(**keys), 2)
    assert expected not in ahead(project(**keys), 7, TODAY + timedelta(days=3))


@pytest.mark.parametrize(
    "keys",
    [
        {"asks": [{"id": "a", "what": "Photos", "due_on": on(3), "done_on": on(-1)}]},
        {"owed": [{"id": "a", "what": "Report", "due_on": on(3), "done_on": on(-1)}]},
        {
            "risks": [
                {
                    "id": "a",
                    "name": "R",
                    "probability": 1,
                    "impact": 1,
                    "review_on": on(3),
                    "state": "closed",
                }
            ]
        },
        {"milestones": [milestone(promised_date=on(3), actual_date=on(-1))]},
        {
            "state": "closed",
            "since": on(-9),
            "asks": [{"id": "a", "what": "Photos", "due_on": on(3)}],
        },
    ],
)
def test_what_is_done_is_not_told(keys: dict[str, Any]) -> None:
    assert ahead(project(**keys)) == []


def test_health_that_time_alone_will_darken_is_told_on_the_day_it_turns() -> None:
    late = project(milestone(promised_date=on(2)))
    turns = [each for each in ahead(late, 10) if each.kind is Coming.TURNS]
    assert [(each.on, each.before, each.after) for each in turns] == [
        (TODAY + timedelta(days=3), Rag.GREEN, Rag.AMBER),
        (TODAY + timedelta(days=10), Rag.AMBER, Rag.RED),
    ]


def test_data_that_will_be_too_old_is_told_on_its_day() -> None:
    stale = [
        each
        for each in ahead(project(milestone(promised_date=on(90))), 14)
        if each.kind is Coming.STALE
    ]
    assert stale == [
        Upcoming(TODAY + timedelta(days=11), Coming.STALE, "", Rag.GREEN, Rag.GREY)
    ]


def test_things_come_by_day_and_within_a_day_the_worst_first() -> None:
    both = project(
        milestone(promised_date=on(3)),
        asks=[
            {"id": "a", "what": "Photos", "due_on": on(3)},
            {"id": "b", "what": "Text", "due_on": on(1)},
        ],
    )
    assert [each.kind for each in ahead(both, 4)] == [
        Coming.ASK,
        Coming.MILESTONE,
        Coming.ASK,
        Coming.TURNS,
    ]
