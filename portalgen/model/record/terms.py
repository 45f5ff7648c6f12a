"""What a project's dates are judged by, as it stood in a revision: tolerance, calendar, progress and the like.

None of it enters the ledger. It is what health is held against, so that a later revision cannot make it look better.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portalgen.model.record.statement import PastUpdate, Statement


@dataclass(frozen=True, slots=True)
class PastRow:
    """A row of progress.csv."""

    on: date
    scope: Decimal
    done: Decimal
    stream: str | None = None


@dataclass(frozen=True, slots=True)
class PastTerms:
    """What a revision said beside its dates; None and nothing where it said none, or where it cannot be read.

    `state` is the project's, `since` the day that it gives for it. `declared` are the colours that the agency declared,
    by dimension. `days_off` are holidays and freezes, each with its first and last day. `items` and `accepted` are by
    milestone, `leads` are the milestones marked so, and `critical` the ids of the open risks of critical exposure about
    which nothing is said to be done. `pages` are those that were published, None for all: what the others would have
    shown is not among the rest. `reported` is the day of the newest update. `is_shown` is false where the project was
    internal: nothing is known of it then. `statements` and `updates` are what else was told, for the record of edits.
    """

    tolerance_days: int | None = None
    cadence_days: int | None = None
    state: str | None = None
    since: date | None = None
    declared: tuple[tuple[str, str], ...] = ()
    days_off: tuple[tuple[date, date], ...] = ()
    leads: tuple[str, ...] = ()
    items: tuple[tuple[str, int], ...] = ()
    accepted: tuple[tuple[str, date], ...] = ()
    critical: tuple[str, ...] = ()
    pages: tuple[str, ...] | None = None
    rows: tuple[PastRow, ...] = ()
    reported: date | None = None
    is_shown: bool = True
    statements: tuple[Statement, ...] = ()
    updates: tuple[PastUpdate, ...] = ()

    def shows(self, page: str) -> bool:
        """Tells whether the project published a page."""
        return self.pages is None or page in self.pages


NO_TERMS = PastTerms()
INTERNAL = PastTerms(is_shown=False)


@dataclass(frozen=True, slots=True)
class PastAgency:
    """What portal.yml said from a day on for every project that says nothing of its own."""

    recorded_on: date
    tolerance_days: int | None = None
    cadence_days: int | None = None

    def is_as(self, other: "PastAgency | None") -> bool:
        """Tells whether it says the same, whenever it was said; nothing at all is what an empty one says."""
        said = (self.tolerance_days, self.cadence_days)
        if other is None:
            return said == (None, None)
        return said == (other.tolerance_days, other.cadence_days)


@dataclass(frozen=True, slots=True)
class PastPages:
    """The pages that client.yml published for every project that lists none of its own; None for all."""

    pages: tuple[str, ...] | None = None


NO_PAGES = PastPages()
