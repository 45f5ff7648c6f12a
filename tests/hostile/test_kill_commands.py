"""kill -9 at each step of every command that writes into a workspace: each file old or new, and the next run succeeds.

`build` and `publish` write folders: see test_kill.py and test_kill_publish.py.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.kit.commands.workspaces import contents, make
from tests.kit.hostile.failing_disk import WRITING
from tests.kit.hostile.writing_workspace import WORKSPACE

POINTS = 4
COMMANDS = {
    name: command
    for name, command in WRITING.items()
    if name not in {"build", "publish"}
}

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither fork nor SIGKILL"
)


def without_parts(folder: Path) -> dict[str, bytes]:
    """Returns the files of a workspace, without what nobody reads: caches, and what was not given its name yet."""
    return {
        path: content
        for path, content in contents(folder).items()
        if not path.endswith(".part") and not path.startswith(".portalgen/")
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_whoever_is_killed_leaves_each_file_old_or_new(
    tmp_path: Path, name: str
) -> None:
    first = make(tmp_path / "first", WORKSPACE)
    old = without_parts(first)
    program = [sys.executable, "-m", "tests.kit.hostile.killed_commands"]
    command = [*program, str(first), str(tmp_path), str(POINTS), *COMMANDS[name]]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    new = without_parts(tmp_path / "whole")
    assert new != old
    for number in range(1, int(done.stdout) + 1):
        left = without_parts(tmp_path / f"{number:03}")
        torn = [
            path
            for path in old.keys() | left.keys()
            if left.get(path) not in (old.get(path), new.get(path))
        ]
        assert torn == [], number
    assert without_parts(tmp_path / "again") == new
