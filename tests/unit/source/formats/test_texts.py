"""Bytes are told to be text or not by what they are made of."""

import pytest

from portalgen.source.formats.texts import (
    CODE_PAGES,
    LARGEST_IN_CODE_PAGES,
    decodings,
    is_text,
)

NOISE = bytes(range(256))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"plain\r\n\tand a page\f",
        "Kätevä".encode(),
        "Kätevä".encode("latin-1"),
        "Kätevä".encode("utf-16"),
        "Kätevä".encode("utf-16-be"),
        "Kätevä".encode("utf-32-le"),
        "日本の会社".encode("utf-16-le"),
        "日本の会社".encode("shift_jis"),
    ],
)
def test_a_text_is_one_however_it_is_written(content: bytes) -> None:
    assert is_text(content)


@pytest.mark.parametrize("content", [NOISE, NOISE * 9, b"\0" * 64, b"a\x01b"])
def test_what_is_no_text_is_told_to_be_none(content: bytes) -> None:
    assert not is_text(content)


def test_what_can_be_one_text_only_is_read_once() -> None:
    assert list(decodings("\ufeffKätevä".encode())) == ["Kätevä"]
    assert list(decodings("Kätevä".encode("utf-16"))) == ["Kätevä"]


def test_what_may_be_several_is_read_in_each_until_it_is_large() -> None:
    content = "Kätevä ja muuta.".encode("latin-1") + b"."
    assert len(list(decodings(content))) == len(CODE_PAGES)
    large = content * (LARGEST_IN_CODE_PAGES // len(content) + 1) + b"."
    assert "Kätevä" in next(iter(decodings(large)))


def test_letters_are_found_among_what_are_none() -> None:
    content = NOISE + b"\0Secret\0" + "Kätevä".encode("utf-16-le") + b"\0" + NOISE
    found = "\n".join(decodings(content))
    assert "Secret" in found
    assert "Kätevä" in found
