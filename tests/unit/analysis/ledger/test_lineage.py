"""Lineages: what keeps its number when its id changes."""

from dataclasses import dataclass

import pytest

from portalgen.analysis.ledger.lineage import Lineages


@dataclass(frozen=True)
class Item:
    """What has an id and former ids."""

    id: str
    formerly: tuple[str, ...] = ()


def item(text: str) -> Item:
    """Returns an item written as its id and the ids that it had before: `b<a`."""
    id_, *formerly = text.split("<")
    return Item(id_, tuple(formerly))


@pytest.mark.parametrize(
    ("revisions", "last"),
    [
        (["a b", "b a"], {"a": 1, "b": 2}),
        (["a", "b<a"], {"b": 1}),
        (["a", "b"], {"b": 2}),
        (["a", "b<a", "c<b<a"], {"c": 1}),
        (["a", "c<b<a"], {"c": 1}),
        (["a", "b<a", "b"], {"b": 1}),
        (["a", "b<a", "a<b"], {"a": 1}),
        # An id that was given up may be taken by something else.
        (["a", "b<a", "a b<a"], {"a": 2, "b": 1}),
        # A former id that still stands is somebody else's.
        (["a", "a b<a"], {"a": 1, "b": 2}),
        # Gone and back, under the same or another id.
        (["a", "", "a"], {"a": 1}),
        (["a", "", "b<a"], {"b": 1}),
        # Of what was there just before and what was long gone, the first is meant.
        (["a b", "a", "b<a"], {"b": 1}),
        (["a b", "a b<a"], {"a": 1, "b": 2}),
        # Two that claim the same past: the first by id.
        (["a", "c<a b<a"], {"b": 1, "c": 2}),
    ],
)
def test_an_item_keeps_its_number_through_renames(
    revisions: list[str], last: dict[str, int]
) -> None:
    lineages = Lineages()
    found: dict[int, Item] = {}
    for revision in revisions:
        found = lineages.follow([item(text) for text in revision.split()])
    assert {each.id: number for number, each in found.items()} == last


def test_of_two_items_with_the_same_id_the_first_counts() -> None:
    first, second = Item("a"), Item("a", ("b",))
    assert list(Lineages().follow([first, second]).values()) == [first]
