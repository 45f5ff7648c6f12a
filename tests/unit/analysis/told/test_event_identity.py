"""What was once told keeps its id: over any sequence of edits, whatever is declared, renamed or hidden later."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings

from portalgen.analysis.dates.account import account
from portalgen.analysis.ledger.ledger import MilestoneRecord
from portalgen.analysis.ledger.records import Records, records
from portalgen.analysis.message import Value
from portalgen.analysis.told.events import Event, EventId, Happening, events
from portalgen.model.milestone import Cause
from portalgen.model.project import Project
from portalgen.model.record.past import (
    History,
    PastMilestone,
    PastMove,
    PastProject,
    Revision,
)
from tests.kit.clients import histories as past
from tests.kit.clients.edits import Files, edited, part
from tests.kit.clients.nouns import day, milestone, move, project

WEEK = 7
Meaning = tuple[str, tuple[tuple[str, Value], ...]]


def with_known_causes(revision: Revision) -> Revision:
    """Returns a revision as files without any fault have it: each cause is one of the model's."""
    projects = []
    for each in revision.projects:
        milestones = [
            replace(one, moves=tuple(known(move) for move in one.moves))
            for one in each.milestones
        ]
        projects.append(replace(each, milestones=tuple(milestones)))
    return replace(revision, projects=tuple(projects))


def known(declared: PastMove) -> PastMove:
    is_known = declared.cause in set(Cause)
    return declared if is_known else replace(declared, cause=Cause.TO_FOLLOW.value)


def as_model(of: PastProject) -> Project:
    """Returns a project as the model has it whose files say what the history says."""
    milestones = [
        milestone(
            each.id,
            formerly=each.formerly,
            baseline_date=each.baseline_date,
            promised_date=each.promised_date,
            actual_date=each.actual_date,
            moves=[
                {
                    "on": one.on,
                    "from": one.before,
                    "to": one.after,
                    "cause": one.cause,
                }
                for one in each.moves
            ],
        )
        for each in of.milestones
    ]
    return project(*milestones, id=of.id, updates=[])


def events_of(
    projects: tuple[PastProject, ...], of_client: Records
) -> dict[EventId, Event]:
    """Returns all events of a client's projects by id."""
    return dict(told(projects, of_client))


def told(
    projects: tuple[PastProject, ...], of_client: Records
) -> Iterator[tuple[EventId, Event]]:
    for each in projects:
        model = as_model(each)
        accounts = {
            one.id: account(one, model.id, of_client.present, of_client.count, WEEK)
            for one in model.milestones
        }
        for event in events(model, accounts):
            yield event.id, event


def meaning(event: Event) -> Meaning:
    """Returns what an event says, but for the name: a milestone may get another one."""
    values = tuple(each for each in event.said.values if each[0] != "name")
    return event.said.id, values


def is_withdrawn(id_: EventId, projects: tuple[PastProject, ...], now: Records) -> bool:
    """Tells whether the files or the records have taken back what an event told."""
    record = next(each for each in now.present.records if id_.entry in each.numbers)
    if record.is_withdrawn:
        return True
    if id_.happened is Happening.MET:
        return present(record, projects).actual_date is None
    if id_.declared is None:
        return False
    older = {(each.on, each.before, each.after) for each in record.declared_before}
    declared = (id_.declared.on, id_.declared.before, id_.declared.after)
    return declared not in older


def present(
    record: MilestoneRecord, projects: tuple[PastProject, ...]
) -> PastMilestone:
    return next(
        one
        for each in projects
        for one in each.milestones
        if (each.id, one.id) == (record.project, record.milestone)
    )


@pytest.mark.slow
@settings(max_examples=300)
@given(edited())
def test_no_later_revision_changes_an_id_that_was_once_published(
    made: tuple[History, Files],
) -> None:
    history, _ = made
    revisions = tuple(with_known_causes(each) for each in history.revisions)
    whole = replace(history, revisions=revisions)
    published: dict[EventId, Meaning] = {}
    for count, revision in enumerate(revisions, 1):
        projects = revision.projects
        committed = records(
            part(whole, count), "acme", (), projects, revision.recorded_on
        )
        found = events_of(projects, committed)
        for id_, meant in published.items():
            if is_withdrawn(id_, projects, committed):
                assert id_ not in found
            else:
                assert meaning(found[id_]) == meant
        published |= {id_: meaning(event) for id_, event in found.items()}


@given(edited())
def test_a_move_bears_the_same_id_before_its_commit_and_after(
    made: tuple[History, Files],
) -> None:
    history, _ = made
    revisions = tuple(with_known_causes(each) for each in history.revisions)
    whole = replace(history, revisions=revisions)
    before = part(whole, len(revisions) - 1)
    last = revisions[-1]
    saved = records(before, "acme", (), last.projects, last.recorded_on)
    committed = records(whole, "acme", (), last.projects, last.recorded_on)
    assert set(events_of(last.projects, saved)) == set(
        events_of(last.projects, committed)
    )


def test_a_move_on_record_is_known_by_its_entry_and_an_older_one_by_its_day_and_ends() -> (
    None
):
    june, july, august = "2026-06-15", "2026-07-15", "2026-08-15"
    older = past.move(june, july, on="2025-11-03")
    rows = [
        (past.project(past.milestone(july, older)),),
        (past.project(past.milestone(august, older)),),
        (past.project(past.milestone(august, older, id_="go", formerly=["launch"])),),
    ]
    history = past.history(rows)
    found = records(history, "acme", (), rows[-1], past.week(3))
    moves = [move(june, july, on="2025-11-03")]
    of = project(
        milestone("go", formerly=["launch"], promised_date=august, moves=moves)
    )
    launch = account(of.milestones[0], of.id, found.present, found.count, WEEK)
    newest, oldest = [each.id for each in events(of, {"go": launch})]
    assert (newest.item, newest.entry, newest.declared) == ("launch", 2, None)
    assert (oldest.item, oldest.entry) == ("launch", 1)
    assert oldest.declared is not None
    assert oldest.declared.on == day("2025-11-03")
