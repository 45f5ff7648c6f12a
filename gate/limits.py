"""The limits of the house and their named exceptions: `python -m gate.limits` says what stands over one.

Limits and exceptions stand in gate/house.toml. An exception names a module, a folder, or a function
(`portalgen/pages/prose.py::_place`). One that nothing needs any more is a fault like any other: the list only shrinks.
"""

import ast
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from complexipy import code_complexity

from benchmarks.house import (
    COMPREHENSIONS,
    ROOT,
    Module,
    flat_folders,
    modules_of,
    nodes_a_code_line,
)

SETTINGS = Path(__file__).with_name("house.toml")


@dataclass(frozen=True)
class Over:
    """What is over a limit: where, and what is there."""

    place: str
    figure: str


@dataclass(frozen=True)
class Settings:
    """The limits by rule, and the places that each rule excepts."""

    limits: dict[str, float]
    exceptions: dict[str, set[str]]

    @classmethod
    def read(cls, path: Path = SETTINGS) -> "Settings":
        """Returns what a file of limits says."""
        limits = tomllib.loads(path.read_text(encoding="utf-8"))
        exceptions = limits.pop("exceptions")
        places = {rule: set(listed) for rule, listed in exceptions.items()}
        return cls(limits, places)


Rule = Callable[[Sequence[Module], float], Iterator[Over]]


def long_modules(modules: Sequence[Module], limit: float) -> Iterator[Over]:
    """Yields the modules of more lines than the limit."""
    for module in modules:
        if module.lines > limit:
            yield Over(module.name, f"{module.lines} lines")


def long_functions(modules: Sequence[Module], limit: float) -> Iterator[Over]:
    """Yields the functions of more lines than the limit."""
    for module in modules:
        for function in module.functions:
            if function.lines > limit:
                place = f"{module.name}::{function.name}"
                yield Over(place, f"{function.lines} lines")


def hard_functions(modules: Sequence[Module], limit: float) -> Iterator[Over]:
    """Yields the functions of a higher cognitive complexity than the limit, their inner functions counted in."""
    for module in modules:
        weighed = code_complexity(module.text, no_ignore=True, with_plans=False)
        for function in weighed.functions:
            if function.complexity > limit:
                name = function.name.replace("::", ".")
                place = f"{module.name}::{name}"
                yield Over(place, f"cognitive complexity {function.complexity}")


def many_imports(modules: Sequence[Module], limit: float) -> Iterator[Over]:
    """Yields the modules with more import statements than the limit."""
    for module in modules:
        if module.imports > limit:
            yield Over(module.name, f"{module.imports} imports")


def full_folders(modules: Sequence[Module], limit: float) -> Iterator[Over]:
    """Yields the folders with more modules right in them than the limit."""
    for folder, size in flat_folders(modules).items():
        if size > limit:
            yield Over(folder, f"{size} modules")


def dense_house(modules: Sequence[Module], limit: float) -> Iterator[Over]:
    """Yields the whole house where it has more nodes a code line than the limit."""
    density = nodes_a_code_line(modules)
    if density > limit:
        yield Over("the whole house", f"{density:.3f} nodes a code line")


def walruses(modules: Sequence[Module], limit: float) -> Iterator[Over]:
    """Yields the functions with more walruses inside comprehensions than the limit."""
    return _inside_comprehensions(modules, limit, (ast.NamedExpr,), "walrus")


def nested_comprehensions(modules: Sequence[Module], limit: float) -> Iterator[Over]:
    """Yields the functions with more comprehensions inside comprehensions than the limit."""
    return _inside_comprehensions(modules, limit, COMPREHENSIONS, "comprehension")


RULES: dict[str, Rule] = {
    "lines-a-module": long_modules,
    "lines-a-function": long_functions,
    "cognitive-complexity": hard_functions,
    "imports-a-module": many_imports,
    "modules-a-folder": full_folders,
    "nodes-a-code-line": dense_house,
    "walruses-in-comprehensions": walruses,
    "comprehensions-in-comprehensions": nested_comprehensions,
}


def faults(modules: Sequence[Module], settings: Settings) -> list[str]:
    """Returns a line for everything over a limit that no exception names, and for each exception without need."""
    said: list[str] = []
    for rule, find in RULES.items():
        limit = settings.limits[rule]
        excepted = settings.exceptions.get(rule, set())
        over = {each.place: each.figure for each in find(modules, limit)}
        for place in sorted(over.keys() - excepted):
            said.append(f"{place}: {over[place]}, the limit is {limit:g} ({rule})")
        for place in sorted(excepted - over.keys()):
            said.append(f"{place}: take it off the exceptions of {rule}")
    return said


def _inside_comprehensions(
    modules: Sequence[Module],
    limit: float,
    kinds: tuple[type[ast.expr], ...],
    what: str,
) -> Iterator[Over]:
    for module in modules:
        inner = _within_comprehensions(module, kinds)
        lines_of: dict[str, list[int]] = {}
        for node in sorted(inner, key=lambda each: each.lineno):
            lines_of.setdefault(_around(module, node), []).append(node.lineno)
        for name, lines in lines_of.items():
            if len(lines) > limit:
                numbers = ", ".join(map(str, lines))
                place = f"{module.name}::{name}"
                yield Over(place, f"{what} in a comprehension, line {numbers}")


def _within_comprehensions(
    module: Module, kinds: tuple[type[ast.expr], ...]
) -> set[ast.expr]:
    found: set[ast.expr] = set()
    for outer in module.nodes:
        if not isinstance(outer, COMPREHENSIONS):
            continue
        for node in ast.walk(outer):
            if node is not outer and isinstance(node, kinds):
                found.add(node)
    return found


def _around(module: Module, node: ast.expr) -> str:
    """Returns the name of the innermost function that a node stands in."""
    name = "outside functions"
    for function in module.functions:
        last = function.node.end_lineno or function.node.lineno
        if function.node.lineno <= node.lineno <= last:
            name = function.name  # those further in come later
    return name


def main() -> None:
    """Prints what is over a limit; ends with 1 where something is."""
    said = faults(modules_of(ROOT / "portalgen"), Settings.read())
    for line in said:
        print(line)
    if said:
        sys.exit(1)
    print("portalgen keeps the limits of the house.")


if __name__ == "__main__":
    main()
