"""The command line, in this process."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from portalgen.cli import commands
from portalgen.cli.terminal.outcome import guarded


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    code: int
    out: str
    err: str


Portalgen = Callable[..., Run]


def runner(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Portalgen:
    """Returns the function that runs a command as `portalgen` does, in a folder."""

    def run(*arguments: str, cwd: Path) -> Run:
        monkeypatch.setattr(sys, "argv", ["portalgen", *arguments])
        monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = guarded(commands)
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run
