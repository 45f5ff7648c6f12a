"""A YAML file with its tree, and the edits that make one change to it: comments, order and spacing of the rest stay."""

import re
from collections.abc import Sequence as Names
from dataclasses import dataclass
from functools import cached_property

from portalgen.authoring.edit.sheet import Edit, Sheet, insertion
from portalgen.authoring.edit.style import Style, foot, is_block, last_line, style_of
from portalgen.authoring.edit.writing import Value, bare, in_brackets, lines_of_item
from portalgen.diagnostics import Place
from portalgen.errors import PortalgenError
from portalgen.source.files.text import SourceText
from portalgen.source.yaml.tree import (
    Mapping,
    Mark,
    Node,
    Scalar,
    Sequence,
    node_at,
    plain,
)
from portalgen.source.yaml.tree import in_brackets as is_in_brackets

Path = tuple[str | int, ...]
_COLON = re.compile(r"\s*:")
_COMMENT = re.compile(r"(^|\s)#")


class SpliceError(PortalgenError):
    """A file cannot be changed by itself."""


@dataclass(frozen=True)
class Page:
    """A file's text as read and as on disk, and its tree; None where it holds nothing, or nothing but comments."""

    source: SourceText
    sheet: Sheet
    tree: Node | None

    @cached_property
    def style(self) -> Style:
        """How the file's lists are written."""
        return style_of(self.tree)

    def mapping(self, path: Path) -> Mapping | None:
        """Returns the mapping at a path; None at the top of a file that holds nothing. Raises SpliceError."""
        node = None
        if self.tree:
            node = node_at(self.tree, path)
        if isinstance(node, Mapping):
            return node
        is_empty = node is None or plain(node) is None
        if is_empty and not path:
            return None
        steps = [str(step) for step in path]
        where = "/".join(steps) or "its top"
        raise SpliceError(f"{self.source.file} has no keys at {where}")

    def begin(
        self,
        key: str,
        value: Value,
    ) -> list[Edit]:
        """Writes the first key of a file, below its comments."""
        lines = self.style.pair(key, value, 1)
        last = len(self.source.lines)
        while last and not self.source.line(last).strip():
            last -= 1
        if last:
            written = self._below(last, lines)
            return [written]
        top = (1, 1)
        text = "\n".join(lines)
        written = insertion(top, f"{text}\n")
        return [written]

    def add(
        self,
        mapping: Mapping,
        key: str,
        value: Value,
        below: Names[str] = (),
    ) -> list[Edit]:
        """Writes a key that a mapping lacks, below the first of the keys named that it has, else at its end."""
        above = _key_above(mapping, below)
        if is_in_brackets(mapping):
            return [
                self._add_in_brackets(
                    mapping,
                    key,
                    value,
                    above,
                )
            ]
        if above is None:
            raise self.refusal(mapping.place, "nothing stands there to write below")
        column = mapping.keys[above].column
        last = last_line(self.source, mapping.values[above])
        line = foot(self.source, last, column)
        lines = self.style.pair(key, value, column)
        written = self._below(line, lines)
        return [written]

    def _add_in_brackets(
        self,
        mapping: Mapping,
        key: str,
        value: Value,
        above: str | None,
    ) -> Edit:
        text = bare(value, in_flow=True)
        pair = f"{key}: {text}"
        if above is None:
            inside = _inside(mapping)
            return insertion(inside, pair)
        value_end = mapping.values[above].end
        key_end = mapping.keys[above].end
        end = max(value_end, key_end)
        return insertion(end, f", {pair}")

    def exchange(
        self,
        mapping: Mapping,
        key: str,
        value: Value,
    ) -> list[Edit]:
        """Writes a value in the place of the one that a key has."""
        old = mapping.values[key]
        in_flow = is_in_brackets(mapping)
        text = bare(value, in_flow)
        if not isinstance(old, Scalar) and not is_in_brackets(old):
            return self._exchange_lines(
                mapping,
                key,
                old,
                text,
            )
        start = old.place.start
        end = old.end
        if start == end:  # nothing is written there
            blank = self._behind_key(end)
            return [insertion(end, blank + text)]
        if not isinstance(old, Scalar):
            self._refuse_comments(start, end, old.place)
        elif is_block(old):
            last = last_line(self.source, old)
            end = self._past(last)
        return [Edit(start, end, text)]

    def _exchange_lines(
        self,
        mapping: Mapping,
        key: str,
        old: Node,
        text: str,
    ) -> list[Edit]:
        """Writes a value behind a key in the place of lines below it."""
        name = mapping.keys[key]
        colon = self._colon(name)
        begin = self._past(name.line)
        last = last_line(self.source, old)
        end = self._past(last)
        self._refuse_comments(begin, end, old.place)
        written = insertion(colon, f" {text}")
        removed = Edit(begin, end, "")
        return [written, removed]

    def append(
        self,
        listed: Sequence,
        item: Value,
    ) -> list[Edit]:
        """Writes an item at the end of a list that has some, as the last one is written."""
        if is_in_brackets(listed):
            return self._append_in_brackets(listed, item)
        last = listed.items[-1]
        column = listed.place.column
        lines = lines_of_item(
            item,
            column,
            gap=_gap_behind_dash(listed),
            with_brackets=is_in_brackets(last),
        )
        if self._is_spaced(listed):
            lines.insert(0, "")
        end = last_line(self.source, last)
        line = foot(self.source, end, column)
        written = self._below(line, lines)
        return [written]

    def _append_in_brackets(
        self,
        listed: Sequence,
        item: Value,
    ) -> list[Edit]:
        last = listed.items[-1]
        end = last.end
        place = last.place
        own_line = self.source.line(place.line)
        before = own_line[: place.column - 1]
        begins_line = not before.strip()
        if not begins_line or place.line == listed.place.line:
            text = bare(item, in_flow=True)
            written = insertion(end, f", {text}")
            return [written]
        lines = in_brackets(item, place.column)
        indent = " " * (place.column - 1)
        text = "\n".join(lines)
        new = f"\n{indent}{text}"
        line, column = end
        last_of_list, _ = listed.end
        if last_of_list == line:
            return [insertion(end, f",{new}")]
        line_of_end = self.source.line(line)
        behind = line_of_end[column - 1 :]
        end_of_line = self._past(line)  # a comment behind the last item stays with it
        if behind.lstrip().startswith(","):
            return [insertion(end_of_line, f"{new},")]
        comma = insertion(end, ",")
        written = insertion(end_of_line, new)
        return [comma, written]

    def fill(
        self,
        mapping: Mapping,
        key: str,
        empty: Node,
        item: Value,
    ) -> list[Edit]:
        """Writes the first item of an empty list: on lines of its own, but in brackets where its mapping is."""
        start = empty.place.start
        end = empty.end
        inside = _inside(empty)
        has_comment = self._has_comment(inside, max(inside, end))
        if has_comment:
            text = bare(item, in_flow=True)
            written = insertion(inside, text)
            return [written]
        name = mapping.keys[key]
        _, *lines = self.style.pair(key, [item], name.column)
        if is_in_brackets(mapping) or not lines:
            blank = ""
            if start == end:
                blank = self._behind_key(end)
            text = bare([item], in_flow=True)
            return [Edit(start, end, blank + text)]
        line = foot(self.source, end[0], name.column)
        written = self._below(line, lines)
        if start == end:
            return [written]
        colon = self._colon(name)
        brackets = Edit(colon, end, "")
        return [brackets, written]

    def refusal(
        self,
        place: Place,
        why: str,
    ) -> SpliceError:
        """Returns the error that says why a place cannot be changed."""
        where = f"{self.source.file}:{place.line}"
        return SpliceError(f"{where}: {why}; change it by hand")

    def _below(
        self,
        line: int,
        lines: list[str],
    ) -> Edit:
        """Returns the edit that writes lines below a line, so that the file's last line ends as it did."""
        end = self._past(line)
        text = "\n".join(lines)
        return insertion(end, f"\n{text}")

    def _past(self, line: int) -> Mark:
        """Returns the mark just past a line's last character."""
        length = len(self.source.line(line))
        return line, length + 1

    def _behind_key(self, mark: Mark) -> str:
        """Returns what has to stand between a key and a value that is written at a mark."""
        line, column = mark
        whole = self.source.line(line)
        before = whole[: column - 1]
        written = before.rstrip()
        if not written.endswith(":"):
            return ": "
        if before.endswith(":"):
            return " "
        return ""

    def _colon(self, key: Place) -> Mark:
        """Returns the mark just past the colon behind a key."""
        line = self.source.line(key.line)
        _, behind_key = key.end
        match = _COLON.match(line, behind_key - 1)
        if not match:
            raise self.refusal(key, "the key has its colon on another line")
        column = match.end() + 1
        return key.line, column

    def _is_spaced(self, listed: Sequence) -> bool:
        """Tells whether an empty line stands between the last two items of a list."""
        if len(listed.items) < 2:
            return False
        above, last = listed.items[-2:]
        end = last_line(self.source, above)
        begin = last.place.line - 1
        between = self.source.lines[end:begin]
        return any(not line.strip() for line in between)

    def _between(
        self,
        start: Mark,
        end: Mark,
    ) -> str:
        first, first_column = start
        last, last_column = end
        lines = [self.source.line(number) for number in range(first, last + 1)]
        last_line_of_it = lines[-1]
        lines[-1] = last_line_of_it[: last_column - 1]
        first_line = lines[0]
        lines[0] = first_line[first_column - 1 :]
        return "\n".join(lines)

    def _has_comment(
        self,
        start: Mark,
        end: Mark,
    ) -> bool:
        text = self._between(start, end)
        return _COMMENT.search(text) is not None

    def _refuse_comments(
        self,
        start: Mark,
        end: Mark,
        place: Place,
    ) -> None:
        if self._has_comment(start, end):
            raise self.refusal(place, "the value holds a comment, which would be lost")


def _key_above(mapping: Mapping, names: Names[str]) -> str | None:
    """Returns the first of some keys that a mapping has, else its last one; None where it has none."""
    for name in names:
        if name in mapping.values:
            return name
    return next(reversed(mapping.values), None)


def _inside(node: Node) -> Mark:
    """Returns the mark just past an opening bracket."""
    place = node.place
    return place.line, place.column + 1


def _gap_behind_dash(listed: Sequence) -> int:
    """Returns how many blanks stand behind the dash of a list's last item."""
    last = listed.items[-1]
    place = last.place
    dash = listed.place.column
    between = place.text[dash : place.column - 1]
    is_blank = not between.strip(" ")
    if between and is_blank:
        return len(between)
    return 1
