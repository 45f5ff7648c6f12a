"""Says which tests are traced where coverage is measured: those whose tracing costs little for what it tells.

Tracing doubles the time of a test. Property tests and slow ones take most of the time and hardly reach a branch that
the others do not; tests/hostile and tests/browser start other processes.
"""

import pytest

TRACED = ("tests/unit/", "tests/acceptance/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that are not to be traced."""
    for item in items:
        if not _is_traced(item):
            item.add_marker(pytest.mark.no_cover)


def _is_traced(item: pytest.Item) -> bool:
    if item.get_closest_marker("slow"):
        return False
    is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return item.nodeid.startswith(TRACED) and not is_property
