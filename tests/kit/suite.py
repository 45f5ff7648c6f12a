"""What the suite holds of itself: what tests import, which modules have tests, and that every test asserts."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.conftest import ROOT

TESTS = ROOT / "tests"
DATA = {"workspaces", "data", "golden"}
# A module with more lines of code than this has a test file of its own name.
MOST_WITHOUT_TESTS = 60
# What asserts by the name that pytest and playwright give it.
ASSERTING = frozenset({"raises", "fail", "expect"})


def suite_files() -> list[Path]:
    """Returns every Python file of the suite, without those of workspaces that are data."""
    files = sorted(TESTS.rglob("*.py"))
    return [path for path in files if path.relative_to(TESTS).parts[0] not in DATA]


def files_of_tests() -> list[Path]:
    """Returns the files that hold tests."""
    return [path for path in suite_files() if path.name.startswith("test_")]


def imports_outside_the_kit(source: str) -> Iterator[str]:
    """Yields what a file imports from the suite that lies neither in the kit nor in a conftest."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for module in _imported(node):
                if module.startswith("tests.") and not _is_shared(module):
                    yield f"{module} in line {node.lineno}"


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Returns the modules that a line imports, of the suite's own each in full."""
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if node.level:
        return [f"tests.{node.module}"]
    if node.module == "tests":
        return [f"tests.{each.name}" for each in node.names]
    return [str(node.module)]


def _is_shared(module: str) -> bool:
    parts = module.split(".")
    return parts[1] == "kit" or "conftest" in parts


def lines_of_code(source: str) -> int:
    """Returns the lines inside of functions and classes, without empty ones, comments and docstrings.

    What stands outside of them, imports and tables, does nothing that a test of its own could find wrong.
    """
    inside: set[int] = set()
    told: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            inside |= _lines(node)
            if ast.get_docstring(node, clean=False) is not None:
                told |= _lines(node.body[0])
    code = enumerate(source.splitlines(), 1)
    return sum(
        number in inside - told and not line.strip().startswith("#")
        for number, line in code
        if line.strip()
    )


def _lines(node: ast.stmt) -> set[int]:
    return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))


def without_tests(package: Path, tests: Path) -> list[str]:
    """Returns the modules, by their paths in the package, that are long and have no test file of their own name."""
    found = [path for path in sorted(package.rglob("*.py")) if _is_long(path)]
    names = [path.relative_to(package) for path in found]
    return [
        name.as_posix()
        for name in names
        if not any((tests / own).is_file() for own in _own_tests(name))
    ]


def _is_long(path: Path) -> bool:
    return lines_of_code(path.read_text(encoding="utf-8")) > MOST_WITHOUT_TESTS


def _own_tests(module: Path) -> Iterable[str]:
    """Yields where the tests of a module may stand; those of a command may stand with the acceptance tests."""
    stem = module.parent.name if module.stem == "__init__" else module.stem
    name = f"test_{stem.strip('_')}.py"
    yield f"unit/{(module.parent / name).as_posix()}"
    if module.parts[0] == "cli":
        yield f"acceptance/{name}"


def silent_tests(source: str) -> Iterator[str]:
    """Yields the tests that could not fail but by an error: they assert nothing, by themselves or by what they call.

    What asserts is an assert, what pytest and playwright have for it, a function that is called `assert_…`, and a
    function of the same file that asserts in its turn.
    """
    tree = ast.parse(source)
    asserting = _asserting_functions(tree)
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    for node in functions:
        if node.name.startswith("test_") and not _asserts(node, asserting):
            yield f"{node.name} in line {node.lineno}"


def _asserting_functions(tree: ast.Module) -> frozenset[str]:
    """Returns the names of a file's functions that assert something, by themselves or by what they call."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    known: frozenset[str] = frozenset()
    while True:
        found = frozenset(node.name for node in functions if _asserts(node, known))
        if found == known:
            return known
        known = found


def _asserts(function: ast.FunctionDef, asserting: frozenset[str]) -> bool:
    return any(_is_assertion(node, asserting) for node in ast.walk(function))


def _is_assertion(node: ast.AST, asserting: frozenset[str]) -> bool:
    if isinstance(node, ast.Assert):
        return not isinstance(node.test, ast.Constant)
    if isinstance(node, ast.Call):
        name = _name(node.func)
        return name in asserting | ASSERTING or name.startswith("assert_")
    return False


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
