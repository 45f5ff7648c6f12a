"""A file with its tree: where a mapping is found, and which edits a change needs."""

import pytest

from portalgen.authoring.edit.sheet import sheet
from portalgen.authoring.edit.writing import Value
from portalgen.authoring.edit.yaml_page import Page, SpliceError
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import Mapping, Sequence
from tests.kit.files.memory import source


def page(text: str) -> Page:
    tree, wrong = parse(source(text))
    assert wrong == []
    return Page(source(text), sheet(text.encode()), tree)


def top(of: Page) -> Mapping:
    found = of.mapping(())
    assert found is not None
    return found


def test_a_mapping_is_found_at_its_path() -> None:
    found = page("a:\n  - b: {c: d}\n").mapping(("a", 0, "b"))
    assert found is not None
    assert list(found.values) == ["c"]


@pytest.mark.parametrize("text", ["", "# a note\n", "---\n", "~\n"])
def test_the_top_of_a_file_that_holds_nothing_is_no_mapping_yet(text: str) -> None:
    assert page(text).mapping(()) is None


@pytest.mark.parametrize(
    ("path", "where"), [(("a",), "a"), (("a", 0), "a/0"), (("b",), "b")]
)
def test_what_has_no_keys_is_refused_by_its_path(
    path: tuple[str | int, ...], where: str
) -> None:
    with pytest.raises(SpliceError, match=f"file has no keys at {where}$"):
        page("a: [x]\n").mapping(path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "name: A\n"),
        ("\n", "name: A\n\n"),
        ("# a note\n", "# a note\nname: A\n"),
        ("# a\n\n# b\n\n", "# a\n\n# b\nname: A\n\n"),
    ],
)
def test_a_first_key_stands_below_all_comments(before: str, after: str) -> None:
    found = page(before)
    assert found.sheet.edited(found.begin("name", "A")) == after.encode()


@pytest.mark.parametrize(
    ("before", "below", "after"),
    [
        ("a: 1\nb: 2\n", (), "a: 1\nb: 2\nname: A\n"),
        ("a: 1\nb: 2\n", ("a",), "a: 1\nname: A\nb: 2\n"),
        ("a: 1\nb: 2\n", ("z", "b", "a"), "a: 1\nb: 2\nname: A\n"),
        ("{a: 1, b: 2}\n", ("a",), "{a: 1, name: A, b: 2}\n"),
        ("{a: 1}\n", (), "{a: 1, name: A}\n"),
        ("{}\n", (), "{name: A}\n"),
        ("{a}\n", (), "{a, name: A}\n"),
    ],
)
def test_a_key_is_added_below_the_first_of_those_named_else_at_the_end(
    before: str, below: tuple[str, ...], after: str
) -> None:
    found = page(before)
    edits = found.add(top(found), "name", "A", below)
    assert found.sheet.edited(edits).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: x # note\n", "a: new # note\n"),
        ("a:\n", "a: new\n"),
        ("a: # none\n", "a: new # none\n"),
        ("a: 'x\n  y'\nb: 1\n", "a: new\nb: 1\n"),
        ("a: |\n  x\n  y\nb: 1\n", "a: new\nb: 1\n"),
        ("a: [x, y]\n", "a: new\n"),
        ("a:\n  b: x\n  c: y\nd: 1\n", "a: new\nd: 1\n"),
        ("{a: x, b: y}\n", "{a: new, b: y}\n"),
        ("{a, b: y}\n", "{a: new, b: y}\n"),
    ],
)
def test_a_value_takes_the_place_of_the_one_before(before: str, after: str) -> None:
    found = page(before)
    edits = found.exchange(top(found), "a", "new")
    assert found.sheet.edited(edits).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n  - x\n", "a:\n  - x\n  - new\n"),
        ("a:\n-   x\n", "a:\n-   x\n-   new\n"),
        ("a:\n  - x\n\n  - y\nb: 1\n", "a:\n  - x\n\n  - y\n\n  - new\nb: 1\n"),
        ("a: [x, y]\n", "a: [x, y, new]\n"),
        ("a: [\n  x,\n  y # note\n]\n", "a: [\n  x,\n  y, # note\n  new\n]\n"),
        ("a: [\n  x,\n  y, # note\n]\n", "a: [\n  x,\n  y, # note\n  new,\n]\n"),
        ("a: [\n  x,\n  y]\n", "a: [\n  x,\n  y,\n  new]\n"),
    ],
)
def test_an_item_is_written_as_the_last_one_is(before: str, after: str) -> None:
    found = page(before)
    items = top(found).values["a"]
    assert isinstance(items, Sequence)
    assert found.sheet.edited(found.append(items, "new")).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: []\nb: 1\n", "a:\n  - on: x\nb: 1\n"),
        ("a: [] # none\n", "a: # none\n  - on: x\n"),
        ("a: [ # none\n]\n", "a: [{on: x} # none\n]\n"),
        ("a:\nb: 1\n", "a:\n  - on: x\nb: 1\n"),
        ("{a: [], b: 1}\n", "{a: [{on: x}], b: 1}\n"),
    ],
)
def test_an_empty_list_begins_with_its_first_item(before: str, after: str) -> None:
    found = page(before)
    item: dict[str, Value] = {"on": "x"}
    edits = found.fill(top(found), "a", top(found).values["a"], item)
    assert found.sheet.edited(edits).decode() == after


def test_a_value_with_a_comment_inside_is_not_exchanged() -> None:
    found = page("b: 1\na:\n  # why\n  - x\n")
    with pytest.raises(SpliceError, match=r"^file:4: the value holds a comment"):
        found.exchange(top(found), "a", "new")
