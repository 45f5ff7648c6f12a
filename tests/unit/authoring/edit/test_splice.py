"""Single changes to a file: the whole of what stands before and after."""

import pytest

from portalgen.authoring.edit.splice import with_item, with_value
from portalgen.authoring.edit.writing import Value
from portalgen.authoring.edit.yaml_page import SpliceError

MOVE: dict[str, Value] = {"on": "2 March", "cause": "early"}
# What stands before and after an item is added to the list under `moves`.
ADDED = {
    "empty file": ("", "moves:\n  - on: 2 March\n    cause: early\n"),
    "nothing but a comment": (
        "# a note\n",
        "# a note\nmoves:\n  - on: 2 March\n    cause: early\n",
    ),
    "nothing but dashes": ("---\n", "---\nmoves:\n  - on: 2 March\n    cause: early\n"),
    "no such key": ("id: a\n", "id: a\nmoves:\n  - on: 2 March\n    cause: early\n"),
    "no line end at the end": (
        "id: a",
        "id: a\nmoves:\n  - on: 2 March\n    cause: early",
    ),
    "nothing behind the key": (
        "moves: # none\n# x\nid: a\n",
        "moves: # none\n  - on: 2 March\n    cause: early\n# x\nid: a\n",
    ),
    "null behind the key": (
        "moves: ~ # none\n",
        "moves: # none\n  - on: 2 March\n    cause: early\n",
    ),
    "an empty list": (
        "moves: []\nid: a\n",
        "moves:\n  - on: 2 March\n    cause: early\nid: a\n",
    ),
    "an empty list with a comment inside": (
        "moves: [ # none\n]\n",
        "moves: [{on: 2 March, cause: early} # none\n]\n",
    ),
    "a list without indentation": (
        "moves:\n- on: x\n  # of x\n# of id\nid: a\n",
        "moves:\n- on: x\n  # of x\n- on: 2 March\n  cause: early\n# of id\nid: a\n",
    ),
    "a list indented far": (
        "moves:\n     -   on: x   # x\n         because: |\n           y\n\n\n     # of id\nid: a\n",
        "moves:\n     -   on: x   # x\n         because: |\n           y\n     -   on: 2 March\n         cause: early\n"
        "\n\n     # of id\nid: a\n",
    ),
    "a dash on a line of its own": (
        "moves:\n  -\n    on: x\n",
        "moves:\n  -\n    on: x\n  - on: 2 March\n    cause: early\n",
    ),
    "items with an empty line between them": (
        "moves:\n  - on: x\n\n  - on: y\n    # of y\n\nid: a\n",
        "moves:\n  - on: x\n\n  - on: y\n    # of y\n\n  - on: 2 March\n    cause: early\n\nid: a\n",
    ),
    "items in brackets": (
        "moves:\n  - {on: x}  # x\nid: a\n",
        "moves:\n  - {on: x}  # x\n  - {on: 2 March, cause: early}\nid: a\n",
    ),
    "a list in brackets": (
        "moves: [{on: x}] # x\n",
        "moves: [{on: x}, {on: 2 March, cause: early}] # x\n",
    ),
    "a list in brackets, with a comma at the end": (
        "moves: [ {on: x}, ]\n",
        "moves: [ {on: x}, {on: 2 March, cause: early}, ]\n",
    ),
    "brackets with an item a line": (
        "moves: [\n  {on: x}, # x\n  {on: y} # y\n]\n",
        "moves: [\n  {on: x}, # x\n  {on: y}, # y\n  {on: 2 March, cause: early}\n]\n",
    ),
    "brackets with an item a line, and a comma at the end": (
        "moves: [\n  {on: x},\n  {on: y}, # y\n]\n",
        "moves: [\n  {on: x},\n  {on: y}, # y\n  {on: 2 March, cause: early},\n]\n",
    ),
    "brackets that close behind the last item": (
        "moves: [\n  {on: x},\n  {on: y}]\n",
        "moves: [\n  {on: x},\n  {on: y},\n  {on: 2 March, cause: early}]\n",
    ),
    "keys in brackets": (
        "{id: a}\n",
        "{id: a, moves: [{on: 2 March, cause: early}]}\n",
    ),
    "an empty list between brackets": (
        "{moves: [], id: a}",
        "{moves: [{on: 2 March, cause: early}], id: a}",
    ),
    "nothing between brackets": (
        "{moves: , id: a}",
        "{moves: [{on: 2 March, cause: early}], id: a}",
    ),
    "nothing but brackets": ("{}", "{moves: [{on: 2 March, cause: early}]}"),
    "carriage returns": (
        "id: a\r\nmoves:\r\n  - on: x\r\n",
        "id: a\r\nmoves:\r\n  - on: x\r\n  - on: 2 March\r\n    cause: early\r\n",
    ),
    "a byte order mark": (
        "\ufeffid: a\n",
        "\ufeffid: a\nmoves:\n  - on: 2 March\n    cause: early\n",
    ),
    "tabs in comments": (
        "moves:\n  - on: x\t# x\ty\n  \nid: a\n",
        "moves:\n  - on: x\t# x\ty\n  - on: 2 March\n    cause: early\n  \nid: a\n",
    ),
    "an end of the document": (
        "moves:\n  - on: x\n...\n",
        "moves:\n  - on: x\n  - on: 2 March\n    cause: early\n...\n",
    ),
    "other lists without indentation": (
        "risks:\n- id: r\nid: a\n",
        "risks:\n- id: r\nid: a\nmoves:\n- on: 2 March\n  cause: early\n",
    ),
    "a text below a bar at the end of a file": (
        "id: |\n  a",
        "id: |\n  a\nmoves:\n  - on: 2 March\n    cause: early",
    ),
}
# What stands before and after `forecast` is set to 2026-12-14, below promised_date where it is added.
SET = {
    "a plain value": ("forecast: x # c\n", "forecast: 2026-12-14 # c\n"),
    "a value in quotes": ("forecast:   'x'   # c", "forecast:   2026-12-14   # c"),
    "nothing": ("forecast: # c\nid: a\n", "forecast: 2026-12-14 # c\nid: a\n"),
    "nothing at the end": ("id: a\nforecast:", "id: a\nforecast: 2026-12-14"),
    "a text of two lines": (
        "forecast: x\n  y # c\nid: a\n",
        "forecast: 2026-12-14 # c\nid: a\n",
    ),
    "a text below a bar": (
        "forecast: |\n  x\n\n# c\nid: a\n",
        "forecast: 2026-12-14\n\n# c\nid: a\n",
    ),
    "a range in brackets": (
        "forecast: {from: x,\n  to: y} # c\n",
        "forecast: 2026-12-14 # c\n",
    ),
    "a range on lines of its own": (
        "forecast: # c\n  from: x\n  to: y\nid: a\n",
        "forecast: 2026-12-14 # c\nid: a\n",
    ),
    "a key in quotes": ('"forecast" : x\n', '"forecast" : 2026-12-14\n'),
    "a missing key": (
        "promised_date: x # c\n\n# of id\nid: a\n",
        "promised_date: x # c\nforecast: 2026-12-14\n\n# of id\nid: a\n",
    ),
    "a missing key without a place": (
        "id: a\n# end\n",
        "id: a\nforecast: 2026-12-14\n# end\n",
    ),
    "a missing key between brackets": (
        "{promised_date: x, id: a}",
        "{promised_date: x, forecast: 2026-12-14, id: a}",
    ),
    "a key without a value between brackets": (
        "{forecast, id: a}",
        "{forecast: 2026-12-14, id: a}",
    ),
    "a comment that belongs to the value above": (
        "promised_date: x\n               # of x\nid: a\n",
        "promised_date: x\n               # of x\nforecast: 2026-12-14\nid: a\n",
    ),
}


