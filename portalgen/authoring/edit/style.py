"""How a file is written: where its nodes end, how its lists are indented, what its items look like."""

from collections.abc import Iterator
from dataclasses import dataclass

from portalgen.authoring.edit.writing import Value, lines_of_item, lines_of_mapping
from portalgen.source.files.text import SourceText
from portalgen.source.yaml.tree import Mapping, Node, Scalar, Sequence, in_brackets

INDENT = 2  # how far a dash stands right of its key in a file that has no list yet


def last_line(source: SourceText, node: Node) -> int:
    """Returns the line in which a node ends. Comments and empty lines below it are no part of it."""
    if isinstance(node, Scalar):
        return _last_line_of_text(source, node)
    below = list(node.values.values() if isinstance(node, Mapping) else node.items)
    if in_brackets(node) or not below:
        return node.end[0]
    return max(last_line(source, below[-1]), node.place.line)


def _last_line_of_text(source: SourceText, node: Scalar) -> int:
    begin, (line, column) = node.place.text[node.place.column - 1 :], node.end
    if begin[:1] not in {"|", ">"}:
        return line
    last = line - (column == 1)  # the parser marks the beginning of the line below
    while (
        last > node.place.line
        and "+" not in begin.split("#")[0]
        and not source.line(last).strip()
    ):
        last -= 1
    return last


def foot(source: SourceText, line: int, column: int) -> int:
    """Returns the last line of what ends in a line, with the comments below it that stand further right than a column.

    Such a comment belongs to what is above it; one in the column itself may speak of what comes.
    """
    last = line
    for number in range(line + 1, len(source.lines) + 1):
        text = source.line(number)
        if text.strip() and not (
            source.is_silent(number) and len(text) - len(text.lstrip()) >= column
        ):
            break
        last = number if text.strip() else last
    return last


@dataclass(frozen=True, slots=True)
class Style:
    """How far dashes stand to the right of their key, and whose lists have items in brackets."""

    indent: int
    bracketed: frozenset[str]

    def pair(self, key: str, value: Value, column: int) -> list[str]:
        """Returns the lines of a key with its value, which begins in a column. A list's mappings stand below it."""
        if not isinstance(value, list) or not any(
            isinstance(each, dict) for each in value
        ):
            return lines_of_mapping({key: value}, column)
        flow = key in self.bracketed
        items = [
            lines_of_item(each, column + self.indent, with_brackets=flow)
            for each in value
        ]
        return [
            " " * (column - 1) + f"{key}:",
            *(line for lines in items for line in lines),
        ]


def style_of(tree: Node | None) -> Style:
    """Returns how a file's lists are written; where it has none, as the documentation shows them."""
    lists = list(_lists(tree)) if tree else []
    indents = [
        found.place.column - column
        for _, found, column in lists
        if not in_brackets(found)
    ]
    bracketed = {
        key for key, found, _ in lists if found.items and in_brackets(found.items[-1])
    }
    return Style(indents[0] if indents else INDENT, frozenset(bracketed))


def _lists(node: Node) -> Iterator[tuple[str, Sequence, int]]:
    """Yields each list under a key, with the key and its column."""
    if isinstance(node, Mapping):
        for key, value in node.values.items():
            if isinstance(value, Sequence):
                yield key, value, node.keys[key].column
            yield from _lists(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _lists(item)
