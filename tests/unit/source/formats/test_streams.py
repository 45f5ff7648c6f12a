"""What zlib packed is found where it stands, and no bytes are gone through again and again."""

import zlib

import pytest

from portalgen.source.formats.streams import TooMuchError, inflated, streams

PACKED = zlib.compress(b"inside")
MOST = 1000


def test_what_is_packed_throughout_is_inflated() -> None:
    assert inflated(PACKED, MOST) == b"inside"


@pytest.mark.parametrize("content", [b"", b"x", b"hC no", PACKED[:-3], b" " + PACKED])
def test_what_is_not_packed_throughout_is_not(content: bytes) -> None:
    assert inflated(content, MOST) is None


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b""])
def test_a_stream_is_read_behind_the_end_of_its_line(end: bytes) -> None:
    content = b"<<>> stream" + end + PACKED + b"\nendstream"
    assert list(streams(content, MOST)) == [b"inside"]


def test_each_stream_is_read_and_what_is_none_is_passed_over() -> None:
    other = zlib.compress(b"other")
    content = (
        b"downstream stream\n"
        + PACKED
        + b"endstream stream\nplain endstream stream\n"
        + other
    )
    assert list(streams(content, MOST)) == [b"inside", b"other"]


def test_a_stream_that_was_cut_short_is_read_as_far_as_it_goes() -> None:
    whole = bytes(range(256)) * 9
    cut = zlib.compress(whole, level=0)[:-20]
    (found,) = streams(b"stream\n" + cut, 10_000)
    assert whole.startswith(found)
    assert len(found) > 2000


def test_more_than_can_be_searched_is_not_inflated() -> None:
    bomb = zlib.compress(bytes(MOST + 1))
    with pytest.raises(TooMuchError):
        inflated(bomb, MOST)
    with pytest.raises(TooMuchError):
        list(streams(b"stream\n" + bomb, MOST))


def test_bytes_that_look_like_many_streams_and_are_none_are_given_up() -> None:
    head = b"stream\nx\x01"
    empty_blocks = b"\0\0\0\xff\xff" * 2000
    with pytest.raises(TooMuchError):
        list(streams(head * 500 + empty_blocks + b"\x07", MOST))
