"""What is an edit of something that was told, and what is work."""

import pytest

from tests.kit.clients.told import LAUNCH, told

ASK = "asks: [{id: photos, what: Photos, asked_on: 2026-01-05, due_on: 2026-02-02%s}]"
OWED = "owed: [{id: training, what: Training, due_on: %s}]"
CHANGE = (
    "change_requests: [{id: cr-1, name: Points, state: %s, cost_impact: %s, "
    "schedule_impact_days: 5}]"
)
RISK = "risks: [{id: api, name: API, probability: %s, impact: severe%s}]"
MILESTONE = "milestones: [{id: launch, name: %s, promised_date: 2026-06-01, %s}]"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (
            ASK % "",
            (ASK % "").replace("02-02", "03-02"),
            "reasked ask photos due_on: 2026-02-02 -> 2026-03-02",
        ),
        (ASK % "", "asks: []", "reasked ask"),
        (
            ASK % ", done_on: 2026-02-01",
            ASK % "",
            "reasked ask photos done_on: 2026-02-01 -> None",
        ),
        (
            OWED % "2026-02-02",
            OWED % "2026-03-02",
            "reasked owed training due_on: 2026-02-02 -> 2026-03-02",
        ),
        (
            CHANGE % ("proposed", "8200"),
            CHANGE % ("proposed", "9000"),
            "repriced change cr-1 cost_impact: 8200 -> 9000",
        ),
        (CHANGE % ("approved", "8200"), "change_requests: []", "repriced change"),
        (
            CHANGE % ("approved", "null"),
            CHANGE % ("approved", "9000"),
            "repriced change cr-1 cost_impact: 0 -> 9000",
        ),
        (
            RISK % ("likely", ""),
            RISK % ("2", ""),
            "relaxed risk api probability: likely -> unlikely",
        ),
        (
            RISK % ("likely", ", mitigation: A second provider"),
            RISK % ("likely", ", mitigation: TODO"),
            "relaxed risk api mitigation: A second provider -> None",
        ),
        (RISK % ("likely", ""), "risks: []", "relaxed risk"),
        (
            MILESTONE % ("Launch", "acceptance: 40 orders pass"),
            MILESTONE % ("Launch", "acceptance: An order passes"),
            "redefined milestone launch acceptance: 40 orders pass -> An order passes",
        ),
        (
            MILESTONE % ("Launch", ""),
            MILESTONE % ("Beta", ""),
            "redefined milestone launch name: Launch -> Beta",
        ),
        (
            MILESTONE % ("Launch", ""),
            MILESTONE % ("Launch", "weight: 5"),
            "redefined milestone launch weight: 1 -> 5",
        ),
        (
            MILESTONE % ("Launch", "leads: true"),
            MILESTONE % ("Launch", ""),
            "relaxed milestone launch leads: true -> None",
        ),
        (
            "tolerance: {schedule_days: 7}",
            "tolerance: {schedule_days: 30}",
            "relaxed project tolerance_days: 7 -> 30",
        ),
        (
            "tolerance: {schedule_days: 30}",
            "tolerance: {schedule_days: 7}",
            "tightened project tolerance_days: 30 -> 7",
        ),
        (
            "cadence_days: 7",
            "cadence_days: 3650",
            "relaxed project cadence_days: 7 -> 3650",
        ),
        ("state: active", "state: paused", "relaxed project state: active -> paused"),
        (
            "",
            "pages: [now, dates, how]",
            "relaxed project pages: all -> dates, how, now",
        ),
        (
            "",
            "calendar: {freezes: [{from: 2026-02-02, to: 2026-03-02}]}",
            "relaxed project days_off: None -> 2026-02-02/2026-03-02",
        ),
    ],
)
def test_what_was_told_and_is_told_otherwise_is_an_edit(
    before: str, after: str, found: str
) -> None:
    assert told(before, after) == [found]


def test_a_new_milestone_that_decides_when_the_project_ends_changes_what_was_told() -> (
    None
):
    later = (
        LAUNCH.rstrip("]\n")
        + ", {id: next, name: Next, promised_date: 2027-06-01, leads: true}]\n"
    )
    assert told(LAUNCH, later) == ["relaxed milestone next leads: None -> true"]
    assert told("", later) == [], "the first plan is no change of one"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ASK % "", ASK % ", done_on: 2026-02-01"),
        (ASK % ", done_on: 2026-02-01", "asks: []"),
        (ASK.replace(", due_on: 2026-02-02", "") % "", ASK % ""),
        (CHANGE % ("proposed", "null"), CHANGE % ("proposed", "8200")),
        (CHANGE % ("proposed", "8200"), CHANGE % ("rejected", "8200")),
        (CHANGE % ("rejected", "8200"), "change_requests: []"),
        (RISK % ("unlikely", ""), RISK % ("likely", "")),
        (RISK % ("likely", ""), RISK % ("likely", ", mitigation: A second provider")),
        (
            RISK % ("likely", ""),
            RISK % ("rare", ", state: closed, closed_on: 2026-02-01"),
        ),
        (RISK % ("likely", ", state: closed"), "risks: []"),
        (MILESTONE % ("Launch", ""), MILESTONE % ("Launch", "acceptance: It runs")),
        (MILESTONE % ("Launch", ""), "milestones: []"),
        (
            MILESTONE % ("Launch", "leads: true, acceptance: It runs"),
            (
                MILESTONE
                % ("Launch", "leads: true, acceptance: It runs, formerly: [launch]")
            ).replace("id: launch", "id: go-live"),
        ),
    ],
)
def test_work_and_a_rename_are_no_edit(before: str, after: str) -> None:
    assert told(before, after) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            MILESTONE % ("Launch", "acceptance: It runs, weight: 2"),
            "milestones:\r\n- weight: 2.00\r\n  acceptance: 'It\r\n    runs'\r\n"
            '  promised_date: 2026-06-01\r\n  name: "Launch "\r\n  id: launch\r\n',
        ),
        (CHANGE % ("approved", "8200"), CHANGE % ('"Approved"', "'8200.00'")),
        (RISK % ("likely", ""), RISK % ("4", "")),
        ("pages: [now, risks, dates, how]", "pages: [dates, how, now, risks]"),
    ],
)
def test_another_way_to_write_the_same_is_no_edit(before: str, after: str) -> None:
    assert told(before, after) == []
