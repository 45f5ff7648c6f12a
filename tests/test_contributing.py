"""CONTRIBUTING.md speaks of the repository as it is: its files, its tests, its commands."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = [
    "noun",
    "page",
    "chart",
    "rule",
    "diagnostic",
    "command",
    "language",
    "tracker",
]
FOLDERS = "portalgen|tests|docs|gate|benchmarks|site_templates|projects|samples"


def recipe(noun: str) -> str:
    """Returns the text of a recipe."""
    found = re.search(rf"^### An? {noun}\n(.*?)(?=^##)", TEXT, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def missing(text: str, root: Path) -> list[str]:
    """Returns the paths that a text names and a folder does not hold; of one with a `<name>`, the folder it is in."""
    absent: list[str] = []
    for name in re.findall(rf"`((?:{FOLDERS})/[^`\s]*)`", text):
        fixed, is_open, _ = name.partition("<")
        path = f"{fixed.rpartition('/')[0]}/" if is_open else name
        if not (root / path).exists():
            absent.append(path)
    return absent


@pytest.mark.parametrize("noun", RECIPES)
def test_a_recipe_lists_files_and_a_test_that_goes_red(noun: str) -> None:
    steps, _, red = recipe(noun).partition("\nRed: ")
    assert re.findall(r"^\d\. `", steps, re.MULTILINE) or "1. The module" in steps
    assert re.findall(r"`tests/[\w/]+\.py`", red)


def test_there_is_no_other_recipe() -> None:
    assert re.findall(r"^### An? (\w+)$", TEXT, re.MULTILINE) == RECIPES


def test_every_file_and_test_that_is_named_exists() -> None:
    assert missing(TEXT, ROOT) == []


def test_a_file_that_does_not_exist_would_be_named() -> None:
    text = "`portalgen/nothing.py`, `tests/test_docs.py` and `docs/<noun>.md`, `gone/x.py`, `tests/gone/<noun>.py`"
    assert missing(text, ROOT) == ["portalgen/nothing.py", "tests/gone/"]


def test_every_target_of_make_that_is_named_exists() -> None:
    targets = set(re.findall(r"`make (\w+)`", TEXT))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"quick", "check"} <= targets
    assert targets <= set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE))
