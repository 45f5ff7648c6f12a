"""A file's values with their places: what is found at a path, and where."""

import pytest

from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import (
    Mapping,
    Scalar,
    in_brackets,
    key_place,
    locations,
    node_at,
    place_at,
    texts,
)
from tests.kit.files.memory import source

TEXT = """\
name: Webshop
milestones:
  - id: launch
    moves: [{to: x}]
  - name: Handover
note: ~
"""


def tree() -> Mapping:
    found, wrong = parse(source(TEXT))
    assert wrong == []
    assert isinstance(found, Mapping)
    return found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("name",), "Webshop"),
        (("milestones", 0, "id"), "launch"),
        (("milestones", 0, "moves", 0, "to"), "x"),
        (("milestones", 1, "name"), "Handover"),
        (("note",), None),
    ],
)
def test_a_path_leads_to_its_value(
    path: tuple[str | int, ...], text: str | None
) -> None:
    found = node_at(tree(), path)
    assert isinstance(found, Scalar)
    assert found.text == text


@pytest.mark.parametrize(
    "path",
    [("nowhere",), ("milestones", 2), ("milestones", "id"), ("name", "deeper")],
)
def test_a_path_that_leads_nowhere_leads_to_nothing(
    path: tuple[str | int, ...],
) -> None:
    assert node_at(tree(), path) is None


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("name",), 1, 7),
        (("milestones",), 2, 1),
        (("milestones", 0), 3, 5),
        (("milestones", 1, "name"), 5, 11),
        (("milestones", 0, "promised_date"), 3, 5),
        (("milestones", 2, "name"), 2, 1),
        (("nowhere",), 1, 1),
    ],
)
def test_a_place_is_that_of_the_value_or_of_its_nearest_ancestor(
    path: tuple[str | int, ...], line: int, column: int
) -> None:
    place = place_at(tree(), path)
    assert (place.line, place.column) == (line, column)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("name",), 1, 1),
        (("milestones", 0, "id"), 3, 5),
        (("milestones", 0, "moves", 0, "to"), 4, 14),
        (("milestones", 1, "nowhere"), 5, 5),
    ],
)
def test_the_place_of_a_key_is_told_from_that_of_its_value(
    path: tuple[str | int, ...], line: int, column: int
) -> None:
    place = key_place(tree(), path)
    assert (place.line, place.column) == (line, column)


def test_every_text_is_told_and_no_key() -> None:
    assert [text for text, _ in texts(tree())] == [
        "Webshop",
        "launch",
        "x",
        "Handover",
    ]


def test_items_go_by_their_id_where_they_have_one() -> None:
    found = {pointer: place.line for pointer, place in locations(tree(), "/webshop")}
    assert found["/webshop"] == 1
    assert found["/webshop/milestones"] == 2
    assert found["/webshop/milestones/launch/id"] == 3
    assert found["/webshop/milestones/launch/moves/0/to"] == 4
    assert found["/webshop/milestones/1/name"] == 5


def test_a_copy_lacks_the_keys_that_are_left_out_and_keeps_the_rest() -> None:
    whole = tree()
    found = whole.without("milestones", "nowhere")
    assert list(found.values) == ["name", "note"]
    assert "milestones" in whole.values
    assert (found.text("name"), whole.text("milestones")) == ("Webshop", None)


@pytest.mark.parametrize(
    ("text", "inside"),
    [("a: [b]\n", True), ("a: {b: c}\n", True), ("a:\n  - b\n", False)],
)
def test_brackets_are_told_from_lines(text: str, inside: bool) -> None:
    tree, _ = parse(source(text))
    assert isinstance(tree, Mapping)
    assert in_brackets(tree.values["a"]) is inside
    assert not in_brackets(tree)
