"""The record of a project's dates as the Dates page shows it: the ledger's entries, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portalgen.analysis.ledger.entry import Entry, Kind
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.analysis.ledger.records import Records
from portalgen.model.milestone import Cause
from portalgen.model.project import Project
from portalgen.model.record.past import Reach


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with the name that its milestone has now, or had when the client saw it last.

    `shown_on` is the day on which it was first shown, where that was over a cadence after the day that it carries.
    """

    entry: Entry
    name: str
    cause: Cause | None
    is_recorded: bool
    shown_on: date | None = None


@dataclass(frozen=True, slots=True)
class Restarted:
    """A day on which the record began anew, and why."""

    on: date
    because: str


@dataclass(frozen=True, slots=True)
class Removed:
    """What was dropped, by its id, on which day and why."""

    on: date
    name: str
    because: str


@dataclass(frozen=True, slots=True)
class Record:
    """A project's rows; `is_known` tells whether there is a whole history to take them from, and `is_unreadable` that
    there is one which cannot be read.
    """

    is_known: bool
    is_unreadable: bool
    since: date | None
    rows: tuple[Row, ...]
    restarts: tuple[Restarted, ...]
    removed: tuple[Removed, ...] = ()


def record(
    project: Project,
    known: Records,
    cadence_days: int,
) -> Record:
    """Returns a project's part of the record, what is not committed yet included and marked."""
    rows = list(_rows(project, known, cadence_days))
    rows.reverse()
    since: date | None = None
    if rows:
        oldest = rows[-1].entry
        since = oldest.recorded_on
    return Record(
        is_known=known.present.reach is Reach.WHOLE,
        is_unreadable=known.present.is_unreadable,
        since=since,
        rows=tuple(rows),
        restarts=tuple(_restarts(known.recorded)),
        removed=tuple(_removed(project, known.present)),
    )


def _rows(
    project: Project,
    known: Records,
    cadence_days: int,
) -> Iterator[Row]:
    """Yields the entries of a project's milestones, oldest first."""
    shown = {each.id: each.name for each in project.milestones}
    for n, id_ in _numbered(project, known):
        entry = known.present.entries[n - 1]
        name = shown.get(id_, id_)
        cause = Cause(entry.cause) if entry.cause else None
        is_recorded = n <= known.count
        shown_on = known.present.shown_late(entry, cadence_days)
        yield Row(entry, name, cause, is_recorded, shown_on)


def _numbered(project: Project, known: Records) -> list[tuple[int, str]]:
    """Returns the numbers of a project's entries, each with the id that its milestone has now, or had last."""
    found: list[tuple[int, str]] = []
    for milestone in known.present.records:
        if milestone.project != project.id:
            continue
        for n in milestone.numbers:
            found.append((n, milestone.milestone))
    return sorted(found)


def _restarts(ledger: Ledger) -> Iterator[Restarted]:
    """Yields the days on which the record began anew; where the reason was taken out, nothing is told."""
    for entry in ledger.entries:
        if entry.kind is not Kind.RESTARTED:
            continue
        because = ledger.text(entry, "because")
        if isinstance(because, str):
            yield Restarted(entry.on, because)


def _removed(project: Project, ledger: Ledger) -> Iterator[Removed]:
    """Yields what was dropped of a project, or whole projects that it seems to have been, by their ids."""
    former = {
        each.was_project for each in ledger.unlinked if each.project == project.id
    }
    for removal in ledger.removals:
        if removal.project not in {project.id, *former}:
            continue
        name = removal.milestone or removal.project
        yield Removed(removal.on, name, removal.because)
