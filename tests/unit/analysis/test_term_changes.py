"""What a project is judged by, told before a call: each key that got looser."""

from typing import Any

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.difference import Kind, differences
from portalgen.cli.terminal.differences import sentence
from portalgen.model.project import Project
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client, milestone, project

RISK = {
    "id": "api",
    "name": "No interface",
    "probability": "likely",
    "impact": "severe",
}
ROWS = [
    {"date": "2026-05-25", "scope": "40", "done": "4"},
    {"date": "2026-06-01", "scope": "40", "done": "5"},
]
BEFORE: dict[str, Any] = {
    "progress": ROWS,
    "risks": [RISK],
    "health": {"scope": "amber"},
}
LAUNCH: dict[str, Any] = {"promised_date": "2026-07-01", "items": 20}


def changes(before: Project, after: Project) -> list[tuple[str, bool]]:
    """Returns what is told of terms, with whether it should be said by voice."""
    then, now = client(before), client(after)
    found = differences((then, analyse(then, TODAY)), (now, analyse(now, TODAY)))
    words = Words("en", TODAY, None)
    terms = [each for each in found if each.kind is Kind.TERM]
    return [(sentence(each, words), each.calls) for each in terms]


@pytest.mark.parametrize(
    ("changed", "says", "calls"),
    [
        ({"tolerance": {"schedule_days": 60}}, "tolerance: 7 days → 60 days", True),
        ({"tolerance": {"schedule_days": 3}}, "tolerance: 7 days → 3 days", False),
        ({"cadence_days": 3650}, "cadence: 7 days → 3650 days", True),
        ({"state": "paused", "since": "2026-05-01"}, "state: active → paused", True),
        (
            {"calendar": {"freezes": [{"from": "2026-05-01", "to": "2026-06-30"}]}},
            "days off: 0 holidays, freezes: none → 0 holidays, freezes: 2026-05-01 to 2026-06-30",
            True,
        ),
        (
            {"pages": ["now", "dates", "how", "progress", "risks"]},
            "page needs: shown → not shown",
            True,
        ),
        ({"health": {"scope": "green"}}, "stated scope: amber → green", True),
        ({"progress": []}, "rows of progress: 2 as told → changed or gone", True),
        ({"progress": ROWS[1:]}, "rows of progress: 1 as told → changed or gone", True),
        (
            {"progress": [*ROWS, {"date": "2026-06-02", "scope": "9", "done": "5"}]},
            "scope: 40 → 9",
            True,
        ),
        ({"risks": [{**RISK, "mitigation": "TODO"}]}, None, False),
        ({"risks": []}, "risk No interface: critical → lower, answered or gone", True),
        (
            {"risks": [{**RISK, "mitigation": "A plan"}]},
            "risk No interface: critical → lower, answered or gone",
            True,
        ),
    ],
)
def test_each_term_that_changed_is_told(
    changed: dict[str, Any], says: str | None, calls: bool
) -> None:
    launch = milestone(**LAUNCH)
    found = changes(project(launch, **BEFORE), project(launch, **{**BEFORE, **changed}))
    if says is None:
        assert found == []
    else:
        assert (says, calls) in found


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"leads": "true"}, "leads: none → launch"),
        ({"items": 25}, "items of launch: 20 → 25"),
        ({"items": None}, "items of launch: 20 → none"),
        (
            {"actual_date": "2026-05-01"},
            "launch met: open → 2026-05-01, told on 2026-06-01",
        ),
    ],
)
def test_each_term_of_a_milestone_that_changed_is_told(
    changed: dict[str, Any], says: str
) -> None:
    before = project(milestone(**LAUNCH))
    after = project(milestone(**{**LAUNCH, **changed}))
    assert changes(before, after) == [(says, True)]


def test_new_work_is_no_change_of_terms() -> None:
    launch = milestone(**LAUNCH)
    more = [*ROWS, {"date": "2026-06-02", "scope": "41", "done": "9"}]
    assert (
        changes(
            project(launch, **BEFORE), project(launch, **{**BEFORE, "progress": more})
        )
        == []
    )
    met = milestone(**LAUNCH, actual_date="2026-05-30")
    assert changes(project(launch), project(met)) == []


def test_an_end_whose_day_moves_is_told() -> None:
    closed = project(state="closed", since="2026-05-20")
    earlier = project(state="closed", since="2026-04-20")
    assert changes(closed, earlier) == [("since: 2026-05-20 → 2026-04-20", True)]
