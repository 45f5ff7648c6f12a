"""Tables: CSV of any separator, and the first sheet of a workbook."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return _records((reader.line_num, row) for row in reader)
    except csv.Error as error:
        raise ExportError(
            f"line {reader.line_num} cannot be read as a table: {error}"
        ) from None


def read_workbook(content: bytes) -> list[Record]:
    """Returns the rows of a workbook's first sheet below its header. Raises ExportError where it is none."""
    from python_calamine import CalamineError, CalamineWorkbook

    _check_size(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = workbook.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError) as error:
        raise ExportError(f"it cannot be read as a workbook: {error}") from None
    texts = ([_cell(each) for each in row] for row in rows)
    return _records(enumerate(texts, 1))


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
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = row
        else:
            found.append(gathered(number, zip(header, row, strict=False)))
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
            if sum(each.file_size for each in parts) > LARGEST_WORKBOOK:
                raise ExportError(
                    f"it unpacks to more than {LARGEST_WORKBOOK // 1024 // 1024} MiB"
                )
            if "xl/workbook.xml" not in packed.namelist():
                raise ExportError("it cannot be read as a workbook: it is no .xlsx")
            cells = max((_spread(packed.read(each)) for each in parts), default=0)
    except _UNREADABLE as error:
        raise ExportError(f"it cannot be read as a workbook: {error}") from None
    if cells > MOST_CELLS:
        raise ExportError(
            "a cell of it stands far away from the others; copy the table into a new workbook"
        )


def _spread(part: bytes) -> int:
    """Returns how many cells lie between A1 and the corner of all that a sheet names, which is what they cost."""
    rows = columns = 0
    for found in _CELL.finditer(part):
        rows = max(rows, int(found[2]))
        columns = max(columns, _column(found[1]))
    return rows * max(columns, 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)
