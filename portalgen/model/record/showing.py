"""A showing: a publication that added to the record, so that what it added was first shown on its day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Showing:
    """The day of a publication, the number of entries that it showed, and the hash of the last of them.

    `hash` covers all of it and the showing before, so that none can be changed or left out unseen.
    """

    on: date
    n: int
    head: str
    hash: str


Showings = tuple[Showing, ...]
