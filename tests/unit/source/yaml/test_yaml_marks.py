"""Where values end in a file, and how a text is written into one: what changes to files rely on."""

import pytest

from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import Mapping
from portalgen.source.yaml.writer import written
from tests.kit.files.memory import source
from tests.kit.files.yaml_values import AS_TYPED, values


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("a: bc # d\n", [(1, 6)]),
        ("a: 'b\n  c' # d\n", [(2, 5)]),
        ("a:\nb: ü😀\n", [(1, 3), (2, 6)]),
        ("a: [b, {c: d}] # e\n", [(1, 15)]),
        ("a: {b: c,\n  }\n", [(2, 4)]),
        ("a: |\n  b\n\nc: d\n", [(4, 1), (4, 5)]),
    ],
)
def test_a_value_knows_where_it_ends(text: str, ends: list[tuple[int, int]]) -> None:
    tree, _ = parse(source(text))
    assert isinstance(tree, Mapping)
    assert [value.end for value in tree.values.values()] == ends


@pytest.mark.parametrize("text", AS_TYPED)
@pytest.mark.parametrize("in_flow", [True, False])
def test_a_text_that_other_readers_take_for_something_else_is_written_in_quotes(
    text: str, in_flow: bool
) -> None:
    found = written(text, in_flow)
    assert values(f"a: [{found}]" if in_flow else f"a: {found}") == {
        "a": [text] if in_flow else text
    }
    number = (
        "NO",
        "no",
        "Off",
        "on",
        "yes",
        "true",
        "12:30",
        "1.10",
        "012",
        "0o17",
        "0x1F",
        "1e3",
        ".5",
        "2026-03-20",
    )
    if text in number:
        assert found == f'"{text}"'
