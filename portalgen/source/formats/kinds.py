"""Which files can be searched for words: texts, and the kinds of file whose words stand in them in the clear."""

import re

from portalgen.source.formats.texts import is_text, is_too_long

# Pictures, fonts, sounds and films show and sound what no search can read, and what words are in them stand in the
# clear; so do those of old office documents and of pictures made of drawn lines.
_STARTS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"II\xbc",
    b"8BPS",
    b"\0\0\1\0",  # an icon
    b"\0\0\0\x0cjP  ",
    b"\xff\x4f\xff\x51",
    b"\x01\0\0\0",  # an enhanced metafile
    b"\xd7\xcd\xc6\x9a",
    b"\x01\0\x09\0",
    b"VCLMTF",
    b"\0\1\0\0",
    b"OTTO",
    b"true",
    b"ttcf",
    b"wOFF",
    b"wOF2",
    b"ID3",
    b"OggS",
    b"fLaC",
    b"\xff\xfb",
    b"\x1aE\xdf\xa3",
    b"RIFF",
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_FILM = b"ftyp"  # behind the length of the first box
# What office programs put beside the text, by its name there: settings of a printer, fonts, places of lines.
_BESIDE_A_TEXT = re.compile(
    r"(?:^|/)(?:printerSettings\d*\.bin|[^/]*\.(?:odttf|fntdata)|layout-cache)$"
)
_PROGRAM = "vbaproject.bin"  # of macros; it is packed in a way of its own


class ClosedError(ValueError):
    """What cannot be searched; its text says why, as what follows the name of it."""


def closed(name: str, content: bytes) -> str | None:
    """Returns why a file, or a member of an archive, cannot be searched; None where it can."""
    if name.lower().endswith(_PROGRAM):
        return "holds macros"
    if content.startswith(OLD_OFFICE):
        if _ENCRYPTED_OFFICE in content:
            return "is encrypted"
        return None
    if is_too_long(content):
        return "is a long text that is not UTF-8"
    if is_text(content) or content.startswith(_STARTS):
        return None
    if content[4:8] == _FILM or _BESIDE_A_TEXT.search(name):
        return None
    return "is of no kind that can be searched"
