"""Says which tests are slow by what they need, and which are traced where coverage is measured.

A test that needs built sites waits for them. Tracing doubles the time of a test: property tests and slow ones take most
of the time and hardly reach a branch that the others do not; tests/hostile and tests/browser start other processes.
"""

import pytest

TRACED = ("tests/unit/", "tests/acceptance/")
SITES = {"sample_sites", "hostile_sites"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that are not to be traced, and those that wait for built sites."""
    for item in items:
        if not _is_traced(item):
            item.add_marker(pytest.mark.no_cover)
        if SITES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


def _is_traced(item: pytest.Item) -> bool:
    if item.get_closest_marker("slow"):
        return False
    is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return item.nodeid.startswith(TRACED) and not is_property
