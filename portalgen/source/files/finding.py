"""Where in a file a text stands that was read from it."""

import re

from portalgen.diagnostics import Diagnostic, Place
from portalgen.source.files.folder import Folder
from portalgen.source.files.text import decode

_MARK = "_"


def found_from(
    folder: Folder,
    place: Place,
    pattern: re.Pattern[str],
    before: int = 0,
) -> Place:
    """Returns where a pattern is found in a file of a folder from a place on, `before` finds passed over.

    Where it is not found, as in a text with escapes, it is the place itself.
    """
    start = folder.shown(_MARK).removesuffix(_MARK)
    content = folder.read(place.file.removeprefix(start))
    if content is None:
        return place
    source = decode(place.file, content)
    if isinstance(source, Diagnostic):
        return place
    begun = "\n".join(source.lines[: place.line - 1])
    offset = len(begun) + place.column - 1
    if begun:
        offset += 1
    finds = list(pattern.finditer(source.text, offset))
    if len(finds) <= before:
        return place
    return _place(source.text, finds[before], place.file)


def _place(
    text: str,
    found: re.Match[str],
    file: str,
) -> Place:
    begun = text.rfind("\n", 0, found.start()) + 1
    line = text.count("\n", 0, begun) + 1
    written = text[begun:].partition("\n")[0]
    column = found.start() - begun + 1
    width = min(len(found[0]), len(written) - column + 1)
    return Place(
        file,
        line,
        column,
        width,
        written,
    )
