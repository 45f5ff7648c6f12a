"""Comments and lines that ask for something to be hidden, and hide nothing."""

import re
from collections.abc import Collection, Iterator, Sequence

from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.fields.scalars import shown
from portalgen.source.files.text import SourceText
from portalgen.source.nouns.hiding import (
    INTERNAL,
    WHOLE,
    comment_in,
    is_said,
    shown_comment,
    words_of,
)
from portalgen.source.nouns.hiding_words import HIDING, OURS
from portalgen.source.yaml.tree import Mapping, Node, Scalar
from portalgen.source.yaml.tree import Sequence as Items

_COMMENT = re.compile(r"(?:^|\s)#+\s*(.*)$")


def comments_that_hide_nothing(
    source: SourceText,
    tree: Mapping,
) -> Iterator[Diagnostic]:
    """Yields the comments of a file that ask to hide what stands beside or below them, and is not hidden."""
    texts = set(_lines_of_texts(tree))
    hidden = set(_hidden_lines(tree))
    for number, line in enumerate(source.lines, 1):
        found = _COMMENT.search(line)
        if number in texts or not found or not _asks(found[1], HIDING):
            continue
        about = _line_meant(source.lines, number)
        if about in hidden:
            continue
        column = found.start(1) + 1
        place = source.place(number, column, len(found[1]))
        yield problem(
            "PG309",
            "a comment hides nothing",
            place,
            f"delete it; {WHOLE}",
        )


def _line_meant(lines: Sequence[str], number: int) -> int:
    """Returns the number of the line that a comment is about: its own, or the next that holds more than a comment."""
    for below, line in enumerate(lines[number - 1 :], number):
        written = line.strip()
        if written and not written.startswith("#"):
            return below
    return number


def _lines_of_texts(node: Node) -> Iterator[int]:
    """Yields the numbers of the lines that belong to texts of several lines."""
    if isinstance(node, Scalar):
        yield from range(node.place.line, node.end[0])
    for below in _below(node):
        yield from _lines_of_texts(below)


def _hidden_lines(node: Node) -> Iterator[int]:
    """Yields the numbers of the lines of all that is internal."""
    if isinstance(node, Mapping):
        if node.text("visibility") == INTERNAL:
            yield from range(node.place.line, _last_line(node) + 1)
        if INTERNAL in node.values:
            block = node.values[INTERNAL]
            first = node.keys.get(INTERNAL, block.place).line
            yield from range(first, _last_line(block) + 1)
    for below in _below(node):
        yield from _hidden_lines(below)


def _last_line(node: Node) -> int:
    last = max(node.place.line, node.end[0])
    for below in _below(node):
        last = max(last, _last_line(below))
    return last


def _below(node: Node) -> Collection[Node]:
    if isinstance(node, Mapping):
        return node.values.values()
    if isinstance(node, Items):
        return node.items
    return ()


def lines_that_hide_nothing(
    source: SourceText,
    above: int,
) -> Iterator[Diagnostic]:
    """Yields the lines of an update's body that ask to hide what follows: HTML comments, headings such as Internal.

    So many lines of its file stand `above` the body.
    """
    for number, line in enumerate(source.lines[above:], above + 1):
        comment = comment_in(line)
        if comment:
            place = source.place(number, comment.start() + 1, len(comment[0]))
            yield shown_comment(place)
        elif _asks(line, OURS):
            begun = len(line) - len(line.lstrip())
            place = source.place(number, begun + 1, len(line.strip()))
            yield problem(
                "PG309",
                f"{shown(line)} hides nothing: what follows is published",
                place,
                "put what is internal below internal: between the dashes, or into a file in internal/",
            )


def _asks(text: str, words: Collection[str]) -> bool:
    """Tells whether a comment or a line says no more than that something be hidden, by one of some words."""
    if not is_said(text):
        return False
    return any(word in words for word in words_of(text))
