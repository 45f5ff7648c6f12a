"""What the YAML parser complains of, in words that say what to do.

A parser tells where it gave up, which is seldom where the slip is. Each reader below knows one slip of people
who write YAML by hand, and finds it in the lines around.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.fields.scalars import quoted
from portalgen.source.files.text import SourceText

QUOTE_IT = "put the text in quotes"
NO_COLON = "could not find expected ':'"
NO_COLON_HERE = "mapping values are not allowed in this context"
_MISFITS = ("did not find expected key", "did not find expected '-' indicator")
_SAYINGS = {
    **dict.fromkeys(_MISFITS, "this line does not fit under the lines above it"),
    "did not find expected <document start>": "the rest of the file does not fit what stands above",
    "did not find expected ',' or ']'": "a comma or a closing ] is missing",
    "did not find expected ',' or '}'": "a comma or a closing } is missing",
}
_KEY = re.compile(r"( *)((?:- )?[\w-]+)(?=:(?: |$))")
_ALIGN = "begin keys of one level in one column, and list items with a dash"
# What looks like a space and is none: no-break, en, em, thin, ideographic, zero-width.
_BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000"
_NO_SPACE = re.compile(rf"^[ {_BLANKS}]*(?:- )?(?:-|[\w-]+:)?[{_BLANKS}]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A parser's error: what it says and where, and what it was reading, begun where. Places count from 1."""

    said: str
    line: int
    column: int
    reading: str
    begun_line: int
    begun_column: int
    quoted: Place | None = None  # the beginning of the last text in quotes
    # The beginning of the innermost list or mapping that is open.
    opened: Place | None = None


def explained(source: SourceText, complaint: Complaint) -> Diagnostic:
    """Returns a parser's complaint as a diagnostic at the slip behind it."""
    for reader in _READERS:
        found = reader(source, complaint)
        if found:
            return found
    place = source.place(complaint.line, complaint.column)
    if "flow" in complaint.reading:
        help_ = "separate values with commas, and close each bracket"
    else:
        help_ = _ALIGN
    return problem(
        "PG104",
        _SAYINGS.get(complaint.said, complaint.said),
        place,
        help_,
    )


def _tab(source: SourceText, complaint: Complaint) -> Diagnostic | None:
    line = source.line(complaint.line)
    indentation = line[: len(line) - len(line.lstrip(" \t-"))]
    if "\t" not in indentation:
        return None
    place = source.place(complaint.line, indentation.index("\t") + 1)
    return problem(
        "PG105",
        "a tab indents this line",
        place,
        "use spaces, two for each level",
    )


def strange_blank(source: SourceText, number: int) -> Diagnostic | None:
    """Returns what is wrong with a line in which another blank stands for a space that YAML needs."""
    found = _NO_SPACE.match(source.line(number))
    if not found:
        return None
    begun = found[0]
    strange = [index for index, each in enumerate(begun) if not each.isascii()]
    first = strange[0]
    code = ord(begun[first])
    what = f"the blank U+{code:04X} stands where a space belongs"
    help_ = (
        "delete it and type a space; it often comes with text pasted from a web page"
    )
    return problem(
        "PG104",
        what,
        source.place(number, first + 1),
        help_,
    )


def _strange_blank(source: SourceText, complaint: Complaint) -> Diagnostic | None:
    numbers = (complaint.begun_line, complaint.line - 1, complaint.line)
    for number in numbers:
        blank = strange_blank(source, number)
        if blank:
            return blank
    return None


def _too_deep(source: SourceText, complaint: Complaint) -> Diagnostic | None:
    """Reads a key that is indented below a line with a value of its own."""
    line = source.line(complaint.line)
    above = _line_above(source, complaint.line)
    column = _column(above)
    key = _KEY.match(line)
    if not key:
        return None
    start = len(key[1])
    width = len(key[2])
    if start <= column:
        return None
    if complaint.column - 1 not in {start, start + width}:
        return None
    if column:
        help_ = f"begin it with {column} spaces"
    else:
        help_ = "begin it without a space"
    here = source.place(complaint.line, start + 1, width)
    return problem(
        "PG104",
        "this line is indented deeper than the one above allows",
        here,
        help_,
    )


def _colon(source: SourceText, complaint: Complaint) -> Diagnostic | None:
    if complaint.said != NO_COLON_HERE:
        return None
    place = source.place(complaint.line, complaint.column)
    return problem(
        "PG111",
        "a colon inside a text",
        place,
        in_quotes(place.text),
    )


def _open_quote(source: SourceText, complaint: Complaint) -> Diagnostic | None:
    if "quoted scalar" in complaint.reading and "unexpected" in complaint.said:
        opened = source.place(complaint.begun_line, complaint.begun_column)
        return problem(
            "PG104",
            "this quote is not closed",
            opened,
            "add the closing quote",
        )
    return None


def _text_behind(source: SourceText, complaint: Complaint) -> Diagnostic | None:
    """Reads a text that goes on behind a closing quote or bracket."""
    line = source.line(complaint.line)
    before = line[: complaint.column - 1].rstrip()
    if not before.endswith(('"', "'", "]", "}")):
        return None
    if "did not find expected" not in complaint.said:
        return None
    if "flow" in complaint.reading:
        return None
    what = "bracket"
    if before.endswith(('"', "'")):
        what = "quote"
        begun = complaint.quoted
        if begun and begun.line < complaint.line:
            return problem(
                "PG104",
                "this quote is closed only lines later",
                begun,
                "add the closing quote",
            )
    place = source.place(
        complaint.line,
        complaint.column,
        len(line.rstrip()) - complaint.column + 1,
    )
    return problem(
        "PG104",
        f"the text goes on behind the closing {what}",
        place,
        in_quotes(line),
    )


