"""Rows for `progress.csv`, in the file's own style: what stands there stays byte for byte, or is revised on demand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.authoring.edit.sheet import Edit, Sheet, insertion, sheet
from portalgen.authoring.trackers.records import ExportError
from portalgen.authoring.trackers.series import Standing
from portalgen.authoring.trackers.store import plain
from portalgen.diagnostics import Diagnostic
from portalgen.model.progress import ProgressRow
from portalgen.source.files.text import SourceText, decode
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
        days = [row.on for row, _ in self.rows]
        return max(days, default=None)


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that the export would give otherwise."""

    row: ProgressRow
    meant: Standing
    place: Mapping


def progress_file(
    file: str,
    content: bytes | None,
    by_stream: bool,
) -> ProgressFile:
    """Returns a project's table of progress. Raises ExportError where it is broken."""
    if content is not None:
        begun = content
    elif by_stream:
        begun = NEW_BY_STREAM.encode()
    else:
        begun = NEW.encode()
    broken = ExportError(
        f"{file} has errors, so it is not changed; run portalgen check"
    )
    source = decode(file, begun)
    if isinstance(source, Diagnostic):
        raise broken
    rows, wrong = parse_progress(source)
    if wrong:
        raise broken
    return ProgressFile(
        content=begun,
        header=_header(source),
        rows=tuple(rows),
        is_new=content is None,
    )


def _header(source: SourceText) -> tuple[str, ...]:
    """Returns the names in the first line of a table that holds anything."""
    filled = (line for line in source.lines if line.replace(",", "").strip())
    first = next(filled)
    names = []
    for cell in first.split(","):
        written = cell.strip()
        name = written.strip('"')
        names.append(name.lower())
    return tuple(names)


def differing(table: ProgressFile, meant: Sequence[Standing]) -> list[Differing]:
    """Returns the rows that stand there and that items would give otherwise, in the file's order."""
    by_key = {}
    for each in meant:
        by_key[each.on, each.stream] = each
    otherwise = []
    for row, place in table.rows:
        standing = by_key.get((row.on, row.stream))
        if standing is None or _is_same(row, standing):
            continue
        row_apart = Differing(row, standing, place)
        otherwise.append(row_apart)
    return otherwise


def _is_same(row: ProgressRow, standing: Standing) -> bool:
    scope = round(standing.scope, 2)
    done = round(standing.done, 2)
    if row.scope != scope:
        return False
    return row.done == done


def falling(table: ProgressFile, new: Sequence[Standing]) -> list[Differing]:
    """Returns the newest row of each stream that has more done than the row which is to follow it."""
    newest = {}
    for row, place in sorted(table.rows, key=_day_of):
        newest[row.stream] = (row, place)
    first: dict[str | None, Standing] = {}
    for each in new:
        first.setdefault(each.stream, each)
    falls = []
    for stream, (row, place) in newest.items():
        following = first.get(stream)
        if following is None:
            continue
        if following.done < row.done:
            fall = Differing(row, following, place)
            falls.append(fall)
    return falls


def _day_of(row: Row) -> date:
    counted, _ = row
    return counted.on


def with_rows(
    table: ProgressFile,
    new: Sequence[Standing],
    revised: Sequence[Differing],
) -> bytes:
    """Returns the table with rows at its end, and with the numbers of some rows exchanged."""
    page = sheet(table.content)
    edits = []
    for each in revised:
        edits += _exchanged(each)
    if new:
        edits.append(_appended(table, page, new))
    return page.edited(edits)


def _appended(
    table: ProgressFile,
    page: Sheet,
    new: Sequence[Standing],
) -> Edit:
    """Returns the edit that writes rows below the last line that holds anything."""
    last = len(page.lines)
    while not page.lines[last - 1].strip():
        last -= 1
    line = page.lines[last - 1]
    comma = _comma(line)
    text = ""
    for standing in new:
        cells = _cells(table.header, standing)
        row = comma.join(cells)
        text += f"\n{row.rstrip()}"
    behind = len(line) + 1
    return insertion((last, behind), text)


def line_of(header: Sequence[str], standing: Standing) -> str:
    """Returns a row as it is written into a table with a header."""
    cells = _cells(header, standing)
    return ",".join(cells)


def _cells(header: Sequence[str], standing: Standing) -> list[str]:
    stream = standing.stream or ""
    known = {
        "date": standing.on.isoformat(),
        "scope": plain(standing.scope),
        "done": plain(standing.done),
        "stream": _quoted(stream),
    }
    cells = []
    for name in header:
        cell = known.get(name, "")
        cells.append(cell)
    return cells


def _quoted(name: str) -> str:
    if not re.search(r'[",]', name):
        return name
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _comma(line: str) -> str:
    """Returns the comma of a line with the blanks that the file puts behind it."""
    match = re.search(r",[ \t]*(?=[^,\s])", line)
    if match:
        return match[0]
    return ","


def _exchanged(each: Differing) -> list[Edit]:
    meant = {
        "scope": each.meant.scope,
        "done": each.meant.done,
    }
    edits = []
    for key, number in meant.items():
        place = each.place.values[key].place
        edit = Edit(place.start, place.end, plain(number))
        edits.append(edit)
    return edits
