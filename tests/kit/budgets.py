"""Prints what each test folder took beside its budget in seconds, summed over all workers. Never a test's verdict."""

from collections import defaultdict

import pytest

BUDGETS = {
    "tests/unit": 150,
    "tests/acceptance": 560,
    "tests/hostile": 240,
    "tests/browser": 480,
    "tests": 60,
}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Adds a line for each folder to the end of a run."""
    taken: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                taken[_folder(report.nodeid)] += report.duration
    if taken:
        terminalreporter.section("time by folder")
    for folder in sorted(taken):
        over = "" if taken[folder] <= BUDGETS[folder] else "  OVER BUDGET"
        terminalreporter.write_line(
            f"{folder:18} {taken[folder]:7.1f} s of {BUDGETS[folder]} s{over}"
        )


def _folder(nodeid: str) -> str:
    parts = nodeid.split("::")[0].split("/")
    return "/".join(parts[:2]) if len(parts) > 2 else "tests"
