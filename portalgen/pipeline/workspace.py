"""A workspace, and what all its clients have in common."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from portalgen.analysis.ledger.continuity import unreadable
from portalgen.diagnostics import Diagnostic, Place, in_order
from portalgen.errors import UsageError
from portalgen.model.client import Agency, Client
from portalgen.model.record.past import History
from portalgen.model.record.seal import Seal
from portalgen.pipeline.fence import Fence
from portalgen.pipeline.seals import Seals
from portalgen.site.stage.settings import not_taken_over
from portalgen.site.stage.templates import Templates, load_templates
from portalgen.source.files.folder import DiskFolder, Folder
from portalgen.source.git.repository import Repository
from portalgen.source.load.agency import client_ids, load_agency
from portalgen.source.load.neighbours import (
    Names,
    claimed_ids,
    names_of_clients,
    read_clients,
)
from portalgen.source.past.history import histories
from portalgen.source.yaml.reader import read_keys
from portalgen.source.yaml.tree import Mapping as Keys
from portalgen.source.yaml.tree import texts

SETTINGS = "mkdocs.yml"


@dataclass(frozen=True)
class Workspace:
    """The folder of an agency: `projects/`, and beside it mkdocs.yml and site_templates/."""

    projects: Path

    @property
    def root(self) -> Path:
        """The workspace's own folder."""
        is_by_name = self.projects.name not in {"", ".."}
        if is_by_name:
            return self.projects.parent
        return self.projects / ".."

    @property
    def name(self) -> str:
        """How the folder of the clients is called, even where it is given as a dot or a link."""
        return Path(os.path.abspath(self.projects)).name  # noqa: PTH100 - links stay

    @property
    def cache(self) -> Path:
        """Where what can be made anew is kept. Safe to delete at any time."""
        return self.root / ".portalgen" / "cache"

    @property
    def sources(self) -> tuple[Path, ...]:
        """What portals are made from, and git's own folder: nothing of it is ever written over."""
        names = ("site_templates", SETTINGS, ".git")
        return (self.projects, *(self.root / name for name in names))

    @property
    def repository(self) -> Repository | None:
        """The repository that holds the data; None where there is none, or where git will not read it."""
        found = Repository.around(self.projects)
        if isinstance(found, Repository):
            return found
        return None

    def folder(self) -> Folder:
        """Returns the reader of `projects/`. Raises UsageError where there is no such folder."""
        if not self.projects.is_dir():
            help_ = "go to the workspace, or name its folder with --projects"
            raise UsageError(f"{self.projects} is not a folder; {help_}")
        return DiskFolder(self.projects)


@dataclass(frozen=True)
class Shared:
    """What all clients of a workspace have in common, read once.

    `is_broken` tells that portal.yml cannot be read as it was meant. What it says holds for every client, so nothing
    may be judged or shown by defaults in its place. Settings of mkdocs.yml change the look alone: what of them cannot
    be read is left out, and told. `cache` is where what was worked out is kept, if anywhere.
    """

    ids: tuple[str, ...]
    agency: Agency
    settings: Keys
    templates: Templates
    names: Names = field(default_factory=dict)  # of the clients
    repository: Repository | None = None
    histories: Mapping[str, History] = field(default_factory=dict)
    seals: Mapping[str, Seal] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    is_broken: bool = False
    cache: Path | None = None

    @cached_property
    def fence(self) -> Fence:
        """What no client's portal may say of the others."""
        return Fence(self.names)

    def pending_ids(self, client: Client) -> set[str]:
        """Returns the former ids of a client that git does not have yet: they are still those of one that is gone."""
        history = self.histories.get(client.id)
        if history is None:
            return set()
        departed = {each.id for each in history.departed}
        return departed.intersection(client.formerly)


def read_shared(
    workspace: Workspace,
    cache: Path | None = None,
    published: Seals | None = None,
) -> Shared:
    """Returns what all clients share, with what is wrong with it. What git tells is kept in the cache.

    Where seals of what was published are given, each client's history goes along the line that its seal names.
    """
    folder = workspace.folder()
    ids, strays = client_ids(folder)
    agency, wrong_agency = load_agency(folder)
    settings, wrong_settings = _settings(workspace)
    clients = read_clients(folder, ids)
    seals: dict[str, Seal] = {}
    if published:
        seals = published.readable(_former_ids(clients))
    repository = Repository.around(workspace.projects)
    origins = {client_id: seal.origin for client_id, seal in seals.items()}
    known = histories(repository, workspace.projects, ids, cache, origins)
    wrong = [
        *strays,
        *wrong_agency,
        *wrong_settings,
        *claimed_ids(clients),
        *unreadable(known.values(), workspace.projects.as_posix()),
    ]
    return Shared(
        ids=tuple(ids),
        agency=agency,
        settings=settings,
        templates=load_templates(workspace.root),
        names=names_of_clients(folder, clients, agency),
        repository=repository if isinstance(repository, Repository) else None,
        histories=known,
        seals=seals,
        diagnostics=tuple(in_order(wrong)),
        is_broken=any(each.is_broken for each in wrong_agency),
        cache=cache,
    )


def _former_ids(clients: Mapping[str, Keys]) -> dict[str, list[str]]:
    """Returns the ids that clients say to have had, by client."""
    found: dict[str, list[str]] = {}
    for client_id, tree in clients.items():
        ids: list[str] = []
        said = tree.values.get("formerly")
        if said:
            for text, _ in texts(said):
                ids.append(text)
        found[client_id] = ids
    return found


def _settings(workspace: Workspace) -> tuple[Keys, list[Diagnostic]]:
    """Returns the keys of the workspace's mkdocs.yml; none where there is no such file."""
    file = workspace.root / SETTINGS
    if not file.exists():
        return Keys({}, Place(SETTINGS)), []
    shown_as = file.as_posix().removesuffix(SETTINGS)
    keys, wrong = read_keys(DiskFolder(workspace.root, shown_as), SETTINGS)
    return keys, [*wrong, *not_taken_over(keys)]
