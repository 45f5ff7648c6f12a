"""portalgen unpublish: takes a client's site out of its target."""

from pathlib import Path

import click

from portalgen.cli.deliver.publish import publication_of
from portalgen.cli.terminal.options import now, out_option, projects_option
from portalgen.pipeline.deliver.publish import unpublish as unpublished


@click.command()
@click.argument("client_id", metavar="CLIENT")
@projects_option
@out_option
def unpublish(
    client_id: str,
    projects: Path,
    out: Path,
) -> int:
    """Take the site of CLIENT out of its target. What stays is a page that says that there is nothing here."""
    publication = publication_of(client_id, projects, out)
    done = unpublished(publication, publication.place(), now())
    if done.is_new:
        what = "taken out of"
    else:
        what = "nothing is published in"
    click.echo(f"{client_id}: {what} {done.where}")
    return 0
