"""The file for programs: status.json, in a shape that stays."""

import json
from typing import Any

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.retold.retelling import MOST_TOLD
from portalgen.exports.status import status
from portalgen.model.client import Client
from portalgen.words import Words
from tests.kit.clients.nouns import (
    AGREED,
    PROVEN,
    TODAY,
    client,
    milestone,
    move,
    project,
)
from tests.kit.clients.samples import CLIENTS, sample, told_sample


def told(of: Client) -> dict[str, Any]:
    value = json.loads(status(of, analyse(of, TODAY), Words(of.language, TODAY)))
    assert isinstance(value, dict)
    return value


FULL = client(
    project(
        milestone(
            promised_date="2026-06-15",
            forecast="2026-06-20",
            moves=[move("2026-06-01", "2026-06-15", **AGREED)],
        ),
        milestone("handover", forecast="undated"),
        asks=[
            {"id": "photos", "what": "Photos", "due_on": "2026-06-05"},
            {"id": "text", "what": "Texts"},
        ],
        health={"scope": "green"},
        progress=[{"date": "2026-05-29", "scope": "3", "done": "1"}],
        **PROVEN,
    )
)


def test_status_tells_each_project_in_values_that_programs_can_read() -> None:
    value = told(FULL)
    (one,) = value.pop("projects")
    assert value == {"version": 1, "client": "acme", "as_of": "2026-06-01"}
    assert all(one.pop(key) for key in ("verdict", "health_rule"))
    assert one == {
        "id": "webshop",
        "name": "Webshop",
        "state": "active",
        "as_of": "2026-06-01",
        "read_on": None,
        "health": "amber",
        "dimensions": {
            "schedule": {"derived": "amber", "declared": None},
            "scope": {"derived": None, "declared": "green"},
            "budget": {"derived": None, "declared": None},
        },
        "percent_complete": 33.3,
        "data_date": "2026-06-01",
        "next_update": "2026-06-08",
        "milestones": [
            {
                "id": "launch",
                "name": "Launch",
                "first_promise": "2026-06-01",
                "promised": "2026-06-15",
                "agreed_by_client": True,
                "expected": "2026-06-20",
                "met": False,
                "finish_variance_days": 5,
                "overdue_days": None,
            },
            {
                "id": "handover",
                "name": "Handover",
                "first_promise": None,
                "promised": None,
                "agreed_by_client": False,
                "expected": None,
                "met": False,
                "finish_variance_days": None,
                "overdue_days": None,
            },
        ],
        "open_asks": [
            {"id": "photos", "what": "Photos", "due_on": "2026-06-05"},
            {"id": "text", "what": "Texts", "due_on": None},
        ],
        "told": [],
    }


def test_status_of_a_project_without_data_has_every_key() -> None:
    keys = set(told(FULL)["projects"][0])
    (least,) = told(client(project(updates=[])))["projects"]
    assert set(least) == keys
    assert (least["health"], least["percent_complete"], least["data_date"]) == (
        "grey",
        None,
        None,
    )
    assert told(client())["projects"] == []


def test_status_of_an_ended_project_speaks_for_its_last_day() -> None:
    value = told(client(project(state="closed", since="2026-05-29")))
    assert (value["as_of"], value["projects"][0]["as_of"]) == (
        "2026-06-01",
        "2026-05-29",
    )


@pytest.mark.parametrize("client_id", CLIENTS)
def test_status_of_a_sample_names_its_projects_and_is_the_same_every_time(
    client_id: str,
) -> None:
    one = sample(client_id)
    first, again = (status(one.client, one.findings, one.words) for _ in range(2))
    assert first == again
    assert [each["id"] for each in json.loads(first)["projects"]] == [
        each.id for each in one.client.projects
    ]
    assert first.endswith(b"\n")


def test_it_tells_what_was_told_on_each_day_before() -> None:
    one = told_sample("harbour")
    said = json.loads(status(one.client, one.findings, one.words))
    (found,) = said["projects"]
    days = found["told"]
    assert len(days) == MOST_TOLD
    assert days[-1] == {
        "on": "2026-11-20",
        "is_publication": True,
        "health": found["health"],
        "promised": "2027-01-21",
        "expected": "2027-01-21",
    }
    assert {each["health"] for each in days} == {"green", "amber", "red"}
