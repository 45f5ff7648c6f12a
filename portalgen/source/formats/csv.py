"""progress.csv: a dated series of scope and work done."""

import csv
import re
from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.fields.scalars import Typed, shown
from portalgen.model.progress import ProgressRow
from portalgen.source.files.text import SourceText
from portalgen.source.nouns.validation import validated
from portalgen.source.yaml.tree import Mapping, Scalar

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
    line, cells = lines[0] if lines else (1, [])
    header = [cell.lower() for cell in cells]
    if header not in HEADERS:
        if header:
            message = f"the header is {shown(','.join(header))}"
        else:
            message = "the table is empty"
        return [], [
            problem(
                "PG116",
                message,
                source.place(line, 1, len(source.line(line))),
                _header_help(header),
            )
        ]
    rows: list[Row] = []
    for line, cells in lines[1:]:
        row, wrong = _row(source, line, header, cells)
        diagnostics += wrong
        if row:
            rows.append(row)
    return rows, diagnostics + list(_repeated(rows)) + list(_overdone(rows))


def _lines(source: SourceText) -> tuple[list[Line], list[Diagnostic]]:
    """Returns the lines that hold anything, by number and cut into cells; a cell does not go on in the next line."""
    lines: list[Line] = []
    diagnostics: list[Diagnostic] = []
    for number, text in enumerate(source.lines, 1):
        try:
            cells = [cell.strip() for cell in next(csv.reader([text], strict=True), [])]
        except csv.Error as error:
            if "end of data" in str(error):
                what = "a quote is not closed"
            else:
                what = f"the line cannot be read: {error}"
            place = source.place(number, text.find('"') + 1, len(text))
            diagnostics.append(
                problem(
                    "PG116",
                    what,
                    place,
                    "close the quotes around a cell, or leave them out",
                )
            )
            continue
        if any(cells):
            lines.append((number, cells))
    return lines, diagnostics


def _header_help(header: list[str]) -> str:
    if header and (";" in header[0] or "\t" in header[0]):
        return "separate the cells with commas: save the spreadsheet as comma-separated values"
    return HEADER_HELP


def _row(
    source: SourceText, line: int, header: list[str], cells: list[str]
) -> tuple[Row | None, list[Diagnostic]]:
    text = source.line(line)
    place = source.place(line, 1, len(text))
    if len(cells) != len(header):
        what = f"{len(cells)} cells, and the header has {len(header)}"
        return None, [problem("PG116", what, place, _cells_help(header, cells))]
    node = Mapping({}, place)
    for name, cell, raw in zip(header, cells, _CELL.finditer(text), strict=False):
        blank = len(raw[1]) - len(raw[1].lstrip())
        if cell or name in {"date", "scope", "done"}:
            at = source.place(line, raw.start() + blank + 1, len(raw[1].strip()))
            node.values[name] = Scalar(Typed(cell), at)
    row, wrong = validated(ProgressRow, node)
    return ((row, node) if row else None), wrong


def _cells_help(header: list[str], cells: list[str]) -> str:
    if len(cells) > len(header) and not any(cells[len(header) :]):
        return "delete the comma at the end"
    if len(cells) > len(header) and all(cell.isdigit() for cell in cells[1:] if cell):
        return "write decimals with a point, and no thousands separators"
    return f"one cell each for {', '.join(header)}, separated by commas"


def _repeated(rows: list[Row]) -> Iterator[Diagnostic]:
    first: dict[tuple[object, str | None], int] = {}
    for row, node in rows:
        key = (row.on, row.stream)
        if key in first:
            what = f"{row.on} stands already in line {first[key]}"
            yield problem(
                "PG218", what, node.values["date"].place, "keep the row that is right"
            )
        first.setdefault(key, node.place.line)


def _overdone(rows: list[Row]) -> Iterator[Diagnostic]:
    for row, node in rows:
        if row.done > row.scope:
            message = f"done is {row.done}, and scope is {row.scope}"
            yield problem(
                "PG219",
                message,
                node.values["done"].place,
                "scope counts the done items too",
            )
