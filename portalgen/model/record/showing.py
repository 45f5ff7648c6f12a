"""A showing: a publication that added to the record, so that what it added was first shown on its day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the record of edits goes: the number of its entries, 1 or more, and the hash of the last."""

    n: int
    head: str


@dataclass(frozen=True, slots=True)
class Showing:
    """The day of a publication, the number of entries that it showed, and the hash of the last of them.

    `hash` covers all of it and the showing before, so that none can be changed or left out unseen. `edits` is how far
    the record of edits went, where there were any.
    """

    on: date
    n: int
    head: str
    hash: str
    edits: Reached | None = None


Showings = tuple[Showing, ...]
