"""Points that the files of the day alone tell: asks, changes, risks, reports, what was signed, moves before records.

No commit vouches for the day that they carry, and each says so.
"""

from collections.abc import Iterator

from markupsafe import Markup

from portalgen.analysis.dates.agreement import declared
from portalgen.analysis.dates.known_moves import KnownMove, Origin
from portalgen.model.ask import Ask
from portalgen.model.change import ChangeRequest, ChangeState
from portalgen.model.document import Agreement, Amendment
from portalgen.model.milestone import Milestone
from portalgen.model.record.past import DOCUMENT
from portalgen.model.risk import Risk
from portalgen.pages.evidence.point import Case, Point, Quote
from portalgen.pages.evidence.proof import Proof, proofs_of


def moved_before_records(case: Case) -> Iterator[Point]:
    """Yields the moves that no entry of the record holds, each with who agreed and who objected."""
    recorded = len(case.record.entries)
    for milestone in case.project.milestones:
        for step in case.found.accounts[milestone.id].steps:
            is_recorded = step.entry is not None and step.entry <= recorded
            # A move that is not committed yet is in no bundle.
            if not is_recorded and step.origin is not Origin.NOT_YET:
                yield from _move(
                    case,
                    milestone,
                    step,
                )


def _move(
    case: Case,
    milestone: Milestone,
    step: KnownMove,
) -> Iterator[Point]:
    words = case.words
    name = milestone.name
    about = frozenset({milestone.id})
    said = words.html("event.unpromised", name=name)
    if step.before and step.after:
        said = words.html(
            "event.moved", name=name, before=step.before, after=step.after
        )
    elif step.after:
        said = words.html("event.promised", name=name, day=step.after)
    quotes = tuple(_why(step.because, case.agency))
    yield Point(said=said, stated=step.on, about=about, quotes=quotes)
    if step.agreed_by:
        evidence = step.declared.evidence if step.declared else None
        who = case.person(step.agreed_by)
        agreed = words.html("evidence.agreed", name=name, who=who)
        if not step.is_confirmed:
            agreed = words.html(
                "evidence.agreed_stated", name=name, who=who, agency=case.agency
            )
        yield Point(
            said=agreed,
            stated=step.on,
            about=about,
            proofs=tuple(proofs_of(evidence, case.project.documents)),
        )
    for objection in step.objections:
        whose = case.person(objection.by) if objection.by else case.client.name
        yield Point(
            said=words.html("evidence.objected", name=name, client=case.client.name),
            stated=objection.on,
            about=about,
            quotes=tuple(_why(objection.because, whose)),
        )


def promised_off_record(case: Case) -> Iterator[Point]:
    """Yields the promises as they stand, and what is met, of milestones that have no entry."""
    words = case.words
    for milestone in case.project.milestones:
        if case.record.record(case.project.id, milestone.id):
            continue
        name = milestone.name
        about = frozenset({milestone.id})
        if milestone.promised_date:
            day = milestone.promised_date
            said = words.html("event.promised", name=name, day=day)
            yield Point(said=said, stated=None, about=about)
        if milestone.actual_date:
            met_on = milestone.actual_date
            said = words.html("evidence.met", name=name, day=met_on)
            yield Point(said=said, stated=met_on, about=about)


def client_views(case: Case) -> Iterator[Point]:
    """Yields what the client says of moves, where it says more than that it objects."""
    for milestone in case.project.milestones:
        for move in milestone.moves:
            if move.client_view:
                name = milestone.name
                quote = Quote(move.client_view, case.client.name)
                yield Point(
                    said=case.words.html(
                        "evidence.view", name=name, client=case.client.name
                    ),
                    stated=move.on,
                    about=frozenset({milestone.id}),
                    quotes=(quote,),
                )


def accepted(case: Case) -> Iterator[Point]:
    """Yields the acceptances of milestones."""
    for milestone in case.project.milestones:
        if milestone.accepted_on:
            proofs = proofs_of(milestone.acceptance_evidence)
            yield Point(
                said=_acceptance(case, milestone),
                stated=milestone.accepted_on,
                about=frozenset({milestone.id}),
                proofs=tuple(proofs),
            )


def asked(case: Case) -> Iterator[Point]:
    """Yields what either side owed the other: when it was asked for, and when it came."""
    words = case.words
    client = case.client.name
    for ask in case.project.asks:
        about = frozenset(ask.blocks)
        quotes = tuple(_why(ask.why, case.agency))
        if ask.asked_on:
            yield Point(
                said=_ask(case, ask),
                stated=ask.asked_on,
                about=about,
                quotes=quotes,
            )
        if ask.done_on:
            said = words.html("evidence.answered", client=client, what=ask.what)
            yield Point(said=said, stated=ask.done_on, about=about)
    for owed in case.project.owed:
        if owed.done_on:
            said = words.html("evidence.delivered", agency=case.agency, what=owed.what)
            yield Point(said=said, stated=owed.done_on)


