"""How a house of Python modules is built, in figures: `python -m benchmarks.house [FOLDER]` (portalgen without one).

A code line is a line that holds a token of the program: no blank line, no comment alone, no line of a docstring. What
stands over several lines (a call, a text) counts each of them. Nodes are all that `ast.walk` yields of a module. A
function's lines run from its `def` to its end, without decorators.
"""

import ast
import io
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DENSEST = 10
SMALL = 20  # code lines below which a module's density says nothing
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


@dataclass(frozen=True)
class Function:
    """A function or method: its name with those that it stands in (`Reader.close`), and its lines."""

    name: str
    node: ast.FunctionDef | ast.AsyncFunctionDef

    @property
    def lines(self) -> int:
        """Returns the number of lines from the `def` to the end."""
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1


@dataclass(frozen=True)
class Module:
    """One module: its path with slashes, from the folder in which the measured one lies, and its text."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Returns the syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Returns all nodes of the tree."""
        return list(ast.walk(self.tree))

    @property
    def lines(self) -> int:
        """Returns the number of all lines."""
        return len(self.text.splitlines())

    @cached_property
    def code_lines(self) -> int:
        """Returns the number of code lines, as the module's docstring defines them."""
        return len(_lines_with_a_token(self.text) - _lines_of_docstrings(self.nodes))

    @property
    def density(self) -> float:
        """Returns the nodes a code line."""
        return len(self.nodes) / max(self.code_lines, 1)

    @cached_property
    def functions(self) -> list[Function]:
        """Returns the functions and methods, inner ones too."""
        return list(_functions(self.tree, ()))

    @property
    def folder(self) -> str:
        """Returns the path of its folder, with slashes."""
        return self.name.rpartition("/")[0]

    @property
    def is_init(self) -> bool:
        """Tells whether it is a package's `__init__`."""
        return self.name.endswith("/__init__.py")

    @property
    def imports(self) -> int:
        """Returns the number of import statements, at the top and in functions."""
        return self.count(ast.Import, ast.ImportFrom)

    def count(self, *kinds: type[ast.AST]) -> int:
        """Returns the number of nodes of some kinds."""
        return sum(isinstance(node, kinds) for node in self.nodes)


def modules_of(folder: Path) -> list[Module]:
    """Returns the modules below a folder, ordered by name."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder.parent).as_posix()
        found.append(Module(name, path.read_text(encoding="utf-8")))
    return found


def flat_folders(modules: Sequence[Module]) -> Counter[str]:
    """Returns for each folder how many modules lie right in it, `__init__` apart."""
    return Counter(each.folder for each in modules if not each.is_init)


def nodes_a_code_line(modules: Sequence[Module]) -> float:
    """Returns the nodes a code line of all modules together."""
    nodes = sum(len(each.nodes) for each in modules)
    return nodes / max(sum(each.code_lines for each in modules), 1)


def _lines_with_a_token(text: str) -> set[int]:
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines


def _lines_of_docstrings(nodes: Sequence[ast.AST]) -> set[int]:
    lines: set[int] = set()
    for node in nodes:
        if not isinstance(node, (*DEFINITIONS, ast.Module)):
            continue
        if ast.get_docstring(node, clean=False) is None:
            continue
        first = node.body[0]
        lines.update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return lines


def _functions(node: ast.AST, around: tuple[str, ...]) -> Iterator[Function]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, DEFINITIONS):
            yield from _functions(child, around)
            continue
        names = (*around, child.name)
        if not isinstance(child, ast.ClassDef):
            yield Function(".".join(names), child)
        yield from _functions(child, names)


def _spread(figures: Sequence[int]) -> str:
    """Returns the median, the 90th percentile (nearest rank) and the largest of some figures."""
    ordered = sorted(figures) or [0]
    middle = ordered[len(ordered) // 2]
    ninetieth = ordered[(len(ordered) * 9 + 9) // 10 - 1]
    return f"{middle} / {ninetieth} / {ordered[-1]}"


def _rows(modules: Sequence[Module]) -> Iterator[tuple[str, str]]:
    code = sum(each.code_lines for each in modules)
    comprehensions = sum(each.count(*COMPREHENSIONS) for each in modules)
    conditionals = sum(each.count(ast.IfExp) for each in modules)
    functions = [each.lines for module in modules for each in module.functions]
    most_imports = max(modules, key=lambda each: each.imports)
    folder, size = flat_folders(modules).most_common(1)[0]
    yield "modules", f"{len(modules)}"
    yield "code lines", f"{code:,}"
    yield (
        "lines a module, median / p90 / longest",
        _spread([each.lines for each in modules]),
    )
    yield "lines a function, median / p90 / longest", _spread(functions)
    yield "AST nodes a code line", f"{nodes_a_code_line(modules):.2f}"
    yield "comprehensions per 1,000 code lines", f"{comprehensions / code * 1000:.1f}"
    yield "conditional expressions per 1,000", f"{conditionals / code * 1000:.1f}"
    yield "most imports", f"{most_imports.imports} ({most_imports.name})"
    yield "largest flat folder", f"{size} ({folder})"


def densest(modules: Sequence[Module]) -> list[Module]:
    """Returns the ten modules with most nodes a code line, the densest first; tiny ones are left out."""
    large = [each for each in modules if each.code_lines >= SMALL]
    return sorted(large, key=lambda each: -each.density)[:DENSEST]


def main() -> None:
    """Prints the table of a folder."""
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "portalgen"
    modules = modules_of(folder)
    if not modules:
        sys.exit(f"{folder}: no Python module")
    for name, figure in _rows(modules):
        print(f"{name:42} {figure}")
    print("\nnodes a code line, the densest modules")
    for each in densest(modules):
        print(f"{each.density:6.2f}  {each.code_lines:5,} code lines  {each.name}")


if __name__ == "__main__":
    main()
