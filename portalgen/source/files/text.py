"""From bytes to lines that can be pointed at."""

import re

from portalgen.diagnostics import Diagnostic, Place, problem

LARGEST_FILE = 1024 * 1024
# What YAML does not count as printable, and what it takes for a line end; the byte order mark is taken off before.
CONTROL = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# libyaml takes these for line ends; editors, and YAML 1.2, do not.
_NO_LINE_ENDS = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " "})


class SourceText:
    """The text of one file, by lines. Line ends are `\\n`; a byte order mark is gone."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = text.split("\n")

    def place(self, line: int = 1, column: int = 1, width: int = 1) -> Place:
        """Returns a place in this file (1-based), with its line for the caret; the file's end for what lies past it."""
        if line > len(self.lines):
            line = len(self.lines)
            column = len(self.lines[-1]) + 1
        return Place(self.file, line, column, max(1, width), self.line(line))

    def ends_at(self, line: int, column: int) -> bool:
        """Tells whether nothing but blanks follows from a place on."""
        return not any(
            each.strip() for each in (self.line(line)[column - 1 :], *self.lines[line:])
        )

    def is_silent(self, number: int) -> bool:
        """Tells whether a line (1-based) holds nothing, or nothing but a comment."""
        return self.line(number).lstrip()[:1] in {"", "#"}

    def line(self, number: int) -> str:
        """Returns a line (1-based) without its end; empty where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def decode(file: str, content: bytes) -> SourceText | Diagnostic:
    """Returns a file's text, or what is wrong with it: too large, not UTF-8, control characters."""
    if len(content) > LARGEST_FILE:
        return problem(
            "PG101",
            "the file is larger than 1 MiB",
            Place(file),
            "move what is not data to documents/",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _with_plain_ends(error.object[: error.start].decode())
        place = Place(file, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
        what = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        return problem("PG102", what, place, "save the file as UTF-8")
    text = _with_plain_ends(text).translate(_NO_LINE_ENDS)
    source = SourceText(file, text)
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        name = f"U+{ord(found.group()):04X}"
        return problem(
            "PG103",
            f"the control character {name}",
            source.place(line, column),
            "delete it",
        )
    return source


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
