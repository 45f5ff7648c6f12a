"""A YAML file with some of its values as they were: its own lines stay, and nothing is dumped anew.

Lines are found by the marks of the package's reader. An item takes the comments and blank lines above it along.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

from portalgen.diagnostics import Place
from portalgen.source.files.text import SourceText
from portalgen.source.yaml.tree import Mapping, Node, Sequence, in_brackets

Pointer = tuple[str, ...]
Changes = dict[str, str | None]
COMMENT = "#"  # stands for the comment above an item, as if it were one of its keys
# A line that the file no longer has stands below this key.
BELOW = {"forecast": "promised_date", "visibility": "name"}


class Past(Protocol):
    """What was different. Paths are keys; an item goes by its id, else by its number."""

    def changes(self, path: Pointer, node: Mapping) -> Changes:
        """Returns the keys of a mapping that had another value, as YAML text; None where there was no such line."""

    def stood(self, item: Mapping) -> bool:
        """Tells whether an item of a list was there."""


def rewritten(source: SourceText, tree: Mapping, past: Past) -> str:
    """Returns a file's text as it was; empty where nothing of it was there."""
    end = len(source.lines) - (source.lines[-1] == "")
    lines = _without_blank_top(_Writer(source, past).mapping(tree, (), 0, end))
    return "".join(f"{line}\n" for line in lines)


class _Writer:
    """Yields the lines of nodes; a node's lines end before the line `end`, counted from 0."""

    def __init__(self, source: SourceText, past: Past) -> None:
        self.source = source
        self.past = past

    def mapping(self, node: Mapping, path: Pointer, begin: int, end: int) -> list[str]:
        changes = self.past.changes(path, node)
        names = sorted(node.keys, key=lambda name: node.keys[name].line)
        lines: list[str] = []
        for name, (top, at, stop) in zip(
            names, self.blocks((node.keys[n] for n in names), begin, end), strict=True
        ):
            if name not in changes:
                lines += self.value(node.values[name], (*path, name), (top, at, stop))
            elif (text := changes[name]) is not None:
                before = self.source.lines[at][: node.keys[name].column - 1]
                lines += [*self.source.lines[top:at], f"{before}{name}: {text}"]
            indent = " " * (node.keys[name].column - 1)
            gone = (
                key
                for key, after in BELOW.items()
                if after == name and key not in node.keys
            )
            lines += [
                f"{indent}{key}: {changes[key]}"
                for key in gone
                if changes.get(key) is not None
            ]
        return lines

    def value(
        self, node: Node, path: Pointer, block: tuple[int, int, int]
    ) -> list[str]:
        top, at, stop = block
        if not isinstance(node, Mapping | Sequence) or in_brackets(node):
            return self.source.lines[top:stop]
        inside = (path, at + 1, stop)
        if isinstance(node, Mapping):
            lines = self.mapping(node, *inside)
        else:
            lines = self.sequence(node, *inside)
        if lines:
            return [*self.source.lines[top : at + 1], *_without_blank_top(lines)]
        return []

    def sequence(
        self, node: Sequence, path: Pointer, begin: int, end: int
    ) -> list[str]:
        lines: list[str] = []
        blocks = self.blocks((item.place for item in node.items), begin, end)
        for number, (item, (top, at, stop)) in enumerate(
            zip(node.items, blocks, strict=True)
        ):
            if isinstance(item, Mapping) and not self.past.stood(item):
                continue
            if not isinstance(item, Mapping) or in_brackets(item):
                lines += self.source.lines[top:stop]
            else:
                inside = (*path, str(item.text("id") or number))
                silent = self.past.changes(inside, item).get(COMMENT, "") is None
                above = self.source.lines[top:at]
                lines += [
                    line
                    for line in above
                    if not (silent and line.lstrip().startswith(COMMENT))
                ]
                lines += self.mapping(item, inside, at, stop)
        return lines

    def blocks(
        self, places: Iterable[Place], begin: int, end: int
    ) -> Iterator[tuple[int, int, int]]:
        """Yields for each place where the comments and blanks above it begin, its own line, and where it ends."""
        lines = [place.line - 1 for place in places]
        tops = [
            self.top(line, before + 1)
            for before, line in zip([begin - 1, *lines], lines, strict=False)
        ]
        yield from zip(tops, lines, [*tops[1:], end], strict=True)

    def top(self, line: int, least: int) -> int:
        while line > least and self.source.is_silent(line):
            line -= 1
        return line


def _without_blank_top(lines: list[str]) -> list[str]:
    first = next(
        (number for number, line in enumerate(lines) if line.strip()), len(lines)
    )
    return lines[first:]
