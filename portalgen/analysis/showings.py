"""When each entry of a record was first shown: a chain of the publications that added to it.

A commit carries whatever day its author gives it. The day of a publication is out of his hands once it is published:
the next one holds its hash, and whoever kept a copy holds the chain to it.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import rfc8785

from portalgen.model.record.seal import NO_HEAD
from portalgen.model.record.showing import Showing, Showings


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


def with_showing(
    showings: Showings,
    on: date,
    n: int,
    head: str,
) -> Showings:
    """Returns the chain with a publication of `n` entries, where it adds to the record or begins it anew.

    Its day is never before that of the one before it, whatever day is asked for.
    """
    previous = NO_HEAD
    if showings:
        last = showings[-1]
        if last.head == head:
            return showings
        on = max(on, last.on)
        previous = last.hash
    if n == 0:
        return showings
    hash_ = hash_of(on, n, head, previous)
    showing = Showing(on, n, head, hash_)
    return (*showings, showing)


def hash_of(
    on: date,
    n: int,
    head: str,
    previous: str,
) -> str:
    """Returns the hash of a showing in hex: SHA-256 of the RFC 8785 bytes of {head, n, on, previous}.

    `previous` is the hash of the one before, 64 zeros for the first.
    """
    value: dict[str, int | str] = {
        "head": head,
        "n": n,
        "on": on.isoformat(),
        "previous": previous,
    }
    content = rfc8785.dumps(dict(value))
    digest = hashlib.sha256(content)
    return digest.hexdigest()
