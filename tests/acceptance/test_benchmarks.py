"""The benchmarks measure what they say: run small, they find what they made."""

import subprocess
import sys
from pathlib import Path

from benchmarks.build import build, copies
from benchmarks.history import CLIENTS, MILESTONES, PROJECTS, UNREADABLE, make
from portalgen.model.record.past import Reach
from portalgen.source.git.repository import Repository
from portalgen.source.past.history import histories
from tests.conftest import ROOT

COMMITS = 41


def test_the_history_s_repository_holds_what_the_table_says(tmp_path: Path) -> None:
    make(tmp_path, COMMITS)
    repository = Repository.around(tmp_path / "projects")
    found = histories(
        repository,
        tmp_path / "projects",
        [f"client-{number}" for number in range(CLIENTS)],
    )
    assert {each.reach for each in found.values()} == {Reach.WHOLE}
    assert {len(each.revisions[0].projects) for each in found.values()} == {PROJECTS}
    assert all(
        len(project.milestones) == MILESTONES
        for project in found["client-0"].revisions[0].projects
    )
    unreadable = (COMMITS - 1) // UNREADABLE
    assert sum(each.skipped for each in found.values()) == unreadable
    assert (
        sum(len(each.revisions) for each in found.values())
        == CLIENTS + COMMITS - 1 - unreadable
    )


def test_the_table_of_the_preview_is_printed() -> None:
    command = [sys.executable, "-m", "benchmarks.serve", "1"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "1 saves" in done.stdout, done.stderr


def test_the_history_s_table_is_printed() -> None:
    command = [sys.executable, "-m", "benchmarks.history", str(COMMITS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[2].split()[:3] == [str(COMMITS), "138", "2"]


def test_the_build_s_copies_are_clients_that_build(
    tmp_path: Path, sample_workspace: Path
) -> None:
    workspace = copies(sample_workspace, tmp_path, 2)
    for is_cold in (True, False):
        build(workspace, ("client-1",), is_cold)
    assert [each.name for each in (workspace / "site").iterdir() if each.is_dir()] == [
        "client-1"
    ]
    assert "Museum 1" in (workspace / "site" / "client-1" / "index.html").read_text(
        encoding="utf-8"
    )
