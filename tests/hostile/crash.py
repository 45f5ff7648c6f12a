"""Builds one small client many times and kills each build without warning at a step of its own.

A step is an operation on files that Python's audit hooks tell of: opening, renaming, removing, making a folder. Imports
happen once: each build is a fork. `python -m tests.hostile.crash STEPS FOLDER…` kills the build in the nth of m
folders after n/m of the steps; `python -m tests.hostile.crash count FOLDER` kills nothing and prints their number.
"""

import os
import signal
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from portalgen.pipeline import Request, Workspace, build_client, read_shared
from tests.unit.site.stubs import StubEngine

STEPS = ("open", "os.", "shutil.", "ctypes.")


def build(folder: Path, fatal: int) -> int:
    """Builds and returns the number of steps, or dies at the fatal one."""
    workspace = Workspace(folder / "projects")
    request = Request(
        workspace, folder / "site", datetime(2026, 11, 20, tzinfo=UTC), date(2026, 11, 20), "https://acme.example/"
    )
    shared = read_shared(workspace)
    steps, counting = 0, True

    def count(event: str, _: object) -> None:
        nonlocal steps
        if counting and event.startswith(STEPS):
            steps += 1
            if steps == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    outcome = build_client(request, shared, "acme", StubEngine())
    counting = False
    assert outcome.is_built, outcome.failure
    return steps


def main(folders: list[Path], steps: int) -> None:
    """Kills a build in each folder, at steps spread evenly over all of them."""
    for number, folder in enumerate(folders, 1):
        child = os.fork()
        if child == 0:
            build(folder, max(1, round(steps * number / len(folders))))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"{folder} was not killed"


if __name__ == "__main__":
    if sys.argv[1] == "count":
        print(build(Path(sys.argv[2]), 0))
    else:
        main([Path(each) for each in sys.argv[2:]], int(sys.argv[1]))
