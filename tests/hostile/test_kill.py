"""kill -9 at any point of a build: the old site byte for byte or the new one whole, and the next run succeeds."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portalgen.pipeline import Outcome, build
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from tests.conftest import ROOT, order_for
from tests.kit.commands.workspaces import contents
from tests.kit.hostile.small_client import workspace
from tests.kit.pages.stub_engine import StubEngine

POINTS = 20
WAYS = (
    "exchange",
    "rename",
)  # the second is that of systems that cannot exchange two folders in one step

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither fork nor SIGKILL"
)


def crash(*arguments: str | Path) -> str:
    command = [
        sys.executable,
        "-m",
        "tests.kit.hostile.killed_builds",
        *map(str, arguments),
    ]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def run(folder: Path) -> Outcome:
    """Builds in this process."""
    space = Workspace(folder / "projects")
    order = order_for(space, folder / "site", "https://acme.example/")
    return build(order, read_shared(space), "acme", Workshop(StubEngine()))


def built(folder: Path) -> dict[str, bytes]:
    """Builds in this process and returns the site."""
    outcome = run(folder)
    assert outcome.is_built, outcome.failure
    return contents(folder / "site" / "acme")


class Killed:
    """Copies of a workspace, the build in each killed at a step of its own."""

    def __init__(self, folder: Path, way: str, part: str, points: int | None) -> None:
        first = workspace(folder / "first", "Old")
        self.old = built(first)
        spare = workspace(Path(shutil.copytree(first, folder / "spare")), "New")
        steps = int(crash(way, part, "count", spare))
        self.new = contents(spare / "site" / "acme")
        self.folders = [folder / f"{number:03}" for number in range(points or steps)]
        for each in self.folders:
            workspace(Path(shutil.copytree(first, each)), "New")
        crash(way, part, str(steps), *self.folders)
        self.sites = [contents(each / "site" / "acme") for each in self.folders]

    def aside(self) -> list[Path]:
        """Returns where the old site was moved aside and nothing stands in its place."""
        return [each for each in self.folders if not (each / "site" / "acme").exists()]


def assert_the_next_run_succeeds(killed: Killed) -> None:
    for folder in killed.folders:
        assert built(folder) == killed.new, folder.name
        left = {each.name for each in (folder / "site").iterdir()}
        assert left == {"acme", ".acme.lock"}, folder.name


def test_a_killed_build_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    killed = Killed(tmp_path, "exchange", "whole", POINTS)
    assert killed.old != killed.new
    assert [
        number
        for number, site in enumerate(killed.sites)
        if site not in (killed.old, killed.new)
    ] == []
    assert killed.old in killed.sites
    assert_the_next_run_succeeds(killed)


def test_an_exchange_that_is_killed_at_any_step_leaves_the_old_site_or_the_new_one(
    tmp_path: Path,
) -> None:
    killed = Killed(tmp_path, "exchange", "install", None)
    assert len(killed.folders) > 20
    assert [
        number
        for number, site in enumerate(killed.sites)
        if site not in (killed.old, killed.new)
    ] == []
    assert killed.old in killed.sites
    assert killed.new in killed.sites
    assert_the_next_run_succeeds(killed)


def test_two_renames_that_are_killed_at_any_step_lose_nothing(tmp_path: Path) -> None:
    killed = Killed(tmp_path, "rename", "install", None)
    assert len(killed.folders) > 20
    whole = [each for each in killed.folders if each not in killed.aside()]
    assert [
        each.name
        for each in whole
        if contents(each / "site" / "acme") not in (killed.old, killed.new)
    ] == []
    assert len(killed.aside()) == 1
    for folder in killed.aside():
        assert contents(folder / "site" / ".acme.old") == killed.old
        assert contents(folder / "site" / ".acme.new") == killed.new
    assert_the_next_run_succeeds(killed)


def test_a_site_that_was_moved_aside_comes_back_even_where_the_data_is_broken_by_then(
    tmp_path: Path,
) -> None:
    site = workspace(tmp_path, "Old") / "site"
    old = built(tmp_path)
    (site / "acme").rename(site / ".acme.old")
    (site / ".acme.new").mkdir()
    (tmp_path / "projects" / "acme" / "client.yml").write_text("nam: Broken\n")
    assert run(tmp_path).failure == "the data is broken"
    assert contents(site / "acme") == old
    assert {each.name for each in site.iterdir()} == {"acme", ".acme.lock"}


def test_the_detector_sees_a_site_that_is_half_old(tmp_path: Path) -> None:
    old = built(workspace(tmp_path, "Old"))
    (tmp_path / "site" / "acme" / "index.html").write_bytes(b"half")
    assert contents(tmp_path / "site" / "acme") != old
