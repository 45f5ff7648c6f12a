"""Publishes one small client many times and kills each run without warning at a step of its own.

A step is an operation on files or the start of a program that Python's audit hooks tell of.
`python -m tests.kit.hostile.killed_publishing count FOLDER` kills nothing and prints the number of steps of
publishing the workspace in a folder. With that number in the place of `count`, the run in the nth of m folders is
killed after n/m of the steps.
"""

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from portalgen.cli import commands
from portalgen.site.engine import mkdocs_engine
from tests.kit.hostile.killed_builds import warm_up
from tests.kit.pages.stub_engine import StubEngine

STEPS = ("open", "os.", "shutil.", "ctypes.", "subprocess.")


class Counter:
    """Counts the steps from the moment that the site is found fit, and dies at the fatal one."""

    def __init__(self, fatal: int) -> None:
        self.steps, self.fatal, self.is_counting = 0, fatal, False
        module = vars(import_module("portalgen.pipeline.deliver.publish"))
        for name in ("_put_in_folder", "_put_on_branch"):
            module[name] = self.counted(module[name])
        sys.addaudithook(self.hear)

    def counted(self, put: Callable[..., object]) -> Callable[..., object]:
        """Returns the same function with its steps counted."""

        def run(*arguments: object) -> object:
            self.is_counting = True
            done = put(*arguments)
            self.is_counting = False
            return done

        return run

    def hear(self, event: str, _: object) -> None:
        if self.is_counting and event.startswith(STEPS):
            self.steps += 1
            if self.steps == self.fatal:
                os.kill(os.getpid(), signal.SIGKILL)


def publish(folder: Path, fatal: int) -> int:
    """Publishes and returns the number of steps, or dies at the fatal one."""
    os.chdir(folder / "workspace")
    vars(mkdocs_engine)["MkDocsEngine"] = lambda cache: StubEngine()
    counter = Counter(fatal)
    assert commands.main(["publish", "acme"], standalone_mode=False) == 0
    return counter.steps


def main(folders: list[Path], steps: int) -> None:
    """Kills a run in each folder, at steps spread evenly over all of them."""
    for number, folder in enumerate(folders, 1):
        child = os.fork()
        if child == 0:
            publish(folder, max(1, round(steps * number / len(folders))))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"{folder} was not killed"


if __name__ == "__main__":
    wanted, *places = sys.argv[1:]
    warm_up()
    if wanted == "count":
        print(publish(Path(places[0]), 0))
    else:
        main([Path(each) for each in places], int(wanted))
