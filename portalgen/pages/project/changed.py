"""What changed: the agency's reports, each with what the data says happened in its period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from portalgen.analysis.told.events import Event, between
from portalgen.model.project import PageName
from portalgen.model.record.statement import Thing
from portalgen.model.update import Update
from portalgen.pages.parts.edits import EditMark, Marks
from portalgen.pages.project.page import ProjectPage, View
from portalgen.pages.project.subject import Subject

OPEN_REPORTS = 2


@dataclass(frozen=True, slots=True)
class Report:
    """An update with what the data says happened in its period, and how it read before it was edited."""

    update: Update
    events: tuple[Event, ...]
    edits: tuple[EditMark, ...]


@dataclass(frozen=True, slots=True)
class ChangedPage(View):
    """The reports, newest first, a few of them open; `since` is what happened after the newest.

    `lost` tells which reports are there no longer.
    """

    reported_on: date | None
    since: tuple[Event, ...]
    open_reports: tuple[Report, ...]
    earlier_reports: tuple[Report, ...]
    lost: tuple[Any, ...]


def changed_page(subject: Subject) -> ChangedPage:
    """Returns the view of what was reported and what happened."""
    found = subject.found
    updates = subject.project.updates
    newest: date | None = None
    since: tuple[Event, ...] = ()
    if updates:
        newest = updates[0].period_end
        since = between(found.events, newest, found.as_of)
    edited = subject.edits.marks(Thing.UPDATE)
    reports = tuple(_reports(updates, found.events, edited))
    return ChangedPage(
        reported_on=newest,
        since=since,
        open_reports=reports[:OPEN_REPORTS],
        earlier_reports=reports[OPEN_REPORTS:],
        lost=subject.edits.losses(PageName.CHANGED),
    )


def _reports(
    updates: tuple[Update, ...],
    events: tuple[Event, ...],
    edited: Marks,
) -> Iterator[Report]:
    """Yields the reports; the period of the oldest has no beginning, so nothing is told of it."""
    starts: list[date | None] = [update.period_end for update in updates[1:]]
    for update, start in zip(updates, [*starts, None], strict=False):
        told: tuple[Event, ...] = ()
        if start:
            told = between(events, start, update.period_end)
        day = update.period_end.isoformat()
        yield Report(update, told, edited.of(day))


PAGE = ProjectPage(
    name=PageName.CHANGED,
    view=ChangedPage,
    make=changed_page,
    icon="M4 6h16M4 12h10M4 18h7M18 14v6M15 17h6",
)
