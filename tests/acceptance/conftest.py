"""What the tests of commands share."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kit.commands.command_line import Portalgen, runner
from tests.kit.commands.odd_project import ODD, PROJECT
from tests.kit.commands.workspaces import GOOD, make

NOON = "1781092800"  # 2026-06-10, 12:00 UTC


@pytest.fixture
def portalgen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Portalgen:
    """Returns the function that runs a command in a folder."""
    return runner(monkeypatch, capsys)


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> str:
    """Lets a command run on 10 June 2026 where nobody types; returns that noon as an epoch."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    return NOON


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Returns a workspace whose project is written oddly, full of comments."""
    return make(tmp_path, GOOD | {PROJECT: ODD.encode()})


@pytest.fixture
def codes(portalgen: Portalgen) -> Callable[[Path], list[str]]:
    """Returns the function that tells the codes that check finds in a workspace on 10 June 2026."""

    def found(workspace: Path) -> list[str]:
        day = ("--as-of", "2026-06-10")
        run = portalgen("check", "--format", "json", *day, cwd=workspace)
        return sorted(each["code"] for each in json.loads(run.out))

    return found
