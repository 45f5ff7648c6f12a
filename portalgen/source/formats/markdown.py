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
        what = "the file does not begin with ---"
        help_ = "begin with ---, the keys, and --- again"
        return problem("PG115", what, source.place(), help_)
    if len(fences) == 1:
        return _not_closed(source)
    closing = fences[1]
    keys = "\n".join(source.lines[1 : closing - 1])
    body = "\n".join(source.lines[closing:])
    # An empty first line stands for the dashes, so that marks count as in the file.
    head = SourceText(source.file, f"\n{keys}\n")
    return head, body.strip()


def _not_closed(source: SourceText) -> Diagnostic:
    """Returns what is wrong with front matter without an end: the line that may have been meant for it, if any."""
    for number, line in enumerate(source.lines[1:], 2):
        if _NEARLY.match(line):
            place = source.place(number, 1, len(line))
            what = "this line does not close the front matter"
            return problem("PG115", what, place, "write --- alone on it")
    what = "the front matter is not closed"
    help_ = "add a line --- below its last key"
    return problem("PG115", what, source.place(), help_)


def _fences(source: SourceText) -> list[int]:
    """Returns the numbers of the lines that are nothing but three dashes."""
    lines = enumerate(source.lines, 1)
    return [number for number, line in lines if line.rstrip() == FENCE]


def relative_links(source: SourceText) -> Iterator[tuple[str, Place]]:
    """Yields the relative targets of links and pictures in an update's body, each with its place; code counts too."""
    closing = _fences(source)[1]
    body = source.lines[closing:]
    for number, line in enumerate(body, closing + 1):
        for match in _RELATIVE.finditer(line):
            target = match[1]
            column = match.start(1) + 1
            yield target, source.place(number, column, len(target))
