"""A file's text by its lines, each with the end that it has on disk, and edits that leave all the rest as it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from portalgen.source.yaml.tree import Mark

BYTE_ORDER_MARK = "\ufeff"
_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of a text, from one mark to just before another, and what comes in its place; `\\n` ends a line."""

    start: Mark
    end: Mark
    text: str


def insertion(at: Mark, text: str) -> Edit:
    """Returns the edit that writes a text at a mark, in the place of nothing."""
    return Edit(at, at, text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines without their ends, and their ends; the last line has none."""

    lines: tuple[str, ...]
    ends: tuple[str, ...]
    before: str = ""  # the byte order mark, where there is one

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """Returns the content of the file with edits that do not overlap."""
        pairs = zip(self.lines, self.ends, strict=True)
        text = "".join(line + end for line, end in pairs)
        last_first = sorted(edits, reverse=True)
        for edit in last_first:
            line, _ = edit.start
            end_of_line = self.end_near(line)
            new = edit.text.replace("\n", end_of_line)
            start = self.offset(edit.start)
            end = self.offset(edit.end)
            text = text[:start] + new + text[end:]
        whole = self.before + text
        return whole.encode()

    def offset(self, mark: Mark) -> int:
        """Returns how many characters stand before a mark."""
        line, column = mark
        offset = column - 1
        pairs = zip(self.lines, self.ends, strict=True)
        above = islice(pairs, line - 1)
        for text, end in above:
            offset += len(text)
            offset += len(end)
        return offset

    def end_near(self, line: int) -> str:
        """Returns how a line ends; the last one as the first does."""
        first = self.ends[0]
        own = self.ends[line - 1]
        return own or first or "\n"


def sheet(content: bytes) -> Sheet:
    """Returns a file's content by its lines. Raises UnicodeDecodeError where it is not UTF-8."""
    text = content.decode("utf-8")
    if text.startswith(BYTE_ORDER_MARK):
        before = BYTE_ORDER_MARK
    else:
        before = ""
    text = text.removeprefix(before)
    lines = _END.split(text)
    ends = _END.findall(text)
    return Sheet(
        lines=tuple(lines),
        ends=(*ends, ""),
        before=before,
    )