def changed(case: Case) -> Iterator[Point]:
    """Yields change requests: when each was raised, and when it was decided."""
    words = case.words
    for change in case.project.change_requests:
        about = frozenset(_moved_by(case, change))
        if change.raised_on:
            whose = case.agency
            if change.requested_by:
                whose = case.person(change.requested_by)
            yield Point(
                said=words.html("event.change_raised", name=change.name),
                stated=change.raised_on,
                about=about,
                quotes=tuple(_why(change.reason, whose)),
            )
        if change.decided_on:
            yield Point(
                said=_decision(case, change),
                stated=change.decided_on,
                about=about,
                proofs=tuple(proofs_of(change.evidence)),
            )


def risked(case: Case) -> Iterator[Point]:
    """Yields risks: when each was raised, and when it came true or could no longer."""
    for risk in case.project.risks:
        if risk.raised_on:
            said = case.words.html("event.risk", name=risk.name)
            quotes = tuple(_why(risk.mitigation, case.agency))
            yield Point(
                said=said,
                stated=risk.raised_on,
                quotes=quotes,
            )
        if risk.closed_on and not risk.is_open:
            yield Point(said=_end_of(case, risk), stated=risk.closed_on)


def released(case: Case) -> Iterator[Point]:
    """Yields the versions that were delivered."""
    for release in case.project.releases:
        said = case.words.html("event.release", version=release.version)
        yield Point(said=said, stated=release.on)


def reported(case: Case) -> Iterator[Point]:
    """Yields the reports, each with its whole text."""
    for update in case.project.updates:
        said = case.words.html("evidence.report", headline=update.headline)
        yield Point(
            said=said,
            stated=update.period_end,
            report=update,
        )


def signed(case: Case) -> Iterator[Point]:
    """Yields what was agreed in writing, each with its document."""
    digests = {each.name: each.sha256 for each in case.project.documents}
    for agreement in case.project.agreements:
        terms: tuple[Agreement | Amendment, ...] = (agreement, *agreement.amendments)
        for each in terms:
            if each.signed_on is None:
                continue
            proofs: tuple[Proof, ...] = ()
            if each.document in digests:
                proofs = (
                    Proof(
                        DOCUMENT,
                        digests[each.document],
                        each.document,
                    ),
                )
            said = case.words.html("evidence.signed", name=each.name)
            yield Point(
                said=said,
                stated=each.signed_on,
                proofs=proofs,
            )


def _acceptance(case: Case, milestone: Milestone) -> Markup:
    words = case.words
    by = milestone.accepted_by
    given = declared(by, milestone.acceptance_evidence)
    name = milestone.name
    if by and case.found.witnesses.is_confirmed(given):
        return words.html(
            "evidence.accepted",
            name=name,
            who=case.person(by),
        )
    if by:
        who = case.person(by)
        return words.html(
            "evidence.accepted_stated", name=name, who=who, agency=case.agency
        )
    return words.html(
        "evidence.accepted_by_nobody",
        name=name,
        agency=case.agency,
    )


def _ask(case: Case, ask: Ask) -> Markup:
    words = case.words
    client = case.client.name
    if ask.due_on is None:
        return words.html(
            "evidence.asked",
            client=client,
            what=ask.what,
        )
    asked_for = words.html(
        "evidence.asked_for", client=client, what=ask.what, day=ask.due_on
    )
    if ask.done_on:
        return asked_for
    as_of = case.found.as_of
    not_yet = words.html("evidence.not_received", day=as_of)
    return Markup("{}. {}").format(asked_for, not_yet)


def _decision(case: Case, change: ChangeRequest) -> Markup:
    words = case.words
    name = change.name
    decided = words.html("event.change_approved", name=name)
    if change.state is ChangeState.REJECTED:
        decided = words.html("event.change_rejected", name=name)
    by = change.decided_by
    if by is None:
        return decided
    who = words.html("evidence.decided_by", who=case.person(by))
    given = declared(by, change.evidence)
    if not case.found.witnesses.is_confirmed(given):
        who = words.html(
            "evidence.decided_stated", who=case.person(by), agency=case.agency
        )
    return Markup("{} ({})").format(decided, who)


def _end_of(case: Case, risk: Risk) -> Markup:
    state = risk.state.value
    return case.words.html(f"event.risk_{state}", name=risk.name)


def _moved_by(case: Case, change: ChangeRequest) -> Iterator[str]:
    """Yields the ids of the milestones that a change request moved."""
    for milestone in case.project.milestones:
        for move in milestone.moves:
            if move.change_request == change.id:
                yield milestone.id


def _why(text: str | None, whose: str) -> Iterator[Quote]:
    if text:
        yield Quote(text, whose)
