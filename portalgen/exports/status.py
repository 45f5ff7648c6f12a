"""status.json: what the portal says, for programs."""

import json
from typing import Any

from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.model.client import Client
from portalgen.model.project import Project
from portalgen.words import Words

VERSION = 1


def status(client: Client, findings: Findings, words: Words) -> bytes:
    """Returns the file with each project's verdict, health, dates and open asks."""
    value = {
        "version": VERSION,
        "client": client.id,
        "as_of": findings.as_of.isoformat(),
        "projects": [
            _project(each, findings.projects[each.id], words)
            for each in client.projects
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _project(project: Project, found: ProjectFindings, words: Words) -> dict[str, Any]:
    return {
        "id": project.id,
        "name": project.name,
        "state": project.state.value,
        "as_of": found.as_of.isoformat(),
        "verdict": words.say(found.verdict),
        "health": found.health.overall.value,
        "health_rule": words.say(found.health.rule),
        "dimensions": {
            each.dimension.value: {"derived": each.derived, "declared": each.declared}
            for each in found.health.dimensions
        },
        "percent_complete": round(float(found.completion.percent), 1)
        if found.completion
        else None,
        "data_date": found.reporting.last.isoformat() if found.reporting.last else None,
        "next_update": found.reporting.next.isoformat()
        if found.reporting.next
        else None,
        "milestones": [
            {
                "id": each.milestone.id,
                "name": each.milestone.name,
                "first_promise": each.first.isoformat() if each.first else None,
                "promised": each.current.isoformat() if each.current else None,
                "agreed_by_client": each.agreed_by is not None,
                "expected": each.expected.isoformat() if each.expected else None,
                "met": each.is_met,
                "finish_variance_days": each.finish_variance_days,
            }
            for each in found.promises
        ],
        "open_asks": [
            {
                "id": each.ask.id,
                "what": each.ask.what,
                "due_on": each.ask.due_on.isoformat() if each.ask.due_on else None,
            }
            for each in found.asks
        ],
    }
