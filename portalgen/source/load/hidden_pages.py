"""Pages that are not published: their nouns, and references into them, leave the model."""

from collections.abc import Iterator

from portalgen.model.fields.schema import texts
from portalgen.model.fields.walk import without_references
from portalgen.model.project import Project


def published(project: Project) -> Project:
    """Returns a project without the nouns of its hidden pages."""
    hidden = project.hidden_lists
    if not hidden:
        return project
    emptied = project.model_copy(update=dict.fromkeys(hidden, ()))
    return without_references(emptied, hidden)


def hidden_texts(project: Project) -> Iterator[str]:
    """Yields the texts of nouns on hidden pages: they must not appear."""
    for name in project.hidden_lists:
        for noun in getattr(project, name):
            yield from texts(noun)
