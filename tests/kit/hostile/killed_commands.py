"""Runs a command of portalgen many times, each in a copy of one workspace, and kills each run at a step of its own.

A step is an operation on files that Python's audit hooks tell of and that changes something in the workspace: opening
to write, renaming, removing, making a folder. One more follows each opening: what was opened is there, and empty yet.
Imports happen once: each run is a fork.

`python -m tests.kit.hostile.killed_commands WORKSPACE FOLDER POINTS COMMAND…` runs the command once to its end in
FOLDER/whole, then in FOLDER/001, FOLDER/002 and so on, and kills each of these before a step: at so many points, spread
evenly, or at every step where there are fewer. In FOLDER/again the command is run to its end after the first of the
killed ones. Prints how many runs were killed.
"""

import os
import secrets
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from portalgen.cli import main
from portalgen.cli.index import INDEX
from tests.kit.hostile.killed_builds import warm_up

CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "shutil.")
OPEN = Path.open
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Counter:
    """Counts the steps that change something below a folder, and dies before the fatal one."""

    def __init__(self, folder: Path, fatal: int) -> None:
        self.folder, self.fatal, self.steps = folder, fatal, 0
        sys.addaudithook(self.hear)
        # Between opening and writing nothing else is heard of: the method itself is replaced.
        type.__setattr__(Path, "open", self._opening())

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self._is_step(event, arguments):
            self.step()

    def _opening(self) -> Callable[..., IO[Any]]:
        """Returns the method that paths open files by from now on."""

        def opening(path: Path, *rest: Any, **named: Any) -> IO[Any]:
            return self.open(path, *rest, **named)

        return opening

    def open(self, path: Path, mode: str = "r", *rest: Any, **named: Any) -> IO[Any]:
        """Opens a file as a path does, and counts a step once it is open to be written."""
        opened = OPEN(path, mode, *rest, **named)
        if "r" not in mode and path.absolute().is_relative_to(self.folder):
            self.step()
        return opened

    def step(self) -> None:
        """Counts a step, or dies at the fatal one."""
        self.steps += 1
        if self.steps == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def _is_step(self, event: str, arguments: tuple[object, ...]) -> bool:
        is_change = event.startswith(CHANGES)
        if event == "open":
            flags = arguments[2]
            is_change = isinstance(flags, int) and bool(flags & WRITING)
        if not is_change or not isinstance(arguments[0], str | bytes | os.PathLike):
            return False
        path = Path(os.fsdecode(arguments[0])).absolute()
        return path.is_relative_to(self.folder) and ".portalgen" not in path.parts


def run(folder: Path, command: list[str], fatal: int) -> int:
    """Runs a command in a folder and returns the number of its steps, or dies before the fatal one."""
    os.chdir(folder)
    vars(secrets)["token_hex"] = lambda count: "5f" * count  # the same salt in each run
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, sys.stdout.fileno())
    os.dup2(silence, sys.stderr.fileno())
    counter = Counter(folder, fatal)
    sys.argv = ["portalgen", *command]
    try:
        main()
    except SystemExit:
        return counter.steps
    return counter.steps


def forked(folder: Path, command: list[str], fatal: int) -> tuple[int, int]:
    """Returns how a run in a process of its own ended, and the number of its steps where it was not killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        steps = run(folder, command, fatal)
        os.write(writing, str(steps).encode())
        os._exit(0)
    os.close(writing)
    said = os.read(reading, 64)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    return status, int(said or b"0")


def killed(workspace: Path, folder: Path, points: int, command: list[str]) -> int:
    """Kills runs of a command at steps spread over all of them, and returns how many were killed."""
    whole = Path(shutil.copytree(workspace, folder / "whole"))
    status, steps = forked(whole, command, 0)
    assert status == 0, f"{command} does not succeed"
    assert steps, f"{command} writes nothing"
    runs = min(points, steps)
    for number in range(1, runs + 1):
        each = Path(shutil.copytree(workspace, folder / f"{number:03}"))
        fatal = round(steps * number / runs)
        status, _ = forked(each, command, fatal)
        assert os.WIFSIGNALED(status), f"{command} was not killed at step {fatal}"
    again = Path(shutil.copytree(folder / "001", folder / "again"))
    forked(again, command, 0)
    return runs


if __name__ == "__main__":
    first, top, count, *arguments = sys.argv[1:]
    INDEX[arguments[0]].load()
    warm_up()
    print(killed(Path(first), Path(top), int(count), arguments))
