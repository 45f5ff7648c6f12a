"""From bytes to lines: sizes, encodings, line ends and characters that cannot stand in a data file."""

import pytest

from portalgen.diagnostics import Diagnostic
from portalgen.source.files.text import LARGEST_FILE, SourceText, decode
from tests.kit.files.memory import LINK, folder, loaded, source


def refused(content: bytes) -> Diagnostic:
    found = decode("client.yml", content)
    assert isinstance(found, Diagnostic)
    return found


@pytest.mark.parametrize(
    "content",
    [
        b"name: Acme\n",
        b"\xef\xbb\xbfname: Acme\n",
        b"name: Acme\r\n",
        b"name: Acme\r",
        b"\xef\xbb\xbfname: Acme\r\n",
    ],
    ids=["plain", "byte order mark", "CRLF", "CR", "both"],
)
def test_line_ends_and_a_byte_order_mark_make_no_difference(content: bytes) -> None:
    assert source(content).lines == ["name: Acme", ""]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085"])
def test_what_only_some_programs_take_for_a_line_end_is_a_blank(separator: str) -> None:
    assert source(f"a: one{separator}two\nb: three").lines == ["a: one two", "b: three"]


@pytest.mark.parametrize(
    ("content", "code", "where"),
    [
        ("name: Sähkö".encode("latin-1"), "PG102", (1, 8)),
        (b"a: 1\nb: caf\xe9\n", "PG102", (2, 7)),
        ("a: ä\nb: ö".encode() + b"\xff", "PG102", (2, 5)),
        ("name: Acme".encode("utf-16"), "PG102", (1, 1)),
        ("name: Acme".encode("utf-16-be"), "PG103", (1, 1)),
        ("name: Acme".encode("utf-32-le"), "PG103", (1, 2)),
        (b"a: 1\r\nb: 2\rc: \xe9", "PG102", (3, 4)),
        (b"\xef\xbb\xbfa: \xe9", "PG102", (1, 4)),
        (b"\xed\xa0\x80", "PG102", (1, 1)),
        (b"\xc0\xaf", "PG102", (1, 1)),
    ],
    ids=[
        *(
            "latin-1",
            "second line",
            "after umlauts",
            "utf-16",
            "utf-16 bare",
            "utf-32 bare",
        ),
        *("other line ends", "after a byte order mark", "surrogate", "overlong"),
    ],
)
def test_another_encoding_is_refused_where_it_begins_to_differ(
    content: bytes, code: str, where: tuple[int, int]
) -> None:
    found = refused(content)
    assert found.place
    assert (found.code, (found.place.line, found.place.column)) == (code, where)


@pytest.mark.parametrize(
    ("text", "where", "name"),
    [
        ("a: 1\nb: x\0y", (2, 5), "U+0000"),
        ("a: \x0b", (1, 4), "U+000B"),
        ("a: \x1b[31m", (1, 4), "U+001B"),
        ("a: \x7f", (1, 4), "U+007F"),
        ("ä: \x9b", (1, 4), "U+009B"),
        ("a: b\ufeff", (1, 5), "U+FEFF"),
        ("a: \ufffe", (1, 4), "U+FFFE"),
    ],
)
def test_a_control_character_is_refused_where_it_stands(
    text: str, where: tuple[int, int], name: str
) -> None:
    found = refused(text.encode())
    assert (found.code, found.message) == ("PG103", f"the control character {name}")
    assert found.place
    assert (found.place.line, found.place.column) == where


@pytest.mark.parametrize("text", ["😀", "𐍈", "\ue000", "ﾞ", "é", "‏", "\u200d", "\t"])
def test_every_other_character_is_welcome(text: str) -> None:
    assert source(f"a: {text}").lines == [f"a: {text}"]


def test_a_file_of_1_mib_is_read() -> None:
    assert isinstance(decode("client.yml", b" " * LARGEST_FILE), SourceText)


def test_a_file_above_1_mib_is_not_opened() -> None:
    assert refused(b" " * (LARGEST_FILE + 1)).code == "PG101"
    assert refused(b" " * 10 * LARGEST_FILE).code == "PG101"


@pytest.mark.parametrize(
    "path",
    [
        "client.yml",
        "webshop/project.yml",
        "webshop/progress.csv",
        "webshop/updates/2026-11-20.md",
    ],
)
def test_a_large_file_is_told_once_wherever_it_stands(path: str) -> None:
    found = loaded({path: b"#" * (10 * LARGEST_FILE)}).diagnostics
    assert [(each.code, each.place and each.place.file) for each in found] == [
        ("PG101", f"acme/{path}")
    ]


def test_a_place_carries_its_line_and_points_into_the_file() -> None:
    place = source("a: 1\nb: 2").place(2, 4, 0)
    assert (place.line, place.column, place.width, place.text) == (2, 4, 1, "b: 2")


def test_a_place_past_the_end_is_the_end() -> None:
    place = source("a: 1\nb: 2").place(3, 1)
    assert (place.line, place.column, place.text) == (2, 5, "b: 2")


@pytest.mark.parametrize("number", [-1, 0, 3, 99])
def test_a_line_that_is_not_there_is_empty(number: int) -> None:
    assert source("a: 1\nb: 2").line(number) == ""


def test_a_folder_in_memory_lists_what_a_disk_would() -> None:
    names = [
        entry.name
        for entry in folder(
            {"a/b.yml": "", "a/c/": "", f"a/d{LINK}": "", "e": ""}
        ).list("a")
    ]
    assert names == ["b.yml", "c", "d"]


@pytest.mark.parametrize(
    ("line", "silent"),
    [
        ("", True),
        ("  ", True),
        ("  # a", True),
        ("\t#", True),
        ("a # b", False),
        ("- # a", False),
    ],
)
def test_a_line_with_nothing_but_a_comment_is_silent(line: str, silent: bool) -> None:
    assert SourceText("file", line).is_silent(1) is silent
