"""The projects of one client: each folder beside client.yml, as far as the client may see it."""

from collections.abc import Iterable, Iterator

from portalgen.diagnostics import Place
from portalgen.model.fields.schema import keys, texts
from portalgen.model.project import PageName, Project
from portalgen.source.load import references
from portalgen.source.load.hidden_pages import hidden_texts
from portalgen.source.load.listed_pages import PAGES, Pages, listed_pages
from portalgen.source.load.project_files import DOCUMENTS, ProjectFiles, read_project
from portalgen.source.load.reading import Reading
from portalgen.source.nouns.validation import validated_part
from portalgen.source.nouns.visibility import Secret
from portalgen.source.yaml.tree import Mapping, Scalar, locations

LIVE_FROM = "live_from"
PROJECT_KEYS = set(keys(Project)) - {"id", "progress", "updates", "documents"}


def read_projects(
    ids: Iterable[str],
    client_pages: Pages | None,
    reading: Reading,
) -> list[Project]:
    """Returns what the client may see of projects; nothing of those that are internal or broken.

    `client_pages` are published where a project lists none of its own.
    """
    projects = []
    for project_id in ids:
        project = _project(project_id, client_pages, reading)
        if project is not None:
            projects.append(project)
    return projects


def _project(
    project_id: str,
    client_pages: Pages | None,
    reading: Reading,
) -> Project | None:
    path = reading.path(project_id)
    files = read_project(reading.folder, path, reading.split)
    _keep(project_id, files, reading)
    pages, wrong_pages = listed_pages(files.tree)
    tree = files.tree.without(PAGES)
    repeated = references.repeated_ids(tree)
    whole, visible = reading.split.part(tree)
    from_folders = {
        "id": project_id,
        "progress": files.progress,
        "updates": files.updates,
        "documents": files.documents.documents,
        "pages": pages or client_pages or tuple(PageName),
    }
    project, wrong = validated_part(
        Project,
        whole,
        visible,
        from_folders,
        PROJECT_KEYS,
    )
    reading.diagnostics += [*wrong_pages, *repeated, *wrong]
    if visible is None:
        reading.split.internal_ids.add(project_id)
        held = (*files.updates, *files.progress)
        _keep_secret(texts(held), files.place, reading)
        return None
    if project is None or not files.tree.readable:
        # What a broken file would have held might speak against anything said of the project.
        if files.tree.readable:
            _note_refused(project_id, visible, reading)
        return None
    _keep_held_back(project, files.place, reading)
    return project


def _note_refused(
    project_id: str,
    visible: Mapping,
    reading: Reading,
) -> None:
    """Notes the name of a project that is wrong, else its id, unless it may be a draft."""
    if LIVE_FROM in visible.values:
        return
    name = visible.values.get("name")
    if isinstance(name, Scalar) and name.text:
        reading.refused[project_id] = name.text.strip()
    else:
        reading.refused[project_id] = project_id


def _keep(
    project_id: str,
    files: ProjectFiles,
    reading: Reading,
) -> None:
    """Keeps what is known of a project's files whatever the model says of them."""
    reading.diagnostics += files.diagnostics
    reading.locations.update(_locations(project_id, files))
    for name, content in files.documents.contents.items():
        path = f"{project_id}/{DOCUMENTS}/{name}"
        reading.files[path] = content


def _keep_secret(
    found: Iterable[str],
    place: Place,
    reading: Reading,
) -> None:
    for text in found:
        secret = Secret(text, place)
        reading.split.secrets.append(secret)


def _keep_held_back(
    project: Project,
    place: Place,
    reading: Reading,
) -> None:
    """Keeps what only pages show that are not published."""
    for text in hidden_texts(project):
        secret = Secret(text, place, is_held_back=True)
        reading.split.secrets.append(secret)


def _locations(project_id: str, files: ProjectFiles) -> Iterator[tuple[str, Place]]:
    base = f"/{project_id}"
    yield from locations(files.tree, base)
    yield base, files.place
    for name, node in files.places.items():
        yield from locations(node, f"{base}/{name}")
