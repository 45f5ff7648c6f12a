"""Where nodes end, and how a file's lists are written."""

import pytest

from portalgen.authoring.edit.style import foot, last_line, style_of
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import Mapping
from tests.kit.files.memory import source


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: x\n", 1),
        ("a:\nb: 1\n", 1),
        ("a: x\n  y\n\n# c\nb: 1\n", 2),
        ("a: |\n  x\n\n  y\n\n\nb: 1\n", 4),
        ("a: |+\n  x\n\n\nb: 1\n", 4),
        ("a: |-  # a+b\n  x\n\n\nb: 1\n", 2),
        ("a: >\n  x", 2),
        ("a: [x,\n  y\n  ]  # c\nb: 1\n", 3),
        ("a:\n  - x: 1\n    y:\n  # c\nb: 1\n", 3),
        ("a: {}\n", 1),
    ],
)
def test_a_node_ends_where_its_own_text_does(text: str, line: int) -> None:
    tree, _ = parse(source(text))
    assert isinstance(tree, Mapping)
    assert last_line(source(text), tree.values["a"]) == line


def test_a_comment_to_the_right_belongs_to_what_is_above() -> None:
    text = source("- a: 1\n  # of a\n\n   # of a too\n# of b\n  # of b too\n- b: 1\n")
    assert foot(text, 1, 1) == 4
    assert foot(text, 1, 4) == 1


@pytest.mark.parametrize(
    ("text", "indent", "bracketed"),
    [
        ("a: 1\n", 2, set()),
        ("a: [x]\n", 2, set()),
        ("a:\n- x\n", 0, set()),
        ("a:\n    - {x: 1}\n", 4, {"a"}),
        ("a: [{x: 1}]\nb:\n   - x: 1\n", 3, {"a"}),
    ],
)
def test_a_file_is_known_by_its_lists(
    text: str, indent: int, bracketed: set[str]
) -> None:
    found = style_of(parse(source(text))[0])
    assert (found.indent, set(found.bracketed)) == (indent, bracketed)
