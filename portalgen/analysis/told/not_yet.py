"""What the files say of days ahead as if it had happened: the pages say so, and tell none of it as true."""

from collections.abc import Iterator
from datetime import date

from portalgen.analysis.message import Message, message
from portalgen.model.ask import Ask, Owed
from portalgen.model.change import Release
from portalgen.model.fields.base import Named, Noun
from portalgen.model.fields.marks import HasHappened
from portalgen.model.fields.walk import marked
from portalgen.model.milestone import Move
from portalgen.model.progress import ProgressRow
from portalgen.model.project import Project
from portalgen.model.update import Update


def not_yet(
    project: Project,
    as_of: date,
) -> tuple[Message, ...]:
    """Returns what is said of each fact of a project that lies after a day, each once."""
    found: dict[Message, None] = {}
    for said in _of_facts(project, as_of):
        found[said] = None
    return tuple(found)


def _of_facts(
    project: Project,
    as_of: date,
) -> Iterator[Message]:
    for fact in marked(
        project,
        f"/{project.id}",
        HasHappened,
    ):
        if fact.mark.holds(fact.noun) and fact.value > as_of:
            yield _said(fact.noun, fact.value)


def _said(
    noun: Noun,
    day: date,
) -> Message:
    if isinstance(noun, Update):
        return message("not_yet.report", day=day)
    if isinstance(noun, ProgressRow):
        return message("not_yet.progress", day=day)
    if isinstance(noun, Move):
        return message("not_yet.move", day=day)
    if isinstance(noun, Project):
        return message("not_yet.end", day=day)
    return message(
        "not_yet.item",
        name=_name_of(noun),
        day=day,
    )


def _name_of(noun: Noun) -> str:
    """Returns what people call an item, an ask or a release."""
    if isinstance(noun, Named):
        return noun.name
    if isinstance(noun, Ask | Owed):
        return noun.what
    if isinstance(noun, Release):
        return noun.version
    return ""
