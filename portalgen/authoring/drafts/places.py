"""Where things stand in `projects/`: a client's folder, a project's files, the file that holds a list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portalgen.errors import PortalgenError, UsageError
from portalgen.model.fields.base import Item
from portalgen.model.fields.schema import item_lists
from portalgen.model.project import Project
from portalgen.source.files.folder import Entry, EntryKind, Folder
from portalgen.source.load.agency import client_ids
from portalgen.source.load.project_files import INTERNAL, PROJECT_FILE, YAML_ENDS
from portalgen.source.nouns.suggestions import did_you_mean
from portalgen.source.yaml.reader import read_keys
from portalgen.source.yaml.tree import Mapping as Keys
from portalgen.source.yaml.tree import Scalar, Sequence


@dataclass(frozen=True)
class ProjectPlace:
    """A project's folder, and its YAML files by their paths below `projects/`."""

    folder: Folder
    client: str
    project: str
    files: Mapping[str, Keys]

    @property
    def path(self) -> str:
        """The project's folder."""
        return f"{self.client}/{self.project}"

    def holder(self, key: str) -> str | None:
        """Returns the file that holds a key at its top, or None."""
        for path, tree in self.files.items():
            if key in tree.values:
                return path
        return None

    def items(self, key: str) -> list[tuple[int, Keys]]:
        """Returns the mappings of a list with their positions; none where there is no such list."""
        path = self.holder(key)
        if path is None:
            return []
        held = self.files[path].values[key]
        if not isinstance(held, Sequence):
            return []
        items = enumerate(held.items)
        return [(at, item) for at, item in items if isinstance(item, Keys)]

    def ids(self, *keys: str) -> Iterator[str]:
        """Yields the ids in lists, those that their items had before included; of all lists by default."""
        lists = item_lists(Project)
        for key in keys or lists[Item.namespace]:
            for _, item in self.items(key):
                yield from _ids_of(item)

    def content(self, path: str) -> bytes:
        """Returns the content of one of the files."""
        content = self.folder.read(path)
        if content is None:
            shown = self.folder.shown(path)
            raise PortalgenError(f"{shown} cannot be read as a plain file")
        return content


def find_client(folder: Folder, client: str) -> str:
    """Returns a client's id. Raises UsageError where there is no such client."""
    known, _ = client_ids(folder)
    if client not in known:
        none = "there is none yet: portalgen new client"
        near = _near(client, known, none)
        raise UsageError(f"no client is called {client}; {near}")
    return client


def find_project(folder: Folder, name: str) -> ProjectPlace:
    """Returns a project by `CLIENT/PROJECT`.

    Raises UsageError where there is none, PortalgenError where one of its files cannot be read.
    """
    path = name.strip("/")
    client, slash, project = path.partition("/")
    find_client(folder, client)
    known = projects_of(folder, client)
    if not slash:
        paths = ", ".join(f"{client}/{each}" for each in known)
        which = paths or f"portalgen new project {client}"
        raise UsageError(f"{client} is a client; name a project: {which}")
    if project not in known:
        none = f"there is none yet: portalgen new project {client}"
        near = _near(project, known, none)
        raise UsageError(f"{client} has no project called {project}; {near}")
    trees = _trees(folder, f"{client}/{project}")
    return ProjectPlace(
        folder=folder,
        client=client,
        project=project,
        files=trees,
    )


def _trees(folder: Folder, path: str) -> dict[str, Keys]:
    """Returns a project's YAML files by their paths. Raises PortalgenError where one cannot be read."""
    entries = folder.list(path)
    names = [entry.name for entry in entries if _is_data(entry)]
    # The main file first: what an empty project has stands there.
    names.sort(key=_is_no_main_file)
    trees = {}
    broken = []
    for name in names:
        file = f"{path}/{name}"
        tree, _ = read_keys(folder, file)
        trees[file] = tree
        if not tree.readable:
            shown = folder.shown(file)
            broken.append(shown)
    if broken:
        raise PortalgenError(
            f"{broken[0]} has errors; run portalgen check, and put them right first"
        )
    return trees


def _is_no_main_file(name: str) -> bool:
    return name != PROJECT_FILE


def _is_data(entry: Entry) -> bool:
    if entry.kind is not EntryKind.FILE:
        return False
    if entry.name.startswith("."):
        return False
    name = entry.name.lower()
    return name.endswith(YAML_ENDS)


def _ids_of(item: Keys) -> Iterator[str]:
    """Yields the id of an item and those that it had before."""
    named = [item.values.get("id")]
    former = item.values.get("formerly")
    if isinstance(former, Sequence):
        named += former.items
    for each in named:
        if isinstance(each, Scalar) and each.text is not None:
            yield str(each.text)


def projects_of(folder: Folder, client: str) -> list[str]:
    """Returns the ids of a client's projects."""
    entries = folder.list(client)
    return [entry.name for entry in entries if _is_project(entry)]


def _is_project(entry: Entry) -> bool:
    if entry.kind is not EntryKind.FOLDER:
        return False
    if entry.name == INTERNAL:
        return False
    return not entry.name.startswith(".")


def _near(
    word: str,
    known: list[str],
    otherwise: str,
) -> str:
    if known:
        return did_you_mean(word, known)
    return otherwise
