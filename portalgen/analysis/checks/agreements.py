"""Agreements that the client cannot check, or that nobody of its side can have given."""

from collections.abc import Iterator
from dataclasses import dataclass

from portalgen.analysis.dates.agreement import Witnesses, declared
from portalgen.analysis.findings import ProjectFindings
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.change import ChangeState
from portalgen.model.evidence import Evidence
from portalgen.model.milestone import Milestone, Move
from portalgen.model.project import Project


@dataclass(frozen=True, slots=True)
class _Said:
    """An agreement as a file states it, with the pointers to who agreed and to what it can be checked by.

    `matters` tells that what is still ahead hangs on it.
    """

    by: str
    evidence: str | Evidence | None
    at: str
    evidence_at: str
    matters: bool


def agreements(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields agreements of the agency's own side, those that are only stated, and evidence that was exchanged."""
    known = found.witnesses
    for said in _said(project):
        if known.is_ours(said.by):
            yield problem(
                "PG411",
                f"{said.by} is of the agency's side, and cannot agree for the client",
                said.at,
                "name who agreed on the client's side, or delete the line",
            )
        elif said.matters and not known.takes_stated:
            yield from _stated(project, known, said)
    for milestone in project.milestones:
        yield from _exchanged(found, milestone, f"/{project.id}/milestones")


def _said(project: Project) -> Iterator[_Said]:
    for milestone in project.milestones:
        at = f"/{project.id}/milestones/{milestone.id}"
        for index, move in enumerate(milestone.moves):
            if move.agreed_by:
                yield _of_move(move, f"{at}/moves/{index}", not milestone.is_met)
        if milestone.accepted_by:
            yield _Said(
                by=milestone.accepted_by,
                evidence=milestone.acceptance_evidence,
                at=f"{at}/accepted_by",
                evidence_at=f"{at}/acceptance_evidence",
                matters=True,
            )
    for change in project.change_requests:
        if not change.decided_by or not change.is_agreed:
            continue
        at = f"/{project.id}/change_requests/{change.id}"
        yield _Said(
            by=change.decided_by,
            evidence=change.evidence,
            at=f"{at}/decided_by",
            evidence_at=f"{at}/evidence",
            matters=change.state is ChangeState.APPROVED,
        )


def _of_move(move: Move, at: str, matters: bool) -> _Said:
    return _Said(
        by=move.agreed_by or "",
        evidence=move.evidence,
        at=f"{at}/agreed_by",
        evidence_at=f"{at}/evidence",
        matters=matters,
    )


def _stated(
    project: Project,
    known: Witnesses,
    said: _Said,
) -> Iterator[Diagnostic]:
    """Yields what an agreement lacks to be confirmed: who it is from, or what it can be checked by."""
    if known.is_confirmed(declared(said.by, said.evidence)):
        return
    if said.by not in known.clients:
        yield problem(
            "PG513",
            f"{said.by} is no contact of the client's side, so the agreement is only stated",
            said.at,
            "name a contact that has side: client, by id or by exactly that name",
        )
    elif isinstance(said.evidence, Evidence):
        yield from _unproved(project, said, said.evidence)
    else:
        yield problem(
            "PG513",
            "the client cannot check the agreement, so it is only stated",
            said.at,
            "add evidence: {document: …, sha256: …}, a file in documents/ in which the client agrees",
        )


def _unproved(
    project: Project,
    said: _Said,
    evidence: Evidence,
) -> Iterator[Diagnostic]:
    """Yields what evidence lacks; where it names a document that is not there, or another one, that is told already."""
    if evidence.mail:
        yield from _unsigned(said, evidence)
    elif evidence.document is None:
        yield problem(
            "PG513",
            "the evidence is not published, so the agreement is only stated",
            said.evidence_at,
            "publish the page agreement, on which documents stand",
        )
    elif evidence.sha256 is None:
        yield problem(
            "PG513",
            "the evidence has no digest, so the agreement is only stated",
            said.evidence_at,
            _digest_of(project, evidence),
        )


def _unsigned(said: _Said, evidence: Evidence) -> Iterator[Diagnostic]:
    """Yields what a mail lacks to prove that it is somebody's."""
    if evidence.sha256 and evidence.domain:
        says = f"{evidence.domain} is not the domain of an address of {said.by}, so the agreement is only stated"
    else:
        says = "the mail has no digest or no domain that signed it, so the agreement is only stated"
    yield problem(
        "PG513",
        says,
        said.evidence_at,
        "let portalgen agree write it, and give the contact its email",
    )


def _digest_of(project: Project, evidence: Evidence) -> str:
    for each in project.documents:
        if each.name == evidence.document:
            return f"add sha256: {each.sha256}"
    return "publish the document, and add its sha256:"


def _exchanged(
    found: ProjectFindings,
    milestone: Milestone,
    at: str,
) -> Iterator[Diagnostic]:
    """Yields evidence that is not the one with which an agreement was recorded."""
    for step in found.accounts[milestone.id].steps:
        if step.declared is None or step.evidence is None:
            continue
        now = declared(step.agreed_by, step.declared.evidence).evidence
        if now is None or now.digest == step.evidence.digest:
            continue
        index = milestone.moves.index(step.declared)
        yield problem(
            "PG412",
            f"the agreement was recorded with the digest {step.evidence.digest}",
            f"{at}/{milestone.id}/moves/{index}/evidence",
            "put that document back: another one proves nothing of that day",
        )