def _missing_space(source: SourceText, complaint: Complaint) -> Diagnostic | None:
    if complaint.said not in {NO_COLON, NO_COLON_HERE, *_MISFITS}:
        return None
    for number in sorted({complaint.begun_line, complaint.line - 1, complaint.line}):
        line = source.line(number)
        found = re.match(r" *-(?=[^\s-])", line)
        if found:
            place = source.place(number, found.end())
            return problem(
                "PG104",
                "a space is missing behind the dash",
                place,
                f"write - {line[found.end() :]}",
            )
        found = re.match(r" *(?:- )?([\w-]+):(?=[^\s:/])", line)
        if found:
            place = source.place(number, found.end())
            help_ = f"write {found[1]}: {line[found.end() :]}"
            return problem(
                "PG104",
                "a space is missing behind the colon",
                place,
                help_,
            )
    return None


def _first_character(source: SourceText, complaint: Complaint) -> Diagnostic | None:
    """Reads a text whose first character means something to YAML."""
    code = "PG104"
    line = complaint.line
    column = complaint.column
    if "scanning an a" in complaint.reading:  # an alias, an anchor
        code = "PG108"
        line = complaint.begun_line
        column = complaint.begun_column
    elif "tag" in complaint.said or "tag" in complaint.reading:
        code = "PG107"
        line = complaint.begun_line
        column = complaint.begun_column
    elif "block scalar" in complaint.reading or "directive" in complaint.reading:
        line = complaint.begun_line
        column = complaint.begun_column
    elif not complaint.said.endswith(
        ("cannot start any token", "node content")
    ) or source.ends_at(line, column):
        return None
    place = source.place(line, column)
    return problem(
        code,
        f"a text cannot begin with {place.text[column - 1 : column]}",
        place,
        in_quotes(place.text),
    )


def _list_in_line(source: SourceText, complaint: Complaint) -> Diagnostic | None:
    if "block sequence entries are not allowed" not in complaint.said:
        return None
    help_ = "begin each item on a line of its own below the key"
    return problem(
        "PG104",
        "a list cannot begin here",
        source.place(complaint.line, complaint.column),
        help_,
    )


def _escape(source: SourceText, complaint: Complaint) -> Diagnostic | None:
    if "escape" not in complaint.said and "hexdecimal" not in complaint.said:
        return None
    place = source.place(complaint.line, complaint.column)
    help_ = "write the backslash twice, or use single quotes"
    return problem(
        "PG104",
        "a backslash in double quotes begins a special character",
        place,
        help_,
    )


def _bracket(source: SourceText, complaint: Complaint) -> Diagnostic | None:
    """Reads a bracket that stays open; its closing one may have been taken for a comment."""
    if "flow" not in complaint.reading:
        return None
    for number in range(complaint.begun_line, complaint.line + 1):
        found = swallowed_bracket(source.line(number))
        if found:
            place = source.place(number, found.start() + 1, len(found[0]))
            return problem(
                "PG112",
                "YAML takes the rest of the line for a comment",
                place,
                QUOTE_IT,
            )
    if complaint.begun_line == complaint.line and not source.ends_at(
        complaint.line,
        complaint.column,
    ):
        return None
    opened = source.place(complaint.begun_line, complaint.begun_column)
    if opened.text[opened.column - 1 : opened.column] not in {"[", "{"}:
        opened = complaint.opened or opened
    return problem(
        "PG104",
        "this bracket is not closed",
        opened,
        "add the closing bracket",
    )


def _no_key(source: SourceText, complaint: Complaint) -> Diagnostic | None:
    if complaint.said != NO_COLON:
        return None
    line = source.line(complaint.begun_line)
    place = source.place(
        complaint.begun_line,
        complaint.begun_column,
        len(line) - complaint.begun_column + 1,
    )
    help_ = "begin it with a key and a colon, or with a dash; indent it where the text above goes on"
    return problem(
        "PG104",
        "this line is neither a key with a value nor a list item",
        place,
        help_,
    )


_READERS: tuple[Callable[[SourceText, Complaint], Diagnostic | None], ...] = (
    _tab,
    _strange_blank,
    _too_deep,
    _missing_space,
    _colon,
    _open_quote,
    _text_behind,
    _first_character,
    _list_in_line,
    _escape,
    _bracket,
    _no_key,
)


def swallowed_bracket(line: str) -> re.Match[str] | None:
    """Returns the comment that took a closing bracket with it, outside of quotes; None where there is none."""
    start = max(line.rfind('"'), line.rfind("'")) + 1
    found = re.compile(r"(?<=\s)#.*").search(line, start)
    if found and re.search(r"[\]}]", found[0]):
        return found
    return None


def in_quotes(line: str) -> str:
    """Returns the help that shows a line's value in quotes."""
    found = re.match(r"^\s*(?:- )*([\w-]+: )?(.+)$", line)
    if not found:
        return QUOTE_IT
    key = found[1] or ""
    value = quoted(found[2].rstrip())
    return f"{QUOTE_IT}: {key}{value}"


def _line_above(source: SourceText, number: int) -> str:
    for above in range(number - 1, 0, -1):
        if not source.is_silent(above):
            return source.line(above)
    return ""


def _column(line: str) -> int:
    """Returns how far a line's key is indented, its dashes included."""
    found = re.match(r" *(?:- +)*", line)
    if found:
        return found.end()
    return 0
