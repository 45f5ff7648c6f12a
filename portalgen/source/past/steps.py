"""What a walk along a line of commits is fed with: each commit as a value, and what its files hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from portalgen.model.record.past import PastRestart
from portalgen.model.record.terms import PastAgency, PastPages
from portalgen.source.git.log import Change
from portalgen.source.past.projection import PastFile
from portalgen.source.past.reports import Rows

Restarts = tuple[PastRestart, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A commit with what it changed, by whom and on which day (UTC)."""

    commit: str
    recorded_on: date
    by: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What files hold, by blob; None where a file cannot be read."""

    files: Mapping[str, PastFile | None]
    restarts: Mapping[str, Restarts | None]
    rows: Mapping[str, Rows | None] = field(default_factory=dict)
    agency: Mapping[str, PastAgency | None] = field(default_factory=dict)
    pages: Mapping[str, PastPages | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """A commit that is dated later than every one before it, and its position on the line."""

    position: int
    commit: str
    day: date
    by: str


def first_from(start: date, days: Sequence[Mark]) -> Mark | None:
    """Returns the first commit that is dated on a day or after it."""
    for mark in days:
        if mark.day >= start:
            return mark
    return None
