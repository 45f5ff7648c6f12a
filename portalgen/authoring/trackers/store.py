"""What is known of a tracker's items from one import to the next: a table in `internal/`, which no build opens."""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal

from portalgen.authoring.trackers.items import Item
from portalgen.authoring.trackers.records import ExportError
from portalgen.model.fields.scalars import parse_day
from portalgen.source.load.project_files import INTERNAL

HEADER = ("id", "created", "done", "dropped", "weight", "stream")


def store_path(project: str, name: str) -> str:
    """Returns where the items of a mapping are kept for a project (`acme/webshop`), below `projects/`."""
    return f"{project}/{INTERNAL}/import-{name}.csv"


def written_items(items: Mapping[str, Item]) -> bytes:
    """Returns items as a table, a row an item in the order of their ids."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for item in sorted(items.values(), key=lambda each: each.id):
        writer.writerow(_row(item))
    return text.getvalue().encode()


def _row(item: Item) -> list[str]:
    return [
        item.id,
        item.created.isoformat(),
        item.done.isoformat() if item.done else "",
        item.dropped.isoformat() if item.dropped else "",
        plain(item.weight),
        item.stream or "",
    ]


def read_stored(file: str, content: bytes | None) -> dict[str, Item]:
    """Returns the items of such a table by id; none where there is no table. Raises ExportError where it is spoilt."""
    if content is None:
        return {}
    try:
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        rows = list(csv.reader(text))
        if not rows or tuple(rows[0]) != HEADER:
            raise ValueError(f"its first line is not {','.join(HEADER)}")
        items = [_item(row) for row in rows[1:] if row]
        return {item.id: item for item in items}
    except (ValueError, ArithmeticError, csv.Error) as error:
        raise ExportError(
            f"{file} cannot be read ({error}); delete it, and the next import writes it anew"
        ) from None


def _item(row: list[str]) -> Item:
    name, created, done, dropped, weight, stream = row
    if not Decimal(weight).is_finite():
        raise ValueError(f"{weight} is no size")
    return Item(
        id=name,
        created=parse_day(created),
        done=parse_day(done) if done else None,
        dropped=parse_day(dropped) if dropped else None,
        weight=Decimal(weight),
        stream=stream or None,
    )


def plain(number: Decimal) -> str:
    """Returns a number as `progress.csv` has it: without needless zeros, and never with an exponent."""
    return f"{round(number, 2).normalize():f}"
