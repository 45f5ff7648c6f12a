"""Bytes as the texts that they may be: in whichever way somebody's program writes letters down.

A text is told by what it is made of, not by its name: UTF-8, UTF-16 or UTF-32 with a mark of the byte order or without,
the code pages of before. In what is no text, the runs of letters are found, as `strings` finds them.
"""

import re
from collections.abc import Iterator

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UNMARKED = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
# In each of these the same bytes are other letters, so a text of unknown origin is read in all of them.
CODE_PAGES = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "mac_roman",
    "cp850",
    "koi8_r",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
)
# Past this size a text in a code page is read in the first one alone: see `is_too_long`.
LARGEST_IN_CODE_PAGES = 1024 * 1024
# What no text holds: control characters but for tabs, ends of lines and pages, and the old mark of a file's end.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1c-\x1f\x7f]")
# The blocks that texts are written in. Taken for UTF-16, other bytes are characters from all over.
_OF_TEXTS = re.compile(
    "[\t\r\n\f -~\u00a0-\u06ff\u0900-\u0dff\u0e00-\u0eff\u1e00-\u21ff\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
    "\ufe00-\uffef]"
)
_SHARE_OF_TEXT = 0.98
_RUNS = re.compile(
    rb"(?:[\t\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){4,}"
)
_RUNS_OF_A_CODE_PAGE = re.compile(
    rb"[\t\x20-\x7e\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xff]{4,}"
)
# Letters of the scripts that are written with an alphabet stand in few of the blocks that a second byte names.
_WIDE_RUNS = (
    ("utf-16-le", rb"(?:[\t\r\n\x20-\xff]\x00|[\x00-\xff][\x01-\x06\x1e-\x21]){4,}"),
    ("utf-16-be", rb"(?:\x00[\t\r\n\x20-\xff]|[\x01-\x06\x1e-\x21][\x00-\xff]){4,}"),
    (
        "utf-32-le",
        rb"(?:(?:[\t\r\n\x20-\xff]\x00|[\x00-\xff][\x01-\x06\x1e-\x21])\x00\x00){4,}",
    ),
    (
        "utf-32-be",
        rb"(?:\x00\x00(?:\x00[\t\r\n\x20-\xff]|[\x01-\x06\x1e-\x21][\x00-\xff])){4,}",
    ),
)
_WIDE = tuple((name, re.compile(pattern)) for name, pattern in _WIDE_RUNS)


def is_text(content: bytes) -> bool:
    """Tells whether bytes are a text, in whichever way it is written down."""
    if not _NO_TEXT.search(content):
        return True
    return _certain(content) is not None or any(_wide_texts(content))


def is_too_long(content: bytes) -> bool:
    """Tells whether bytes are a text that is not Unicode for sure, and too long to be read in every code page."""
    if len(content) <= LARGEST_IN_CODE_PAGES or _NO_TEXT.search(content):
        return False
    return _certain(content) is None


def decodings(content: bytes) -> Iterator[str]:
    """Yields the texts that bytes may be; of what is no text, its runs of letters."""
    text = _certain(content)
    if text is not None:
        yield text
        return
    yield from _wide_texts(content)
    if _NO_TEXT.search(content):
        yield from _runs(content)
    elif len(content) > LARGEST_IN_CODE_PAGES:
        yield content.decode(CODE_PAGES[0], "replace")
    else:
        for name in CODE_PAGES:
            yield content.decode(name, "replace")


def _certain(content: bytes) -> str | None:
    """Returns the text of bytes that can be one text only; None where they may be several, or none."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    text = _strictly(content, "utf-8")
    if text is None or _NO_TEXT.search(content):
        return None
    return text.removeprefix("\ufeff")


def _wide_texts(content: bytes) -> Iterator[str]:
    """Yields what bytes without a mark may be, taken two or four together."""
    for name in _UNMARKED:
        text = _strictly(content, name)
        if text and _is_written(text):
            yield text


def _is_written(text: str) -> bool:
    strange = _OF_TEXTS.sub("", text)
    return len(strange) <= (1 - _SHARE_OF_TEXT) * len(text)


def _strictly(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None


def _runs(content: bytes) -> Iterator[str]:
    """Yields the runs of letters in what is no text."""
    yield b"\n".join(_RUNS.findall(content)).decode("utf-8", "replace")
    yield b"\n".join(_RUNS_OF_A_CODE_PAGE.findall(content)).decode("cp1252", "replace")
    if b"\0" not in content:
        return
    for name, runs in _WIDE:
        texts = [run.decode(name, "replace") for run in runs.findall(content)]
        yield "\n".join(texts)
