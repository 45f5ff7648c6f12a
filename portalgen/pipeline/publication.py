"""One client with its target, and the site that a build installed for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from portalgen.model.client import Delivery
from portalgen.pipeline.workspace import Shared, Workspace
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
