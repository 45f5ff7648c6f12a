"""What an export holds, whatever kind of file it is: records with named fields, each with its texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portalgen.errors import PortalgenError

LARGEST_EXPORT = 64 * 1024 * 1024
MOST_RECORDS = 200_000


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
        return tuple(each for each in self.fields.get(alike(name), ()) if each)

    def first(self, names: Iterable[str]) -> str | None:
        """Returns the first text of the first field that holds any, or None."""
        return next((text for name in names for text in self.all(name)), None)


def alike(name: str) -> str:
    """Returns a field's name as it is compared."""
    return " ".join(name.split()).casefold()


def gathered(number: int, pairs: Iterable[tuple[str, str]]) -> Record:
    """Returns a record from pairs of a field's name and a text; a name may stand several times."""
    fields: dict[str, list[str]] = {}
    for name, text in pairs:
        fields.setdefault(alike(name), []).append(text.strip())
    return Record(number, {name: tuple(texts) for name, texts in fields.items()})
