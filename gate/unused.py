"""Code that nothing uses, found by vulture: `python -m gate.unused`.

What templates read counts as used, and so do the fields and values of the model: data files name those. Tests count as
users of tests alone. What looks unused and is not, or waits for its use, stands in gate/unused.toml with the reason; an
entry that nothing needs any more is a fault like any other.
"""

import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from vulture.core import Vulture

from benchmarks.house import ROOT

PROGRAM = ("portalgen", "benchmarks", "samples", "docs", "gate")
TESTS = "tests"
TEMPLATES = ("site_templates/**/*.j2", "site_templates/theme/**/*.html")
MODEL = "portalgen/model/"
ALLOWED = Path(__file__).with_name("unused.toml")


@dataclass(frozen=True, order=True)
class Unused:
    """Something defined that nothing uses: its file from the root, its line, and its name."""

    file: str
    line: int
    name: str


def read_by_templates(root: Path) -> set[str]:
    """Returns every name that a template mentions."""
    environment = Environment(autoescape=True)
    names: set[str] = set()
    for pattern in TEMPLATES:
        for path in root.glob(pattern):
            tokens = environment.lex(path.read_text(encoding="utf-8"))
            names.update(value for _, kind, value in tokens if kind == "name")
    return names


def unused(root: Path) -> list[Unused]:
    """Returns what nothing uses, in the program and in its tests, ordered by place."""
    in_program = _unused_below(root, PROGRAM)
    in_all = _unused_below(root, (*PROGRAM, TESTS))
    in_tests = [each for each in in_all if each.file.startswith(f"{TESTS}/")]
    return sorted({*in_program, *in_tests})


def allowed(path: Path = ALLOWED) -> set[str]:
    """Returns the names of the allow-list."""
    names: set[str] = set()
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["allowed"]:
        names.update(entry["names"])
    return names


def faults(found: Sequence[Unused], allowed: set[str]) -> Iterator[str]:
    """Yields a line for what is unused and not allowed, and one for each name that is allowed without need."""
    for each in found:
        if each.name not in allowed:
            yield f"{each.file}:{each.line}: nothing uses {each.name}"
    for name in sorted(allowed - {each.name for each in found}):
        yield f"{name}: take it off gate/unused.toml"


def _unused_below(root: Path, folders: Sequence[str]) -> Iterator[Unused]:
    # A command is loaded by its name in the index: portalgen/cli/index.py.
    reader = Vulture(ignore_decorators=["@model_validator", "@click.command"])
    reader.scavenge([root / folder for folder in folders])
    in_templates = read_by_templates(root)
    for item in reader.get_unused_code():
        file = Path(item.filename).relative_to(root).as_posix()
        is_said_by_data = file.startswith(MODEL) and item.typ == "variable"
        if not is_said_by_data and item.name not in in_templates:
            yield Unused(file, item.first_lineno, item.name)


def main() -> None:
    """Prints what nothing uses; ends with 1 where there is any."""
    said = list(faults(unused(ROOT), allowed()))
    for line in said:
        print(line)
    if said:
        sys.exit(1)
    print("Everything is used.")


if __name__ == "__main__":
    main()
