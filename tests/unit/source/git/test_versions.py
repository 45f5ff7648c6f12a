"""A folder as it was committed, version by version."""

from datetime import date
from pathlib import Path

import pytest

from portalgen.source.git.versions import versions
from tests.kit.files.repositories import Made

FILE = "acme/webshop/project.yml"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    workspace = Made(tmp_path / "w")
    workspace.commit({FILE: "1"}, at="2026-09-01T12:00:00Z")
    workspace.commit({"acme/fair/project.yml": "x"}, at="2026-09-02T12:00:00Z")
    workspace.commit({FILE: "2"}, at="2026-09-03T23:30:00Z")
    return workspace


def read(made: Made, most: int = 9) -> list[tuple[date, bytes | None]]:
    found = versions(made.repository, made.projects, "acme/webshop", most)
    return [(each.made_on, each.folder.read(FILE)) for each in found]


def test_versions_of_a_folder_come_newest_first_and_no_others(made: Made) -> None:
    assert read(made) == [(date(2026, 9, 3), b"2"), (date(2026, 9, 1), b"1")]
    assert read(made, 1) == [(date(2026, 9, 3), b"2")]


def test_a_deleted_folder_has_a_version_without_files(made: Made) -> None:
    made.commit({FILE: None}, at="2026-09-04T12:00:00Z")
    assert read(made)[0] == (date(2026, 9, 4), None)


def test_a_version_names_its_commit(made: Made) -> None:
    first = next(versions(made.repository, made.projects, "acme/webshop", 1))
    head = made.git("rev-parse", "HEAD")
    assert first.folder.shown(FILE) == f"{head[:12]}:projects/{FILE}"


def test_without_a_repository_there_is_none(tmp_path: Path) -> None:
    assert list(versions(None, tmp_path, "acme/webshop", 9)) == []


def test_where_git_fails_there_is_none(made: Made, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert list(versions(made.repository, elsewhere, "acme/webshop", 9)) == []
