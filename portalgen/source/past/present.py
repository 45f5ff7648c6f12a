"""The dates of a client as its files have them now: one more revision, not yet recorded."""

import re
from collections.abc import Iterator
from dataclasses import replace

from portalgen.model.record.past import PastProject, Revision
from portalgen.source.files.folder import Entry, EntryKind, Folder
from portalgen.source.past.projection import ID, PastFile, past_file, past_project

_DATA_FILE = re.compile(r"[^.].*\.(?i:ya?ml)")


def present(
    folder: Folder,
    client_id: str,
    last: Revision | None,
) -> tuple[PastProject, ...]:
    """Returns the projects of a client by id, read as revisions are.

    A project that cannot be read stands as it did in the last revision, and so does the live_from of one that is known:
    what the past begins with is HEAD's to say.
    """
    known: dict[str, PastProject] = {}
    if last:
        for project in last.projects:
            known[project.id] = project
    found = _projects(folder, client_id, known)
    return tuple(found)


def _projects(
    folder: Folder,
    client_id: str,
    known: dict[str, PastProject],
) -> Iterator[PastProject]:
    for entry in folder.list(client_id):
        if not _may_be_project(entry):
            continue
        path = f"{client_id}/{entry.name}"
        files = list(_files(folder, path))
        if not files:
            continue
        before = known.get(entry.name)
        project = past_project(entry.name, files) or before
        if project is None:
            continue
        if before:
            project = replace(project, live_from=before.live_from)
        yield project


def _may_be_project(entry: Entry) -> bool:
    if entry.kind is not EntryKind.FOLDER:
        return False
    if entry.name == "internal":
        return False
    return re.fullmatch(ID, entry.name) is not None


def _files(folder: Folder, path: str) -> Iterator[PastFile | None]:
    for entry in folder.list(path):
        if entry.kind is not EntryKind.FILE:
            continue
        if not _DATA_FILE.fullmatch(entry.name):
            continue
        content = folder.read(f"{path}/{entry.name}")
        if content is None:
            yield None
        else:
            yield past_file(content)
