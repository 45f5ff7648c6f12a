"""Dates: every milestone with what was promised, each move with its reason, and the record."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portalgen.analysis.dates.agreement import declared
from portalgen.analysis.dates.dependence import pushed
from portalgen.analysis.dates.known_moves import KnownMove
from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.dates.slips import Slip
from portalgen.analysis.dates.waiting import Waiting
from portalgen.analysis.ledger.entry import Kind
from portalgen.charts import timeline, trend
from portalgen.model.milestone import Milestone
from portalgen.model.project import PageName, Project
from portalgen.model.record.past import PastObjection
from portalgen.model.record.statement import Thing
from portalgen.pages.parts.edits import EditMark
from portalgen.pages.parts.moves import ToldMove, may_object, proof_of, told_move
from portalgen.pages.parts.people import contacts, shown, speaker
from portalgen.pages.parts.placed_chart import PlacedChart, placed
from portalgen.pages.parts.record import Record, record
from portalgen.pages.project.page import ChartedView, ProjectPage
from portalgen.pages.project.subject import Subject


@dataclass(frozen=True, slots=True)
class Linked:
    """A thing with the id of its anchor on another page, and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class MoveShown:
    """A move of a promise, with the change request behind it and the names of the milestones that it pushed.

    `proof` is the document by which the client can check that it agreed; `is_stated` tells that it is said to have
    agreed and can check nothing of it, `may_object` that it can still object. `entry` is the number of the entry that
    records the move. `client_view` is what the client says of the move, and `objections` what it
    said against it.
    """

    told: ToldMove
    proof: str | None
    is_stated: bool
    may_object: bool
    entry: int | None
    client_view: str | None
    objections: tuple[PastObjection, ...]
    change_request: Linked | None
    pushed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MilestoneShown:
    """A milestone's dates and moves, newest first.

    `acceptance` says when it was accepted, and by whom; `accept_entry` is the number of the entry that says that it was
    met, where the client may still confirm that it accepted it.
    `waits_for` names what it depends on, and `buffer_left` is its buffer in days less what waiting took; both are None
    where there is none, or where the milestone is met. `edits` are how its name, test and weight read before.
    """

    promise: Promise
    acceptance: str | None
    accept_entry: int | None
    waits_for: str | None
    buffer_left: int | None
    moves: tuple[MoveShown, ...]
    edits: tuple[EditMark, ...]


@dataclass(frozen=True, slots=True)
class DatesPage(ChartedView):
    """Every milestone, what waiting did, how far promises moved by cause, and the record of dates.

    `changed` is what else was changed, and `lost` what went that no other page tells.
    """

    milestones: tuple[MilestoneShown, ...]
    waited: tuple[Waiting, ...]
    slips: tuple[Slip, ...]
    record: Record
    changed: tuple[EditMark, ...]
    lost: tuple[Any, ...]


def dates_page(subject: Subject) -> DatesPage:
    """Returns the view of a project's dates."""
    found = subject.found
    waited = [each for each in found.waiting if each.total or each.buffer_used]
    return DatesPage(
        charts=charts(subject),
        milestones=tuple(_milestones(subject)),
        waited=tuple(waited),
        slips=found.slips,
        record=record(
            subject.project,
            subject.findings.records,
            found.reporting.cadence_days,
        ),
        changed=subject.edits.changed_terms(),
        lost=subject.edits.losses(PageName.DATES),
    )


def charts(subject: Subject) -> tuple[PlacedChart, ...]:
    """Returns the timeline and the milestone trend, where they have data."""
    found = subject.found
    project = subject.project
    words = subject.words
    made = (
        timeline(found, words),
        trend(project, found, words),
    )
    return placed(made, project.id, words)


def _milestones(subject: Subject) -> Iterator[MilestoneShown]:
    found = subject.found
    edited = subject.edits.marks(Thing.MILESTONE)
    left = {each.milestone.id: each.buffer_left for each in found.waiting}
    for promise in found.promises:
        milestone = promise.milestone
        waits_for: str | None = None
        buffer_left: int | None = None
        is_ahead = not promise.is_met
        if milestone.depends_on and is_ahead:
            waits_for = _names(subject.project, milestone.depends_on)
        if milestone.buffer_days and is_ahead:
            buffer_left = left.get(milestone.id, milestone.buffer_days)
        moves = tuple(_moves(subject, milestone))
        yield MilestoneShown(
            promise=promise,
            acceptance=_acceptance(subject, milestone),
            accept_entry=_accept_entry(subject, milestone),
            waits_for=waits_for,
            buffer_left=buffer_left,
            moves=moves,
            edits=edited.of(milestone.id),
        )


def _acceptance(subject: Subject, milestone: Milestone) -> str | None:
    """Returns when a milestone was accepted and by whom; as the agency states it where the client cannot check it."""
    day = milestone.accepted_on
    if day is None:
        return None
    words = subject.words
    by = milestone.accepted_by
    agency = speaker(subject.client, words)
    if by is None:
        return words.html("dates.accepted_stated", day=day, agency=agency)
    name = shown(by, contacts(subject.client, subject.project), words)
    agreement = declared(by, milestone.acceptance_evidence)
    if subject.found.witnesses.is_confirmed(agreement):
        return words.html("dates.accepted_by", day=day, name=name)
    return words.html("dates.accepted_by_stated", day=day, name=name, agency=agency)


def _accept_entry(subject: Subject, milestone: Milestone) -> int | None:
    """Returns the entry that says that an accepted milestone was met, unless the client confirmed it; else None."""
    given = declared(milestone.accepted_by, milestone.acceptance_evidence)
    if not milestone.accepted_on or subject.found.witnesses.is_confirmed(given):
        return None
    ledger = subject.findings.records.present
    record = ledger.record(subject.project.id, milestone.id)
    if record is None:
        return None
    met = [each.n for each in ledger.of(record) if each.kind is Kind.MET]
    return max(met, default=None)


def _names(project: Project, ids: tuple[str, ...]) -> str:
    """Returns the names of milestones, in the order of the project."""
    names = [each.name for each in project.milestones if each.id in ids]
    return ", ".join(names)


def _moves(subject: Subject, milestone: Milestone) -> Iterator[MoveShown]:
    """Yields the moves of a milestone, newest first."""
    accounts = subject.found.accounts
    milestones = subject.project.milestones
    words = subject.words
    known = contacts(subject.client, subject.project)
    agency = speaker(subject.client, words)
    steps = accounts[milestone.id].steps
    for step in reversed(steps):
        behind = pushed(milestones, accounts, milestone, step)
        names = [each.name for each in behind]
        yield MoveShown(
            told=told_move(step, words.html, words, known, agency),
            proof=proof_of(step),
            is_stated=step.is_stated,
            may_object=may_object(step),
            entry=step.entry,
            objections=step.objections,
            client_view=step.declared.client_view if step.declared else None,
            change_request=_change_request(subject, step),
            pushed=tuple(names),
        )


def _change_request(subject: Subject, step: KnownMove) -> Linked | None:
    """Returns the change request behind a move, where the page that tells of it is published."""
    if step.declared is None:
        return None
    id_ = step.declared.change_request
    if not id_ or not subject.publishes(PageName.CHANGES):
        return None
    for each in subject.project.change_requests:
        if each.id == id_:
            return Linked(id_, each.name)
    return Linked(id_, id_)


PAGE = ProjectPage(
    name=PageName.DATES,
    view=DatesPage,
    make=dates_page,
    icon="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
)
