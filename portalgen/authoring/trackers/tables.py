"""Tables: CSV of any separator, and the first sheet of a workbook."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from portalgen.authoring.trackers.records import (
    LARGEST_EXPORT,
    MOST_RECORDS,
    ExportError,
    Record,
    encoding_of,
    gathered,
)

SEPARATORS = ",;\t|"
LARGEST_WORKBOOK = 4 * LARGEST_EXPORT  # unpacked
MOST_CELLS = 10_000_000  # between a sheet's corners, empty ones among them
_CELL = re.compile(
    rb"""\br\s*=\s*["']([A-Z]*)([0-9]+)["']""", re.IGNORECASE
)  # a cell, or a row
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


def read_csv(content: bytes) -> list[Record]:
    """Returns the rows of a table below its header. Raises ExportError where it is no table."""
    text = _decoded(content)
    header, _, _ = text.lstrip("\r\n").partition("\n")
    separator = max(SEPARATORS, key=header.count)
    csv.field_size_limit(LARGEST_EXPORT)  # a description may be long; it is passed over
    lines = io.StringIO(text, newline="")
    reader = csv.reader(
        lines,
        delimiter=separator,
        strict=True,
    )
    try:
        rows = ((reader.line_num, row) for row in reader)
        return _records(rows)
    except csv.Error as error:
        raise ExportError(
            f"line {reader.line_num} cannot be read as a table: {error}"
        ) from None


def read_workbook(content: bytes) -> list[Record]:
    """Returns the rows of a workbook's first sheet below its header. Raises ExportError where it is none."""
    from python_calamine import CalamineError, CalamineWorkbook

    _check_size(content)
    try:
        file = io.BytesIO(content)
        workbook = CalamineWorkbook.from_filelike(file)
        sheet = workbook.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError) as error:
        raise ExportError(f"it cannot be read as a workbook: {error}") from None
    texts = _texts(rows)
    return _records(enumerate(texts, 1))


def _texts(rows: Iterable[Iterable[object]]) -> Iterator[list[str]]:
    for row in rows:
        yield [_cell(each) for each in row]


def _decoded(content: bytes) -> str:
    try:
        return content.decode(encoding_of(content))
    except UnicodeDecodeError:
        # What spreadsheets write in the west of Europe. It decodes anything; ids and dates are plain in it.
        return content.decode("cp1252", "replace")


def _records(rows: Iterable[tuple[int, Sequence[str]]]) -> list[Record]:
    header: Sequence[str] | None = None
    found: list[Record] = []
    for number, row in rows:
        is_empty = not any(cell.strip() for cell in row)
        if is_empty:
            continue
        if header is None:
            header = row
        else:
            pairs = zip(header, row, strict=False)
            record = gathered(number, pairs)
            found.append(record)
        if len(found) > MOST_RECORDS:
            raise ExportError(f"it has more than {MOST_RECORDS} rows")
    if header is None:
        raise ExportError("it is empty")
    return found


def _check_size(content: bytes) -> None:
    """Raises ExportError for a workbook whose reader would fill the memory: packed too well, or spread too far."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            size = sum(each.file_size for each in parts)
            if size > LARGEST_WORKBOOK:
                most = LARGEST_WORKBOOK // 1024 // 1024
                raise ExportError(f"it unpacks to more than {most} MiB")
            if "xl/workbook.xml" not in packed.namelist():
                raise ExportError("it cannot be read as a workbook: it is no .xlsx")
            cells = 0
            for each in parts:
                part = packed.read(each)
                cells = max(cells, _spread(part))
    except _UNREADABLE as error:
        raise ExportError(f"it cannot be read as a workbook: {error}") from None
    if cells > MOST_CELLS:
        raise ExportError(
            "a cell of it stands far away from the others; copy the table into a new workbook"
        )


def _spread(part: bytes) -> int:
    """Returns how many cells lie between A1 and the corner of all that a sheet names, which is what they cost."""
    rows = 0
    columns = 0
    for found in _CELL.finditer(part):
        row = int(found[2])
        column = _column(found[1])
        rows = max(rows, row)
        columns = max(columns, column)
    width = max(columns, 1)
    return rows * width


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        place = letter - ord("A") + 1
        number = number * 26 + place
    return number


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
