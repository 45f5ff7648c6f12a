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
    if source.lines[0].rstrip() != FENCE:
        return problem(
            "PG115",
            "the file does not begin with ---",
            source.place(),
            "begin with ---, the keys, and --- again",
        )
    for number, line in enumerate(source.lines[1:], 1):
        if line.rstrip() == FENCE:
            # An empty first line stands for the dashes, so that marks count as in the file.
            head = SourceText(
                source.file, "\n" + "\n".join(source.lines[1:number]) + "\n"
            )
            return head, "\n".join(source.lines[number + 1 :]).strip()
    for number, line in enumerate(source.lines[1:], 2):
        if _NEARLY.match(line):
            place = source.place(number, 1, len(line))
            return problem(
                "PG115",
                "this line does not close the front matter",
                place,
                "write --- alone on it",
            )
    return problem(
        "PG115",
        "the front matter is not closed",
        source.place(),
        "add a line --- below its last key",
    )


def relative_links(source: SourceText) -> Iterator[tuple[str, Place]]:
    """Yields the relative targets of links and pictures in an update's body, each with its place; code counts too."""
    fences = [
        number for number, line in enumerate(source.lines, 1) if line.rstrip() == FENCE
    ]
    for number, line in enumerate(source.lines[fences[1] :], fences[1] + 1):
        for found in _RELATIVE.finditer(line):
            yield found[1], source.place(number, found.start(1) + 1, len(found[1]))
