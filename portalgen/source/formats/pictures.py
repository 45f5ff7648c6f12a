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
    ending = name.rpartition(".")[2].lower()
    try:
        return STRIPPED[ending](content)
    except (struct.error, IndexError, ValueError) as error:
        raise UnreadablePictureError(name) from error


def is_picture(name: str) -> bool:
    """Tells whether a file's name is that of a picture that can be published."""
    return "." in name and name.rpartition(".")[2].lower() in STRIPPED


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
        kind = content[at + 4 : at + 8]
        chunk = content[at : at + 12 + length]
        if (
            len(chunk) != 12 + length
            or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]
        ):
            raise UnreadablePictureError
        yield kind, chunk
        at += len(chunk)


def _webp(content: bytes) -> bytes:
    start, size, kind = struct.unpack_from("<4sI4s", content)
    if start != b"RIFF" or kind != b"WEBP" or size + 8 > len(content):
        raise UnreadablePictureError
    kept = [b"WEBP"]
    at = 12
    while at < size + 8:
        name, length = struct.unpack_from("<4sI", content, at)
        chunk = content[at : at + 8 + length + length % 2]
        if len(chunk) < 8 + length:
            raise UnreadablePictureError
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~WEBP_EXIF_AND_XMP]) + chunk[9:]
        if name in WEBP_DRAWN:
            kept.append(chunk)
        at += len(chunk)
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _jpeg(content: bytes) -> bytes:
    if content[:2] != b"\xff\xd8":
        raise UnreadablePictureError
    kept = [b"\xff\xd8"]
    turned = 1
    for marker, part in _jpeg_parts(content):
        if marker == APP1 and part[4:10] == b"Exif\0\0":
            turned = _orientation(part[10:])
        elif marker not in JPEG_TOLD or any(
            marker == each and part[4:].startswith(name) for each, name in JPEG_COLOURS
        ):
            kept.append(part)
    if turned != 1:
        kept.insert(1, _turned(turned))
    return b"".join(kept)


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
            end += struct.unpack_from(">H", content, at + 2)[0]
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
        if content[at + 1] != 0 and content[at + 1] not in WITHOUT_LENGTH:
            return at
        at += 2


def _orientation(tiff: bytes) -> int:
    """Returns how a camera says that a picture is turned, 1 to 8; 1 where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 1
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    for entry in range(at + 2, len(tiff) - 11, 12):
        tag, kind, count, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if (tag, kind, count) == (ORIENTATION, 3, 1):
            return value if 1 <= value <= 8 else 1
    return 1


def _turned(orientation: int) -> bytes:
    tiff = b"MM\0*" + struct.pack(
        ">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, orientation, 0, 0
    )
    part = b"Exif\0\0" + tiff
    return struct.pack(">BBH", 0xFF, APP1, len(part) + 2) + part


STRIPPED: dict[str, Callable[[bytes], bytes]] = {
    "png": _png,
    "webp": _webp,
    "jpg": _jpeg,
    "jpeg": _jpeg,
}
