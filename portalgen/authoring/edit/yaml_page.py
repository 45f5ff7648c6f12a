"""A YAML file with its tree, and the edits that make one change to it: comments, order and spacing of the rest stay."""

import re
from collections.abc import Sequence as Names
from dataclasses import dataclass
from functools import cached_property

from portalgen.authoring.edit.sheet import Edit, Sheet
from portalgen.authoring.edit.style import Style, foot, last_line, style_of
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
        node = node_at(self.tree, path) if self.tree else None
        if isinstance(node, Mapping):
            return node
        if not path and (node is None or plain(node) is None):
            return None
        raise SpliceError(
            f"{self.source.file} has no keys at {'/'.join(map(str, path)) or 'its top'}"
        )

    def begin(self, key: str, value: Value) -> list[Edit]:
        """Writes the first key of a file, below its comments."""
        lines = self.style.pair(key, value, 1)
        filled = [
            number for number, line in enumerate(self.source.lines, 1) if line.strip()
        ]
        if filled:
            return [self._below(filled[-1], lines)]
        return [Edit((1, 1), (1, 1), "".join(f"{line}\n" for line in lines))]

    def add(
        self, mapping: Mapping, key: str, value: Value, below: Names[str] = ()
    ) -> list[Edit]:
        """Writes a key that a mapping lacks, below the first of the keys named that it has, else at its end."""
        above = next((name for name in below if name in mapping.values), None) or next(
            reversed(mapping.values), None
        )
        if is_in_brackets(mapping):
            return [self._add_in_brackets(mapping, key, value, above)]
        if above is None:
            raise self.refusal(mapping.place, "nothing stands there to write below")
        column = mapping.keys[above].column
        line = foot(self.source, last_line(self.source, mapping.values[above]), column)
        return [self._below(line, self.style.pair(key, value, column))]

    def _add_in_brackets(
        self, mapping: Mapping, key: str, value: Value, above: str | None
    ) -> Edit:
        pair = f"{key}: {bare(value, in_flow=True)}"
        if above is None:
            inside = mapping.place.line, mapping.place.column + 1
            return Edit(inside, inside, pair)
        place = mapping.keys[above]
        end = max(mapping.values[above].end, (place.line, place.column + place.width))
        return Edit(end, end, f", {pair}")

    def exchange(self, mapping: Mapping, key: str, value: Value) -> list[Edit]:
        """Writes a value in the place of the one that a key has."""
        old = mapping.values[key]
        text = bare(value, in_flow=is_in_brackets(mapping))
        if not isinstance(old, Scalar) and not is_in_brackets(old):
            return self._exchange_lines(mapping, key, old, text)
        start = (old.place.line, old.place.column)
        end = old.end
        if start == end:  # nothing is written there
            return [Edit(end, end, self._behind_key(end) + text)]
        if not isinstance(old, Scalar):
            self._refuse_comments(start, end, old.place)
        elif old.place.text[old.place.column - 1] in {"|", ">"}:
            end = self._past(last_line(self.source, old))
        return [Edit(start, end, text)]

    def _exchange_lines(
        self, mapping: Mapping, key: str, old: Node, text: str
    ) -> list[Edit]:
        """Writes a value behind a key in the place of lines below it."""
        colon = self._colon(mapping.keys[key])
        begin = self._past(mapping.keys[key].line)
        end = self._past(last_line(self.source, old))
        self._refuse_comments(begin, end, old.place)
        return [Edit(colon, colon, f" {text}"), Edit(begin, end, "")]

    def append(self, found: Sequence, item: Value) -> list[Edit]:
        """Writes an item at the end of a list that has some, as the last one is written."""
        last = found.items[-1]
        column = found.place.column
        if is_in_brackets(found):
            return self._append_in_brackets(found, last, item)
        before = last.place.text[column : last.place.column - 1]
        gap = len(before) if before and not before.strip(" ") else 1
        lines = lines_of_item(item, column, gap, with_brackets=is_in_brackets(last))
        line = foot(self.source, last_line(self.source, last), column)
        return [self._below(line, ["", *lines] if self._is_spaced(found) else lines)]

    def _append_in_brackets(
        self, found: Sequence, last: Node, item: Value
    ) -> list[Edit]:
        end = last.end
        column = last.place.column
        begins_line = not self.source.line(last.place.line)[: column - 1].strip()
        if not begins_line or last.place.line == found.place.line:
            return [Edit(end, end, f", {bare(item, in_flow=True)}")]
        new = "\n" + " " * (column - 1) + "\n".join(in_brackets(item, column))
        if found.end[0] == end[0]:
            return [Edit(end, end, f",{new}")]
        foot_ = self._past(end[0])  # so a comment behind the last item stays with it
        if self.source.line(end[0])[end[1] - 1 :].lstrip().startswith(","):
            return [Edit(foot_, foot_, f"{new},")]
        return [Edit(end, end, ","), Edit(foot_, foot_, new)]

    def fill(self, mapping: Mapping, key: str, empty: Node, item: Value) -> list[Edit]:
        """Writes the first item of an empty list: on lines of its own, but in brackets where its mapping is."""
        start = (empty.place.line, empty.place.column)
        end = empty.end
        inside = start[0], start[1] + 1
        if re.search(r"(^|\s)#", self._between(inside, max(inside, end))):
            return [Edit(inside, inside, bare(item, in_flow=True))]
        column = mapping.keys[key].column
        lines = self.style.pair(key, [item], column)[1:]
        if is_in_brackets(mapping) or not lines:
            before = self._behind_key(end) if start == end else ""
            return [Edit(start, end, before + bare([item], in_flow=True))]
        if start != end:
            emptied = [Edit(self._colon(mapping.keys[key]), end, "")]
        else:
            emptied = []
        return [*emptied, self._below(foot(self.source, end[0], column), lines)]

    def refusal(self, place: Place, why: str) -> SpliceError:
        """Returns the error that says why a place cannot be changed."""
        return SpliceError(f"{self.source.file}:{place.line}: {why}; change it by hand")

    def _below(self, line: int, lines: list[str]) -> Edit:
        """Returns the edit that writes lines below a line, so that the file's last line ends as it did."""
        at = self._past(line)
        return Edit(at, at, "".join(f"\n{each}" for each in lines))

    def _past(self, line: int) -> Mark:
        return line, len(self.source.line(line)) + 1

    def _behind_key(self, mark: Mark) -> str:
        """Returns what has to stand between a key and a value that is written at a mark."""
        before = self.source.line(mark[0])[: mark[1] - 1]
        if not before.rstrip().endswith(":"):
            return ": "
        return " " if before.endswith(":") else ""

    def _colon(self, key: Place) -> Mark:
        """Returns the mark just past the colon behind a key."""
        found = re.compile(r"\s*:").match(
            self.source.line(key.line), key.column + key.width - 1
        )
        if not found:
            raise self.refusal(key, "the key has its colon on another line")
        return key.line, found.end() + 1

    def _is_spaced(self, found: Sequence) -> bool:
        """Tells whether an empty line stands between the last two items of a list."""
        if len(found.items) < 2:
            return False
        above, last = found.items[-2:]
        between = range(last_line(self.source, above) + 1, last.place.line)
        return any(not self.source.line(number).strip() for number in between)

    def _between(self, start: Mark, end: Mark) -> str:
        lines = [self.source.line(number) for number in range(start[0], end[0] + 1)]
        lines[-1] = lines[-1][: end[1] - 1]
        lines[0] = lines[0][start[1] - 1 :]
        return "\n".join(lines)

    def _refuse_comments(self, start: Mark, end: Mark, place: Place) -> None:
        if re.search(r"(^|\s)#", self._between(start, end)):
            raise self.refusal(place, "the value holds a comment, which would be lost")
