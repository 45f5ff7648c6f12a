"""What the tests of commands share."""

import pytest

from tests.kit.commands.command_line import Portalgen, runner


@pytest.fixture
def portalgen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Portalgen:
    """Returns the function that runs a command in a folder."""
    return runner(monkeypatch, capsys)
