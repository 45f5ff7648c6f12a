"""What rules and advice say of a small project."""

from datetime import date
from typing import Any

from portalgen.analysis.analyse import analyse
from portalgen.analysis.checks.check import check
from portalgen.model.client import Client
from tests.kit.clients.nouns import PROVEN

TODAY = date(2026, 11, 20)


def found_in(**fields: Any) -> list[tuple[str, str]]:
    """Returns code and pointer (below the project) of all that is said of a project with these fields."""
    project = {"id": "webshop", "name": "Webshop", **fields}
    client = Client.model_validate(
        {"id": "acme", "name": "Acme", "currency": "EUR", "projects": [project]}
    )
    found = check(client, analyse(client, TODAY))
    return [
        (
            each.code,
            each.pointer.removeprefix("/webshop").removeprefix("/milestones/launch"),
        )
        for each in found
    ]


def of_launch(**fields: Any) -> list[tuple[str, str]]:
    """Returns code and pointer of all that is said of a milestone promised for 15 December 2026."""
    made = {"id": "launch", "name": "Launch", "promised_date": "2026-12-15", **fields}
    return found_in(
        milestones=[{key: value for key, value in made.items() if value is not None}],
        **PROVEN,
    )


def declared(**fields: Any) -> dict[str, Any]:
    """Returns a move with its cause and its reason, as a file has it."""
    return {"cause": "scope_change", "because": "Loyalty points were added.", **fields}


def update(day: str, **fields: Any) -> dict[str, Any]:
    """Returns a whole update for the period that ends on a day."""
    parts = {"done": "A", "results": "B", "why": "C", "next": "D"}
    return {
        "period_end": date.fromisoformat(day),
        "headline": "News",
        **parts,
        **fields,
    }
