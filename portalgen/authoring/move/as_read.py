"""What a client will read of a move, in the client's language, as the pages say it."""

from collections.abc import Iterator

from portalgen.analysis.dates.dependence import pushed
from portalgen.analysis.dates.known_moves import KnownMove
from portalgen.analysis.findings import ProjectFindings
from portalgen.model.client import Client
from portalgen.model.milestone import Milestone
from portalgen.model.project import Project
from portalgen.pages.parts.moves import may_object, proof_of, told_move
from portalgen.pages.parts.people import contacts, people_of, speaker
from portalgen.words import Words


def move_as_read(
    client: Client,
    project: Project,
    milestone: Milestone,
    found: ProjectFindings,
    words: Words,
) -> Iterator[str]:
    """Yields the lines in which the page Dates tells of a milestone's newest move.

    None where the page tells of none: a promise that went back to what is on record did not move.
    """
    step = _newest(milestone, found)
    if step is None:
        return
    people = contacts(client, project)
    told = told_move(
        step,
        words.text,
        words,
        people,
        speaker(client, words),
    )
    title = f"{told.title} {told.days}"
    yield title.rstrip()
    if told.reason:
        yield told.reason
    facts = [*told.facts, *_proof(step), *_change(project, step)]
    if people_of(client, project, words).address:
        facts += _links(step, words)
    yield " · ".join(facts)
    moved_with_it = pushed(
        project.milestones,
        found.accounts,
        milestone,
        step,
    )
    if moved_with_it:
        names = [each.name for each in moved_with_it]
        listed = ", ".join(names)
        yield words.text("dates.pushed", names=listed)


def verdict_as_read(found: ProjectFindings, words: Words) -> str:
    """Returns the sentence with which the page Now begins."""
    return words.say(found.verdict)


def _newest(milestone: Milestone, found: ProjectFindings) -> KnownMove | None:
    """Returns the step that the last declared move explains."""
    if not milestone.moves:
        return None
    last = milestone.moves[-1]
    account = found.accounts[milestone.id]
    for step in reversed(account.steps):
        if step.declared is last:
            return step
    return None


def _links(step: KnownMove, words: Words) -> Iterator[str]:
    """Yields the links by which the client can answer."""
    if step.is_stated:
        yield words.text("dates.answer.agree")
    if may_object(step):
        yield words.text("dates.answer.object")


def _proof(step: KnownMove) -> Iterator[str]:
    """Yields the name of the document by which the client can check that it agreed."""
    document = proof_of(step)
    if document:
        yield document


def _change(project: Project, step: KnownMove) -> Iterator[str]:
    """Yields the name of the change request behind a move."""
    if step.declared is None:
        return
    wanted = step.declared.change_request
    for each in project.change_requests:
        if each.id == wanted:
            yield each.name
