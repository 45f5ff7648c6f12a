"""The house keeps its limits: how much stands in a line, a function, a module, a folder.

Each limit is also broken on purpose. What stands over one today is named in gate/house.toml, a list that shrinks.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.house import Module, densest, modules_of
from gate.limits import RULES, Settings, faults
from tests.conftest import ROOT

BRANCHES = (
    "    if a:\n        for b in c:\n            if d:\n                while e: pass\n"
)
# For each rule a house that breaks it, as modules with their texts, and what is said of it where the limit is the
# one of the house.
PLANTS = [
    ("lines-a-module", {"p/a.py": "x = 1\n" * 401}, "p/a.py: 401 lines"),
    (
        "lines-a-function",
        {"p/a.py": "class A:\n  def f(self):\n" + "    x = 1\n" * 40},
        "p/a.py::A.f: 41 lines",
    ),
    (
        "cognitive-complexity",
        {"p/a.py": f"class A:\n  def f(self):\n{BRANCHES * 2}"},
        "p/a.py::A.f: cognitive complexity 20",
    ),
    (
        "cognitive-complexity",
        {"p/a.py": f"def f():  # complexipy: ignore\n{BRANCHES * 2}"},
        "p/a.py::f: cognitive complexity 20",
    ),
    (
        "imports-a-module",
        {"p/a.py": "import b\n" * 25 + "def f():\n  from c import d\n"},
        "p/a.py: 26 imports",
    ),
    (
        "modules-a-folder",
        {f"p/q/a{number}.py": "" for number in range(15)},
        "p/q: 15 modules",
    ),
    (
        "nodes-a-code-line",
        {"p/a.py": "x = [a.b(c) for a in d if a.e and a.f]\n"},
        "the whole house: 27.000 nodes a code line",
    ),
    (
        "walruses-in-comprehensions",
        {"p/a.py": "def f():\n  return [y for x in z if (y := x.y)]\n"},
        "p/a.py::f: walrus in a comprehension, line 2",
    ),
    (
        "comprehensions-in-comprehensions",
        {"p/a.py": "x = {k: [w for w in v] for k, v in z.items()}\n"},
        "p/a.py::outside functions: comprehension in a comprehension, line 1",
    ),
]
# What keeps each limit exactly, or looks like what a rule forbids and is not.
FREE = [
    ("lines-a-module", {"p/a.py": "x = 1\n" * 400}),
    ("lines-a-function", {"p/a.py": "def f():\n" + "  x = 1\n" * 39}),
    ("cognitive-complexity", {"p/a.py": f"def f():\n{BRANCHES}"}),
    ("imports-a-module", {"p/a.py": "import b\n" * 25}),
    (
        "modules-a-folder",
        {"p/__init__.py": "", **{f"p/a{number}.py": "" for number in range(14)}},
    ),
    ("walruses-in-comprehensions", {"p/a.py": "if (y := x.y):\n  z = [a for a in y]"}),
    (
        "comprehensions-in-comprehensions",
        {"p/a.py": "x = [a for a in b]\ny = [a for a in x]"},
    ),
]


def said_of(house: dict[str, str], rule: str) -> list[str]:
    """Returns what one rule says of a house, by the limits of portalgen without its exceptions."""
    limits = Settings.read().limits
    modules = [Module(name, text) for name, text in house.items()]
    return [
        each.split(", the limit is")[0]
        for each in faults(modules, Settings(limits, {}))
        if each.endswith(f"({rule})")
    ]


def test_portalgen_keeps_the_limits_of_the_house() -> None:
    assert faults(modules_of(ROOT / "portalgen"), Settings.read()) == []


@pytest.mark.parametrize(("rule", "house", "said"), PLANTS)
def test_what_is_over_a_limit_is_named(
    rule: str, house: dict[str, str], said: str
) -> None:
    assert said_of(house, rule) == [said]


def test_every_limit_has_a_rule_and_a_plant() -> None:
    settings = Settings.read()
    assert settings.limits.keys() == RULES.keys() == {rule for rule, _, _ in PLANTS}
    assert settings.exceptions.keys() <= RULES.keys()


@pytest.mark.parametrize(("rule", "house"), FREE)
def test_what_keeps_a_limit_is_left_alone(rule: str, house: dict[str, str]) -> None:
    assert said_of(house, rule) == []


def test_an_exception_covers_its_place_and_no_other() -> None:
    limits = Settings.read().limits
    settings = Settings(limits, {"lines-a-module": {"p/a.py"}})
    long = "x = 1\n" * 401
    modules = [Module("p/a.py", long), Module("p/b.py", long)]
    assert faults(modules, settings) == [
        "p/b.py: 401 lines, the limit is 400 (lines-a-module)"
    ]


def test_an_exception_that_nothing_needs_is_a_fault() -> None:
    limits = Settings.read().limits
    settings = Settings(limits, {"lines-a-module": {"p/a.py"}})
    assert faults([Module("p/a.py", "x = 1\n")], settings) == [
        "p/a.py: take it off the exceptions of lines-a-module"
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('"""One.\n\nTwo.\n"""\n', 0),
        ("# one\n\nx = 1  # two\n", 1),
        ("x = f(\n    1,\n    # one\n)\n", 3),
        ('x = """\n\n"""\n', 3),
        ('def f():\n    """One."""\n    return 1\n', 2),
        ('def f():\n    x = 1\n    """No docstring."""\n', 3),
    ],
)
def test_code_lines_are_those_with_a_token_outside_of_docstrings(
    text: str, lines: int
) -> None:
    assert Module("p/a.py", text).code_lines == lines


def test_inner_functions_and_methods_have_the_names_of_what_they_stand_in() -> None:
    text = (
        "class A:\n  def f(self):\n    if x:\n      async def g(): pass\ndef h(): pass"
    )
    functions = Module("p/a.py", text).functions
    assert [each.name for each in functions] == ["A.f", "A.f.g", "h"]
    assert [each.lines for each in functions] == [3, 1, 1]


def test_the_densest_modules_come_first_and_tiny_ones_are_left_out() -> None:
    dense, plain = "x = a.b.c.d\n" * 20, "x = 1\n" * 20
    house = {"p/plain.py": plain, "p/dense.py": dense, "p/tiny.py": "x = a.b.c.d.e.f\n"}
    found = densest([Module(name, text) for name, text in house.items()])
    assert [each.name for each in found] == ["p/dense.py", "p/plain.py"]


def test_the_table_of_a_folder_is_printed(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "a.py").write_text("import b\n\n\ndef f():\n    return 1 if b else 2\n")
    command = [sys.executable, "-m", "benchmarks.house", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    rows = dict(
        line.split("  ", 1) for line in done.stdout.splitlines() if "  " in line
    )
    figures = {name: figure.strip() for name, figure in rows.items()}
    assert figures["code lines"] == "3"
    assert figures["lines a function, median / p90 / longest"] == "2 / 2 / 2"
    assert figures["AST nodes a code line"] == "3.67"
    assert figures["conditional expressions per 1,000"] == "333.3"
    assert figures["most imports"] == "1 (p/a.py)"
    assert figures["largest flat folder"] == "1 (p)"
