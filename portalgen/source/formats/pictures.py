"""Pictures as they are published: what a camera or a program wrote about place, device and author is left out.

The picture itself is not touched: its container is walked, and of its parts only those go on that draw it. What lies
behind the picture's end goes too. Libraries that write pictures anew lose quality and give other bytes with each
version; see docs/decisions.
"""

import struct
import zlib
from collections.abc import Callable, Iterator

PNG_START = b"\x89PNG\r\n\x1a\n"
# What draws a picture: its data, transparency, colours, resolution, and the frames of a moving one.
PNG_DRAWN = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD",
    b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
WEBP_DRAWN = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
WEBP_EXIF_AND_XMP = 0x0C
START_OF_SCAN = 0xDA
END_OF_IMAGE = 0xD9
APP1 = 0xE1
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
# Comments and the parts that applications write, but for those that say how colours are meant.
JPEG_TOLD = {0xFE, *range(0xE0, 0xF0)}
JPEG_COLOURS = {(0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe")}
ORIENTATION = 0x0112


class UnreadablePictureError(ValueError):
    """The bytes are not a whole picture of the kind that the file's name says."""


def published_picture(name: str, content: bytes) -> bytes:
    """Returns a picture without metadata; how it is turned is kept. Raises UnreadablePictureError."""
    strip = STRIPPED[_ending(name)]
    try:
        return strip(content)
    except (struct.error, IndexError, ValueError) as error:
        raise UnreadablePictureError(name) from error


def is_picture(name: str) -> bool:
    """Tells whether a file's name is that of a picture that can be published."""
    if "." not in name:
        return False
    return _ending(name) in STRIPPED


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _png(content: bytes) -> bytes:
    if not content.startswith(PNG_START):
        raise UnreadablePictureError
    kept = [PNG_START]
    for kind, chunk in _png_chunks(content):
        if kind in PNG_DRAWN:
            kept.append(chunk)
    return b"".join(kept)


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG_START)
    kind = b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", content, at)
        whole = length + 12  # with the length, the kind and the checksum around it
        chunk = content[at : at + whole]
        if len(chunk) != whole:
            raise UnreadablePictureError
        (checksum,) = struct.unpack(">I", chunk[-4:])
        if zlib.crc32(chunk[4:-4]) != checksum:
            raise UnreadablePictureError
        kind = chunk[4:8]
        yield kind, chunk
        at += whole


def _webp(content: bytes) -> bytes:
    start, size, kind = struct.unpack_from("<4sI4s", content)
    end = size + 8
    if start != b"RIFF" or kind != b"WEBP":
        raise UnreadablePictureError
    if end > len(content):
        raise UnreadablePictureError
    kept = [b"WEBP"]
    for name, chunk in _webp_chunks(content, end):
        if name == b"VP8X":
            kept.append(_without_flags(chunk))
        elif name in WEBP_DRAWN:
            kept.append(chunk)
    body = b"".join(kept)
    size_of_body = struct.pack("<I", len(body))
    return b"RIFF" + size_of_body + body


def _webp_chunks(content: bytes, end: int) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at < end:
        name, length = struct.unpack_from("<4sI", content, at)
        padding = length % 2
        whole = length + 8  # with the name and the length before it
        chunk = content[at : at + whole + padding]
        if len(chunk) < whole:
            raise UnreadablePictureError
        yield name, chunk
        at += len(chunk)


def _without_flags(chunk: bytes) -> bytes:
    """Returns the part that says what a picture has, without EXIF and XMP."""
    changed = bytearray(chunk)
    changed[8] &= ~WEBP_EXIF_AND_XMP
    return bytes(changed)


def _jpeg(content: bytes) -> bytes:
    if content[:2] != b"\xff\xd8":
        raise UnreadablePictureError
    kept = [b"\xff\xd8"]
    turned = 1
    for marker, part in _jpeg_parts(content):
        if marker == APP1 and part.startswith(b"Exif\0\0", 4):
            turned = _orientation(part[10:])
        elif marker not in JPEG_TOLD or _says_colours(marker, part):
            kept.append(part)
    if turned != 1:
        kept.insert(1, _turned(turned))
    return b"".join(kept)


def _says_colours(marker: int, part: bytes) -> bool:
    names = []
    for each, name in JPEG_COLOURS:
        if each == marker:
            names.append(name)
    return any(part.startswith(name, 4) for name in names)


def _jpeg_parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yields each marker with its part; the drawn lines of a scan belong to the part of its start."""
    at = 2
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:  # fill bytes
            at += 1
        if content[at] != 0xFF:
            raise UnreadablePictureError
        marker = content[at + 1]
        end = at + 2
        if marker not in WITHOUT_LENGTH and marker != END_OF_IMAGE:
            (length,) = struct.unpack_from(">H", content, end)
            end += length
        if marker == START_OF_SCAN:
            end = _end_of_scan(content, end)
        if end > len(content):
            raise UnreadablePictureError
        yield marker, content[at:end]
        if marker == END_OF_IMAGE:
            return
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Returns where the next marker stands; in drawn lines 0xFF is followed by 0, or by a restart's number."""
    while True:
        at = content.index(b"\xff", at)
        behind = content[at + 1]
        if behind != 0 and behind not in WITHOUT_LENGTH:
            return at
        at += 2


def _orientation(tiff: bytes) -> int:
    """Returns how a camera says that a picture is turned, 1 to 8; 1 where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 1
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    first = at + 2
    end = len(tiff) - 11
    for entry in range(first, end, 12):
        tag, kind, count, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if (tag, kind, count) != (ORIENTATION, 3, 1):
            continue
        turned = int(value)
        if 1 <= turned <= 8:
            return turned
        return 1
    return 1


def _turned(orientation: int) -> bytes:
    entry = struct.pack(
        ">IHHHIHHI",
        8,
        1,
        ORIENTATION,
        3,
        1,
        orientation,
        0,
        0,
    )
    part = b"Exif\0\0MM\0*" + entry
    header = struct.pack(">BBH", 0xFF, APP1, len(part) + 2)
    return header + part


STRIPPED: dict[str, Callable[[bytes], bytes]] = {
    "png": _png,
    "webp": _webp,
    "jpg": _jpeg,
    "jpeg": _jpeg,
}
