"""progress.csv: a dated series of scope and work done."""

import csv
from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.progress import ProgressRow
from portalgen.model.scalars import Typed, shown
from portalgen.source.text import SourceText
from portalgen.source.tree import Mapping, Scalar
from portalgen.source.validation import validated

HEADERS = (
    ["date", "scope", "done"],
    ["date", "scope", "done", "planned"],
    ["date", "scope", "done", "planned", "stream"],
)
HEADER_HELP = "the first line is date,scope,done or date,scope,done,planned or date,scope,done,planned,stream"


def parse_progress(source: SourceText) -> tuple[list[tuple[ProgressRow, Mapping]], list[Diagnostic]]:
    """Returns the rows, each with its places, and what is wrong; rows count from 1 below the header."""
    try:
        table = list(csv.reader(source.text.split("\n"), strict=True))
    except csv.Error as error:
        return [], [problem("PG116", f"the table cannot be read: {error}", source.place())]
    filled = [(line, [cell.strip() for cell in cells]) for line, cells in enumerate(table, 1) if any(cells)]
    if len(table) != len(source.lines):
        return [], [problem("PG116", "a quote opens a cell and does not close in its line", source.place())]
    header = [cell.lower() for cell in filled[0][1]] if filled else []
    if header not in HEADERS:
        line = filled[0][0] if filled else 1
        return [], [problem("PG116", _header_message(header), source.place(line), _header_help(header))]
    rows: list[tuple[ProgressRow, Mapping]] = []
    diagnostics: list[Diagnostic] = []
    for line, cells in filled[1:]:
        row, wrong = _row(source, line, header, cells)
        diagnostics += wrong
        if row:
            rows.append(row)
    return rows, diagnostics + list(_repeated(rows)) + list(_overdone(rows))


def _header_message(header: list[str]) -> str:
    return f"the header is {shown(','.join(header))}" if header else "the table is empty"


def _header_help(header: list[str]) -> str:
    if header and (";" in header[0] or "\t" in header[0]):
        return "separate the cells with commas: save the spreadsheet as comma-separated values"
    return HEADER_HELP


def _row(
    source: SourceText, line: int, header: list[str], cells: list[str]
) -> tuple[tuple[ProgressRow, Mapping] | None, list[Diagnostic]]:
    place = source.place(line, 1, len(source.lines[line - 1]))
    if len(cells) != len(header):
        message = f"{len(cells)} cells, and the header has {len(header)}"
        decimal_comma = len(cells) > len(header) and all(cell.isdigit() for cell in cells[1:])
        help_ = "write decimals with a point" if decimal_comma else f"one cell each for {', '.join(header)}"
        return None, [problem("PG116", message, place, help_)]
    column = 1
    node = Mapping({}, place)
    for name, cell, raw in zip(header, cells, source.lines[line - 1].split(","), strict=False):
        at = source.place(line, column + len(raw) - len(raw.lstrip()), max(1, len(cell)))
        column += len(raw) + 1
        if cell or name in {"date", "scope", "done"}:
            node.values[name] = Scalar(Typed(cell), at)
    row, wrong = validated(ProgressRow, node)
    return ((row, node) if row else None), wrong


def _repeated(rows: list[tuple[ProgressRow, Mapping]]) -> Iterator[Diagnostic]:
    first: dict[tuple[object, str | None], int] = {}
    for row, node in rows:
        key = (row.on, row.stream)
        if key in first:
            what = f"{row.on} stands already in line {first[key]}"
            yield problem("PG218", what, node.values["date"].place, "keep the row that is right")
        first.setdefault(key, node.place.line)


def _overdone(rows: list[tuple[ProgressRow, Mapping]]) -> Iterator[Diagnostic]:
    for row, node in rows:
        if row.done > row.scope:
            message = f"done is {row.done}, and scope is {row.scope}"
            yield problem("PG219", message, node.values["done"].place, "scope counts the done items too")
