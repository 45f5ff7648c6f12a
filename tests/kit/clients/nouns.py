"""Small nouns for tests, written as a file would write them."""

from datetime import date
from typing import Any

from portalgen.analysis.analyse import analyse_project
from portalgen.analysis.dates.agreement import witnesses
from portalgen.analysis.dates.declared_account import declared_account
from portalgen.analysis.dates.known_moves import Account
from portalgen.analysis.dates.promises import Promise, promises
from portalgen.analysis.findings import ProjectFindings
from portalgen.model.client import Agency, Client
from portalgen.model.milestone import Milestone
from portalgen.model.project import Project

TODAY = date(2026, 6, 1)
# What makes an agreement count: somebody of the client's side, and a document that is published as it was recorded.
TIMO: dict[str, Any] = {"id": "timo", "name": "Timo Laine", "side": "client"}
MARIA: dict[str, Any] = {
    "id": "maria",
    "name": "Maria Virtanen",
    "role": "account_manager",
}
MINUTES: dict[str, Any] = {"name": "minutes.pdf", "size": 1, "sha256": "ab" * 32}
PROOF: dict[str, Any] = {"document": "minutes.pdf", "sha256": "ab" * 32}
AGREED: dict[str, Any] = {"agreed_by": "Timo Laine", "evidence": PROOF}
PROVEN: dict[str, Any] = {"contacts": [TIMO, MARIA], "documents": [MINUTES]}


def day(text: str) -> date:
    """Returns the day that a text names."""
    return date.fromisoformat(text)


def milestone(id_: str = "launch", **keys: Any) -> Milestone:
    """Returns a milestone called after its id."""
    return Milestone.model_validate({"id": id_, "name": id_.capitalize(), **keys})


def move(
    before: str | None, after: str | None, cause: str = "estimate", **keys: Any
) -> dict[str, Any]:
    """Returns a move as a file writes it."""
    ends = {key: value for key, value in (("from", before), ("to", after)) if value}
    return {**ends, "cause": cause, "because": "Known now.", **keys}


def project(*milestones: Milestone, **keys: Any) -> Project:
    """Returns a project that reported today, so that its data is fresh, unless it is told otherwise."""
    reported = {"updates": [{"period_end": TODAY, "headline": "All well"}]}
    return Project.model_validate(
        {
            "id": "webshop",
            "name": "Webshop",
            "milestones": milestones,
            **reported,
            **keys,
        }
    )


def client(*projects: Project, **keys: Any) -> Client:
    """Returns a client with projects."""
    return Client.model_validate(
        {"id": "acme", "name": "Acme", "projects": projects, **keys}
    )


def declared(of: Project) -> dict[str, Account]:
    """Returns the accounts of a project's milestones as its files declare them, without any history."""
    known = witnesses(of, Agency())
    return {each.id: declared_account(each, known) for each in of.milestones}


def promised(of: Project, as_of: date = TODAY) -> tuple[Promise, ...]:
    """Returns the dates of a project's milestones without any history."""
    return promises(of, declared(of), as_of)


def found(of: Project, as_of: date = TODAY) -> ProjectFindings:
    """Returns what a project's data gives, with an agency's defaults: a week's cadence, seven days of tolerance."""
    return analyse_project(of, Agency(), as_of)
