"""An entry of the ledger: how it is written, and what its hash is computed from."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest

from portalgen.analysis.ledger.entry import (
    Entry,
    Kind,
    Texts,
    days_between,
    hashed,
    written,
)
from portalgen.model.record.past import PastForecast

FIRST, SECOND = date(2026, 6, 1), date(2026, 6, 15)
ENTRY = Entry(
    n=2,
    project="webshop",
    milestone="launch",
    kind=Kind.MOVED,
    on=date(2026, 5, 4),
    recorded_on=date(2026, 5, 5),
    before=FIRST,
    after=SECOND,
    days=14,
    cause="estimate",
    explained=True,
    of=None,
    texts=Texts(because="a1", agreed_by=None),
    previous="0" * 64,
)


@pytest.mark.parametrize(
    ("before", "after", "days"),
    [
        (FIRST, SECOND, 14),
        (SECOND, FIRST, -14),
        (FIRST, FIRST, 0),
        (None, FIRST, None),
        (FIRST, None, None),
        ("undated", FIRST, None),
        (FIRST, (FIRST, SECOND), None),
    ],
)
def test_days_are_counted_between_two_single_days_alone(
    before: PastForecast | None, after: PastForecast | None, days: int | None
) -> None:
    assert days_between(before, after) == days


def test_an_entry_is_written_with_every_key_in_its_order_and_without_its_hash() -> None:
    assert list(written(replace(ENTRY, hash="f" * 64)).items()) == [
        ("n", 2),
        ("project", "webshop"),
        ("milestone", "launch"),
        ("kind", "moved"),
        ("on", "2026-05-04"),
        ("recorded_on", "2026-05-05"),
        ("from", "2026-06-01"),
        ("to", "2026-06-15"),
        ("days", 14),
        ("cause", "estimate"),
        ("explained", True),
        ("of", None),
        ("texts", {"because": "a1", "agreed_by": None, "name": None}),
        ("previous", "0" * 64),
    ]


def test_a_range_and_the_numbers_of_moves_are_written_as_lists() -> None:
    found = written(replace(ENTRY, after=(FIRST, SECOND), before="undated", of=(1, 2)))
    assert found["to"] == ["2026-06-01", "2026-06-15"]
    assert found["from"] == "undated"
    assert found["of"] == [1, 2]


def test_a_hash_is_that_of_the_keys_in_alphabetical_order_without_blanks() -> None:
    # RFC 8785 for values without fractions: keys sorted, no blanks, UTF-8.
    canonical = json.dumps(written(ENTRY), sort_keys=True, separators=(",", ":"))
    assert hashed(ENTRY) == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.parametrize(
    "changed",
    [
        replace(ENTRY, n=3),
        replace(ENTRY, explained=False),
        replace(ENTRY, texts=Texts(because="a2")),
        replace(ENTRY, previous="1" * 64),
        replace(ENTRY, recorded_on=date(2026, 5, 6)),
    ],
)
def test_any_other_value_has_another_hash(changed: Entry) -> None:
    assert hashed(changed) != hashed(ENTRY)
    assert hashed(replace(ENTRY, hash="f" * 64)) == hashed(ENTRY)
