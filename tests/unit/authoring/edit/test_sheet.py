"""A file's text by its lines, with their ends as they are on disk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.authoring.edit.sheet import Edit, sheet

TEXTS = st.lists(st.sampled_from(["a", "ü", "😀", "\n", "\r\n", "\r", " "])).map(
    "".join
)


@given(text=TEXTS, mark=st.booleans())
def test_a_sheet_without_edits_is_the_file(text: str, mark: bool) -> None:
    content = ("\ufeff" * mark + text).encode()
    assert sheet(content).edited([]) == content


def test_marks_count_characters_and_not_the_byte_order_mark() -> None:
    found = sheet("\ufeffä😀b\r\nc".encode())
    assert (
        found.edited([Edit((1, 3), (1, 4), "X"), Edit((2, 2), (2, 2), "Y")])
        == "\ufeffä😀X\r\ncY".encode()
    )


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        (b"a\r\nb\n", 1, b"a\r\nX\r\nb\n"),
        (b"a\r\nb\n", 2, b"a\r\nb\nX\n"),
        (b"a\r\nb", 2, b"a\r\nb\r\nX"),
        (b"a", 1, b"a\nX"),
    ],
)
def test_a_new_line_ends_as_its_neighbour_does(
    before: bytes, line: int, after: bytes
) -> None:
    assert sheet(before).edited([Edit((line, 2), (line, 2), "\nX")]) == after


def test_edits_may_touch() -> None:
    found = sheet(b"abcd").edited(
        [Edit((1, 2), (1, 2), "X"), Edit((1, 2), (1, 4), ""), Edit((1, 4), (1, 4), "Y")]
    )
    assert found == b"aXYd"
