"""The seal: how far a published ledger went. Whoever keeps it can tell whether a later ledger continues that one."""

from dataclasses import dataclass
from datetime import date

from portalgen.model.record.past import Origin
from portalgen.model.record.showing import Reached, Showings

NO_HEAD = "0" * 64


@dataclass(frozen=True, slots=True)
class Seal:
    """The number of entries of a published ledger and the hash of the last one; 64 zeros where there was none.

    `origin` leads to the line of commits that it was made from; a seal of old does not say it. `showings` are the
    publications up to this one, which lie beside it: when its entries were first shown. `edits` is how far the record
    of edits went, where there were any.
    """

    as_of: date
    n: int
    head: str
    origin: Origin | None = None
    showings: Showings = ()
    edits: Reached | None = None
