"""The YAML dialect: scalars stay as typed; what could surprise is refused where it stands."""

from pathlib import Path

import pytest

from portalgen.diagnostics import Diagnostic
from portalgen.model.fields.scalars import Typed
from portalgen.source.yaml.events import DEEPEST
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.plain import Unclear, plain_values
from portalgen.source.yaml.tree import Mapping, Scalar, plain
from portalgen.source.yaml.writer import dump
from tests.conftest import ROOT
from tests.kit.files.memory import source, told
from tests.kit.files.yaml_values import AS_TYPED, values


def wrong_in(text: str) -> list[Diagnostic]:
    return parse(source(text))[1]


@pytest.mark.parametrize("typed", AS_TYPED)
def test_a_scalar_stays_as_typed(typed: str) -> None:
    assert values(f"key: {typed}") == {"key": typed}


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL", " # nothing yet"])
def test_null_is_nothing(typed: str) -> None:
    assert values(f"key: {typed}") == {"key": None}


@pytest.mark.parametrize("typed", ['""', "''", '"null"', "'~'"])
def test_what_stands_in_quotes_is_a_text(typed: str) -> None:
    assert values(f"key: {typed}") == {"key": typed[1:-1]}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("a:\n  - b\n  - c: d\n    e: f\n", {"a": ["b", {"c": "d", "e": "f"}]}),
        ("a: [b, {c: d}]\n", {"a": ["b", {"c": "d"}]}),
        ("a: >\n  one\n  two\n\n  three\n", {"a": "one two\nthree\n"}),
        (
            "a: |\n  one # no comment: here\n  two\n",
            {"a": "one # no comment: here\ntwo\n"},
        ),
        ("a: one\n  two\n", {"a": "one two"}),
        ("a:\n- b\n- c\n", {"a": ["b", "c"]}),
        ("# a comment\na: b # another\n", {"a": "b"}),
        ("a: http://host.example/#part\n", {"a": "http://host.example/#part"}),
        ("a: b:c\n", {"a": "b:c"}),
        ("a: it's 5 o'clock\n", {"a": "it's 5 o'clock"}),
        ("1: a\ntrue: b\nnull: c\n", {"1": "a", "true": "b", "null": "c"}),
        ('"a b": c\n', {"a b": "c"}),
        ("a:\tb\n", {"a": "b"}),
        ('a: "\\u00e4\\n\\t"\n', {"a": "ä\n\t"}),
        ("---\na: b\n", {"a": "b"}),
        ("a: b\n...\n", {"a": "b"}),
        ("%YAML 1.2\n---\na: b\n", {"a": "b"}),
        ("a: “b”\n", {"a": "“b”"}),
        ("ä: 😀 ö\n", {"ä": "😀 ö"}),
    ],
)
def test_yaml_is_read(text: str, held: object) -> None:
    assert values(text) == held


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n"]
)
def test_a_file_without_content_holds_nothing_and_is_fine(text: str) -> None:
    tree, wrong = parse(source(text))
    assert wrong == []
    assert tree is None or plain(tree) is None


def test_places_count_from_1_in_characters() -> None:
    tree, _ = parse(source("ä: 😀\nb:\n  - id: 𐍈x\n"))
    assert isinstance(tree, Mapping)
    assert tree.keys["b"].line == 2
    first = tree.values["ä"]
    assert isinstance(first, Scalar)
    assert (
        first.place.line,
        first.place.column,
        first.place.width,
        first.place.text,
    ) == (1, 4, 1, "ä: 😀")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: 1\nb: 2\na: 3\n", ["3:1 PG106"]),
        ("a: {b: 1, b: 2}\n", ["1:11 PG106"]),
        ("a: 1\na: 2\na: 3\nb: 4\nb: 5\n", ["2:1 PG106", "3:1 PG106", "5:1 PG106"]),
        ('a: 1\n"a": 2\n', ["2:1 PG106"]),
        ("null: 1\n~: 2\n", ["2:1 PG106"]),
    ],
)
def test_a_key_that_stands_twice_is_refused(text: str, where: list[str]) -> None:
    assert told(wrong_in(text)) == where


