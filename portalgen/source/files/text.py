"""From bytes to lines that can be pointed at."""

import re

from portalgen.diagnostics import Diagnostic, Place, problem

LARGEST_FILE = 1024 * 1024
# What YAML does not count as printable, and what it takes for a line end; the byte order mark is taken off before.
CONTROL = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# libyaml takes these for line ends; editors, and YAML 1.2, do not.
_NO_LINE_ENDS = str.maketrans(
    {
        "\x85": " ",
        "\u2028": " ",
        "\u2029": " ",
    }
)


class SourceText:
    """The text of one file, by lines. Line ends are `\\n`; a byte order mark is gone."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = text.split("\n")

    def place(
        self,
        line: int = 1,
        column: int = 1,
        width: int = 1,
    ) -> Place:
        """Returns a place in this file (1-based), with its line for the caret; the file's end for what lies past it."""
        if line > len(self.lines):
            line = len(self.lines)
            last = self.lines[-1]
            column = len(last) + 1
        return Place(
            self.file,
            line,
            column,
            max(1, width),
            self.line(line),
        )

    def ends_at(self, line: int, column: int) -> bool:
        """Tells whether nothing but blanks follows from a place on."""
        rest = self.line(line)[column - 1 :]
        if rest.strip():
            return False
        below = self.lines[line:]
        return not any(each.strip() for each in below)

    def is_silent(self, number: int) -> bool:
        """Tells whether a line (1-based) holds nothing, or nothing but a comment."""
        written = self.line(number).lstrip()
        if not written:
            return True
        return written.startswith("#")

    def line(self, number: int) -> str:
        """Returns a line (1-based) without its end; empty where there is none."""
        if 0 < number <= len(self.lines):
            return self.lines[number - 1]
        return ""


def decode(file: str, content: bytes) -> SourceText | Diagnostic:
    """Returns a file's text, or what is wrong with it: too large, not UTF-8, control characters."""
    if len(content) > LARGEST_FILE:
        what = "the file is larger than 1 MiB"
        help_ = "move what is not data to documents/"
        return problem(
            "PG101",
            what,
            Place(file),
            help_,
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf_8(file, error)
    text = _with_plain_ends(text)
    text = text.translate(_NO_LINE_ENDS)
    source = SourceText(file, text)
    control = CONTROL.search(text)
    if control:
        line, column = _position(text, control.start())
        name = f"U+{ord(control[0]):04X}"
        what = f"the control character {name}"
        place = source.place(line, column)
        return problem(
            "PG103",
            what,
            place,
            "delete it",
        )
    return source


def _not_utf_8(file: str, error: UnicodeDecodeError) -> Diagnostic:
    good = error.object[: error.start].decode()
    before = _with_plain_ends(good)
    line, column = _position(before, len(before))
    byte = error.object[error.start]
    what = f"byte 0x{byte:02x} is not UTF-8"
    place = Place(file, line, column)
    return problem(
        "PG102",
        what,
        place,
        "save the file as UTF-8",
    )


def _position(text: str, offset: int) -> tuple[int, int]:
    """Returns line and column, both from 1, of an offset in a text."""
    line = text.count("\n", 0, offset) + 1
    begun = text.rfind("\n", 0, offset) + 1
    return line, offset - begun + 1


def _with_plain_ends(text: str) -> str:
    text = text.replace("\r\n", "\n")
    return text.replace("\r", "\n")
