"""Builds one small client many times and kills each build without warning at a step of its own.

A step is an operation on files that Python's audit hooks tell of: opening, renaming, removing, making a folder. Each
build is a fork of a process that has built before: imports happen once, and templates are compiled once.

`python -m tests.kit.hostile.killed_builds WAY PART count FOLDER` kills nothing and prints the number of
steps. With that number in the place of `count`, the build in the nth of m folders is killed after n/m of the steps. WAY
is `exchange`, or `rename` as on systems that cannot exchange two folders; PART is the `whole` build, or its `install`
alone.
"""

import os
import signal
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from portalgen import pipeline
from portalgen.pipeline.order import Order
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.install import install
from tests.kit.hostile.small_client import workspace
from tests.kit.pages.stub_engine import StubEngine

STEPS = ("open", "os.", "shutil.", "ctypes.")


class Counter:
    """Counts steps, from the start or from the installation on, and dies at the fatal one."""

    def __init__(self, fatal: int, part: str) -> None:
        self.steps, self.fatal, self.is_counting = 0, fatal, part == "whole"
        if part == "install":
            vars(pipeline)["install"] = self.install
        sys.addaudithook(self.hear)

    def install(self, prepared: Path, target: Path) -> None:
        self.is_counting = True
        install.install(prepared, target)
        self.is_counting = False

    def hear(self, event: str, _: object) -> None:
        if self.is_counting and event.startswith(STEPS):
            self.steps += 1
            if self.steps == self.fatal:
                os.kill(os.getpid(), signal.SIGKILL)


def build(folder: Path, fatal: int, part: str) -> int:
    """Builds and returns the number of steps, or dies at the fatal one."""
    counter = Counter(fatal, part)
    build_uncounted(folder)
    counter.is_counting = False
    return counter.steps


def build_uncounted(folder: Path) -> None:
    """Builds the site of the client in a folder."""
    space = Workspace(folder / "projects")
    order = Order(
        space,
        datetime(2026, 11, 20, tzinfo=UTC),
        date(2026, 11, 20),
        folder / "site",
        "https://acme.example/",
    )
    outcome = pipeline.build(order, read_shared(space), "acme", Workshop(StubEngine()))
    assert outcome.is_built, outcome.failure


def warm_up() -> None:
    """Builds another client, so that what a process compiles and reads once is not done anew in each fork."""
    with tempfile.TemporaryDirectory() as folder:
        build_uncounted(workspace(Path(folder), "Warm"))


def main(folders: list[Path], steps: int, part: str) -> None:
    """Kills a build in each folder, at steps spread evenly over all of them."""
    for number, folder in enumerate(folders, 1):
        child = os.fork()
        if child == 0:
            build(folder, max(1, round(steps * number / len(folders))), part)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"{folder} was not killed"


if __name__ == "__main__":
    way, part, steps, *folders = sys.argv[1:]
    warm_up()
    if way == "rename":
        vars(install)["exchange"] = lambda one, two: False
    if steps == "count":
        print(build(Path(folders[0]), 0, part))
    else:
        main([Path(each) for each in folders], int(steps), part)
