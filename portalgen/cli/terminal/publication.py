"""What publish and unpublish have in common: one client with its target, and the options that name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from portalgen.cli.terminal.options import chosen
from portalgen.model.client import Delivery
from portalgen.pipeline import Shared, Workspace, read_shared
from portalgen.publish.refusals import check_folder, check_unshared
from portalgen.publish.target import FolderPlace, Place, place_of
from portalgen.source.git.repository import Repository
from portalgen.source.load.deliveries import deliveries

out_option = click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("site"),
                          show_default=True, help="Where build put the sites, a folder a client.")  # fmt: skip


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

    @cached_property
    def deliveries(self) -> Mapping[str, Delivery]:
        """How each client of the workspace is delivered."""
        return deliveries(self.workspace.folder(), self.shared.ids)

    @cached_property
    def repository(self) -> Repository | None:
        """The repository that holds the data."""
        return Repository.around(self.workspace.projects)

    def place(self) -> Place:
        """Returns the client's target. Raises PublishError where there is none, or where it is not the client's own."""
        root = self.workspace.root
        place = place_of(self.client_id, self.deliveries[self.client_id].publish, root)
        check_unshared(self.client_id, place, self.deliveries, root)
        if isinstance(place, FolderPlace):
            check_folder(
                place, root, self.workspace.projects, self.out, self.repository
            )
        return place


def publication_of(client_id: str, projects: Path, out: Path) -> Publication:
    """Returns a client of a workspace with its target. Raises UsageError where there is no such client."""
    workspace = Workspace(projects)
    shared = read_shared(workspace, workspace.cache)
    chosen((client_id,), shared.ids)
    return Publication(workspace, shared, client_id, out)