def test_the_first_of_two_keys_counts() -> None:
    tree, _ = parse(source("a: 1\na: {b: 2}\nc: 3\n"))
    assert tree is not None
    assert plain(tree) == {"a": "1", "c": "3"}


def test_an_item_without_its_dash_is_told_once() -> None:
    (found,) = wrong_in(
        "list:\n  - id: a\n    name: A\n    on: 1\n\n    id: b\n    name: B\n    on: 2\n"
    )
    assert told([found]) == ["6:5 PG106"]
    assert "dash" in found.help


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: !!str b\n", ["1:4 PG107"]),
        ("a: !secret b\n", ["1:4 PG107"]),
        ("a: !!python/object/apply:os.system [ls]\n", ["1:4 PG107"]),
        ("!!map\na: b\n", ["1:1 PG107"]),
        ("a: !<tag:x> b\n", ["1:4 PG107"]),
        ("a: !\n", ["1:4 PG107"]),
        ("a: !x!y b\n", ["1:4 PG107"]),
        ("%TAG ! tag:x\n---\na: b\n", ["1:1 PG107"]),
        ("a: &b c\n", ["1:4 PG108"]),
        ("a: &b\n  c: d\n", ["1:4 PG108"]),
        ("a: &b c\nd: *b\n", ["1:4 PG108", "2:4 PG108"]),
        ("a: *nowhere\n", ["1:4 PG108"]),
        ("a: *bold* text\n", ["1:4 PG108"]),
        ("a: &\n", ["1:4 PG108"]),
        ("a: {b: c}\nd:\n  <<: {b: c}\n", ["3:3 PG108"]),
        ("a: b\n---\nc: d\n", ["2:1 PG109"]),
        ("a: b\n--- # more\n", ["2:1 PG109"]),
    ],
)
def test_what_is_not_part_of_the_dialect_is_refused(
    text: str, where: list[str]
) -> None:
    assert told(wrong_in(text)) == where


def test_an_alias_bomb_stays_small() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{n}: &{n} [*{p}, *{p}]\n"
        for p, n in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    tree, wrong = parse(source(bomb))
    assert tree is not None
    assert len(str(plain(tree))) < 1000
    assert {each.code for each in wrong} == {"PG108"}


def nested(levels: int) -> str:
    return "a: " + "[" * (levels - 1) + "]" * (levels - 1)


def test_64_levels_are_read() -> None:
    tree, wrong = parse(source(nested(DEEPEST)))
    assert wrong == []
    assert tree is not None
    assert str(plain(tree)).count("[") == DEEPEST - 1


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (nested(DEEPEST + 1), "1:67 PG110"),
        ("[" * 100_000, "1:65 PG110"),
        ("{" * 100_000, "1:65 PG110"),
        ("{a: " * 100_000, "1:257 PG110"),
        ("- " * 100_000, "1:129 PG110"),
        ("? " * 100_000, "1:129 PG110"),
        ("".join(f"{' ' * level}a:\n" for level in range(70)), "65:65 PG110"),
    ],
    ids=["65", "brackets", "braces", "mappings", "dashes", "questions", "block"],
)
def test_what_is_nested_deeper_is_refused_whatever_the_depth(
    text: str, where: str
) -> None:
    tree, wrong = parse(source(text))
    assert tree is None
    assert told(wrong) == [where]


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("a: see issue #4 for more\n", "#4 for more"),
        ("a: b # c\n", "# c"),
        ("a: b\t# c\n", "# c"),
        ("a:\n  - b\n  - c #d\n", "#d"),
    ],
)
def test_a_comment_behind_a_text_is_kept_for_the_field_to_judge(
    text: str, comment: str
) -> None:
    tree, wrong = parse(source(text))
    assert wrong == []
    assert comment in swallowed(plain(tree) if tree else None)


def swallowed(value: object) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(swallowed, value.values()))
    if isinstance(value, list):
        return set().union(*map(swallowed, value))
    return {value.swallowed} if isinstance(value, Typed) else set()