@pytest.mark.parametrize("case", ADDED)
def test_an_item_is_added_in_the_style_that_is_there(case: str) -> None:
    before, after = ADDED[case]
    assert with_item("file", before.encode(), ("moves",), MOVE).decode() == after


@pytest.mark.parametrize("case", SET)
def test_a_value_is_set_in_its_place(case: str) -> None:
    before, after = SET[case]
    found = with_value(
        "file", before.encode(), ("forecast",), "2026-12-14x", below=("promised_date",)
    )
    assert found.decode() == after.replace("2026-12-14", "2026-12-14x")


def test_an_item_deep_inside_is_written_as_its_neighbours_are() -> None:
    before = (
        "milestones:\n  - id: a\n    moves:\n      - {on: x}\n    # of a\n\n  # of b\n"
        "  - id: b\n    name: B # b\n    # end\n"
    )
    after = before.replace(
        "# b\n", "# b\n    moves:\n      - {on: 2 March, cause: early}\n"
    )
    assert (
        with_item("file", before.encode(), ("milestones", 1, "moves"), MOVE).decode()
        == after
    )


@pytest.mark.parametrize(
    ("before", "why"),
    [
        ("moves: {on: x}\n", "file:1: moves is no list; change it by hand"),
        ("moves: x\n", "file:1: moves is no list; change it by hand"),
        ("- moves\n", "file has no keys at its top"),
        ("moves: [\n", "file has errors, so it is not changed; run portalgen check"),
        (
            "moves: 1\nmoves: 2\n",
            "file has errors, so it is not changed; run portalgen check",
        ),
        (
            "moves: !x []\n",
            "file has errors, so it is not changed; run portalgen check",
        ),
        ("a: \x00\n", "file: the control character U+0000; run portalgen check"),
        (
            "? moves\n: []\n",
            "file:1: the key has its colon on another line; change it by hand",
        ),
    ],
)
def test_what_cannot_be_changed_is_refused_in_words(before: str, why: str) -> None:
    with pytest.raises(SpliceError) as refused:
        with_item("file", before.encode(), ("moves",), MOVE)
    assert str(refused.value) == why


def test_a_file_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(SpliceError, match="not UTF-8"):
        with_item("file", b"moves: \xff\n", ("moves",), MOVE)


def test_a_comment_inside_of_a_value_is_never_lost() -> None:
    for before in (
        b"forecast:\n  # why\n  from: x\n",
        b"forecast: {from: x, # why\n  to: y}\n",
    ):
        with pytest.raises(SpliceError, match="comment, which would be lost"):
            with_value("file", before, ("forecast",), "x")


def test_an_edit_that_would_say_something_else_is_refused() -> None:
    # The single pair has no brackets of its own, so a key added behind it would be another item of the list.
    with pytest.raises(
        SpliceError,
        match=r"file:1: what is written here cannot be changed safely; change it by hand",
    ):
        with_value("file", b"moves: [on: x]\n", ("moves", 0, "cause"), "early")
