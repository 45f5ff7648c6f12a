"""kill -9 at forty points of a build: the old site byte for byte or the new one whole, and the next run succeeds."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portalgen.pipeline import Workspace, build_client, read_shared
from tests.conftest import ROOT, request_for
from tests.unit.site.stubs import StubEngine

POINTS = 40

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")


def crash(*arguments: str | Path) -> str:
    command = [sys.executable, "-m", "tests.hostile.crash", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def workspace(folder: Path, name: str) -> Path:
    """Writes a small client, whose name tells one state of the site from the other."""
    client = folder / "projects" / "acme"
    (client / "work").mkdir(parents=True, exist_ok=True)
    (client / "client.yml").write_text(f"name: {name}\nledger_salt: 0f\n")
    (client / "work" / "project.yml").write_text(f"name: Work of {name}\n")
    return folder


def built(folder: Path) -> dict[str, bytes]:
    """Builds in this process and returns the site."""
    space = Workspace(folder / "projects")
    request = request_for(space, folder / "site", "https://acme.example/")
    outcome = build_client(request, read_shared(space), "acme", StubEngine())
    assert outcome.is_built, outcome.failure
    return read(folder / "site" / "acme")


def read(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_killed_build_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    first = workspace(tmp_path / "first", "Old")
    old = built(first)
    folders = [tmp_path / f"{number:02}" for number in range(POINTS)]
    for folder in folders:
        shutil.copytree(first, folder)
        workspace(folder, "New")
    steps = int(crash("count", workspace(first, "New")))
    new = read(first / "site" / "acme")
    assert old != new
    assert steps > POINTS

    crash(str(steps), *folders)

    states = [read(folder / "site" / "acme") for folder in folders]
    assert [number for number, state in enumerate(states) if state not in (old, new)] == []
    assert old in states
    for folder in folders:
        assert built(folder) == new
        left = {each.name for each in (folder / "site").iterdir()}
        assert left == {"acme", ".acme.lock"}, folder.name


def test_the_detector_sees_a_site_that_is_half_old(tmp_path: Path) -> None:
    old = built(workspace(tmp_path, "Old"))
    (tmp_path / "site" / "acme" / "index.html").write_bytes(b"half")
    assert read(tmp_path / "site" / "acme") != old
