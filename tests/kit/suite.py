"""What the suite holds of itself: what a test imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

TESTS = ROOT / "tests"
DATA = {"workspaces", "data", "golden"}


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
