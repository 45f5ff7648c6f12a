"""Examples as values: what is wrong, what is put right, and that a correction corrects something."""

import pytest

from portalgen.diagnostics import CODES
from portalgen.diagnostics.examples import EXAMPLES, Example, File
from portalgen.diagnostics.examples.example import PROJECT, corrected, file, moved


def test_a_block_stands_in_its_file_without_its_margin() -> None:
    made = file(PROJECT, "\n    name: A\n    health:\n      scope: green\n")
    assert made == File(PROJECT, "name: A\nhealth:\n  scope: green\n")


def test_the_right_file_is_the_wrong_one_with_its_fixes() -> None:
    beside = File("b.yml", "c: d\n")
    made = corrected("a.yml", "x: 1\ny: 2\n", ("1", "3"), ("y", "z"), beside=(beside,))
    assert made.wrong == (File("a.yml", "x: 1\ny: 2\n"), beside)
    assert made.right == (File("a.yml", "x: 3\nz: 2\n"), beside)
    assert made.corrections == (File("a.yml", "x: 3\nz: 2\n"),)


@pytest.mark.parametrize("old", ["x", "missing"])
def test_a_fix_of_nothing_or_of_two_places_is_no_example(old: str) -> None:
    with pytest.raises(ValueError, match=r"stands [02] times"):
        corrected("a.yml", "x: x\n", (old, "y"))


def test_a_file_that_moves_keeps_its_text() -> None:
    made = moved("a.yaml", "a.yml", "x: 1\n")
    assert made == Example((File("a.yaml", "x: 1\n"),), (File("a.yml", "x: 1\n"),))


@pytest.mark.parametrize("code", CODES)
def test_an_example_is_small_and_shows_what_changes(code: str) -> None:
    example = EXAMPLES[code]
    assert example.corrections
    for each in (*example.wrong, *example.right):
        assert each.text is None or each.text.endswith("\n")
        assert len((each.text or "").splitlines()) <= 16
        assert each.text is not None or each.note, "what cannot be shown is described"
        assert all(len(line) <= 120 for line in (each.text or "").splitlines())
