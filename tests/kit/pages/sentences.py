"""Finds where code and templates ask for sentences."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from tests.conftest import ROOT

# `say` is what tells a move: `text` or `html`, as the caller wishes.
SPEAKERS = {"text", "html", "message", "say"}
SILENT_FLOORS = {"model", "source", "diagnostics"}


@dataclass(frozen=True)
class Call:
    """One place that asks for a sentence: its id, with `*` for what is filled in, and the values that it gives.

    `values` is None where they cannot be told from reading.
    """

    where: str
    id: str
    values: frozenset[str] | None


def python_files() -> list[Path]:
    """Returns the modules that can know of sentences; `source` has a method `text` of its own."""
    package = ROOT / "portalgen"
    return sorted(
        path
        for path in package.rglob("*.py")
        if path.relative_to(package).parts[0] not in SILENT_FLOORS
    )


def template_files() -> list[Path]:
    return sorted((ROOT / "site_templates").rglob("*.j2")) + sorted(
        (ROOT / "site_templates" / "theme").rglob("*.html")
    )


@cache
def python_calls() -> tuple[Call, ...]:
    """Returns the calls of `text`, `html`, `message` and `say` whose id can be read in the call itself."""
    return tuple(call for path in python_files() for call in _python_calls(path))


def _python_calls(path: Path) -> Iterator[Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in SPEAKERS:
            keywords = [each.arg for each in node.keywords]
            values = (
                None if None in keywords else frozenset(str(each) for each in keywords)
            )
            for id_ in _python_ids(node.args[0]):
                yield Call(f"{path.relative_to(ROOT)}:{node.lineno}", id_, values)


def _name(function: ast.expr) -> str:
    return (
        function.attr
        if isinstance(function, ast.Attribute)
        else function.id
        if isinstance(function, ast.Name)
        else ""
    )


def _python_ids(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "*"
            for part in node.values
        )
    elif isinstance(node, ast.IfExp):
        yield from _python_ids(node.body)
        yield from _python_ids(node.orelse)


@cache
def constants() -> tuple[tuple[str, str], ...]:
    """Returns every text in the code that is no docstring, with its place."""
    return tuple(found for path in python_files() for found in _constants(path))


def _constants(path: Path) -> Iterator[tuple[str, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        ):
            yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


@cache
def template_calls() -> tuple[Call, ...]:
    """Returns the calls of `t` and of `words.text` in templates."""
    return tuple(call for path in template_files() for call in _template_calls(path))


def _template_calls(path: Path) -> Iterator[Call]:
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for node in tree.find_all(nodes.Call):
        if node.args and _speaks(node.node):
            values = (
                None if node.dyn_kwargs else frozenset(each.key for each in node.kwargs)
            )
            for id_ in _template_ids(node.args[0]):
                yield Call(f"{path.relative_to(ROOT)}:{node.lineno}", id_, values)


def _speaks(function: nodes.Expr) -> bool:
    if isinstance(function, nodes.Getattr):
        return (
            isinstance(function.node, nodes.Name)
            and function.node.name == "words"
            and function.attr in SPEAKERS
        )
    return isinstance(function, nodes.Name) and function.name == "t"


def _template_ids(node: nodes.Expr) -> Iterator[str]:
    if isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.Concat):
        yield "".join(
            str(each.value) if isinstance(each, nodes.Const) else "*"
            for each in node.nodes
        )
    elif isinstance(node, nodes.CondExpr):
        yield from _template_ids(node.expr1)
        if node.expr2 is not None:
            yield from _template_ids(node.expr2)
