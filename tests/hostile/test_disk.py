"""A full disk, a read-only one, and one that is not the workspace's: the last good site survives each.

A failing write on any system is tried in `test_at_once.py`; here real disks fail, where the system permits to mount
some.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.kit.commands.workspaces import make
from tests.kit.hostile.failing_disk import (
    WRITING,
    Ended,
    Step,
    build,
    digests,
    rename,
    unshared,
)
from tests.kit.hostile.writing_workspace import WORKSPACE

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a disk of its own on Linux


@cache
def command() -> list[str] | None:
    return unshared()


def failing(folder: Path, kind: str) -> Any:
    """Returns what was seen of a failure of a disk, at which a workspace lies, as it was written down."""
    unshare = command()
    if unshare is None:
        pytest.skip(
            "this system does not permit mounting a disk in a namespace of its own"
        )
    workspace, mounted, result = (
        folder / name for name in ("work", "mounted", "result.json")
    )
    for each in (workspace, mounted):
        each.mkdir(exist_ok=True)
    arguments = [
        sys.executable,
        "-m",
        "tests.kit.hostile.failing_disk",
        kind,
        str(workspace),
        str(mounted),
        str(result),
    ]
    done = subprocess.run(
        [*unshare, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(result.read_text(encoding="utf-8"))


def steps(folder: Path, kind: str) -> tuple[Step, Step, Step]:
    """Returns the builds before, during and after a failure of a disk."""
    before, during, after = (Step(**each) for each in failing(folder, kind))
    return before, during, after


def assert_survived(before: Step, during: Step, after: Step, reason: str) -> None:
    """Holds three builds to what is promised: the old site whole, a plain word about it, and success the next time."""
    assert before.code == 0, before.said
    assert len(before.site) > 20
    assert during.code == 1, during.said
    assert during.site == before.site
    assert reason in during.said
    assert during.said.count("the last good site stays") == 1
    assert "Traceback" not in during.said
    assert "bug" not in during.said
    assert after.code == 0, after.said
    assert after.site.keys() == before.site.keys()
    assert after.site["index.html"] != before.site["index.html"]
    assert (
        {"acme", ".acme.lock"} <= set(after.beside) <= {"acme", ".acme.lock", "ballast"}
    )


@pytest.mark.parametrize(
    "room",
    [0, 4096, 65_536, 524_288, 1_048_576],
    ids=lambda room: f"{room // 1024} KiB left",
)
def test_a_full_disk_leaves_the_old_site(tmp_path: Path, room: int) -> None:
    assert_survived(*steps(tmp_path, str(room)), "No space left on device")


def is_well_ended(ended: Ended) -> bool:
    """Tells whether a command said what kept it from writing, as no bug, and left everything as it was."""
    is_told = "No space left on device" in ended.said and "bug" not in ended.said
    return ended.code == 1 and is_told and not ended.changed


def test_every_command_that_writes_says_so_on_a_full_disk_and_leaves_no_half(
    tmp_path: Path,
) -> None:
    make(tmp_path / "work", WORKSPACE)
    ended = {
        name: Ended(**each) for name, each in failing(tmp_path, "every command").items()
    }
    assert ended.keys() == WRITING.keys()
    wrong = [
        f"{name}: {each}" for name, each in ended.items() if not is_well_ended(each)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_read_only_disk_leaves_the_old_site(tmp_path: Path) -> None:
    assert_survived(*steps(tmp_path, "read-only"), "Read-only file system")


def test_a_full_disk_for_temporary_files_leaves_the_old_site(tmp_path: Path) -> None:
    assert_survived(*steps(tmp_path, "full temporary"), "No space left on device")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="nothing is read-only to this user",
)
def test_a_folder_that_must_not_be_written_leaves_the_old_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    rename(tmp_path, "Old")
    before = build(tmp_path, out)
    rename(tmp_path, "New")
    out.chmod(0o500)
    during = build(tmp_path, out)
    out.chmod(0o700)
    assert_survived(before, during, build(tmp_path, out), "Permission denied")


@pytest.mark.skipif(
    not SHARED_MEMORY.is_dir(),
    reason="there is no second disk that everybody may write",
)
def test_a_site_on_another_disk_than_the_workspace_and_the_temporary_files_is_replaced_whole(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    workspace = tmp_path_factory.mktemp("work")
    with TemporaryDirectory(dir=SHARED_MEMORY, prefix="portalgen-test-") as elsewhere:
        out = Path(elsewhere) / "site"
        if Path(elsewhere).stat().st_dev == workspace.stat().st_dev:
            pytest.skip("the two folders are on one disk")
        rename(workspace, "Old")
        first = build(workspace, out)
        rename(workspace, "New")
        second = build(workspace, out)
        alone = build(workspace, workspace / "site")
    assert [each.code for each in (first, second, alone)] == [0, 0, 0]
    assert first.site["index.html"] != second.site["index.html"]
    assert second.site == alone.site
    assert second.beside == [".acme.lock", "acme"]
    assert digests(workspace / "site" / "acme") == alone.site
