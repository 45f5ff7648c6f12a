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
    if isinstance(node, Mapping):
        below = list(node.values.values())
    else:
        below = node.items
    if in_brackets(node) or not below:
        line, _ = node.end
        return line
    last = last_line(source, below[-1])
    return max(last, node.place.line)


def is_block(text: Scalar) -> bool:
    """Tells whether a text stands on lines below `|` or `>`."""
    beginning = _beginning(text)
    return beginning.startswith(("|", ">"))


def _beginning(text: Scalar) -> str:
    """Returns the rest of the line in which a text begins."""
    place = text.place
    return place.text[place.column - 1 :]


def _last_line_of_text(source: SourceText, text: Scalar) -> int:
    last, column = text.end
    if not is_block(text):
        return last
    if column == 1:  # the parser marks the beginning of the line below
        last -= 1
    header, _, _ = _beginning(text).partition("#")
    if "+" in header:  # empty lines at its end are meant
        return last
    first = text.place.line
    while last > first and not source.line(last).strip():
        last -= 1
    return last


def foot(
    source: SourceText,
    line: int,
    column: int,
) -> int:
    """Returns the last line of what ends in a line, with the comments below it that stand further right than a column.

    Such a comment belongs to what is above it; one in the column itself may speak of what comes.
    """
    last = line
    for number in range(line + 1, len(source.lines) + 1):
        line_below = source.line(number)
        written = line_below.lstrip()
        if not written:
            continue
        indent = len(line_below) - len(written)
        if indent < column or not source.is_silent(number):
            break
        last = number
    return last


@dataclass(frozen=True, slots=True)
class Style:
    """How far dashes stand to the right of their key, and whose lists have items in brackets."""

    indent: int
    bracketed: frozenset[str]

    def pair(
        self,
        key: str,
        value: Value,
        column: int,
    ) -> list[str]:
        """Returns the lines of a key with its value, which begins in a column. A list's mappings stand below it."""
        if not isinstance(value, list) or not _has_mapping(value):
            return lines_of_mapping({key: value}, column)
        margin = " " * (column - 1)
        lines = [f"{margin}{key}:"]
        for item in value:
            written = lines_of_item(
                item,
                column + self.indent,
                with_brackets=key in self.bracketed,
            )
            lines += written
        return lines


def _has_mapping(items: list[Value]) -> bool:
    return any(isinstance(item, dict) for item in items)


def style_of(tree: Node | None) -> Style:
    """Returns how a file's lists are written; where it has none, as the documentation shows them."""
    if tree:
        lists = list(_lists(tree))
    else:
        lists = []
    indents = []
    bracketed = set()
    for key, listed, column in lists:
        if not in_brackets(listed):
            indent = listed.place.column - column
            indents.append(indent)
        if listed.items and in_brackets(listed.items[-1]):
            bracketed.add(key)
    if indents:
        indent = indents[0]
    else:
        indent = INDENT
    return Style(
        indent=indent,
        bracketed=frozenset(bracketed),
    )


def _lists(node: Node) -> Iterator[tuple[str, Sequence, int]]:
    """Yields each list under a key, with the key and its column."""
    if isinstance(node, Mapping):
        for key, value in node.values.items():
            if isinstance(value, Sequence):
                place = node.keys[key]
                yield key, value, place.column
            yield from _lists(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _lists(item)
