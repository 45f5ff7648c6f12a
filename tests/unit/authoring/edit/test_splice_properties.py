"""Whatever a file looks like: what it says differs exactly by the change, and what is no part of the change stays."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from portalgen.authoring.edit.splice import with_item, with_value
from portalgen.authoring.edit.writing import Value
from portalgen.authoring.edit.yaml_page import SpliceError
from portalgen.source.files.text import SourceText, decode
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    in_brackets,
    plain,
)
from tests.kit.files.handwritten import COMMENTS, documents

ITEMS: list[Value] = [
    {
        "on": date(2026, 3, 2),
        "cause": "scope_change",
        "because": "Loyalty: points #1, added",
    },
    {"id": "x", "blocks": ["launch", "a, b"], "name": "- no item"},
]
VALUES: list[Value] = [
    date(2026, 12, 14),
    "undated",
    "NO",
    "a: b # c",
    "",
    "[x]",
    None,
    12,
]
SENTENCES = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff"
    )
)
PATHS = tuple[Any, ...]


def read(content: bytes) -> Node | None:
    """Returns what a file says. It must be a file without mistakes."""
    source = decode("file", content)
    assert isinstance(source, SourceText), source
    tree, wrong = parse(source)
    assert wrong == [], content
    return tree


def well_formed(text: str) -> Mapping:
    """Returns the tree of a text that was drawn; what is drawn may by chance be no YAML."""
    source = decode("file", text.encode())
    assert isinstance(source, SourceText)
    tree, wrong = parse(source)
    assume(not wrong)
    assert isinstance(tree, Mapping)
    return tree


def mappings(node: Node, path: PATHS = ()) -> Iterator[tuple[PATHS, Mapping]]:
    if isinstance(node, Mapping):
        yield path, node
        for key, value in node.values.items():
            yield from mappings(value, (*path, key))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from mappings(item, (*path, number))


def changed(whole: Any, path: PATHS, value: Any) -> Any:
    """Returns plain values with another value at a path."""
    if not path:
        return value
    step, *below = path
    if isinstance(whole, list):
        return [
            changed(each, tuple(below), value) if number == step else each
            for number, each in enumerate(whole)
        ]
    return {**whole, step: changed(whole.get(step), tuple(below), value)}


def ended(whole: Any) -> Any:
    """Returns plain values without line ends that close texts: the last text below `|` may gain one."""
    if isinstance(whole, dict):
        return {key: ended(value) for key, value in whole.items()}
    if isinstance(whole, list):
        return [ended(each) for each in whole]
    return whole.rstrip("\n") if isinstance(whole, str) else whole


def as_read(value: Value) -> Any:
    if isinstance(value, dict):
        return {key: as_read(below) for key, below in value.items()}
    if isinstance(value, list):
        return [as_read(each) for each in value]
    return value if value is None else str(value)


def lines_gone(before: bytes, after: bytes) -> list[bytes]:
    """Returns the lines that a content no longer holds where they stood."""
    old, new = before.splitlines(), after.splitlines()
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        line
        for kind, begin, end, _, _ in found
        if kind != "insert" and kind != "equal"
        for line in old[begin:end]
    ]


def comments(content: bytes) -> list[bytes]:
    """Returns the comments that were drawn, in their order; `#` in a text is none."""
    return re.findall(
        rf"(?m)(?:^|[ \t])({'|'.join(map(re.escape, COMMENTS))})\r?$".encode(), content
    )


@given(text=documents(), item=st.sampled_from(ITEMS), data=st.data())
def test_an_item_is_added_and_nothing_else_changes(
    text: str, item: Value, data: st.DataObject
) -> None:
    tree = well_formed(text)
    lists = [
        (*path, key)
        for path, mapping in mappings(tree)
        for key in ("moves", "risks")
        if isinstance(mapping.values.get(key, Sequence([], mapping.place)), Sequence)
        or is_null(mapping.values[key])
    ]
    assume(lists)
    path = data.draw(st.sampled_from(lists))
    after = with_item("file", text.encode(), path, item)
    found = plain(tree)
    for step in path:
        found = found.get(step) if isinstance(found, dict) else found[step]
    assert ended(plain_of(after)) == ended(
        changed(plain(tree), path, [*(found or []), as_read(item)])
    )
    gone = lines_gone(text.encode(), after)
    assert len(gone) <= 1, after  # that of an empty list, or of a bracket or comma
    assert_kept(text.encode(), after)


@given(text=documents(), value=st.sampled_from(VALUES), data=st.data())
def test_a_value_is_set_and_nothing_else_changes(
    text: str, value: Value, data: st.DataObject
) -> None:
    tree = well_formed(text)
    path, mapping = data.draw(st.sampled_from(list(mappings(tree))))
    key = data.draw(st.sampled_from(["forecast", "name", *mapping.values]))
    after = attempted(text, (*path, key), value)
    if isinstance(after, str):  # only where a comment would go with the value
        assert "holds a comment" in after
        assert isinstance(mapping.values[key], Mapping | Sequence)
        return
    assert ended(plain_of(after)) == ended(
        changed(plain(tree), (*path, key), as_read(value))
    )
    gone = lines_gone(text.encode(), after)
    if key not in mapping.values:
        assert gone == [] or in_brackets(mapping), after
    assert_kept(text.encode(), after)


@given(text=SENTENCES, flow=st.booleans())
@example(text="a: b #c", flow=False)
@example(text="100 %", flow=True)
def test_any_text_is_read_back_as_it_was(text: str, flow: bool) -> None:
    before = b"{id: x}" if flow else b"id: x\n"
    after = with_value("file", before, ("because",), text)
    assert plain_of(after) == {"id": "x", "because": text}
    assert plain_of(with_item("file", before, ("moves",), {"because": text})) == {
        "id": "x",
        "moves": [{"because": text}],
    }


def attempted(text: str, path: PATHS, value: Value) -> bytes | str:
    """Returns the content with a value, or why it is refused."""
    try:
        return with_value("file", text.encode(), path, value, below=("id",))
    except SpliceError as error:
        return str(error)


def plain_of(content: bytes) -> Any:
    tree = read(content)
    assert tree is not None
    return plain(tree)


def is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text is None


def assert_kept(before: bytes, after: bytes) -> None:
    """Fails where a comment is gone, or where line ends, the byte order mark or the missing last end changed."""
    assert [each for each in comments(after) if each in comments(before)] == comments(
        before
    )
    assert after.startswith(b"\xef\xbb\xbf") == before.startswith(b"\xef\xbb\xbf")
    assert after.endswith(b"\n") == before.endswith(b"\n")
    ends = set(re.findall(rb"\r?\n", before)) or {b"\n"}
    assert set(re.findall(rb"\r?\n", after)) <= ends
