"""Agreements that the client cannot check, or that nobody of its side can have given."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portalgen.analysis.dates.agreement import Witnesses, declared
from portalgen.analysis.findings import ProjectFindings
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.change import ChangeState
from portalgen.model.evidence import Evidence
from portalgen.model.milestone import Milestone, Move
from portalgen.model.project import Project
from portalgen.model.record.signed_move import fingerprint


@dataclass(frozen=True, slots=True)
class _Said:
    """An agreement as a file states it, with the pointers to who agreed and to what it can be checked by.

    `matters` tells that what is still ahead hangs on it, `is_confirmed` that the record knows that it is confirmed.
    """

    by: str
    evidence: str | Evidence | None
    at: str
    evidence_at: str
    matters: bool
    is_confirmed: bool = False


def agreements(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields agreements of the agency's own side, those that are only stated, and evidence that was exchanged."""
    known = found.witnesses
    for said in _said(project, found):
        if known.is_ours(said.by):
            yield problem(
                "PG411",
                f"{said.by} is of the agency's side, and cannot agree for the client",
                said.at,
                "name who agreed on the client's side, where a contact says side: client, or delete the line",
            )
        elif _is_signed(said) and not said.is_confirmed:
            yield _unproved_signature(project, known, said)
        elif said.matters and not known.takes_stated:
            yield from _stated(project, known, said)
    for milestone in project.milestones:
        yield from _exchanged(found, milestone, f"/{project.id}/milestones")


def _said(project: Project, found: ProjectFindings) -> Iterator[_Said]:
    for milestone in project.milestones:
        yield from _of_milestone(project, found, milestone)
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


def _of_milestone(
    project: Project,
    found: ProjectFindings,
    milestone: Milestone,
) -> Iterator[_Said]:
    at = f"/{project.id}/milestones/{milestone.id}"
    steps = found.accounts[milestone.id].steps
    confirmed = [step.declared for step in steps if step.is_confirmed]
    for index, move in enumerate(milestone.moves):
        if move.agreed_by:
            said = _of_move(move, f"{at}/moves/{index}", not milestone.is_met)
            yield replace(said, is_confirmed=move in confirmed)
    if milestone.accepted_by:
        yield _Said(
            by=milestone.accepted_by,
            evidence=milestone.acceptance_evidence,
            at=f"{at}/accepted_by",
            evidence_at=f"{at}/acceptance_evidence",
            matters=True,
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
    if said.is_confirmed or known.is_confirmed(declared(said.by, said.evidence)):
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


def _is_signed(said: _Said) -> bool:
    """Tells whether somebody is said to have signed by an SSH key."""
    return isinstance(said.evidence, Evidence) and said.evidence.signature is not None


def _unproved_signature(
    project: Project,
    known: Witnesses,
    said: _Said,
) -> Diagnostic:
    """Returns why a signature proves nothing."""
    return problem(
        "PG421",
        f"the signature proves nothing, so the agreement is only stated: {_flaw(project, known, said)}",
        said.evidence_at,
        "let the client sign what portalgen agree --statement prints for this move, with ssh-keygen -Y sign",
    )


def _flaw(
    project: Project,
    known: Witnesses,
    said: _Said,
) -> str:
    evidence = said.evidence
    name = evidence.signature if isinstance(evidence, Evidence) else None
    named = [each for each in project.documents if each.name == name]
    if not named or named[0].signature is None:
        return "it is no signature on the portal, whose name ends in .sig"
    document = named[0]
    signature = named[0].signature
    if signature.flaw:
        return signature.flaw
    if not any(digest == document.sha256 for _, digest, _ in known.signed):
        key = fingerprint(signature.key)
        return f"{key} is no signing key of the client's side, or its text is no statement of this client"
    if not any(
        by == said.by and digest == document.sha256 for by, digest, _ in known.signed
    ):
        return f"it was not signed by {said.by}"
    return "it was signed for another move"


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
