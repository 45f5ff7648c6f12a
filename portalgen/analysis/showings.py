"""When each entry of a record was first shown: a chain of the publications that added to it.

A commit carries whatever day its author gives it. The day of a publication is out of his hands once it is published:
the next one holds its hash, and whoever kept a copy holds the chain to it.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import rfc8785

from portalgen.model.record.seal import NO_HEAD
from portalgen.model.record.showing import Reached, Showing, Showings


@dataclass(frozen=True, slots=True)
class FirstShown:
    """The showings that are of one record, oldest first, and the day for which it is read: the next to show it."""

    showings: Showings
    as_of: date | None = None

    def day(self, n: int) -> date | None:
        """Returns the day on which an entry was first shown; None where no publication is known to have lacked it.

        An entry that none has shown yet is shown by the one that is made for the day.
        """
        if not self.showings or n <= self.showings[0].n:
            return None
        at = bisect_left(self.showings, n, key=_count)
        if at == len(self.showings):
            return self.as_of
        return self.showings[at].on


NEVER_SHOWN = FirstShown(())


def _count(showing: Showing) -> int:
    return showing.n


def of_record(
    showings: Sequence[Showing],
    hashes: Sequence[str],
) -> Showings:
    """Returns the showings that are of the record with these hashes of entries.

    Those of a record that was begun anew since tell nothing of this one.
    """
    found: list[Showing] = []
    for each in showings:
        head = hashes[each.n - 1 : each.n]
        if head == [each.head]:
            found.append(each)
    return tuple(found)


def of_edits(
    showings: Sequence[Showing],
    hashes: Sequence[str],
) -> Showings:
    """Returns the showings that are of the record of edits with these hashes of entries, as showings of that record."""
    told: list[Showing] = []
    for each in showings:
        if each.edits:
            told.append(
                Showing(
                    each.on,
                    each.edits.n,
                    each.edits.head,
                    each.hash,
                )
            )
    return of_record(told, hashes)


def with_showing(
    showings: Showings,
    on: date,
    n: int,
    head: str,
    edits: Reached | None = None,
) -> Showings:
    """Returns the chain with a publication of `n` entries, where it adds to the records or begins them anew.

    Its day is never before that of the one before it, whatever day is asked for.
    """
    previous = NO_HEAD
    if showings:
        last = showings[-1]
        if last.head == head and last.edits == edits:
            return showings
        on = max(on, last.on)
        previous = last.hash
    if n == 0 and edits is None:
        return showings
    hash_ = hash_of(on, n, head, previous, edits)
    showing = Showing(on, n, head, hash_, edits)
    return (*showings, showing)


def hash_of(
    on: date,
    n: int,
    head: str,
    previous: str,
    edits: Reached | None = None,
) -> str:
    """Returns the hash of a showing in hex: SHA-256 of the RFC 8785 bytes of {head, n, on, previous}.

    `previous` is the hash of the one before, 64 zeros for the first. Where there are edits, there is also
    `edits`, {head, n} of their record.
    """
    value: dict[str, Any] = {
        "head": head,
        "n": n,
        "on": on.isoformat(),
        "previous": previous,
    }
    if edits:
        value["edits"] = {"head": edits.head, "n": edits.n}
    content = rfc8785.dumps(value)
    digest = hashlib.sha256(content)
    return digest.hexdigest()
