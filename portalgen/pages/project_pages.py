"""The pages of one project: what each shows beyond what all share."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from portalgen.analysis.dates.dependence import pushed
from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.forecast.backtest import FEWEST_DUE
from portalgen.analysis.forecast.forecast import (
    LEVELS,
    MOST_WEEKS,
    chance_in_words,
    range_in_words,
)
from portalgen.analysis.health.cadence import STALE_AFTER
from portalgen.analysis.message import Message
from portalgen.analysis.told.events import Event, between
from portalgen.charts import Chart, burnup, throughput, timeline, trend
from portalgen.charts.throughput import mean_throughput
from portalgen.model.change import RELEASE_SECTIONS
from portalgen.model.project import ALWAYS_PUBLISHED, PageName, Project
from portalgen.model.risk import Impact, Probability, RiskState
from portalgen.model.update import Update
from portalgen.pages import people
from portalgen.pages.context import PlacedChart, ProjectContext
from portalgen.pages.moves import told_move
from portalgen.pages.record import record
from portalgen.words import Words

OPEN_REPORTS = 2
RECENT_EVENTS = 4


@dataclass(frozen=True, slots=True)
class Report:
    """An update with what the data says happened in its period."""

    update: Update
    events: tuple[Event, ...]


def pages_with_data(project: Project, found: ProjectFindings) -> tuple[PageName, ...]:
    """Returns the pages of a project that are published and have something to show."""
    has_data = {
        PageName.NEEDS: bool(project.asks or project.owed),
        PageName.CHANGED: bool(project.updates),
        PageName.PROGRESS: bool(project.progress)
        or any(each.weight for each in project.milestones),
        PageName.CHANGES: bool(project.change_requests or project.releases),
        PageName.RISKS: bool(project.risks),
        PageName.TRACK: found.track.by_first.n > 0,
        PageName.AGREEMENT: bool(project.agreements or project.documents),
    }
    return tuple(
        page
        for page in PageName
        if page in ALWAYS_PUBLISHED
        or (page in project.pages and has_data.get(page, False))
    )


CHARTS: dict[PageName, tuple[Callable[[ProjectContext], Chart | None], ...]] = {
    PageName.DATES: (
        lambda context: timeline(context.found, context.words),
        lambda context: trend(context.project, context.found, context.words),
    ),
    PageName.PROGRESS: (
        lambda context: burnup(context.found, context.words),
        lambda context: throughput(context.found, context.words),
    ),
}


def charts_of(page: PageName, context: ProjectContext) -> list[PlacedChart]:
    """Returns the charts of a page that have data."""
    folder = f"{context.project.id}/charts"
    made = (make(context) for make in CHARTS.get(page, ()))
    return [PlacedChart(chart, folder) for chart in made if chart]


def _now(context: ProjectContext) -> dict[str, Any]:
    found = context.found
    project = context.project
    words = context.words
    newest = project.updates[0] if project.updates else None
    hidden = [page for page in PageName if page not in project.pages]
    past = between(found.events, None, found.as_of)
    return {
        "strip": sorted(
            found.promises,
            key=lambda each: (not each.is_met, each.expected is None, each.expected),
        ),
        "recent": past[:RECENT_EVENTS] if PageName.CHANGED in context.published else (),
        "next_steps": (newest.next or ()) if newest else (),
        "hidden": [words.text(f"page.{page}") for page in hidden],
        **_simulated(context.found, words),
    }


def _simulated(found: ProjectFindings, words: Words) -> dict[str, Any]:
    """Returns the simulated range of the leading milestone, and the chance of the date that counts while it is ahead.

    Nothing of it where the data is old, or where the agency says that there is no date to plan with.
    """
    lead = found.lead
    if lead and not found.reporting.is_stale:
        simulated = found.forecast.of(lead.milestone.id)
    else:
        simulated = None
    if simulated is None or lead is None or lead.is_withheld:
        return {"range": None, "chance": None}
    if lead.measured_from and lead.measured_from >= found.as_of:
        ahead = lead.measured_from
    else:
        ahead = None
    chance = chance_in_words(simulated.chance_by(ahead)) if ahead else None
    return {"range": _in_short(range_in_words(simulated), words), "chance": chance}


def _in_short(said: Message, words: Words) -> Markup:
    """Returns a message with its days in their short form: it stands beside other dates."""
    days = ((key, day) for key, day in said.values if isinstance(day, date))
    return words.html(
        said.id,
        None,
        **{key: words.time(day, words.short_day(day)) for key, day in days},
    )


def _needs(context: ProjectContext) -> dict[str, Any]:
    project = context.project
    return {
        "done_asks": sorted(
            (each for each in project.asks if each.done_on),
            key=lambda each: each.done_on,
            reverse=True,
        ),
        "done_owed": sorted(
            (each for each in project.owed if each.done_on),
            key=lambda each: each.done_on,
            reverse=True,
        ),
        "contacts": people.contacts(context.client, project),
    }


def _changed(context: ProjectContext) -> dict[str, Any]:
    found = context.found
    updates = context.project.updates
    ends = [update.period_end for update in updates]
    befores = [*ends[1:], None]
    reports = [
        Report(
            update, between(found.events, before, update.period_end) if before else ()
        )
        for update, before in zip(updates, befores, strict=True)
    ]
    since = between(found.events, ends[0], found.as_of) if ends else ()
    return {"reports": reports, "since": since, "open_reports": OPEN_REPORTS}


def _dates(context: ProjectContext) -> dict[str, Any]:
    found = context.found
    milestones = context.project.milestones
    words = context.words
    person = people.person(context.client, context.project, words)
    return {
        "told_move": lambda step: told_move(step, words.html, words, person),
        "pushed": lambda milestone, step: pushed(
            milestones, found.accounts, milestone, step
        ),
        "buffer_left": {each.milestone.id: each.buffer_left for each in found.waiting},
        "waited": [each for each in found.waiting if each.total or each.buffer_used],
        "record": record(context.project, context.findings.records),
    }


def _progress(context: ProjectContext) -> dict[str, Any]:
    rows = [row for row in context.project.progress if row.stream]
    latest = {row.stream: row for row in sorted(rows, key=lambda row: row.on)}
    return {"streams": list(latest.values()) if len(latest) > 1 else []}


def _changes(context: ProjectContext) -> dict[str, Any]:
    costs = any(
        each.cost_impact is not None for each in context.project.change_requests
    )
    return {
        "with_money": costs and context.client.currency,
        "sections": RELEASE_SECTIONS,
    }


def _risks(context: ProjectContext) -> dict[str, Any]:
    risks = context.project.risks
    open_ = sorted(
        (each for each in risks if each.state is RiskState.OPEN),
        key=lambda each: -each.exposure,
    )
    probabilities = list(reversed(Probability))
    impacts = list(Impact)
    cells = {
        (p, i): {
            "level": _heat(len(probabilities) - row, column + 1),
            "risks": [
                each for each in open_ if each.probability is p and each.impact is i
            ],
        }
        for (row, p), (column, i) in itertools.product(
            enumerate(probabilities), enumerate(impacts)
        )
    }
    return {
        "open": open_,
        "past": [each for each in risks if each.state is not RiskState.OPEN],
        "probabilities": probabilities,
        "impacts": impacts,
        "matrix": cells,
        "numbers": {each.id: number for number, each in enumerate(open_, 1)},
    }


def _heat(probability: int, impact: int) -> int:
    """Returns the shade of a cell of the risk matrix, 0 to 3, by risk exposure."""
    return sum(probability * impact >= limit for limit in (5, 10, 15))


def _agreement(context: ProjectContext) -> dict[str, Any]:
    project = context.project
    agreed = {each.document for each in project.agreements}
    agreed |= {
        change.document for each in project.agreements for change in each.amendments
    }
    return {
        "documents": [each for each in project.documents if each.name not in agreed]
    }


def _track(context: ProjectContext) -> dict[str, Any]:
    found = context.found
    names = {each.id: each.name for each in context.project.milestones}
    return {
        "shares": [
            (days, share)
            for days, share in found.track.by_days_before.items()
            if share.n
        ],
        "met": [(names[each.milestone], each) for each in found.track.lateness],
    }


def _how(context: ProjectContext) -> dict[str, Any]:
    done = [week.done for week in context.found.weeks]
    found = context.found
    shown = [
        (each, found.forecast.of(each.milestone.id))
        for each in found.promises
        if not each.is_withheld
    ]
    return {
        "simulated": [
            (each.milestone.name, simulated) for each, simulated in shown if simulated
        ],
        "most_weeks": MOST_WEEKS,
        "fewest_due": FEWEST_DUE,
        "seed": f"{found.forecast.seed:032x}",
        "levels": LEVELS,
        "total_done": sum(done, Decimal()),
        "mean_done": mean_throughput(done) if done else Decimal(),
        "stale_limit": context.found.reporting.cadence_days * Decimal(str(STALE_AFTER)),
    }


EXTRAS: dict[PageName, Callable[[ProjectContext], dict[str, Any]]] = {
    PageName.NOW: _now,
    PageName.NEEDS: _needs,
    PageName.CHANGED: _changed,
    PageName.DATES: _dates,
    PageName.PROGRESS: _progress,
    PageName.CHANGES: _changes,
    PageName.RISKS: _risks,
    PageName.AGREEMENT: _agreement,
    PageName.TRACK: _track,
    PageName.HOW: _how,
}
