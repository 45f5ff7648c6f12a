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
    """An entry with the name that its milestone has now, or had when the client saw it last."""

    entry: Entry
    name: str
    cause: Cause | None
    is_recorded: bool


@dataclass(frozen=True, slots=True)
class Restarted:
    """A day on which the record began anew, and why."""

    on: date
    because: str


@dataclass(frozen=True, slots=True)
class Record:
    """A project's rows; `is_known` tells whether there is a whole history to take them from."""

    is_known: bool
    since: date | None
    rows: tuple[Row, ...]
    restarts: tuple[Restarted, ...]


def record(project: Project, known: Records) -> Record:
    """Returns a project's part of the record, what is not committed yet included and marked."""
    rows = tuple(reversed(list(_rows(project, known))))
    since = rows[-1].entry.recorded_on if rows else None
    return Record(
        known.present.reach is Reach.WHOLE,
        since,
        rows,
        tuple(_restarts(known.recorded)),
    )


def _rows(project: Project, known: Records) -> Iterator[Row]:
    names = {each.id: each.name for each in project.milestones}
    for milestone in known.present.records:
        if milestone.project == project.id:
            name = names.get(milestone.milestone, milestone.milestone)
            names |= {
                known.present.entries[n - 1].milestone or "": name
                for n in milestone.numbers
            }
    numbers = sorted(
        n
        for each in known.present.records
        if each.project == project.id
        for n in each.numbers
    )
    for n in numbers:
        entry = known.present.entries[n - 1]
        cause = Cause(entry.cause) if entry.cause else None
        yield Row(entry, names.get(entry.milestone or "", ""), cause, n <= known.count)


def _restarts(ledger: Ledger) -> Iterator[Restarted]:
    for entry in ledger.entries:
        if entry.kind is Kind.RESTARTED:
            because = ledger.text(entry, "because")
        else:
            because = None
        if isinstance(because, str):
            yield Restarted(entry.on, because)
