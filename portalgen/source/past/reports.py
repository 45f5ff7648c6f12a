"""What tells of a project's work in its past: the rows of its progress.csv, and the days of its updates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from portalgen.model.record.terms import PastRow
from portalgen.source.git.log import Change
from portalgen.source.past.projection import ID

_PROGRESS = re.compile(rf"({ID})/(?!internal/)({ID})/progress\.csv")
_UPDATE = re.compile(
    rf"({ID})/(?!internal/)({ID})/updates/([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\.md"
)
Rows = tuple[PastRow, ...]
Place = tuple[str, str]  # a client's folder and the project's folder in it


@dataclass(frozen=True, slots=True)
class Reports:
    """A project's rows of progress, by day, and the days of its updates."""

    rows: Rows = ()
    updates: tuple[date, ...] = ()

    @property
    def newest(self) -> date | None:
        """The day of the newest update."""
        return max(self.updates, default=None)

    def after(
        self,
        change: Change,
        rows: Mapping[str, Rows],
    ) -> "Reports":
        """Returns the reports after a change of one of their files; `rows` are what tables hold, by blob."""
        update = _UPDATE.fullmatch(change.path)
        if update is None:
            found = rows.get(change.blob or "", ())
            return replace(self, rows=found)
        day = _day(update[3])
        if day is None:
            return self
        days = {each for each in self.updates if each != day}
        if change.blob:
            days.add(day)
        in_order = sorted(days)
        return replace(self, updates=tuple(in_order))


NO_REPORTS = Reports()


def place_of(path: str) -> Place | None:
    """Returns the place of the project that a report at a path below `projects/` is of; None where it is none."""
    match = _PROGRESS.fullmatch(path) or _UPDATE.fullmatch(path)
    if match is None:
        return None
    return match[1], match[2]


def is_progress(path: str) -> bool:
    """Tells whether a file at this path below `projects/` holds a project's progress."""
    return _PROGRESS.fullmatch(path) is not None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
