"""Follows what templates read, with the types of the names that they are given.

As much of Jinja as the page templates use: loops, conditions, blocks, includes and macros, each call of a macro with
the types of its arguments. What has no type that is known here is followed no further.
"""
# ruff: noqa: N802 - Jinja's visitor looks for methods by the names of its nodes

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes
from jinja2.visitor import NodeVisitor

Types = tuple[Any, ...]  # the types that a value may have; empty where they are unknown
Scope = dict[str, Types]
UNKNOWN: Types = ()
TEXT: Types = (str,)
SEQUENCES: tuple[Any, ...] = (tuple, list, Sequence, Iterable, Iterator)
SAME = {"list", "select", "reverse", "sort"}  # filters that keep the type
GIVEN = {"loop", "range"}  # names that Jinja gives itself


@dataclass(frozen=True)
class Callee:
    """A function or method, by which a call has a type."""

    function: Any


@dataclass(frozen=True, eq=False)
class MacroHere:
    """A macro with the names that it sees."""

    node: nodes.Macro
    file: str
    scope: Scope


@dataclass(frozen=True, eq=False)
class Imported:
    """A template that another one imports for its macros."""

    macros: Scope


@dataclass
class Reading:
    """What was read of which type, what is not there, and what was read of something of which no type is known."""

    reads: set[tuple[Any, str]] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    unfollowed: list[str] = field(default_factory=list)


def reading(
    template: str, sources: Mapping[str, str], names: Mapping[str, Any]
) -> Reading:
    """Returns what a template reads, with all that it extends, includes and imports; `names` has the types given."""
    jinja = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    trees = {
        name: jinja.parse(text)
        for name, text in sources.items()
        if name.endswith(".j2")
    }
    reader = _Reader(trees)
    scope = {name: members(given) for name, given in names.items()}
    reader.template(template, scope)
    return reader.found


@cache
def hints(of: Any) -> dict[str, Any]:
    """Returns the types of the fields of a class, or of the arguments and the result of a function."""
    return get_type_hints(of)


def members(of: Any) -> Types:
    """Returns the types that a declared one stands for, without None."""
    if of is Any or of is NoneType:
        return UNKNOWN
    if get_origin(of) in (Union, UnionType):
        return tuple(each for part in get_args(of) for each in members(part))
    return (of,)


def attribute(of: Any, name: str) -> Types | None:
    """Returns the types of an attribute, or None where there is no such attribute."""
    if isinstance(of, Imported):
        return of.macros.get(name)
    owner = get_origin(of) or of
    if name in hints(owner):
        return members(hints(owner)[name])
    try:
        found = inspect.getattr_static(owner, name)
    except AttributeError:
        return None
    if isinstance(found, property):
        return members(hints(found.fget).get("return", Any))
    return (Callee(found),) if inspect.isfunction(found) else UNKNOWN


def element(of: Types) -> Types:
    """Returns the types of what a sequence holds."""
    found: list[Any] = []
    for each in of:
        if get_origin(each) in SEQUENCES:
            inner = [arg for arg in get_args(each) if arg is not Ellipsis]
            found += [member for arg in inner for member in members(arg)]
    return tuple(found)


