"""Where a line of commits stood on a day: nothing that stands behind a later commit was there."""

from datetime import date
from pathlib import Path

import pytest

from portalgen.model.record.past import Origin
from portalgen.source.git.stood import Bounds, line_of, stood
from tests.kit.files.repositories import Made

TODAY = date(2026, 12, 1)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "w")


def commits(made: Made, *days: str) -> list[str]:
    """Makes a commit a day and returns their ids."""
    return [
        made.commit({"a/client.yml": f"name: {at}\n"}, at=f"2026-{day}T12:00:00Z")
        for at, day in enumerate(days)
    ]


def place(
    made: Made, ids: list[str], on: str, bounds: Bounds | None = None
) -> int | None:
    """Returns the position of the commit at which the line stood."""
    repository = made.repository
    found = stood(
        repository,
        line_of(repository, None),
        date.fromisoformat(f"2026-{on}"),
        TODAY,
        bounds or Bounds(),
    )
    return ids.index(found.commit) if found else None


def test_it_is_the_last_commit_by_the_end_of_the_day(made: Made) -> None:
    ids = commits(made, "03-02", "03-09", "03-16")
    assert place(made, ids, "03-01") is None
    assert place(made, ids, "03-09") == 1
    assert place(made, ids, "03-15") == 1
    assert place(made, ids, "11-01") == 2


def test_what_stands_behind_a_later_commit_was_not_there(made: Made) -> None:
    ids = commits(made, "03-02", "11-27", "03-03")
    assert place(made, ids, "03-10") == 0
    assert place(made, ids, "11-28") == 2


def test_a_clock_that_was_ahead_of_today_hides_nothing(made: Made) -> None:
    ids = commits(made, "03-02", "12-24", "03-09")
    assert place(made, ids, "03-10") == 2


def test_what_was_published_bounds_it(made: Made) -> None:
    ids = commits(made, "03-02", "03-09", "03-16", "03-23")
    assert place(made, ids, "03-20", Bounds(limit=ids[1])) == 0
    assert place(made, ids, "03-03", Bounds(least=ids[1])) == 1
    assert place(made, ids, "03-20", Bounds(ids[1], ids[3])) == 2


def test_the_line_is_the_one_that_a_record_was_made_from(made: Made) -> None:
    (first,) = commits(made, "03-02")
    made.branch("feature")
    (aside,) = commits(made, "03-09")
    made.git("checkout", "-q", "main")
    made.commit({"b/client.yml": "name: B\n"}, at="2026-03-16T12:00:00Z")
    merged = made.merge("feature", at="2026-03-23T12:00:00Z")
    usual = line_of(made.repository, None)
    assert aside not in usual
    along = line_of(made.repository, Origin(aside))
    assert aside in along
    found = stood(made.repository, along, date(2026, 3, 10), TODAY)
    assert found == Origin(aside)
    after = stood(made.repository, along, date(2026, 3, 24), TODAY)
    assert after == Origin(merged, ((merged, aside),))
    assert first in along
