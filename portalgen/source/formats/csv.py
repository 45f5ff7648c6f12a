"""progress.csv: a dated series of scope and work done."""

import csv
import re
from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.fields.scalars import Typed, shown
from portalgen.model.progress import ProgressRow
from portalgen.source.files.text import SourceText
from portalgen.source.nouns.validation import validated
from portalgen.source.yaml.tree import Mapping, Scalar

NEEDED = {"date", "scope", "done"}
HEADERS = (
    ["date", "scope", "done"],
    ["date", "scope", "done", "planned"],
    ["date", "scope", "done", "planned", "stream"],
)
HEADER_HELP = "the first line is date,scope,done or date,scope,done,planned or date,scope,done,planned,stream"
_CELL = re.compile(r'(\s*"(?:[^"]|"")*"[^,]*|[^,]*)(?:,|$)')
Line = tuple[int, list[str]]
Row = tuple[ProgressRow, Mapping]


def parse_progress(source: SourceText) -> tuple[list[Row], list[Diagnostic]]:
    """Returns the rows, each with its places, and what is wrong; rows count from 1 below the header."""
    lines, diagnostics = _lines(source)
    if diagnostics:
        return [], diagnostics
    if lines:
        line, cells = lines[0]
    else:
        line = 1
        cells = []
    header = []
    for cell in cells:
        header.append(cell.lower())
    if header not in HEADERS:
        wrong_header = _wrong_header(source, line, header)
        return [], [wrong_header]
    rows: list[Row] = []
    for line, cells in lines[1:]:
        row, wrong = _row(source, line, header, cells)
        diagnostics += wrong
        if row:
            rows.append(row)
    diagnostics += _repeated(rows)
    diagnostics += _overdone(rows)
    return rows, diagnostics


def _wrong_header(
    source: SourceText,
    line: int,
    header: list[str],
) -> Diagnostic:
    what = "the table is empty"
    if header:
        written = ",".join(header)
        what = f"the header is {shown(written)}"
    text = source.line(line)
    place = source.place(line, 1, len(text))
    help_ = _header_help(header)
    return problem(
        "PG116",
        what,
        place,
        help_,
    )


def _lines(source: SourceText) -> tuple[list[Line], list[Diagnostic]]:
    """Returns the lines that hold anything, by number and cut into cells; a cell does not go on in the next line."""
    lines: list[Line] = []
    diagnostics: list[Diagnostic] = []
    for number, text in enumerate(source.lines, 1):
        # A reader for each line is dear, and a spreadsheet may leave a million lines of nothing behind.
        if not text or text.isspace():
            continue
        try:
            cells = _cells(text)
        except csv.Error as error:
            column = text.find('"') + 1
            place = source.place(number, column, len(text))
            wrong = _wrong_quotes(error, place)
            diagnostics.append(wrong)
            continue
        if any(cells):
            lines.append((number, cells))
    return lines, diagnostics


def _cells(line: str) -> list[str]:
    """Returns a line's cells without the blanks around them. Raises csv.Error."""
    reader = csv.reader([line], strict=True)
    cells = []
    for cell in next(reader, []):
        cells.append(cell.strip())
    return cells


def _wrong_quotes(error: csv.Error, place: Place) -> Diagnostic:
    what = f"the line cannot be read: {error}"
    if "end of data" in str(error):
        what = "a quote is not closed"
    help_ = "close the quotes around a cell, or leave them out"
    return problem(
        "PG116",
        what,
        place,
        help_,
    )


def _header_help(header: list[str]) -> str:
    first = header[0] if header else ""
    if ";" in first or "\t" in first:
        return "separate the cells with commas: save the spreadsheet as comma-separated values"
    return HEADER_HELP


def _row(
    source: SourceText,
    line: int,
    header: list[str],
    cells: list[str],
) -> tuple[Row | None, list[Diagnostic]]:
    text = source.line(line)
    place = source.place(line, 1, len(text))
    if len(cells) != len(header):
        what = f"{len(cells)} cells, and the header has {len(header)}"
        help_ = _cells_help(header, cells)
        wrong_cells = problem(
            "PG116",
            what,
            place,
            help_,
        )
        return None, [wrong_cells]
    node = Mapping({}, place)
    stretches = _CELL.finditer(text)
    placed = zip(header, cells, stretches, strict=False)
    for name, cell, stretch in placed:
        if not cell and name not in NEEDED:
            continue
        raw = stretch[1]
        blank = len(raw) - len(raw.lstrip())
        column = stretch.start() + blank + 1
        width = len(raw.strip())
        at = source.place(line, column, width)
        node.values[name] = Scalar(Typed(cell), at)
    row, wrong = validated(ProgressRow, node)
    if row is None:
        return None, wrong
    return (row, node), wrong


def _cells_help(header: list[str], cells: list[str]) -> str:
    if len(cells) > len(header):
        beyond = cells[len(header) :]
        if not any(beyond):
            return "delete the comma at the end"
        numbers = filter(None, cells[1:])
        if all(cell.isdigit() for cell in numbers):
            return "write decimals with a point, and no thousands separators"
    names = ", ".join(header)
    return f"one cell each for {names}, separated by commas"


def _repeated(rows: list[Row]) -> Iterator[Diagnostic]:
    first: dict[tuple[object, str | None], int] = {}
    for row, node in rows:
        key = (row.on, row.stream)
        if key not in first:
            first[key] = node.place.line
            continue
        date = node.values["date"]
        yield problem(
            "PG218",
            f"{row.on} stands already in line {first[key]}",
            date.place,
            "keep the row that is right",
        )


def _overdone(rows: list[Row]) -> Iterator[Diagnostic]:
    for row, node in rows:
        if row.done <= row.scope:
            continue
        done = node.values["done"]
        yield problem(
            "PG219",
            f"done is {row.done}, and scope is {row.scope}",
            done.place,
            "scope counts the done items too",
        )
