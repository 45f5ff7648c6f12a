"""status.json: what the portal says, for programs."""

import json
from datetime import date
from typing import Any

from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.analysis.health.health import ProjectHealth
from portalgen.analysis.told.asks import OpenAsk
from portalgen.analysis.told.telling import Telling
from portalgen.model.client import Client
from portalgen.model.project import Project
from portalgen.words import Words

VERSION = 1


def status(
    client: Client,
    findings: Findings,
    words: Words,
) -> bytes:
    """Returns the file with each project's verdict, health, dates and open asks."""
    projects: list[dict[str, Any]] = []
    for each in client.projects:
        found = findings.projects[each.id]
        projects.append(_project(each, found, words))
    value = {
        "version": VERSION,
        "client": client.id,
        "as_of": findings.as_of.isoformat(),
        "projects": projects,
    }
    text = json.dumps(
        value,
        ensure_ascii=False,
        indent=1,
    )
    return f"{text}\n".encode()


def _project(
    project: Project,
    found: ProjectFindings,
    words: Words,
) -> dict[str, Any]:
    health = found.health
    reporting = found.reporting
    return {
        "id": project.id,
        "name": project.name,
        "state": project.state.value,
        "as_of": found.as_of.isoformat(),
        "read_on": _day(found.read_on),
        "verdict": words.say(found.verdict),
        "health": health.overall.value,
        "health_rule": words.say(health.rule),
        "dimensions": _dimensions(health),
        "percent_complete": _percent(found),
        "data_date": _day(reporting.last),
        "next_update": _day(reporting.next),
        "milestones": [_milestone(each) for each in found.promises],
        "open_asks": [_ask(each) for each in found.asks],
        "told": [_telling(each) for each in found.tellings.days],
    }


def _dimensions(health: ProjectHealth) -> dict[str, Any]:
    dimensions = {}
    for each in health.dimensions:
        name = each.dimension.value
        dimensions[name] = {
            "derived": each.derived,
            "declared": each.declared,
        }
    return dimensions


def _percent(found: ProjectFindings) -> float | None:
    if found.completion is None:
        return None
    percent = float(found.completion.percent)
    return round(percent, 1)


def _milestone(promise: Promise) -> dict[str, Any]:
    return {
        "id": promise.milestone.id,
        "name": promise.milestone.name,
        "first_promise": _day(promise.first),
        "promised": _day(promise.current),
        "agreed_by_client": promise.agreed_by is not None,
        "expected": _day(promise.expected),
        "met": promise.is_met,
        "finish_variance_days": promise.finish_variance_days,
        "overdue_days": promise.overdue_days,
    }


def _telling(telling: Telling) -> dict[str, Any]:
    """Returns what was told on a day: the colour, and the dates of the milestone that led."""
    lead = telling.lead
    return {
        "on": telling.on.isoformat(),
        "is_publication": telling.is_published,
        "health": telling.health.value,
        "promised": _day(lead.promised) if lead else None,
        "expected": _day(lead.expected) if lead else None,
    }


def _ask(open_ask: OpenAsk) -> dict[str, Any]:
    return {
        "id": open_ask.ask.id,
        "what": open_ask.ask.what,
        "due_on": _day(open_ask.ask.due_on),
    }


def _day(day: date | None) -> str | None:
    if day is None:
        return None
    return day.isoformat()
