"""Updates: YAML front matter between two lines of dashes, and free Markdown below."""

import re
from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.source.files.text import SourceText

FENCE = "---"
# What becomes of --- in a hurry or in a word processor.
_NEARLY = re.compile(r"^\s*(--|[–—])[-–—]*\s*($|[:#])")

# A link or picture whose target has no scheme and is no place in the same page.
_RELATIVE = re.compile(r"\]\(\s*<?((?![a-z][a-z0-9+.-]*:|#|/)[^)\s>]+)", re.IGNORECASE)


def front_matter(source: SourceText) -> tuple[SourceText, str] | Diagnostic:
    """Returns the front matter, its lines counted in the whole file, and the body below it."""
    fences = _fences(source)
    if not fences or fences[0] != 1:
        return problem(
            "PG115",
            "the file does not begin with ---",
            source.place(),
            "begin with ---, the keys, and --- again",
        )
    if len(fences) == 1:
        return _not_closed(source)
    closing = fences[1]
    last_key = closing - 1
    keys = "\n".join(source.lines[1:last_key])
    # An empty first line stands for the dashes, so that marks count as in the file.
    head = SourceText(source.file, f"\n{keys}\n")
    body = "\n".join(source.lines[closing:])
    return head, body.strip()


def _not_closed(source: SourceText) -> Diagnostic:
    """Returns what is wrong with front matter without an end: the line that may have been meant for it, if any."""
    for number, line in enumerate(source.lines[1:], 2):
        if _NEARLY.match(line):
            return problem(
                "PG115",
                "this line does not close the front matter",
                source.place(number, 1, len(line)),
                "write --- alone on it",
            )
    return problem(
        "PG115",
        "the front matter is not closed",
        source.place(),
        "add a line --- below its last key",
    )


def _fences(source: SourceText) -> list[int]:
    """Returns the numbers of the lines that are nothing but three dashes."""
    numbers = []
    for number, line in enumerate(source.lines, 1):
        if line.rstrip() == FENCE:
            numbers.append(number)
    return numbers


def relative_links(source: SourceText) -> Iterator[tuple[str, Place]]:
    """Yields the relative targets of links and pictures in an update's body, each with its place; code counts too."""
    closing = _fences(source)[1]
    body = source.lines[closing:]
    for number, line in enumerate(body, closing + 1):
        for match in _RELATIVE.finditer(line):
            target = match[1]
            column = match.start(1) + 1
            place = source.place(number, column, len(target))
            yield target, place