class _Reader(NodeVisitor):
    """Visits nodes with the names in scope; expressions give their types."""

    def __init__(self, trees: Mapping[str, nodes.Template]) -> None:
        self.trees = trees
        self.found = Reading()
        self.file = ""
        self.blocks: dict[str, tuple[str, nodes.Block]] = {}
        self.walked: set[tuple[int, tuple[Types, ...]]] = set()

    def template(self, name: str, scope: Scope) -> None:
        """Follows a template; where it extends another one, its blocks stand in the place of the other's."""
        tree = self.trees[name]
        scope.update(self._macros(name, scope))
        extends = tree.find(nodes.Extends)
        if extends is None:
            self._all(tree.body, name, scope)
            return
        for block in tree.find_all(nodes.Block):
            self.blocks.setdefault(block.name, (name, block))
        self.template(_constant(extends.template), scope)

    def _macros(self, name: str, scope: Scope) -> Scope:
        """Returns the macros of a template, which see the names in scope."""
        macros = self.trees[name].find_all(nodes.Macro)
        return {each.name: (MacroHere(each, name, scope),) for each in macros}

    def _all(self, body: Iterable[nodes.Node], file: str, scope: Scope) -> None:
        before = self.file
        self.file = file
        for node in body:
            self.visit(node, scope)
        self.file = before

    def generic_visit(self, node: nodes.Node, scope: Scope) -> Types:
        """Follows what has no type of its own."""
        for child in node.iter_child_nodes():
            self.visit(child, scope)
        return UNKNOWN

    def visit_Macro(self, node: nodes.Macro, scope: Scope) -> None:
        """A macro is followed where it is called."""

    def visit_For(self, node: nodes.For, scope: Scope) -> None:
        inner = dict(scope)
        _bind(node.target, element(self.visit(node.iter, scope)), inner)
        self._all([*node.body, *node.else_], self.file, inner)

    def visit_Assign(self, node: nodes.Assign, scope: Scope) -> None:
        _bind(node.target, self.visit(node.node, scope), scope)

    def visit_Block(self, node: nodes.Block, scope: Scope) -> None:
        file, block = self.blocks.get(node.name, (self.file, node))
        self._all(block.body, file, dict(scope))

    def visit_Include(self, node: nodes.Include, scope: Scope) -> None:
        self.template(_constant(node.template), scope)

    def visit_Import(self, node: nodes.Import, scope: Scope) -> None:
        seen = dict(scope)
        macros = self._macros(_constant(node.template), seen)
        seen.update(macros)
        scope[node.target] = (Imported(macros),)

    def visit_TemplateData(self, node: nodes.TemplateData, scope: Scope) -> Types:
        return TEXT

    def visit_Const(self, node: nodes.Const, scope: Scope) -> Types:
        return members(type(node.value))

    def visit_Name(self, node: nodes.Name, scope: Scope) -> Types:
        if node.name not in scope and node.name not in GIVEN:
            self._miss(node, f"no name {node.name}")
        return scope.get(node.name, UNKNOWN)

    def visit_Getattr(self, node: nodes.Getattr, scope: Scope) -> Types:
        owners = self.visit(node.node, scope)
        if isinstance(node.node, nodes.Name) and node.node.name in GIVEN:
            return UNKNOWN
        return self._read(node, owners, node.attr)

    def _read(self, node: nodes.Node, owners: Types, name: str) -> Types:
        """Returns the types of an attribute, and notes the reading."""
        if not owners:
            self.found.unfollowed.append(f"{self.file}:{node.lineno}: {name}")
        found = {owner: attribute(owner, name) for owner in owners}
        known = {owner: types for owner, types in found.items() if types is not None}
        if owners and not known:
            who = " or ".join(_name(each) for each in owners)
            self._miss(node, f"{who} has no {name}")
        self.found.reads |= {(owner, name) for owner in known}
        return tuple(each for types in known.values() for each in types)

    def visit_Getitem(self, node: nodes.Getitem, scope: Scope) -> Types:
        self.visit(node.arg, scope)
        whole = self.visit(node.node, scope)
        return whole if isinstance(node.arg, nodes.Slice) else element(whole)

    def visit_Test(self, node: nodes.Test, scope: Scope) -> Types:
        # What may be undefined is only asked for.
        return UNKNOWN if node.name == "defined" else self.generic_visit(node, scope)

    def visit_CondExpr(self, node: nodes.CondExpr, scope: Scope) -> Types:
        self.visit(node.test, scope)
        return self._either([node.expr1, node.expr2], scope)

    def visit_And(self, node: nodes.And, scope: Scope) -> Types:
        return self._either([node.left, node.right], scope)

    def visit_Or(self, node: nodes.Or, scope: Scope) -> Types:
        return self._either([node.left, node.right], scope)

    def _either(self, results: list[nodes.Expr | None], scope: Scope) -> Types:
        found = [self.visit(each, scope) for each in results if each is not None]
        return tuple(dict.fromkeys(one for types in found for one in types))

    def visit_Filter(self, node: nodes.Filter, scope: Scope) -> Types:
        value = self.visit(node.node, scope) if node.node else UNKNOWN
        for each in (*node.args, *node.kwargs):
            self.visit(each, scope)
        if node.name == "map":
            for keyword in node.kwargs:
                self._read(node, element(value), _constant(keyword.value))
        return value if node.name in SAME else UNKNOWN

    def visit_Call(self, node: nodes.Call, scope: Scope) -> Types:
        given = [self.visit(each, scope) for each in node.args]
        named = {each.key: self.visit(each.value, scope) for each in node.kwargs}
        result: list[Any] = []
        for callee in self.visit(node.node, scope):
            if isinstance(callee, MacroHere):
                self._expand(callee, given, named)
                result += TEXT
            elif isinstance(callee, Callee):
                result += members(hints(callee.function).get("return", Any))
        return tuple(result)

    def _expand(
        self, macro: MacroHere, given: list[Types], named: dict[str, Types]
    ) -> None:
        """Follows a macro, once for each set of types that it is called with."""
        arguments = {each.name: UNKNOWN for each in macro.node.args}
        arguments |= dict(zip(arguments, given, strict=False))
        arguments |= named
        key = (id(macro.node), tuple(arguments.values()))
        if key not in self.walked:
            self.walked.add(key)
            self._all(macro.node.body, macro.file, {**macro.scope, **arguments})

    def _miss(self, node: nodes.Node, what: str) -> None:
        self.found.missing.append(f"{self.file}:{node.lineno}: {what}")


def _bind(target: nodes.Node, value: Types, scope: Scope) -> None:
    """Puts the names of a target into scope; several take the parts of tuples, one each."""
    if isinstance(target, nodes.Name):
        scope[target.name] = value
    if isinstance(target, nodes.Tuple):
        for at, part in enumerate(target.items):
            parts = [get_args(each)[at] for each in value if get_args(each)]
            _bind(part, tuple(one for each in parts for one in members(each)), scope)


def _name(of: Any) -> str:
    return getattr(of, "__name__", str(of))


def _constant(node: nodes.Node) -> str:
    assert isinstance(node, nodes.Const), node
    return str(node.value)
