"""What is known of a tracker's items from one import to the next: a table in `internal/`, which no build opens."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from portalgen.authoring.trackers.items import Item
from portalgen.authoring.trackers.records import ExportError
from portalgen.model.fields.scalars import parse_day
from portalgen.source.load.project_files import INTERNAL

HEADER = (
    "id",
    "created",
    "done",
    "dropped",
    "weight",
    "stream",
)


def store_path(project: str, name: str) -> str:
    """Returns where the items of a mapping are kept for a project (`acme/webshop`), below `projects/`."""
    return f"{project}/{INTERNAL}/import-{name}.csv"


def written_items(items: Mapping[str, Item]) -> bytes:
    """Returns items as a table, a row an item in the order of their ids."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for item in sorted(items.values(), key=_id_of):
        row = _row(item)
        writer.writerow(row)
    table = text.getvalue()
    return table.encode()


def _id_of(item: Item) -> str:
    return item.id


def _row(item: Item) -> list[str]:
    return [
        item.id,
        _written_day(item.created),
        _written_day(item.done),
        _written_day(item.dropped),
        plain(item.weight),
        item.stream or "",
    ]


def _written_day(day: date | None) -> str:
    if day is None:
        return ""
    return day.isoformat()


def read_stored(file: str, content: bytes | None) -> dict[str, Item]:
    """Returns the items of such a table by id; none where there is no table. Raises ExportError where it is spoilt."""
    if content is None:
        return {}
    try:
        text = content.decode("utf-8-sig")
        lines = io.StringIO(text, newline="")
        rows = list(csv.reader(lines))
        return _items(rows)
    except (ValueError, ArithmeticError, csv.Error) as error:
        raise ExportError(
            f"{file} cannot be read ({error}); delete it, and the next import writes it anew"
        ) from None


def _items(rows: list[list[str]]) -> dict[str, Item]:
    """Returns the items in the rows of a table. Raises ValueError or ArithmeticError where one is spoilt."""
    if not rows or tuple(rows[0]) != HEADER:
        header = ",".join(HEADER)
        raise ValueError(f"its first line is not {header}")
    items = {}
    for row in rows[1:]:
        if not row:
            continue
        item = _item(row)
        items[item.id] = item
    return items


def _item(row: list[str]) -> Item:
    name, created, done, dropped, weight, stream = row
    if not Decimal(weight).is_finite():
        raise ValueError(f"{weight} is no size")
    return Item(
        id=name,
        created=parse_day(created),
        done=_read_day(done),
        dropped=_read_day(dropped),
        weight=Decimal(weight),
        stream=stream or None,
    )


def _read_day(written: str) -> date | None:
    if not written:
        return None
    return parse_day(written)


def plain(number: Decimal) -> str:
    """Returns a number as `progress.csv` has it: without needless zeros, and never with an exponent."""
    rounded = round(number, 2)
    bare = rounded.normalize()
    return f"{bare:f}"
