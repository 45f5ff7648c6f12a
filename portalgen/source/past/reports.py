"""What tells of a project's work in its past: the rows of its progress.csv, and its updates with their blobs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from portalgen.model.record.statement import PastUpdate
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
    """A project's rows of progress and its updates, both by day."""

    rows: Rows = ()
    updates: tuple[PastUpdate, ...] = ()

    @property
    def newest(self) -> date | None:
        """The day of the newest update."""
        return max((each.on for each in self.updates), default=None)

    def blob_of(self, day: date) -> str | None:
        """Returns the blob of the update of a day; None where there is none."""
        for each in self.updates:
            if each.on == day:
                return each.blob
        return None

    def after(
        self,
        change: Change,
        rows: Mapping[str, Rows | None],
    ) -> "Reports":
        """Returns the reports after a change of one of their files; `rows` are what tables hold, by blob.

        A table that cannot be read leaves the rows that were there.
        """
        day = _day_of(change.path)
        if is_progress(change.path):
            found = rows.get(change.blob, ()) if change.blob else ()
            if found is None:
                return self
            return replace(self, rows=found)
        if day is None:
            return self
        kept = [each for each in self.updates if each.on != day]
        if change.blob:
            kept.append(PastUpdate(day, change.blob))
        kept.sort(key=lambda update: update.on)
        return replace(self, updates=tuple(kept))


NO_REPORTS = Reports()


@dataclass
class Rewritten:
    """The blobs of a client's updates that did not stay as they were, and the days of those that went.

    Only their texts are read: of all others it is enough that they are what they were. What comes under the day of an
    update that went may be that one, in a folder that was renamed.
    """

    blobs: set[str] = field(default_factory=set)
    gone: set[date] = field(default_factory=set)

    def note(
        self,
        changes: Iterable[Change],
        before: Mapping[Place, Reports],
    ) -> None:
        """Notes what the changes of a commit make of the updates that were there before it."""
        came: list[PastUpdate] = []
        for change in changes:
            day = _day_of(change.path)
            if day is None:
                continue
            stood = _reports_at(change.path, before).blob_of(day)
            if stood and stood != change.blob:
                self.blobs.update({stood, change.blob or stood})
            if change.blob:
                came.append(PastUpdate(day, change.blob))
            else:
                self.gone.add(day)
        self.blobs.update(each.blob for each in came if each.on in self.gone)


def _reports_at(path: str, reports: Mapping[Place, Reports]) -> Reports:
    """Returns the reports of the project that a path is of."""
    place = place_of(path)
    if place is None:
        return NO_REPORTS
    return reports.get(place, NO_REPORTS)


def place_of(path: str) -> Place | None:
    """Returns the place of the project that a report at a path below `projects/` is of; None where it is none."""
    match = _PROGRESS.fullmatch(path) or _UPDATE.fullmatch(path)
    if match is None:
        return None
    return match[1], match[2]


def is_progress(path: str) -> bool:
    """Tells whether a file at this path below `projects/` holds a project's progress."""
    return _PROGRESS.fullmatch(path) is not None


def _day_of(path: str) -> date | None:
    """Returns the day of the update at a path; None where it is none."""
    update = _UPDATE.fullmatch(path)
    if update is None:
        return None
    try:
        return date.fromisoformat(update[3])
    except ValueError:
        return None
