"""Rows for `progress.csv`, in the file's own style: what stands there stays byte for byte, or is revised on demand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.authoring.edit.sheet import Edit, sheet
from portalgen.authoring.trackers.records import ExportError
from portalgen.authoring.trackers.series import Standing
from portalgen.authoring.trackers.store import plain
from portalgen.diagnostics import Diagnostic
from portalgen.model.progress import ProgressRow
from portalgen.source.files.text import decode
from portalgen.source.formats.csv import Row, parse_progress
from portalgen.source.yaml.tree import Mapping

NEW = "date,scope,done\n"
NEW_BY_STREAM = "date,scope,done,planned,stream\n"


@dataclass(frozen=True)
class ProgressFile:
    """`progress.csv` as it stands, or as it begins where there is none."""

    content: bytes
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    is_new: bool

    @property
    def by_stream(self) -> bool:
        """Tells whether its rows may name streams."""
        return "stream" in self.header

    @property
    def streams(self) -> set[str | None]:
        """The streams that its rows name."""
        return {row.stream for row, _ in self.rows}

    def last_day(self) -> date | None:
        """Returns the day of the newest row."""
        return max((row.on for row, _ in self.rows), default=None)


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that the export would give otherwise."""

    row: ProgressRow
    meant: Standing
    place: Mapping


def progress_file(file: str, content: bytes | None, by_stream: bool) -> ProgressFile:
    """Returns a project's table of progress. Raises ExportError where it is broken."""
    if content is None:
        begun = (NEW_BY_STREAM if by_stream else NEW).encode()
    else:
        begun = content
    source = decode(file, begun)
    rows, wrong = (
        ([], [source]) if isinstance(source, Diagnostic) else parse_progress(source)
    )
    if wrong or isinstance(source, Diagnostic):
        raise ExportError(
            f"{file} has errors, so it is not changed; run portalgen check"
        )
    first = next(line for line in source.lines if line.replace(",", "").strip())
    header = tuple(each.strip().strip('"').lower() for each in first.split(","))
    return ProgressFile(begun, header, tuple(rows), content is None)


def differing(table: ProgressFile, meant: Sequence[Standing]) -> list[Differing]:
    """Returns the rows that stand there and that items would give otherwise, in the file's order."""
    by_key = {(each.on, each.stream): each for each in meant}
    pairs = (
        (row, by_key.get((row.on, row.stream)), place) for row, place in table.rows
    )
    return [
        Differing(row, found, place)
        for row, found, place in pairs
        if found
        and (row.scope, row.done) != (round(found.scope, 2), round(found.done, 2))
    ]


def falling(table: ProgressFile, new: Sequence[Standing]) -> list[Differing]:
    """Returns the newest row of each stream that has more done than the row which is to follow it."""
    newest = {
        row.stream: (row, place)
        for row, place in sorted(table.rows, key=lambda each: each[0].on)
    }
    first = {each.stream: each for each in reversed(new)}
    return [
        Differing(row, first[stream], place)
        for stream, (row, place) in newest.items()
        if stream in first and first[stream].done < row.done
    ]


def with_rows(
    table: ProgressFile, new: Sequence[Standing], revised: Sequence[Differing]
) -> bytes:
    """Returns the table with rows at its end, and with the numbers of some rows exchanged."""
    page = sheet(table.content)
    edits = [edit for each in revised for edit in _exchanged(each)]
    if new:
        last = max(number for number, line in enumerate(page.lines, 1) if line.strip())
        blank = _blank(page.lines[last - 1])
        lines = "".join(
            "\n" + blank.join(_cells(table.header, each)).rstrip() for each in new
        )
        end = (last, len(page.lines[last - 1]) + 1)
        edits.append(Edit(end, end, lines))
    return page.edited(edits)


def line_of(header: Sequence[str], standing: Standing) -> str:
    """Returns a row as it is written into a table with a header."""
    return ",".join(_cells(header, standing))


def _cells(header: Sequence[str], standing: Standing) -> list[str]:
    known = {
        "date": standing.on.isoformat(),
        "scope": plain(standing.scope),
        "done": plain(standing.done),
        "stream": _quoted(standing.stream or ""),
    }
    return [known.get(name, "") for name in header]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if re.search(r'[",]', name) else name


def _blank(line: str) -> str:
    """Returns the comma of a line with the blanks that the file puts behind it."""
    found = re.search(r",[ \t]*(?=[^,\s])", line)
    return found[0] if found else ","


def _exchanged(each: Differing) -> list[Edit]:
    edits = []
    for key, number in (("scope", each.meant.scope), ("done", each.meant.done)):
        place = each.place.values[key].place
        edits.append(Edit(place.start, place.end, plain(number)))
    return edits
