"""portalgen publish: the finished site to its target."""

from pathlib import Path

import click

from portalgen.cli.terminal.options import (
    AddressType,
    chosen,
    now,
    out_option,
    projects_option,
)
from portalgen.model.client import Access
from portalgen.pipeline.deliver.publication import Publication
from portalgen.pipeline.deliver.publish import publish as published
from portalgen.pipeline.deliver.publish import roll_back
from portalgen.pipeline.seals import Seals
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.publish.target import Place, check_access


@click.command()
@click.argument("client_id", metavar="CLIENT")
@projects_option
@out_option
@click.option(
    "--site-url",
    type=AddressType(),
    help="The site's address; by default portal.yml's, else the one its pages name.",
)
@click.option(
    "--if-target",
    is_flag=True,
    help="End with 0 where client.yml names no target: nothing is published.",
)
@click.option(
    "--rollback",
    is_flag=True,
    help="Serve the release before the present one (folder targets).",
)
def publish(
    client_id: str,
    projects: Path,
    out: Path,
    site_url: str | None,
    if_target: bool,
    rollback: bool,
) -> int:
    """Publish the finished site of CLIENT to its target."""
    from portalgen.site.engine.mkdocs_engine import MkDocsEngine

    publication = publication_of(client_id, projects, out)
    delivery = publication.delivery
    if if_target and delivery.publish is None:
        help_ = "client.yml names one under publish:"
        click.echo(f"{client_id}: no target, so not published; {help_}")
        return 0
    check_access(client_id, delivery)
    place = publication.place()
    if rollback:
        _roll_back(client_id, place)
        return 0
    cache = publication.workspace.cache
    workshop = Workshop(MkDocsEngine(cache), cache, len(publication.shared.ids))
    done = published(
        publication,
        place,
        site_url,
        now(),
        workshop,
    )
    if done.is_new:
        what = "published"
    else:
        what = "nothing changed"
    click.echo(f"{client_id}: {what} as of {done.as_of} in {done.where}")
    if delivery.access is Access.HOST:
        doubt = "portalgen cannot see whether the host asks who is there."
        click.echo(f"{client_id} is access: host. {doubt}", err=True)
    return 0


def _roll_back(client_id: str, place: Place) -> None:
    done = roll_back(place)
    what = f"rolled back to the portal as of {done.as_of}"
    click.echo(f"{client_id}: {what} in {done.where}")


def publication_of(
    client_id: str,
    projects: Path,
    out: Path,
) -> Publication:
    """Returns a client of a workspace with its target. Raises UsageError where there is no such client."""
    workspace = Workspace(projects)
    shared = read_shared(workspace, workspace.cache, Seals(out))
    chosen((client_id,), shared.ids)
    return Publication(workspace, shared, client_id, out)
