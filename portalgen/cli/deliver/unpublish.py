"""portalgen unpublish: takes a client's site out of its target."""

from pathlib import Path

import click

from portalgen.cli.terminal.options import now, projects_option
from portalgen.cli.terminal.publication import Publication, out_option, publication_of
from portalgen.pipeline import Request, examine
from portalgen.publish.branch import read_branch, shown
from portalgen.publish.content import Present, State, check_replaceable, nothing_here
from portalgen.publish.folder import opened
from portalgen.publish.refusals import check_source
from portalgen.publish.target import FolderPlace


@click.command()
@click.argument("client_id", metavar="CLIENT")
@projects_option
@out_option
def unpublish(client_id: str, projects: Path, out: Path) -> int:
    """Take the site of CLIENT out of its target. What stays is a page that says that there is nothing here."""
    publication = publication_of(client_id, projects, out)
    place = publication.place()
    files = nothing_here(_language(publication))
    is_new = False
    if isinstance(place, FolderPlace):
        where = str(place.folder)
        with opened(place) as target:
            if _is_there(target.read(), where):
                is_new = target.take_out(files)
    else:
        where = shown(place)
        with read_branch(place, publication.workspace.root) as branch:
            check_source(branch, publication.repository, publication.shared.ids)
            if _is_there(branch.present, where):
                is_new = branch.put(files.items(), now().date(), "Nothing here")
    click.echo(
        f"{client_id}: {'taken out of' if is_new else 'nothing is published in'} {where}"
    )
    return 0


def _is_there(found: Present, where: str) -> bool:
    check_replaceable(found, where)
    return found.state is not State.NOTHING


def _language(publication: Publication) -> str:
    """Returns the client's language; English where its data cannot be read."""
    workspace = publication.workspace
    loaded, _ = examine(
        Request(workspace, publication.out, now()),
        publication.shared,
        publication.client_id,
    )
    return loaded.client.language if loaded.client else "en"
