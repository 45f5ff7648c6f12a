"""The benchmarks measure what they say: run small, they find what they made."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from benchmarks.build import build, copies
from benchmarks.growth import Case, cases, seconds
from benchmarks.hiding import members, prose, repeated
from benchmarks.history import CLIENTS, MILESTONES, PROJECTS, UNREADABLE, make
from benchmarks.mutants.__main__ import drawn
from benchmarks.mutants.changes import changes
from portalgen.model.fields.schema import item_lists
from portalgen.model.project import Project
from portalgen.model.record.past import Reach
from portalgen.source.git.repository import Repository
from portalgen.source.past.history import histories
from tests.conftest import ROOT
from tests.kit.commands.workspaces import make as write_files

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


def test_growth_is_measured_for_every_list_of_a_project() -> None:
    names = {each.name for each in cases()}
    lists = {key for of in item_lists(Project).values() for key in of}
    assert lists | {"clients", "rows of progress", "updates"} <= names


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_what_is_measured_to_grow_holds_so_many_and_can_be_read(case: Case) -> None:
    few, more = case.files(2), case.files(3)
    assert seconds(few) > 0
    assert sum(map(len, more.values())) > sum(map(len, few.values()))


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


@pytest.mark.parametrize("make", [members, prose, partial(repeated, "<p ")])
def test_what_is_made_to_be_slow_is_as_long_as_is_asked(
    make: Callable[[int], bytes],
) -> None:
    short, long = (len(make(size)) for size in (20_480, 204_800))
    assert 5 < long / short < 15


TINY = """\
def is_late(days: int) -> bool:
    return days > 7


def unseen(days: int) -> int:
    return days
"""


def tiny_project(folder: Path) -> Path:
    """Returns a project with one module, of whose functions one is tested at its boundary and one is not."""
    test = (
        "from portalgen import site\nfrom portalgen.tiny import is_late, unseen\n\n\ndef test_late() -> None:\n"
        "    assert (is_late(7), is_late(8)) == (False, True)\n    assert unseen and site\n"
    )
    return write_files(
        folder,
        {
            "portalgen/__init__.py": "",
            "portalgen/site/__init__.py": "",
            "portalgen/tiny.py": TINY,
            "site/made.html": "",
            "tests/unit/test_tiny.py": test,
        },
    )


def test_what_can_be_changed_is_found_with_its_place() -> None:
    found = [(each.line, each.before, each.after) for each in changes(TINY)]
    assert found == [
        (2, "return days > 7", "return None"),
        (2, "days > 7", "(days <= 7)"),
        (2, "days > 7", "(days >= 7)"),
        (2, "7", "8"),
        (6, "return days", "return None"),
    ]
    assert changes(TINY)[3].applied(TINY) == TINY.replace("7", "8")


def test_a_mutant_that_a_test_notices_is_killed_and_another_survives(
    tmp_path: Path,
) -> None:
    project = tiny_project(tmp_path / "project")
    command = ["-m", "benchmarks.mutants", "--project", str(project), "--seed", "2"]
    done = subprocess.run(
        [sys.executable, *command, "--count", "2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[:2]] == ["killed", "survived"]
    assert lines[-1] == "  portalgen/tiny.py:6: return days  ->  return None"
    assert "all                   1          1          0" in lines
    assert (project / "portalgen" / "tiny.py").read_text() == TINY


def test_a_seed_draws_the_same_mutants_again() -> None:
    first = drawn(ROOT, 1, 100)
    assert len(set(first)) == 100
    assert drawn(ROOT, 1, 100) == first
