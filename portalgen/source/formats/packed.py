"""What is packed inside a file: the members of an archive or office document, the streams of a PDF."""

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO

MOST_UNPACKED = 64 * 1024 * 1024
DEEPEST = 3  # an archive in an archive in an archive
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


class TooMuchError(ValueError):
    """A file unpacks to more than can be searched."""


def unpacked(content: bytes) -> Iterator[bytes]:
    """Yields what is packed in a file, and what is packed in that; nothing for a file that is not packed.

    What is encrypted or broken is passed over. Raises TooMuchError past 64 MiB in all, or three archives deep.
    """
    yield from _unpacked(content, [MOST_UNPACKED], DEEPEST)


def _unpacked(
    content: bytes,
    left: list[int],
    deeper: int,
) -> Iterator[bytes]:
    for part in _parts(content, left):
        if not deeper:
            raise TooMuchError
        yield part
        yield from _unpacked(part, left, deeper - 1)


def _parts(content: bytes, left: list[int]) -> Iterator[bytes]:
    if content.startswith(b"\x1f\x8b"):
        file = gzip.GzipFile(fileobj=BytesIO(content))
        yield from _read(file, left)
    elif content.startswith(b"PK\x03\x04"):
        yield from _members(content, left)
    elif content.startswith(b"%PDF-"):
        yield from _streams(content, left)


def _members(content: bytes, left: list[int]) -> Iterator[bytes]:
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError):
        return
    with archive:
        for member in archive.infolist():
            yield member.filename.encode()
            is_encrypted = member.flag_bits & 1
            if is_encrypted or member.is_dir():
                continue
            try:
                opened = archive.open(member)
            except (zipfile.BadZipFile, NotImplementedError):
                continue  # one that nobody can read here hides none of the others
            yield from _read(opened, left)


def _read(file: IO[bytes] | gzip.GzipFile, left: list[int]) -> Iterator[bytes]:
    try:
        with file:
            part = file.read(left[0] + 1)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
        return
    yield _within(part, left)


def _streams(content: bytes, left: list[int]) -> Iterator[bytes]:
    for found in _PDF_STREAM.finditer(content):
        inflater = zlib.decompressobj()
        try:
            part = inflater.decompress(found[1], left[0] + 1)
        except zlib.error:
            continue  # a picture, or a way of packing that is not deflate
        yield _within(part, left)


def _within(part: bytes, left: list[int]) -> bytes:
    left[0] -= len(part)
    if left[0] < 0:
        raise TooMuchError
    return part
