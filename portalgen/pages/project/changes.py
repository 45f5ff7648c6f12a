"""Changes: requests to change what was agreed, and the release log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from portalgen.analysis.dates.agreement import declared
from portalgen.model.change import RELEASE_SECTIONS, ChangeRequest, Release
from portalgen.model.project import PageName
from portalgen.model.record.statement import Thing
from portalgen.pages.parts.edits import Marks
from portalgen.pages.project.page import ProjectPage, View
from portalgen.pages.project.subject import Subject


@dataclass(frozen=True, slots=True)
class ReleaseSection:
    """What a release added, changed, …: the section's name and its entries."""

    name: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleaseShown:
    """A release with the sections that have entries."""

    version: str
    on: date
    sections: tuple[ReleaseSection, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage(View):
    """The change requests, with their cost where one is known in a currency, and the releases, newest first.

    `stated` are the ids of those that the agency says were approved, of which the client can check nothing.
    `edited` is how a request read before, by its id; `lost` tells which are there no longer.
    """

    change_requests: tuple[ChangeRequest, ...]
    stated: frozenset[str]
    with_money: bool
    releases: tuple[ReleaseShown, ...]
    edited: Marks
    lost: tuple[Any, ...]


def changes_page(subject: Subject) -> ChangesPage:
    """Returns the view of changes."""
    requests = subject.project.change_requests
    costs = [each.cost_impact for each in requests]
    has_cost = any(cost is not None for cost in costs)
    releases = [_shown(each) for each in subject.project.releases]
    releases.sort(key=_day, reverse=True)
    return ChangesPage(
        change_requests=requests,
        stated=frozenset(_stated(subject)),
        with_money=has_cost and bool(subject.client.currency),
        releases=tuple(releases),
        edited=subject.edits.marks(Thing.CHANGE),
        lost=subject.edits.losses(PageName.CHANGES),
    )


def _stated(subject: Subject) -> Iterator[str]:
    for each in subject.project.change_requests:
        if not each.is_agreed:
            continue
        agreement = declared(each.decided_by, each.evidence)
        if not subject.found.witnesses.is_confirmed(agreement):
            yield each.id


def _day(release: ReleaseShown) -> date:
    return release.on


def _shown(release: Release) -> ReleaseShown:
    sections = tuple(_sections(release))
    return ReleaseShown(release.version, release.on, sections)


def _sections(release: Release) -> Iterator[ReleaseSection]:
    for name in RELEASE_SECTIONS:
        entries = getattr(release, name)
        if entries:
            yield ReleaseSection(name, entries)


PAGE = ProjectPage(
    name=PageName.CHANGES,
    view=ChangesPage,
    make=changes_page,
)
