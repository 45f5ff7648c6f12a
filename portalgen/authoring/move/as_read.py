"""What a client will read of a move, in the client's language, as the pages say it."""

from collections.abc import Iterator

from portalgen.analysis.findings import ProjectFindings
from portalgen.model.client import Client
from portalgen.model.milestone import Move
from portalgen.model.project import Project
from portalgen.pages.parts import people
from portalgen.words import Words


def move_as_read(
    client: Client, project: Project, move: Move, words: Words
) -> Iterator[str]:
    """Yields the lines in which the page Dates tells of a move."""
    if move.before and move.after:
        said = words.text("dates.moved", before=move.before, after=move.after)
    else:
        said = words.text("dates.promised_for", day=move.after or "")
    yield f"{said} {words.days(move.days)}" if move.days else said
    yield move.because or words.text("dates.unexplained")
    known = people.contacts(client, project)
    facts = [
        words.word(move.cause),
        words.text("dates.on", day=move.on) if move.on else "",
        words.text("dates.agreed_by", name=people.shown(move.agreed_by, known, words))
        if move.agreed_by
        else "",
    ]
    yield " · ".join(each for each in facts if each)


def standing_as_read(found: ProjectFindings, words: Words) -> str:
    """Returns the sentence with which the page Now begins."""
    return words.say(found.verdict)
