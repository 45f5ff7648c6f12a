"""The tools of the gate see everything that they are for, and would find what is wrong."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from gate.unused import allowed, faults, unused
from tests.conftest import ROOT


def python_files() -> set[str]:
    """Returns the Python files that git tracks or would track, by their paths from the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {name for name in done.stdout.splitlines() if (ROOT / name).exists()}


def seen_by_ruff(*options: str) -> set[str]:
    """Returns the files that `ruff check .` looks at, by their paths from the root."""
    ruff = Path(sys.executable).with_name("ruff")
    command = [str(ruff), "check", "--show-files", *options, "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {
        Path(line).relative_to(ROOT).as_posix() for line in done.stdout.splitlines()
    }


def test_ruff_sees_every_python_file() -> None:
    files = python_files()
    assert "portalgen/site/csp.py" in files
    assert files - seen_by_ruff() == set()


def test_a_file_that_ruff_does_not_see_would_be_named() -> None:
    unseen = python_files() - seen_by_ruff("--config", 'extend-exclude = ["site"]')
    assert "portalgen/site/csp.py" in unseen
    assert "portalgen/cli/__init__.py" not in unseen


def test_mypy_sees_every_python_file() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = settings["tool"]["mypy"]["files"]
    assert {name.split("/")[0] for name in python_files()} == set(folders)
    assert "exclude" not in settings["tool"]["mypy"]


# Dead code


def test_nothing_is_unused_but_what_the_list_explains() -> None:
    assert list(faults(unused(ROOT), allowed())) == []


def test_every_entry_of_the_list_of_the_unused_says_why() -> None:
    text = (ROOT / "gate" / "unused.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text)["allowed"]
    assert entries
    assert [each for each in entries if len(each["why"].split()) < 4] == []


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """Returns a house of the program's folders with one module, one template and one test."""
    texts = {
        "portalgen/model/ask.py": "class Ask:\n    due_on: int\n",
        "portalgen/a.py": "def dead(): pass\ndef shown(): pass\ndef tested(): pass\n",
        "site_templates/pages/now.html.j2": "{{ shown() }}",
        "tests/test_a.py": "from portalgen.a import tested\ntested()\ndef spare(): pass\n",
    }
    for folder in ("benchmarks", "samples", "docs", "gate"):
        (tmp_path / folder).mkdir()
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_what_neither_code_nor_template_uses_is_named(small_house: Path) -> None:
    assert list(faults(unused(small_house), {"Ask"})) == [
        "portalgen/a.py:1: nothing uses dead",
        "portalgen/a.py:3: nothing uses tested",
        "tests/test_a.py:3: nothing uses spare",
    ]


def test_a_name_that_is_allowed_without_need_is_named(small_house: Path) -> None:
    said = list(faults(unused(small_house), {"Ask", "dead", "tested", "spare", "day"}))
    assert said == ["day: take it off gate/unused.toml"]
