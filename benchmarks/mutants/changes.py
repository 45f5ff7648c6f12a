"""What can be changed in a module: each change is a piece of text in the place of another, on known lines."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

# Each operator with those that stand in for it: flipped, and where there is one, with its boundary moved.
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
}


@dataclass(frozen=True, slots=True)
class Change:
    """Bytes of a module from `start` to `end`, and what stands there instead; `line` counts from 1."""

    line: int
    start: int
    end: int
    before: str
    after: str

    def applied(self, source: str) -> str:
        """Returns the module's source with the change."""
        content = source.encode()
        made = content[: self.start] + self.after.encode() + content[self.end :]
        return made.decode()


def changes(source: str) -> list[Change]:
    """Returns every change that can be made in a module's functions, in the order of their places."""
    place = _Places(source)
    found: set[Change] = set()
    for node in _inside_functions(ast.parse(source)):
        found |= {place.change(node, after) for after in _instead_of(node)}
    return sorted(found, key=lambda each: (each.start, each.end, each.after))


class _Places:
    """A source in bytes, and where its lines begin."""

    def __init__(self, source: str) -> None:
        self._content = source.encode()
        self._begins = [0]
        for line in self._content.splitlines(keepends=True):
            self._begins.append(self._begins[-1] + len(line))

    def change(self, node: ast.expr | ast.stmt, after: str) -> Change:
        """Returns the change that writes a text in the place of a node."""
        end_line = node.end_lineno or node.lineno
        end_column = node.end_col_offset or node.col_offset
        start = self._begins[node.lineno - 1] + node.col_offset
        end = self._begins[end_line - 1] + end_column
        before = self._content[start:end].decode()
        return Change(node.lineno, start, end, before, after)


def _inside_functions(tree: ast.Module) -> Iterator[ast.expr | ast.stmt]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for statement in node.body:
                yield from _changeable(statement)


def _changeable(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Yields the nodes of a statement that do something: no annotation, no docstring, no text between braces."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.JoinedStr):
        return
    if isinstance(node, ast.expr | ast.stmt):
        yield node
    hidden = getattr(node, "annotation", None)
    for child in ast.iter_child_nodes(node):
        if child is not hidden:
            yield from _changeable(child)


def _instead_of(node: ast.expr | ast.stmt) -> Iterator[str]:
    """Yields the texts that may stand in the place of a node."""
    if isinstance(node, ast.stmt):
        yield from _statements(node)
    elif isinstance(node, ast.Compare):
        yield from _comparisons(node)
    else:
        yield from _values(node)
    if isinstance(node, ast.IfExp):
        yield f"({ast.unparse(node.body)})"
        yield f"({ast.unparse(node.orelse)})"


def _statements(node: ast.stmt) -> Iterator[str]:
    """Yields a statement without its effect, and a branch that is never or always taken."""
    if isinstance(node, ast.Return) and node.value is not None:
        yield "return None"
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    if is_call or isinstance(node, ast.Raise | ast.AugAssign | ast.Continue):
        yield "pass"


def _comparisons(node: ast.Compare) -> Iterator[str]:
    for place, operator in enumerate(node.ops):
        for other in COMPARISONS[type(operator)]:
            operators = [*node.ops]
            operators[place] = other()
            changed = ast.Compare(node.left, operators, node.comparators)
            yield f"({ast.unparse(changed)})"


def _values(node: ast.expr) -> Iterator[str]:
    """Yields an expression with the other operator, or another constant."""
    if isinstance(node, ast.BoolOp):
        other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"({ast.unparse(ast.BoolOp(other, node.values))})"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"({ast.unparse(node.operand)})"
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        changed = ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
        yield f"({ast.unparse(changed)})"
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value)


def _constants(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield str(not value)
    elif isinstance(value, int):
        yield str(value + 1)
