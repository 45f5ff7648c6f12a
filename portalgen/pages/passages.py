"""What a page says, passage by passage.

A passage is what a reader takes in at once: a paragraph, a heading, an item of a list, a row of a table.
"""

from collections.abc import Sequence
from html.parser import HTMLParser

# What runs on within a passage; all other elements begin and end one.
INLINE = frozenset(
    [
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "cite",
            "code",
            "del",
            "em",
            "i",
            "img",
            "ins",
            "mark",
        ),
        *("q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"),
    ]
)
CELLS = frozenset(["td", "th"])
BETWEEN_CELLS = " · "
UNREAD = frozenset(
    ["nav", "script", "style", "svg"]
)  # the table has what a picture shows
SWITCH = "pg-switch"  # the list of the other projects
ABROAD = ("https:", "http:")

Attributes = Sequence[tuple[str, str | None]]


def passages(html: str) -> tuple[str, ...]:
    """Returns the texts of a page's passages in their order, with the addresses outside the portal that they lead to.

    The way to the other pages, which is on each of them, is left out.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_passage()
    return tuple(reader.found)


class _Reader(HTMLParser):
    """Reads passages: a box begins and ends one, but that a row of a table stays in one piece."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._said: list[str] = []
        self._is_in_row = False
        self._unread: list[str] = []

    def end_passage(self) -> None:
        """Takes what was read since the last passage as one, if it says anything."""
        words = "".join(self._said).split()
        self._said.clear()
        text = " ".join(words).strip(BETWEEN_CELLS)
        if text:
            self.found.append(text)

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],
    ) -> None:
        if self._skips(tag, attrs):
            self._unread.append(tag)
        elif not self._unread:
            self._begin(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._unread:
            self._end(tag)
        elif tag == self._unread[-1]:
            self._unread.pop()

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        if self._said and self._said[-1][-1:].isalnum() and data[:1].isalnum():
            self._said.append(" ")  # a badge and a day stand apart without a blank
        self._said.append(data)

    def _skips(self, tag: str, attrs: Attributes) -> bool:
        """Tells whether an element is not read, or is one of the same name inside such a one."""
        if self._unread:
            return tag == self._unread[-1]
        return tag in UNREAD or ("class", SWITCH) in attrs

    def _begin(self, tag: str, attrs: Attributes) -> None:
        if tag == "tr":
            self.end_passage()
            self._is_in_row = True
        elif tag in CELLS:
            self._said.append(BETWEEN_CELLS)
        elif tag == "a":
            self._note_address(attrs)
        else:
            self._part(tag)

    def _end(self, tag: str) -> None:
        if tag == "tr":
            self._is_in_row = False
            self.end_passage()
        else:
            self._part(tag)

    def _part(self, tag: str) -> None:
        """Ends a passage at the edge of a box; in a row, and where a line breaks, a word ends."""
        if tag in INLINE:
            return
        if tag == "br" or self._is_in_row:
            self._said.append(" ")
        else:
            self.end_passage()

    def _note_address(self, attrs: Attributes) -> None:
        address = dict(attrs).get("href") or ""
        if address.startswith(ABROAD):
            self._said.append(f"<{address}> ")
