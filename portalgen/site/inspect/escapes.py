"""Escapes undone: characters written as others, and texts written as letters and digits, so that they can be searched.

Every pattern here reads a text once from front to end, whatever the text is.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from html import unescape

from portalgen.source.formats.texts import is_text

# A character of any of these may stand escaped itself: `&amp;#83;`, `%2553`, `\\\\u0053`.
_HTML = re.compile(
    r"&(?:amp;)*(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};?)"
)
_URL = re.compile(
    r"%(?:(?:25)*[0-9A-Fa-f]{2}(?:%(?:25)*[0-9A-Fa-f]{2})*|u[0-9A-Fa-f]{4})"
)
_PRINTABLE = re.compile(r"=[0-9A-Fa-f]{2}(?:=[0-9A-Fa-f]{2})*")
_OF_BYTES = r"x[0-9A-Fa-f]{2}|[0-3][0-7]{2}|'[0-9A-Fa-f]{2}"
# What follows the backslashes may be missing: so no run of them is read more than once.
_BACKSLASH = re.compile(
    rf"\\+(?:(?P<bytes>(?:{_OF_BYTES})(?:\\+(?:{_OF_BYTES}))*)"
    r"|(?:u\{(?P<braced>[0-9A-Fa-f]{1,6})\}|u(?P<short>[0-9A-Fa-f]{4})|U(?P<long>[0-9A-Fa-f]{8}))"
    r"|(?P<letter>[nrtbfv\"'/]))?"
)
_SOFT_END = re.compile(r"=\r?\n")  # of a line of quoted-printable: the word goes on
_MAY_BE_PRINTABLE = re.compile(r"=(?:[0-9A-Fa-f]{2}|\r?\n)")
_OF_A_STYLE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")
_ESCAPED_MARK = re.compile(r"^&(?:amp;)*(?=.)")
_OF_A_BYTE = re.compile(r"x([0-9A-Fa-f]{2})|([0-3][0-7]{2})|'([0-9A-Fa-f]{2})")
HIGHEST = 0x10FFFF  # the last character that there can be
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v"}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")

_BASE64 = re.compile(
    r"(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]{12,}={0,2}|[A-Za-z0-9+/_-]{6,11}={1,2})"
)
LONG = 40  # so many letters in a row may be a line of several
_LINE_END = re.compile(rf"(?<=[A-Za-z0-9+/_-]{{{LONG}}})\s{{1,8}}(?=[A-Za-z0-9+/_-])")
_HEX = re.compile(
    r"(?:0x|\\x|(?<![0-9A-Fa-f]))[0-9A-Fa-f]{2}(?:[\s,:;-]{0,2}(?:0x|\\x)?[0-9A-Fa-f]{2}){3,}[0-9A-Fa-f]?"
)
_NO_HEX = re.compile(r"0x|[^0-9A-Fa-f]")
_FROM_URL_SAFE = str.maketrans("-_", "+/")
_ASCII = bytes([9, 10, 13, *range(32, 127)])
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")
# Of bytes that are no text, a third are printable by chance. A short run has to be text nearly throughout.
_SHORT = 24
_SHARE_OF_TEXT = {True: 0.9, False: 0.8}
_FEWEST_BYTES = 4
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"%PDF-", b"\x78")


def unescaped(text: str) -> str:
    """Returns the lines of a text that change when each escape in them is undone; nothing where none does.

    What was escaped twice in one way is undone at once; what was escaped in two ways takes a second call.
    """
    is_printable = _MAY_BE_PRINTABLE.search(text) is not None
    changed = []
    if is_printable:
        whole = _SOFT_END.sub("", text)
        if whole != text:
            changed.append(whole)
        text = whole
    for line in text.splitlines():
        if not is_printable and not _has_mark(line):
            continue
        for undone in (_line_undone(line), _style_undone(line)):
            if undone != line:
                changed.append(undone)
    joined = "\n".join(changed)
    return _SURROGATES.sub(_one_character, joined)


def _has_mark(line: str) -> bool:
    return "&" in line or "%" in line or "\\" in line


def _line_undone(line: str) -> str:
    if "&" in line:
        line = _HTML.sub(_html, line)
    if "%" in line:
        line = _URL.sub(_url, line)
    if "=" in line:
        line = _PRINTABLE.sub(_printable, line)
    if "\\" in line:
        line = _BACKSLASH.sub(_backslash, line)
    return line


def _style_undone(line: str) -> str:
    if "\\" in line:
        return _OF_A_STYLE.sub(_of_a_style, line)
    return line


def _html(found: re.Match[str]) -> str:
    return unescape(_ESCAPED_MARK.sub("&", found[0]))


def _url(found: re.Match[str]) -> str:
    escape = found[0]
    if escape.startswith("%u"):
        return _character(escape[2:])
    digits = [each[-2:] for each in escape.split("%")]
    return _text_of("".join(digits))


def _printable(found: re.Match[str]) -> str:
    return _text_of(found[0].replace("=", ""))


def _backslash(found: re.Match[str]) -> str:
    of_bytes, *points, letter = found.groups()
    if of_bytes:
        return _bytes(of_bytes)
    for point in points:
        if point:
            return _character(point)
    if letter:
        return _LETTERS.get(letter, letter)
    return found[0]


def _bytes(escape: str) -> str:
    digits = []
    for hexadecimal, octal, of_rtf in _OF_A_BYTE.findall(escape):
        if octal:
            digits.append(f"{int(octal, 8):02x}")
        else:
            digits.append(hexadecimal or of_rtf)
    return _text_of("".join(digits))


def _text_of(hexadecimal: str) -> str:
    """Returns the text that bytes are, which are given as hex digits."""
    content = bytes.fromhex(hexadecimal)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _of_a_style(found: re.Match[str]) -> str:
    return _character(found[1])


def _character(hexadecimal: str) -> str:
    code = int(hexadecimal, 16)
    if code > HIGHEST:
        return "\ufffd"
    return chr(code)


def _one_character(found: re.Match[str]) -> str:
    """Returns the character that two halves of UTF-16 stand for, as JSON escapes them."""
    halves = found[0].encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le")


def encoded(text: str) -> Iterator[bytes]:
    """Yields what is written as base64, base32 or hex in a text, wherever in a run of such letters it begins.

    A run that is no text and packs none when it is decoded is a word, a path or a digest.
    """
    for run in dict.fromkeys(_runs(text)):
        if run != run.lower():  # three bytes of text nearly always give a capital
            yield from _from_base64(run.rstrip("="))
        if run == run.upper():
            yield from _telling(_from_base32(run.rstrip("=")))
    for written in _HEX.findall(text):
        digits = _NO_HEX.sub("", written)
        for start in range(2):
            even = (len(digits) - start) // 2 * 2
            yield from _telling(bytes.fromhex(digits[start : start + even]))


def _runs(text: str) -> list[str]:
    """Returns the runs of letters that may be base64, those of several lines as one too."""
    runs = []
    has_lines = False
    for found in _BASE64.finditer(text):
        run = found[0]
        runs.append(run)
        behind = text[found.end() : found.end() + 1]
        has_lines |= len(run) >= LONG and behind.isspace()
    if has_lines:
        runs += _BASE64.findall(_LINE_END.sub("", text))
    return runs


def _from_base64(run: str) -> Iterator[bytes]:
    """Yields what a run of letters is, wherever in it base64 begins."""
    letters = run.translate(_FROM_URL_SAFE)
    for start in range(4):
        part = letters[start:]
        if len(part) % 4 == 1:
            part = part[:-1]
        padding = "=" * (-len(part) % 4)
        yield from _telling(binascii.a2b_base64(part + padding))


def _from_base32(run: str) -> bytes:
    whole = len(run) // 8 * 8
    padding = "=" * (-len(run) % 8)
    try:
        return base64.b32decode(run + padding)
    except binascii.Error:
        return _in_whole_groups(run[:whole])


def _in_whole_groups(run: str) -> bytes:
    try:
        return base64.b32decode(run)
    except binascii.Error:  # a letter that base32 does not have
        return b""


def _telling(content: bytes) -> Iterator[bytes]:
    """Yields bytes that are a text, or that pack something."""
    if len(content) < _FEWEST_BYTES:
        return
    if content.startswith(_PACKED):
        yield content
    elif content.count(b"\0") * 5 >= len(content) * 2:  # UTF-16 or UTF-32
        if is_text(content) or _is_nearly_text(content.replace(b"\0", b"")):
            yield content
    elif _is_nearly_text(content):
        yield content


def _is_nearly_text(content: bytes) -> bool:
    wanted = _SHARE_OF_TEXT[len(content) < _SHORT] * len(content)
    strange = content.translate(None, delete=_ASCII)
    if len(content) - len(strange) >= wanted:
        return True
    letters = _CONTROL.sub("", content.decode("utf-8", "ignore"))
    return len(letters.encode()) >= wanted
