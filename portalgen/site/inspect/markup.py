"""Marked up text as its reader sees it, in every kind of markup that has tags: HTML, XML, parts of office documents.

Where a paragraph, a cell or a line ends, a word ends; where a run of bold print ends, it need not.
"""

import re
from collections.abc import Iterator

_TAG = re.compile(r"<[^<>]*>")
_CHARACTER_DATA = re.compile(r"<!\[CDATA\[|\]\]>")
# Between these a word ends. Office documents have them with a prefix.
_BREAK = re.compile(
    r"</?(?:[A-Za-z0-9]+:)?"
    r"(?:p|br|cr|tab|h|h[1-6]|hr|div|section|article|header|footer|main|nav|aside|figure|figcaption|summary|details"
    r"|li|ul|ol|dl|dt|dd|table|thead|tbody|tr|td|th|caption|c|row|si|is|v|f|option|select|button|title|pre|blockquote"
    r"|line-break|list-item|table-cell|table-row|script|style|svg|text|title|desc)"
    r"(?=[\s/>])[^<>]*>|<text:s(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_BEGIN_COMMENT, _END_COMMENT = "<!--", "-->"
# What nobody sees inside a word: soft hyphens, joiners, marks of direction and of variants.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_HYPHENATED = re.compile("[-\u00ad\u2010\u0002\ufffe][ \t]*\r?\n[ \t]*")


def as_seen(text: str) -> Iterator[str]:
    """Yields a text without its tags, its tags, and its words joined where markup or the end of a line splits them."""
    if "<" not in text:
        yield text
        joined = _joined(text)
        if joined != text:
            yield joined
        return
    bare, comments = _without_comments(text)
    bare = _CHARACTER_DATA.sub("", bare)
    yield _TAG.sub(" ", bare)
    tags = _TAG.findall(bare)
    yield "\n".join([*tags, *comments])
    broken = _BREAK.sub(" ", bare)
    yield _joined(_TAG.sub("", broken))


def _joined(text: str) -> str:
    hyphenated = _HYPHENATED.sub("", text)
    return _INVISIBLE.sub("", hyphenated)


def _without_comments(text: str) -> tuple[str, list[str]]:
    """Returns a text without its comments, and the comments."""
    kept = []
    comments = []
    at = 0
    begin = text.find(_BEGIN_COMMENT)
    while begin >= 0:
        end = text.find(_END_COMMENT, begin)
        if end < 0:
            break
        kept.append(text[at:begin])
        comments.append(text[begin:end])
        at = end + len(_END_COMMENT)
        begin = text.find(_BEGIN_COMMENT, at)
    kept.append(text[at:])
    return "".join(kept), comments
