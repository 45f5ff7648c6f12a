"""Keys that are missing, unknown, or misspelt, which are both at once: one diagnostic for one slip."""

import pytest

from tests.kit.files.memory import loaded, told


def found(project: str) -> list[tuple[str, str]]:
    """Returns what is told of a project's keys: place and code, and the cure."""
    diagnostics = loaded({"webshop/project.yml": project}).diagnostics
    places = told(diagnostics)
    return [(place, each.help) for place, each in zip(places, diagnostics, strict=True)]


def test_a_misspelt_key_is_one_slip_and_not_two() -> None:
    ((place, help_),) = found("nmae: Webshop\n")
    assert place == "1:1 PG202"
    assert "name" in help_


def test_one_unknown_key_for_one_that_is_missing_stands_for_it() -> None:
    ((place, help_),) = found("title: Webshop\n")
    assert place == "1:1 PG202"
    assert "name" in help_


def test_a_missing_key_is_told_with_the_line_to_add() -> None:
    ((place, help_),) = found("summary: A shop\n")
    assert place.endswith("PG201")
    assert "name: …" in help_


@pytest.mark.parametrize("key", ["colour", "owners"])
def test_an_unknown_key_beside_all_that_are_needed_is_told_alone(key: str) -> None:
    ((place, _),) = found(f"name: Webshop\n{key}: 1\n")
    assert place == "2:1 PG202"


def test_each_of_two_misspelt_keys_is_told_for_itself() -> None:
    items = "milestones:\n  - {idd: a, nmae: A, forecast: undated}\n"
    places = [place for place, _ in found(f"name: Webshop\n{items}")]
    assert places == ["3:6 PG202", "3:14 PG202"]
