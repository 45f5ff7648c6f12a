"""A zip archive as all that it holds: its members, what is said of them, and what lies between them.

An archive is read from a list at its end. What the list does not name is there all the same: a program before the first
member, a member that was dropped, bytes behind the end.
"""

import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO

MEMBER = b"PK\x03\x04"
LISTED_MEMBER = b"PK\x01\x02"
_END = b"PK\x05\x06"
_LENGTH_OF_MEMBER_HEAD = 30
_LENGTH_OF_END = 22
_LONGEST_DESCRIPTOR = (
    24  # sizes that stand behind a member, where its head does not tell them
)
_ENCRYPTED = 0x1
_DESCRIBED_BEHIND = 0x8


def is_zip(content: bytes) -> bool:
    """Tells whether bytes are a zip archive, or end with one."""
    return content.startswith(MEMBER) or zipfile.is_zipfile(BytesIO(content))


def is_encrypted(member: zipfile.ZipInfo) -> bool:
    """Tells whether a member takes a password."""
    return bool(member.flag_bits & _ENCRYPTED)


def told(content: bytes, archive: zipfile.ZipFile) -> bytes:
    """Returns what an archive says of itself and its members: names, comments, and further fields."""
    lines = [archive.comment]
    for member in archive.infolist():
        name = member.filename.encode("utf-8", "replace")
        lines += [name, member.comment, member.extra]
        lines.append(_head(content, member))
    return b"\n".join(lines)


def unlisted(content: bytes, archive: zipfile.ZipFile) -> Iterator[bytes]:
    """Yields the bytes of an archive that belong to no member, nor to the list of them."""
    at = 0
    spared = 0
    for start, end, spares in sorted(_spans(content, archive)):
        gap = content[at:start]
        if len(gap) > spared:
            yield gap
        at = max(at, end)
        spared = spares
    gap = content[at : archive.start_dir]
    if len(gap) > spared:
        yield gap
    yield _behind(content)


def _spans(
    content: bytes,
    archive: zipfile.ZipFile,
) -> Iterator[tuple[int, int, int]]:
    """Yields where each member begins and ends, and how many bytes about it may stand behind."""
    for member in archive.infolist():
        start = member.header_offset
        head = _head(content, member)
        end = start + _LENGTH_OF_MEMBER_HEAD + len(head) + member.compress_size
        spares = 0
        if member.flag_bits & _DESCRIBED_BEHIND:
            spares = _LONGEST_DESCRIPTOR
        yield start, end, spares


def _head(content: bytes, member: zipfile.ZipInfo) -> bytes:
    """Returns the name and the further fields as they stand before a member's bytes."""
    begin = member.header_offset + _LENGTH_OF_MEMBER_HEAD
    try:
        name, extra = struct.unpack_from("<HH", content, begin - 4)
    except struct.error:
        return b""
    return content[begin : begin + name + extra]


def _behind(content: bytes) -> bytes:
    """Returns what stands behind the end of an archive and its comment."""
    end = content.rfind(_END)
    comment_at = end + _LENGTH_OF_END
    if end < 0 or comment_at > len(content):
        return b""
    (length,) = struct.unpack_from("<H", content, comment_at - 2)
    return content[comment_at + length :]
