"""One data file of keys and values: what it holds, what it says of its format, and what stands for a broken one."""

import pytest

from portalgen.diagnostics import Diagnostic
from portalgen.source.yaml.reader import (
    parse_keys,
    read_keys,
    read_text,
    stated_format,
    without_format,
)
from tests.kit.files.memory import folder, source, told

FILES = folder({"a.yml": "name: A\n", "b.yml": b"\xff", "c.yml": "name: [\n"})


def test_a_file_that_is_not_there_is_told_with_the_cure() -> None:
    missing = read_text(FILES, "none.yml")
    assert isinstance(missing, Diagnostic)
    assert (missing.code, missing.help) == ("PG117", "copy the file itself there")


@pytest.mark.parametrize(("file", "code"), [("b.yml", "PG102"), ("c.yml", "PG104")])
def test_for_a_broken_file_stands_one_that_is_not_readable(
    file: str, code: str
) -> None:
    tree, wrong = read_keys(FILES, file)
    assert (tree.readable, tree.values) == (False, {})
    assert code in {each.code for each in wrong} or wrong


def test_a_whole_file_is_readable() -> None:
    tree, wrong = read_keys(FILES, "a.yml")
    assert (tree.readable, tree.text("name"), wrong) == (True, "A", [])


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "~\n"])
def test_an_empty_file_has_no_keys_and_nothing_is_wrong(text: str) -> None:
    tree, wrong = parse_keys(source(text))
    assert (tree.values, tree.readable, wrong) == ({}, True, [])


@pytest.mark.parametrize(
    ("text", "help_"), [("- a\n", "begin with the key"), ("a note\n", "internal/")]
)
def test_what_has_no_keys_is_told(text: str, help_: str) -> None:
    tree, wrong = parse_keys(source(text))
    assert not tree.readable
    assert told(wrong) == ["1:1 PG113"]
    assert help_ in wrong[0].help


@pytest.mark.parametrize(
    ("stated", "help_"),
    [
        ("0", "run portalgen migrate"),
        ("2", "use a newer portalgen, or write format: 1"),
        ("new", "write format: 1"),
    ],
)
def test_a_format_that_is_not_read_is_told_with_the_way_out(
    stated: str, help_: str
) -> None:
    tree, wrong = without_format(*parse_keys(source(f"format: {stated}\nname: A\n")))
    assert list(tree.values) == ["name"]
    assert [(each.code, each.help) for each in wrong] == [("PG206", help_)]


def test_todays_format_is_taken_off_in_silence() -> None:
    whole, _ = parse_keys(source("format: 1\nname: A\n"))
    assert stated_format(whole) == "1"
    tree, wrong = without_format(whole, [])
    assert (list(tree.values), wrong) == (["name"], [])
