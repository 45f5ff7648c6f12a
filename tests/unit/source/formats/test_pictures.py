"""Published pictures: what is drawn stays to the last pixel, what was written about it is gone."""

import io

import pytest
from PIL import Image

from portalgen.source.formats.pictures import (
    UnreadablePictureError,
    is_picture,
    published_picture,
)
from tests.kit.files.pictures import KINDS, ORIENTATION, jpeg


def told_in(content: bytes) -> list[str]:
    return [
        word
        for word in ("secret", "60.17", "Exif", "XMP", "Artist")
        if word.encode() in content
    ]


def pixels(content: bytes) -> list[tuple[str, bytes]]:
    with Image.open(io.BytesIO(content)) as image:
        found = []
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            found.append((image.mode, image.convert("RGBA").tobytes()))
        return found


@pytest.mark.parametrize("name", KINDS)
def test_what_was_written_about_a_picture_is_gone_and_no_pixel_changes(
    name: str,
) -> None:
    content = KINDS[name](1)
    assert told_in(content), "the test's own picture tells nothing"
    published = published_picture(name, content)
    assert told_in(published) == []
    assert pixels(published) == pixels(content)


@pytest.mark.parametrize("name", KINDS)
def test_publishing_twice_changes_nothing(name: str) -> None:
    once = published_picture(name, KINDS[name](6))
    assert published_picture(name, once) == once


@pytest.mark.parametrize("turned", range(1, 9))
def test_how_a_photo_is_turned_is_kept(turned: int) -> None:
    published = published_picture("photo.jpg", jpeg(turned))
    with Image.open(io.BytesIO(published)) as image:
        assert image.getexif().get(ORIENTATION, 1) == turned
        assert set(image.getexif()) <= {ORIENTATION}


@pytest.mark.parametrize("name", KINDS)
def test_what_hides_behind_the_end_of_a_picture_goes(name: str) -> None:
    content = KINDS[name](1)
    assert b"<script>" not in published_picture(
        name, content + b"<script>alert(1)</script>"
    )


@pytest.mark.parametrize("name", KINDS)
def test_a_picture_cut_short_is_refused_at_every_length(name: str) -> None:
    content = KINDS[name](1)
    for length in range(0, len(content) - 1, 7):
        with pytest.raises(UnreadablePictureError):
            published_picture(name, content[:length])


@pytest.mark.parametrize("name", KINDS)
def test_bytes_of_another_kind_are_refused(name: str) -> None:
    for content in (
        b"",
        b"<svg onload=alert(1)>",
        b"%PDF-1.4",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF1234WEBP",
    ):
        with pytest.raises(UnreadablePictureError):
            published_picture(name, content)


def test_a_broken_note_of_how_a_photo_is_turned_is_no_reason_to_refuse_it() -> None:
    whole = jpeg(6)
    at = whole.index(b"Exif\0\0") + 6
    broken = whole[:at] + b"II*\0\xff\xff\xff\xff" + whole[at + 8 :]
    assert pixels(published_picture("photo.jpg", broken)) == pixels(jpeg(1))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.png", True), ("a.JPG", True), ("a.svg", False), ("png", False)],
)
def test_pictures_go_by_their_ending(name: str, expected: bool) -> None:
    assert is_picture(name) is expected
