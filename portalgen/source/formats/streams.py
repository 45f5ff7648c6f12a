"""What zlib packed: by itself, and the streams of a PDF, as they stand in its bytes.

A reader of PDF follows the newest list of objects alone. What an older list named is there all the same, so the bytes
themselves are gone through too, once from front to end.
"""

import zlib
from collections.abc import Iterator

MOST_UNPACKED = 64 * 1024 * 1024
_CHUNK = 4 * 1024
_STREAM = b"stream"
_END = b"end"
_DEFLATE = 8  # the method that the first byte names
_TIMES_READ = 4  # how often the bytes of a file may be gone through in vain


class TooMuchError(ValueError):
    """A file unpacks to more than can be searched."""


def inflated(content: bytes, most: int) -> bytes | None:
    """Returns what zlib packed, or None where that is not all that bytes are. Raises TooMuchError past `most` bytes."""
    if not _may_be_packed(content[:2]):
        return None
    inflater = zlib.decompressobj()
    try:
        part = inflater.decompress(content, most + 1)
    except zlib.error:
        return None
    if len(part) > most:
        raise TooMuchError
    if inflater.eof:
        return part
    return None


def streams(content: bytes, most: int) -> Iterator[bytes]:
    """Yields what is packed in the streams of a PDF.

    Raises TooMuchError past `most` bytes in one, or where most of what looks like a stream is none.
    """
    reader = _Reader(memoryview(content), most)
    at = content.find(_STREAM)
    while at >= 0:
        begin = _begin(content, at)
        part = reader.inflated_from(begin)
        if part:
            end = reader.at
            yield part
        else:
            end = at + len(_STREAM)
        at = content.find(_STREAM, end)


def _begin(content: bytes, at: int) -> int:
    """Returns where the bytes of a stream begin that is announced at an offset: behind the end of the line."""
    begin = at + len(_STREAM)
    if content[begin : begin + 2] == b"\r\n":
        return begin + 2
    if content[begin : begin + 1] in {b"\r", b"\n"}:
        return begin + 1
    return begin


class _Reader:
    """Inflates from an offset until what is packed there ends. `at` is where it ended."""

    def __init__(self, content: memoryview, most: int) -> None:
        self.content = content
        self.most = most
        self.left = _TIMES_READ * len(content) + _CHUNK
        self.at = 0

    def inflated_from(self, begin: int) -> bytes:
        """Returns what is packed at an offset, as far as it can be unpacked; nothing where nothing is."""
        if not _may_be_packed(bytes(self.content[begin : begin + 2])):
            return b""
        inflater = zlib.decompressobj()
        pieces = []
        size = 0
        self.at = begin
        while not inflater.eof and self.at < len(self.content):
            chunk = self.content[self.at : self.at + _CHUNK]
            self._pay(len(chunk))
            try:
                piece = inflater.decompress(chunk, self.most - size + 1)
            except zlib.error:
                break
            self.at += len(chunk) - len(inflater.unused_data)
            size += len(piece)
            if size > self.most:
                raise TooMuchError
            pieces.append(piece)
        return b"".join(pieces)

    def _pay(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise TooMuchError


def _may_be_packed(start: bytes) -> bool:
    """Tells whether two bytes are a head of zlib's."""
    if len(start) < 2 or start[0] % 16 != _DEFLATE:
        return False
    return int.from_bytes(start) % 31 == 0
