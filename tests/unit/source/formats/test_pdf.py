"""What a PDF holds and shows is told, whoever made it; what cannot be read is said."""

from collections.abc import Callable

import pikepdf
import pytest

from portalgen.source.formats.kinds import ClosedError
from portalgen.source.formats.pdf import ATTACHMENT, FARTHEST_START, is_pdf, pdf_parts
from tests.kit.files.hiding import (
    archive,
    attached,
    described,
    in_hex,
    noted,
    pdf,
    shown_in_glyphs,
)

TEXT = "Kätevä margin"


@pytest.mark.parametrize("change", [noted, described, in_hex, shown_in_glyphs])
def test_a_text_of_a_pdf_is_told(change: Callable[[pikepdf.Pdf, str], object]) -> None:
    _, content = pdf(change, TEXT)
    parts = [part for _, part in pdf_parts(content)]
    assert TEXT.encode() in b"\n".join(parts)


def test_an_attachment_is_told_by_that_name() -> None:
    _, content = pdf(attached, TEXT)
    assert (ATTACHMENT, archive(("a.txt", TEXT.encode()))) in list(pdf_parts(content))


def test_a_picture_is_left_out() -> None:
    def pictured(made: pikepdf.Pdf, text: str) -> None:
        picture = made.make_stream(text.encode())
        picture.Subtype = pikepdf.Name.Image
        made.Root["/Own"] = picture

    def packed_as_one(made: pikepdf.Pdf, text: str) -> None:
        picture = made.make_stream(text.encode())
        picture.Filter = pikepdf.Name.DCTDecode
        made.Root["/Own"] = picture

    for change in (pictured, packed_as_one):
        _, content = pdf(change, TEXT)
        parts = [part for _, part in pdf_parts(content)]
        assert TEXT.encode() not in b"\n".join(parts)


def test_texts_are_found_in_lists_within_lists() -> None:
    def nested(made: pikepdf.Pdf, text: str) -> None:
        value: pikepdf.Object = pikepdf.Array([pikepdf.String(text)])
        for _ in range(9):
            value = pikepdf.Array([pikepdf.Dictionary(A=value)])
        made.Root["/Own"] = value

    _, content = pdf(nested, TEXT)
    assert TEXT.encode() in list(pdf_parts(content))[-1][1]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (pdf(noted, TEXT, encryption=pikepdf.Encryption(user="x", owner="y"))[1], "is encrypted"),
        (b"%PDF-1.7\n", "is not a whole PDF"),
        (b"%PDF-1.7\n" + b"stream\n" * 9000, "is not a whole PDF"),
        (b"%PDF-1.7\n1 0 obj " + b"[" * 90_000, "is not a whole PDF"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(content: bytes, why: str) -> None:
    with pytest.raises(ClosedError, match=why):
        list(pdf_parts(content))


def test_a_pdf_that_is_locked_against_changes_alone_is_read() -> None:
    _, content = pdf(noted, TEXT, encryption=pikepdf.Encryption(user="", owner="y"))
    assert TEXT.encode() in list(pdf_parts(content))[-1][1]


def test_a_pdf_is_told_by_its_start_which_may_stand_a_little_behind_the_beginning() -> (
    None
):
    assert is_pdf(b"%PDF-1.4")
    assert is_pdf(b" " * 99 + b"%PDF-1.4")
    assert not is_pdf(b" " * FARTHEST_START + b"%PDF-1.4")
