"""A file is taken apart to the last part, each once, and within limits."""

import bz2
import gzip
import lzma
import re
import zlib
from collections.abc import Callable

import pytest
from pikepdf import Encryption

from portalgen.source.formats.packed import (
    DEEPEST,
    MOST_MEMBERS,
    Closed,
    opened,
    unpacked,
)
from portalgen.source.formats.streams import TooMuchError
from tests.kit.files.hiding import archive, noted, pdf

ONE = ("one.txt", b"inside")


@pytest.mark.parametrize(
    ("content", "inside"),
    [
        (b"plain", set()),
        (gzip.compress(b"inside", mtime=0), {b"inside"}),
        (bz2.compress(b"inside"), {b"inside"}),
        (lzma.compress(b"inside"), {b"inside"}),
        (zlib.compress(b"inside"), {b"inside"}),
        (archive(ONE), {b"inside"}),
        (archive(("a.zip", archive(ONE))), {archive(ONE), b"inside"}),
        (archive(("a.gz", gzip.compress(b"inside"))), {b"inside"}),
    ],
)
def test_what_is_packed_is_found(content: bytes, inside: set[bytes]) -> None:
    assert inside <= set(unpacked(content))
    assert opened(content, "a.txt").closed == []


def test_an_archive_tells_names_comments_and_what_stands_between_its_members() -> None:
    content = b"before" + archive(ONE, comment=b"remark")
    found = b"\n".join(unpacked(content))
    for told in (b"before", b"one.txt", b"remark", b"inside"):
        assert told in found


def test_bytes_behind_the_end_of_an_archive_are_a_part() -> None:
    assert b"behind" in set(unpacked(archive(ONE) + b"behind"))


def test_the_same_bytes_are_taken_once() -> None:
    content = archive(*((f"{number}.txt", b"inside") for number in range(5)))
    assert len([part for part in unpacked(content) if part == b"inside"]) == 1


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 broken", b"\x1f\x8b broken", b"BZh broken", b"\xfd7zXZ\0"]
)
def test_a_broken_archive_is_closed(content: bytes) -> None:
    assert opened(content, "a.zip").closed == [Closed("", "is not a whole archive")]
    assert list(unpacked(content)) == []


def test_a_pdf_with_a_password_is_closed_also_where_its_bytes_are_a_text() -> None:
    _, content = pdf(noted, "one", encryption=Encryption(user="x", owner="y"))
    letters = re.sub(rb"[\x00-\x08\x0b-\x1f\x7f]", b" ", content)
    assert opened(letters, "a.pdf").closed == [Closed("", "is encrypted")]


def test_what_only_begins_like_something_packed_is_a_text() -> None:
    for text in (b"hC is how this text begins", b"%PDF-1.4 is what a PDF begins with"):
        assert opened(text, "a.txt").closed == []


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("a way of packing that is not known", "cannot be unpacked"),
        ("a local head of another name", "cannot be unpacked"),
        ("a password", "is encrypted"),
    ],
)
def test_a_member_that_cannot_be_read_is_named_and_hides_none_of_the_others(
    broken: str, why: str
) -> None:
    content = bytearray(archive(("first.txt", b"one"), ("second.txt", b"two")))
    listed = content.index(b"PK\x01\x02")
    if broken.startswith("a way"):
        content[listed + 10] = 9
    elif broken == "a password":
        content[listed + 8] |= 1
    else:
        content = content.replace(b"first.txt", b"other.txt", 1)
    found = opened(bytes(content), "a.zip")
    assert b"two" in found.parts
    assert b"one" not in found.parts
    assert found.closed == [Closed("first.txt", why)]


MOST = 1000


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, zlib.compress]
)
def test_a_bomb_is_not_unpacked(pack: Callable[[bytes], bytes]) -> None:
    assert opened(pack(bytes(MOST)), most=MOST).left == 0
    with pytest.raises(TooMuchError):
        opened(pack(bytes(MOST + 1)), most=MOST)


def test_many_parts_are_no_more_than_one() -> None:
    half = bytes(MOST // 2)
    content = archive(("a", half + b"a"), ("b", half + b"b"))
    with pytest.raises(TooMuchError):
        opened(content, most=MOST)


def test_archives_within_archives_are_opened_so_deep_and_no_deeper() -> None:
    content = b"inside"
    for _ in range(DEEPEST):
        content = archive(("a.zip", content))
    assert b"inside" in opened(content).parts
    with pytest.raises(TooMuchError):
        opened(archive(("a.zip", content)))


def test_an_archive_of_too_many_members_is_not_opened() -> None:
    head = b"PK\x01\x02" * (MOST_MEMBERS + 1)
    with pytest.raises(TooMuchError):
        opened(b"PK\x03\x04" + head)
