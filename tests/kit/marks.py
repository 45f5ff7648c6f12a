"""Says which tests are slow by what they need, and which are traced where coverage is measured.

A test that needs built sites waits for them. Tracing doubles the time of a test: property tests, slow ones and hundreds
of cases of one kind take most of the time and hardly reach a branch that the others do not; tests/hostile and
tests/browser start other processes.
"""

import pytest

TRACED = ("tests/unit/", "tests/acceptance/")
MANY_CASES = (
    "tests/acceptance/test_a_clients_day.py",
    "tests/acceptance/test_docs_commands.py",
    "tests/acceptance/test_examples.py",
    "tests/acceptance/test_archive.py",
    "tests/acceptance/test_evidence.py",
    "tests/acceptance/test_preview.py",
    "tests/acceptance/test_optional_sections.py",
    "tests/acceptance/test_pipelines.py",
    "tests/acceptance/test_sample_history.py",
    "tests/acceptance/test_schema.py",
    "tests/acceptance/test_workspaces.py",
)
SITES = {"sample_sites", "hostile_sites"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that are not to be traced, and those that wait for built sites."""
    for item in items:
        if not _is_traced(item):
            item.add_marker(pytest.mark.no_cover)
        if SITES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


def _is_traced(item: pytest.Item) -> bool:
    if item.get_closest_marker("slow") or item.nodeid.startswith(MANY_CASES):
        return False
    is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return item.nodeid.startswith(TRACED) and not is_property
