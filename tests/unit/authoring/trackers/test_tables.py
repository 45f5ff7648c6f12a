"""Exports as tables and workbooks."""

import io
import zipfile

import pytest

from portalgen.authoring.trackers import tables
from portalgen.authoring.trackers.records import ExportError
from tests.kit.trackers.exports import (
    PROJECT,
    day,
    gitlab,
    workbook,
    zipped,
)
from tests.kit.trackers.importer import Project


def test_gitlabs_columns_of_today_and_of_before_name_the_same_items() -> None:
    project = Project()
    before = gitlab(PROJECT)
    project.take(before, "gitlab")
    header, _, rest = before.partition(b"\r\n")
    today = header.replace(b"Issue ID", b"IID").replace(b"URL", b"ID") + b"\r\n" + rest
    assert (
        project.take(today, "gitlab").counts.new,
        project.take(today, "gitlab").counts.same,
    ) == (0, 12)


def test_a_header_that_begins_as_a_packed_file_does_is_a_table() -> None:
    assert (
        Project()
        .take(
            b"PK1,created\nx1,2026-03-02\n",
            "own",
            day("03-06"),
            "id: PK1\ncreated: created\n",
        )
        .counts.new
        == 1
    )


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "LARGEST_WORKBOOK", 100_000)
    bomb = zipped({"xl/worksheets/sheet1.xml": b" " * 1_000_000})
    assert len(bomb) < 5_000
    with pytest.raises(ExportError, match="unpacks to more than"):
        Project().take(bomb, "csv")


@pytest.mark.parametrize(
    "cell",
    [b'r="XFD1048576"', b"r = 'xfd1048576'", b'r="A99999999"', b'r="ABCDEFG1"', b""],
)
def test_a_workbook_with_a_cell_far_away_is_not_spread_out_in_memory(
    cell: bytes,
) -> None:
    far = b'<row r="104857600"><c %s t="n"><v>1</v></c></row></sheetData>' % cell
    with zipfile.ZipFile(io.BytesIO(workbook(PROJECT))) as packed:
        parts = {
            name: packed.read(name).replace(b"</sheetData>", far)
            for name in packed.namelist()
        }
    with pytest.raises(ExportError, match="stands far away from the others"):
        Project().take(zipped(parts), "csv")
