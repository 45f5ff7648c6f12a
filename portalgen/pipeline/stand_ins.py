"""What stands for a project whose files cannot be read today: the version of it that last could be.

One slip takes one project. Its neighbours are read as they are, and it is shown as it was. It is left out where git has
no version of it that can be read and that shows nothing which was turned internal since. What is broken in client.yml,
or beside the projects, concerns all of them, and nothing stands for it.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass

from portalgen.model.client import Agency
from portalgen.model.fields.schema import texts
from portalgen.source.files.folder import EntryKind, Folder
from portalgen.source.files.swapped import Swapped
from portalgen.source.git.command import GitError
from portalgen.source.git.versions import Version
from portalgen.source.load import loader
from portalgen.source.load.loaded import Loaded, StandIn

MOST_TRIED = 30  # versions of one project
Versions = Callable[[str, int], Iterator[Version]]


def no_versions(path: str, most: int) -> Iterator[Version]:
    """Yields nothing: where there is no history, no version stands for anything."""
    yield from ()


def load_standing(
    folder: Folder,
    client_id: str,
    agency: Agency,
    versions: Versions,
) -> Loaded:
    """Returns a client as its files have it, with what stands for the projects that are broken.

    `versions` gives those of a folder by its path, the newest first, no more than so many.
    """
    today = loader.load(folder, client_id, agency)
    broken = _broken_projects(today, folder)
    if not broken:
        return today
    search = _Search(folder, client_id, agency, versions, _secrets(today))
    others: dict[str, Folder | None] = {}
    stand_ins = {}
    for project_id in broken:
        path = f"{client_id}/{project_id}"
        version = search.last_readable(path)
        others[path] = version.folder if version else None
        stand_ins[project_id] = StandIn(
            folder=folder.shown(path),
            read_on=version.made_on if version else None,
        )
    standing = loader.load(Swapped(folder, others), client_id, agency)
    if standing.client is None or not standing.client.projects:
        return today
    return standing.with_stand_ins(today, stand_ins)


def _broken_projects(today: Loaded, folder: Folder) -> list[str]:
    """Returns the folders of a client that hold all that is broken; none where anything else is broken too."""
    if today.client is None:
        return []
    folders = {}
    for name in _folders(folder, today.id):
        path = f"{today.id}/{name}"
        folders[name] = StandIn(folder.shown(path), None)
    broken = set()
    for diagnostic in today.diagnostics:
        if not diagnostic.is_broken:
            continue
        own = {name for name, each in folders.items() if each.is_about(diagnostic)}
        if not own:
            return []
        broken |= own
    return sorted(broken)


def _folders(folder: Folder, client_id: str) -> Iterator[str]:
    """Yields the names of what may be a project: all that is no plain file."""
    for entry in folder.list(client_id):
        if entry.kind is not EntryKind.FILE:
            yield entry.name


@dataclass(frozen=True)
class _Search:
    """Looks for versions of projects that can be read, each beside client.yml as it is today.

    `secrets` are the texts that must not appear today.
    """

    folder: Folder
    client_id: str
    agency: Agency
    versions: Versions
    secrets: frozenset[str]

    def last_readable(self, path: str) -> Version | None:
        """Returns the newest version of a project that can be read; None where there is none."""
        alone = self._without_projects()
        try:
            for version in self.versions(path, MOST_TRIED):
                if not version.folder.list(path):
                    return (
                        None  # it was deleted then: what came before is another project
                    )
                if self._is_sound({**alone, path: version.folder}):
                    return version
        except GitError:
            return None
        return None

    def _without_projects(self) -> dict[str, Folder | None]:
        """Returns what leaves every project of the client out."""
        names = _folders(self.folder, self.client_id)
        return {f"{self.client_id}/{name}": None for name in names}

    def _is_sound(self, others: Mapping[str, Folder | None]) -> bool:
        trial = loader.load(Swapped(self.folder, others), self.client_id, self.agency)
        return not trial.is_broken and not turned_internal(trial, self.secrets)


def turned_internal(
    then: Loaded,
    secrets: Set[str],
) -> set[str]:
    """Returns what a client as it was shows of the secrets of today that were none then."""
    if then.client is None:
        return set()
    turned = set(secrets) - _secrets(then)
    return turned & set(texts(then.client))


def _secrets(loaded: Loaded) -> frozenset[str]:
    return frozenset(each.text for each in loaded.secrets)
