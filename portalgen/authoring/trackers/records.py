"""What an export holds, whatever kind of file it is: records with named fields, each with its texts."""

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portalgen.errors import PortalgenError
from portalgen.model.fields.scalars import shown

LARGEST_EXPORT = 64 * 1024 * 1024
MOST_RECORDS = 200_000
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class ExportError(PortalgenError):
    """An export cannot be read, or does not hold what its mapping names."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an export. `number` counts from 1: the line of a table, the position in a list.

    A field may stand several times, as in a table that repeats a header. Names are alike whatever their capitals.
    """

    number: int
    fields: Mapping[str, tuple[str, ...]]

    def all(self, name: str) -> tuple[str, ...]:
        """Returns the texts of a field that hold anything."""
        texts = self.fields.get(alike(name), ())
        filled = [text for text in texts if text]
        return tuple(filled)

    def first(self, names: Iterable[str]) -> str | None:
        """Returns the first text of the first field that holds any, or None."""
        for name in names:
            texts = self.all(name)
            if texts:
                return texts[0]
        return None


def encoding_of(content: bytes) -> str:
    """Returns the encoding that a mark at a text's start tells, else UTF-8. Windows' shells redirect as UTF-16."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return encoding
    return "utf-8"


def without_words(text: str) -> str:
    """Returns a text as a message may show it: with digits and signs, and no word, for words may be gossip."""
    without = re.sub(r"[^\W\d_]+", "…", text)
    return shown(without)


def alike(name: str) -> str:
    """Returns a field's name as it is compared."""
    words = name.split()
    return " ".join(words).casefold()


def gathered(number: int, pairs: Iterable[tuple[str, str]]) -> Record:
    """Returns a record from pairs of a field's name and a text; a name may stand several times."""
    fields: dict[str, list[str]] = {}
    for name, text in pairs:
        texts = fields.setdefault(alike(name), [])
        texts.append(text.strip())
    kept = {}
    for name, texts in fields.items():
        kept[name] = tuple(texts)
    return Record(number, kept)
