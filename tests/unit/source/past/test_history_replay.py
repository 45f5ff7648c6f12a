"""Real histories, committed anew as they happened and read back: every date and every move, and no other."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

import pytest

from portalgen.model.fields.scalars import slugified
from portalgen.model.record.past import History
from tests.conftest import ROOT
from tests.kit.files.repositories import Snapshot, imported, milestones

Key = tuple[str, str]
Schedule = dict[Key, str]
Event = tuple[Key, date | None, date]


def replayed(name: str) -> Iterator[tuple[str, datetime, Schedule]]:
    """Yields each commit of the release schedule: its id and date, and all dates as they stood then."""
    schedule: Schedule = {}
    with (ROOT / f"tests/data/{name}/events.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        for commit, events in groupby(
            csv.DictReader(file), key=lambda row: row["commit"]
        ):
            at = ""
            for event in events:
                key = slugified(event["release_line"]), event["milestone"]
                assert schedule.get(key, "") == event["date_before"]
                schedule[key] = event["date_after"]
                at = event["committed_at"]
            yield commit, datetime.fromisoformat(at), dict(schedule)


def as_projects(schedule: Schedule) -> dict[str, str]:
    """Returns each release line as a project, its dates as milestones."""
    lines = {
        line: [(name, day) for (other, name), day in schedule.items() if other == line]
        for line, _ in schedule
    }
    return {
        f"node/{line}/milestones.yml": milestones(
            *(f"id: {name}, promised_date: {day}" for name, day in days)
        )
        for line, days in lines.items()
    }


def as_one_project(schedule: Schedule) -> dict[str, str]:
    """Returns all release lines as one project."""
    items = (
        f"id: {line}-{name}, promised_date: {day}"
        for (line, name), day in schedule.items()
    )
    return {"node/releases/milestones.yml": milestones(*items)}


def events(history: History) -> Iterator[tuple[str, date, Event]]:
    """Yields commit, day and event of each promise that appears or changes from one revision to the next."""
    before: dict[Key, date | None] = {}
    for revision in history.revisions:
        now = {
            (project.id, each.id): each.promised_date
            for project in revision.projects
            for each in project.milestones
        }
        for key, day in now.items():
            if day is not None and day != before.get(key):
                yield revision.commit, revision.recorded_on, (key, before.get(key), day)
        assert before.keys() <= now.keys(), "nothing was withdrawn"
        before = now


@pytest.mark.parametrize("layout", [as_projects, as_one_project])
def test_the_release_schedule_of_node_has_91_dates_and_30_moves_18_of_them_later(
    tmp_path: Path, layout: object
) -> None:
    assert callable(layout)
    source = list(replayed("nodejs-release"))
    snapshots = [
        Snapshot(layout(each), [at - 1] if at else [], when)
        for at, (_, when, each) in enumerate(source)
    ]
    made, names = imported(tmp_path / "node", snapshots)
    history = made.history("node")
    found = [event for _, _, event in events(history)]
    moves = [(before, after) for _, before, after in found if before]
    assert len(source) == 29
    assert len(found) - len(moves) == 91
    assert len(moves) == 30
    assert sum(after > before for before, after in moves) == 18
    assert len({line for (line, _), _, _ in found}) == (
        27 if layout is as_projects else 1
    )
    assert [each.commit for each in history.revisions] == names
    assert [each.recorded_on for each in history.revisions] == [
        when.astimezone(UTC).date() for _, when, _ in source
    ]
    assert history.skipped == 0
