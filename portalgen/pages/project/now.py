"""Now: how the project stands, in one screen."""

from dataclasses import dataclass
from datetime import date

from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.forecast.forecast import (
    Forecast,
    chance_in_words,
    range_in_words,
)
from portalgen.analysis.forecast.progress import Completion
from portalgen.analysis.health.cadence import Reporting
from portalgen.analysis.health.health import ProjectHealth
from portalgen.analysis.health.schedule import no_longer_shown
from portalgen.analysis.message import Message
from portalgen.analysis.told.asks import OpenAsk
from portalgen.analysis.told.events import Event, between
from portalgen.model.ask import Owed
from portalgen.model.health import Health
from portalgen.model.project import PageName, ProjectState
from portalgen.model.update import Update
from portalgen.pages.parts.ageing import Ageing, ageing
from portalgen.pages.parts.health_strip import HealthStrip, health_strip
from portalgen.pages.project.page import ProjectPage, View
from portalgen.pages.project.subject import Subject

RECENT_EVENTS = 4


@dataclass(frozen=True, slots=True)
class NowPage(View):
    """How the project stands.

    `chance` is that of the date that counts, in words, and `range` the simulated range of the leading milestone.
    `not_yet` says what the files tell of days ahead as if it had happened. `is_unreadable` tells that the history could
    not be read which tells what was promised first. `takes_stated` tells that the agency's word for an agreement counts
    as if the client could check it. `ageing` tells how long its colour holds if no newer page comes. `scope_since` is
    the first day of the progress series, `hidden` names the pages that the project does not publish. `withdrawn` are
    sentences of promises that are not shown any more, and that are owed. `strip` is how it stood on the days on which
    the client was told before.
    """

    as_of: date
    is_unreadable: bool
    takes_stated: bool
    not_yet: tuple[Message, ...]
    verdict: Message
    state: ProjectState
    has_ended: bool
    because: str | None
    summary: str | None
    phase: str | None
    health: ProjectHealth
    declared: Health
    reporting: Reporting
    ageing: Ageing | None
    milestones: tuple[Promise, ...]
    lead: Promise | None
    range: Message | None
    chance: Message | None
    asks: tuple[OpenAsk, ...]
    owed: tuple[Owed, ...]
    recent: tuple[Event, ...]
    completion: Completion | None
    scope_since: date | None
    newest: Update | None
    next_steps: tuple[str, ...]
    hidden: tuple[str, ...]
    withdrawn: tuple[Message, ...]
    strip: HealthStrip | None


def now_page(subject: Subject) -> NowPage:
    """Returns the view of a project as it stands."""
    found = subject.found
    project = subject.project
    newest = project.updates[0] if project.updates else None
    next_steps: tuple[str, ...] = ()
    if newest and newest.next:
        next_steps = newest.next
    simulated = _told_forecast(found)
    return NowPage(
        as_of=found.as_of,
        is_unreadable=subject.findings.records.present.is_unreadable,
        takes_stated=found.witnesses.takes_stated,
        not_yet=found.not_yet,
        verdict=found.verdict,
        state=project.state,
        has_ended=project.has_ended,
        because=project.because,
        summary=project.summary,
        phase=None if project.has_ended else project.phase,
        health=found.health,
        declared=project.health,
        reporting=found.reporting,
        ageing=ageing(project, found, subject.findings),
        milestones=_met_first(found.promises),
        lead=found.lead,
        range=range_in_words(simulated) if simulated else None,
        chance=_chance(found, simulated),
        asks=found.asks,
        owed=found.owed,
        recent=_recent(subject),
        completion=found.completion,
        scope_since=found.points[0].on if found.points else None,
        newest=newest,
        next_steps=next_steps,
        hidden=_hidden(subject),
        withdrawn=_withdrawn(found),
        strip=health_strip(found.tellings, subject.words),
    )


def _withdrawn(found: ProjectFindings) -> tuple[Message, ...]:
    """Returns a sentence for each promise that is no longer shown and that is owed, without its name."""
    return tuple(no_longer_shown(each) for each in found.health.withdrawn)


def _met_first(promises: tuple[Promise, ...]) -> tuple[Promise, ...]:
    """Returns milestones in the order of the strip: those that are met, then by day, those without a day last.

    An overdue one without a new date stands where it was to come.
    """

    def place(promise: Promise) -> tuple[bool, bool, date | None]:
        day = promise.expected or promise.passed
        if promise.expected is None and promise.overdue_days:
            day = promise.measured_from
        return (not promise.is_met, day is None, day)

    ordered = sorted(promises, key=place)
    return tuple(ordered)


def _recent(subject: Subject) -> tuple[Event, ...]:
    """Returns the newest events, where there is a page that tells the others."""
    if not subject.publishes(PageName.CHANGED):
        return ()
    past = between(subject.found.events, None, subject.found.as_of)
    return past[:RECENT_EVENTS]


def _told_forecast(found: ProjectFindings) -> Forecast | None:
    """Returns the forecast of the leading milestone.

    None where the data is old, or where the agency says that there is no date to plan with.
    """
    lead = found.lead
    if lead is None or lead.is_withheld or found.reporting.is_stale:
        return None
    return found.forecast.of(lead.milestone.id)


def _chance(found: ProjectFindings, simulated: Forecast | None) -> Message | None:
    """Returns the chance of the date that counts, in words, while that date is ahead."""
    if found.lead is None or simulated is None:
        return None
    counts = found.lead.measured_from
    if counts is None or counts < found.as_of:
        return None
    chance = simulated.chance_by(counts)
    return chance_in_words(chance)


def _hidden(subject: Subject) -> tuple[str, ...]:
    """Returns the titles of the pages that the project does not publish: nothing is hidden where nothing was told."""
    words = subject.words
    pages = subject.project.pages
    titles: list[str] = []
    for page in PageName:
        is_empty = page is PageName.TOLD and not subject.found.tellings.are_several
        if page not in pages and not is_empty:
            title = words.text(f"page.{page}")
            titles.append(title)
    return tuple(titles)


PAGE = ProjectPage(
    name=PageName.NOW,
    view=NowPage,
    make=now_page,
    icon="M12 3a9 9 0 1 0 9 9M12 7v5l3 3M21 5l-5 5",
)
