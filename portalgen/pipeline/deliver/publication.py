"""One client with its target, the site that a build installed for it, and what stands at targets already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from portalgen.errors import PortalgenError, PublishError, SealError
from portalgen.model.client import Delivery
from portalgen.model.record.seal import Seal
from portalgen.pipeline.workspace import Shared, Workspace
from portalgen.publish.branch import read_branch
from portalgen.publish.content import Present
from portalgen.publish.folder import opened
from portalgen.publish.refusals import check_folder, check_unshared
from portalgen.publish.target import FolderPlace, Place, place_of
from portalgen.source.git.repository import Repository
from portalgen.source.load.deliveries import deliveries


@dataclass(frozen=True)
class Publication:
    """One client with its target, and the site that build installed for it."""

    workspace: Workspace
    shared: Shared
    client_id: str
    out: Path

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.out / self.client_id

    @property
    def delivery(self) -> Delivery:
        """How the client's portal is delivered."""
        return self.deliveries[self.client_id]

    @cached_property
    def deliveries(self) -> Mapping[str, Delivery]:
        """How each client of the workspace is delivered."""
        return deliveries(self.workspace.folder(), self.shared.ids)

    @cached_property
    def repository(self) -> Repository | None:
        """The repository that holds the data."""
        return self.workspace.repository

    def place(self) -> Place:
        """Returns the client's target. Raises PublishError where there is none, or where it is not the client's own."""
        root = self.workspace.root
        place = place_of(self.client_id, self.delivery.publish, root)
        check_unshared(self.client_id, place, self.deliveries, root)
        if isinstance(place, FolderPlace):
            projects = self.workspace.projects
            check_folder(
                place,
                root,
                projects,
                self.out,
                self.repository,
            )
        return place


@dataclass
class PublishedSeals:
    """The seals of what stands at clients' targets, by client, and why others cannot be told."""

    seals: dict[str, Seal] = field(default_factory=dict)
    failures: dict[str, PortalgenError] = field(default_factory=dict)

    def check(self, client_id: str) -> None:
        """Raises what keeps a client's published portal from being read."""
        if client_id in self.failures:
            raise self.failures[client_id]


def published_seals(workspace: Workspace, client_ids: Iterable[str]) -> PublishedSeals:
    """Returns the seals of the portals at the targets of clients; nothing of a client without a target or a portal."""
    found = PublishedSeals()
    known = deliveries(workspace.folder(), client_ids)
    for client_id, delivery in known.items():
        if delivery.publish is None:
            continue
        try:
            place = place_of(client_id, delivery.publish, workspace.root)
            seal = _present(place, workspace).seal
        except (PublishError, SealError) as error:
            found.failures[client_id] = error
            continue
        if seal:
            found.seals[client_id] = seal
    return found


def _present(place: Place, workspace: Workspace) -> Present:
    """Returns what stands at a target. Raises PublishError, SealError."""
    if isinstance(place, FolderPlace):
        with opened(place) as target:
            return target.read()
    with read_branch(place, workspace.root) as branch:
        return branch.present
