"""The table in which a tracker's items are kept from one import to the next."""

from datetime import date
from decimal import Decimal

import pytest

from portalgen.authoring.trackers.items import Item
from portalgen.authoring.trackers.records import ExportError
from portalgen.authoring.trackers.store import read_stored, store_path, written_items

FILE = "projects/acme/webshop/internal/import-jira.csv"
BARE = Item("WEB-2", date(2026, 1, 5))
WHOLE = Item(
    id="WEB-1",
    created=date(2026, 1, 5),
    done=date(2026, 2, 6),
    dropped=date(2026, 3, 7),
    weight=Decimal("2.5"),
    stream="Shop, and search",
)


def test_items_are_read_as_they_were_written() -> None:
    items = {item.id: item for item in (WHOLE, BARE)}
    assert read_stored(FILE, written_items(items)) == items


def test_rows_stand_in_the_order_of_ids() -> None:
    items = {item.id: item for item in (BARE, WHOLE)}
    assert written_items(items).decode() == (
        "id,created,done,dropped,weight,stream\n"
        'WEB-1,2026-01-05,2026-02-06,2026-03-07,2.5,"Shop, and search"\n'
        "WEB-2,2026-01-05,,,1,\n"
    )


def test_without_a_table_nothing_is_known() -> None:
    assert read_stored(FILE, None) == {}


def test_the_table_lies_where_no_build_looks() -> None:
    assert store_path("acme/webshop", "jira") == "acme/webshop/internal/import-jira.csv"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"id,created\nWEB-1,2026-01-05\n",
        b"id,created,done,dropped,weight,stream\nWEB-1,2026-01-05\n",
        b"id,created,done,dropped,weight,stream\nWEB-1,someday,,,1,\n",
        b"id,created,done,dropped,weight,stream\nWEB-1,2026-01-05,,,NaN,\n",
        b"id,created,done,dropped,weight,stream\nWEB-1,2026-01-05,,,much,\n",
        b"\xff\xfe",
    ],
)
def test_a_spoilt_table_is_told_with_what_to_do(content: bytes) -> None:
    with pytest.raises(ExportError, match="delete it, and the next import writes it"):
        read_stored(FILE, content)
