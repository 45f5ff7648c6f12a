"""kill -9 at any step of publishing: the target holds the old portal or the new one, and the next run succeeds."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from portalgen.site.engine import mkdocs_engine
from tests.conftest import ROOT
from tests.kit.commands.command_line import Portalgen, runner
from tests.kit.commands.publishing import DAY, LATER, Agency, Bare, agency
from tests.kit.commands.workspaces import contents
from tests.kit.files.repositories import Made
from tests.kit.pages.stub_engine import StubEngine

POINTS = 12

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither fork nor SIGKILL"
)
Site = dict[str, bytes]


def crash(temporary: Path, *arguments: str | Path) -> str:
    temporary.mkdir(exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "tests.kit.hostile.killed_publishing",
        *map(str, arguments),
    ]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().rpartition("\n")[2]


@pytest.fixture
def portalgen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Portalgen:
    monkeypatch.setattr(mkdocs_engine, "MkDocsEngine", lambda cache: StubEngine())
    return runner(monkeypatch, capsys)


def branch(folder: Path) -> Site:
    bare = Bare(folder / "portal-acme.git")
    assert bare.commits() == 1
    files = bare.files()
    files.pop(".nojekyll", None)
    return files


def folder_served(folder: Path) -> Site:
    return contents(folder / "www" / "acme")


@pytest.mark.parametrize(
    ("target", "read"), [("git: ../portal-acme.git", branch), ("folder: ../www/acme", folder_served)],
    ids=["branch", "folder"],
)  # fmt: skip
def test_a_killed_publishing_leaves_the_old_portal_or_the_new_one(
    tmp_path: Path, portalgen: Portalgen, target: str, read: Callable[[Path], Site]
) -> None:
    first = tmp_path / "first"
    acme = agency(first, portalgen)
    acme.to(target)
    acme.published(DAY)
    old = read(first)
    acme.build(LATER)
    folders = [
        Path(shutil.copytree(first, tmp_path / f"{number:03}"))
        for number in range(POINTS)
    ]
    steps = int(crash(tmp_path / "temporary", "count", first))
    new = read(first)
    assert new != old
    crash(tmp_path / "temporary", str(steps), *folders)
    found = [read(each) for each in folders]
    assert [number for number, each in enumerate(found) if each not in (old, new)] == []
    assert old in found
    assert new in found
    for each in folders:
        run = Agency(
            Made(each / "workspace", begin=False), portalgen, acme.bare
        ).publish()
        assert run.code == 0, run.err
        assert read(each) == new