@pytest.mark.parametrize(
    "text",
    [
        'a: "b" # c\n',
        "a: 'b' # c\n",
        "a: |\n  b # c\n",
        "a: b#c\n",
        "a: 'b #c'\n",
        "# a: b\n",
    ],
)
def test_a_comment_that_takes_nothing_away_is_none_of_the_texts(text: str) -> None:
    tree, wrong = parse(source(text))
    assert wrong == []
    assert swallowed(plain(tree) if tree else None) <= {""}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("accent: #2f4bd8\n", ["1:8 PG112"]),
        ("name: #1 shop\n", ["1:6 PG112"]),
        ("a: [b, c #d]\n", ["1:10 PG112"]),
        ("a: [b, #d]\ne: f\n", ["1:8 PG112"]),
        ("a: {b: c #d}\n", ["1:10 PG112"]),
    ],
)
def test_a_value_that_a_comment_takes_whole_is_refused(
    text: str, where: list[str]
) -> None:
    assert told(wrong_in(text)) == where


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('a: "\\0"\n', "U+0000"),
        ('a: "b\\e[31m"\n', "U+001B"),
        ('a: "\\x07"\n', "U+0007"),
        ('a: "\\u2028"\n', "U+2028"),
        ('a: "C:\\Projects"\n', "U+2029"),
        ('"\\0": b\n', "U+0000"),
    ],
)
def test_a_control_character_does_not_come_in_by_an_escape(
    text: str, code: str
) -> None:
    (found,) = wrong_in(text)
    assert found.code == "PG103"
    assert code in found.message


@pytest.mark.parametrize(
    "text", ['a: "\\ud83d\\ude00"\n', 'a: "\\udc00"\n', 'a: "\\U00110000"\n']
)
def test_a_surrogate_does_not_come_in_by_an_escape(text: str) -> None:
    assert [each.code for each in wrong_in(text)] == ["PG104"]


def test_all_that_is_wrong_above_a_break_is_told_too() -> None:
    assert told(wrong_in('a: !x b\nc: &d e\na: f\ng: "open\n')) == [
        "1:4 PG107",
        "2:4 PG108",
        "3:1 PG106",
        "4:4 PG104",
    ]


def test_a_long_line_is_read() -> None:
    held = values("a: [" + "1," * 20_000 + "1]")
    assert held["a"] == ["1"] * 20_001


@pytest.mark.parametrize(
    "value",
    [
        {"a": "NO"},
        {"a": "x: y", "b": ["#1", "- z", "2026-01-01", "012"]},
        {"ä": "“b”\nc"},
    ],
)
def test_what_is_dumped_is_read_back(value: object) -> None:
    assert values(dump(value)) == value


@pytest.mark.parametrize(
    "file",
    sorted((ROOT / "projects").rglob("*.yml")),
    ids=lambda file: f"{file.parent.name}-{file.stem}",
)
def test_the_plain_reader_reads_what_the_other_reads(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert plain_values(text) == values(text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("", None),
        ("# nothing\n", None),
        ("a: NO\nb: 012\nc: ~\nd: ''\n", {"a": "NO", "b": "012", "c": None, "d": ""}),
        ("~: a\n", {"null": "a"}),
        ("- [a, {b: c}]\n- d\n", [["a", {"b": "c"}], "d"]),
        ("a: !!int 1\n", {"a": "1"}),
    ],
)
def test_the_plain_reader_takes_values_as_typed(text: str, held: object) -> None:
    assert plain_values(text) == held


def test_the_plain_reader_goes_as_deep_as_the_other() -> None:
    text = "- " * DEEPEST + "a"
    assert plain_values(text) == values(text)


@pytest.mark.parametrize(
    "text", ["a: [", "a\n---\nb\n", "- " * 65 + "a", "[" * 100_000, "a: \0", "{a: b"]
)
def test_the_plain_reader_refuses_what_is_no_single_document(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        plain_values(text)


def test_the_plain_reader_tells_what_is_not_clear() -> None:
    found = plain_values('a: &x 1\nb: *x\nc: 1\nc: 2\nd: "\\0"\n')
    assert isinstance(found, dict)
    assert found.pop("a") == "1"
    assert {key: type(value) for key, value in found.items()} == dict.fromkeys(
        "bcd", Unclear
    )


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
