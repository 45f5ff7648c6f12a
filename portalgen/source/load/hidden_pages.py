"""Pages that are not published: their nouns, and references into them, leave the model."""

from collections.abc import Iterator
from typing import Any

from portalgen.model.fields.schema import texts
from portalgen.model.project import PageName, Project

NOUNS_OF_PAGE: dict[PageName, tuple[str, ...]] = {
    PageName.NEEDS: ("asks", "owed"),
    PageName.CHANGED: ("updates",),
    PageName.PROGRESS: ("progress",),
    PageName.CHANGES: ("change_requests", "releases"),
    PageName.RISKS: ("risks",),
    PageName.AGREEMENT: ("agreements", "documents"),
}


def published(project: Project) -> Project:
    """Returns a project without the nouns of its hidden pages."""
    update: dict[str, Any] = dict.fromkeys(_hidden_nouns(project), ())
    if "change_requests" in update:
        update["milestones"] = tuple(
            milestone.model_copy(
                update={
                    "moves": tuple(
                        move.model_copy(update={"change_request": None})
                        for move in milestone.moves
                    )
                }
            )
            for milestone in project.milestones
        )
    return project.model_copy(update=update) if update else project


def hidden_texts(project: Project) -> Iterator[str]:
    """Yields the texts of nouns on hidden pages: they must not appear."""
    for name in _hidden_nouns(project):
        for noun in getattr(project, name):
            yield from texts(noun)


def _hidden_nouns(project: Project) -> Iterator[str]:
    for page, names in NOUNS_OF_PAGE.items():
        if page not in project.pages:
            yield from names
