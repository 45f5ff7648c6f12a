"""Tries a change in a copy of the project: the tests that plausibly cover the module, until one of them is red."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from benchmarks.mutants.changes import Change

# What lies at the top of a project and is made from the rest; what begins with a dot is the tools' own.
MADE = {"site", "site-docs", "sample-site", "build", "dist"}
SECONDS = 240
GREEN = (0, 5)  # exit codes of pytest: all passed, and there was nothing to run


class Outcome(StrEnum):
    """What became of a change."""

    KILLED = "killed"
    SURVIVED = "survived"
    TIMED_OUT = "timed out"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one module, by the module's path in the project."""

    module: Path
    change: Change

    def __str__(self) -> str:
        before, after = self.change.before, self.change.after
        short = [" ".join(each.split()) for each in (before, after)]
        return (
            f"{self.module.as_posix()}:{self.change.line}: {short[0]}  ->  {short[1]}"
        )


@dataclass
class Laboratory:
    """A copy of a project, and which of its tests are known to be green without any change."""

    copy: Path
    seconds: int = SECONDS
    _green: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, project: Path, folder: Path) -> "Laboratory":
        """Returns the laboratory in a folder that is not there yet, with a copy of all that tests may read."""
        top = folder.resolve()

        def left_out(where: str, names: list[str]) -> set[str]:
            if Path(where) != project:
                return {"__pycache__"}
            return {name for name in names if name in MADE or name.startswith(".")}

        shutil.copytree(project, top, ignore=left_out)
        return cls(top)

    def outcome(self, mutant: Mutant) -> Outcome:
        """Returns what becomes of a mutant. Raises RuntimeError where tests are red without it too."""
        file = self.copy / mutant.module
        source = file.read_text(encoding="utf-8")
        file.write_text(mutant.change.applied(source), encoding="utf-8")
        try:
            outcome, last = self._tried(mutant.module)
        finally:
            file.write_text(source, encoding="utf-8")
        if outcome is Outcome.KILLED:
            self._see_green(last)
        return outcome

    def _tried(self, module: Path) -> tuple[Outcome, str]:
        """Returns what became of the mutant that the copy holds, and the tests that were run last."""
        target = ""
        for target in tests_of(module, self.copy):
            try:
                code = self._run(target)
            except subprocess.TimeoutExpired:
                return Outcome.TIMED_OUT, target
            if code not in GREEN:
                return Outcome.KILLED, target
            self._green.add(target)
        return Outcome.SURVIVED, target

    def _see_green(self, target: str) -> None:
        """Runs the tests that killed a mutant without it, once: red tests kill nothing."""
        if target not in self._green and self._run(target) not in GREEN:
            raise RuntimeError(f"{target} is red without any change")
        self._green.add(target)

    def _run(self, target: str) -> int:
        """Runs tests of the copy until one is red; returns pytest's exit code. Raises TimeoutExpired."""
        options = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist")
        known = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("PYTEST_")
        }
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *options, target],
            cwd=self.copy,
            env=known | {"PYTHONPATH": str(self.copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=self.seconds,
            check=False,
        )
        return done.returncode


def tests_of(module: Path, project: Path) -> Iterator[str]:
    """Yields the tests that may notice a change to a module: of its own name, of its room, of its floor."""
    stem = module.parent.name if module.stem == "__init__" else module.stem
    within = module.relative_to(module.parts[0])
    name = f"test_{stem.strip('_')}.py"
    room = Path("tests", "unit", within.parent)
    floor = Path("tests", "unit", *within.parent.parts[:1])
    for target in dict.fromkeys(
        (room / name, Path("tests", "acceptance", name), room, floor)
    ):
        if (project / target).exists():
            yield target.as_posix()
