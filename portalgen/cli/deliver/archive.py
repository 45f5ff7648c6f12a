"""portalgen archive: a closed project as a zip that a client can keep."""

from datetime import date
from pathlib import Path

import click

from portalgen.authoring.drafts.places import find_project
from portalgen.cli.terminal.new_file import create_file
from portalgen.cli.terminal.options import as_of_option, now, projects_option
from portalgen.pipeline.deliver.archive import archive as archived
from portalgen.pipeline.inspect import Inspector
from portalgen.pipeline.order import Order
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.install.place import check_apart


@click.command()
@click.argument("project", metavar="CLIENT/PROJECT")
@projects_option
@as_of_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file; CLIENT-PROJECT.zip by default.",
)
def archive(
    project: str,
    projects: Path,
    as_of: date | None,
    out: Path | None,
) -> int:
    """Write a zip of a closed project: all its pages in one file, its documents, its numbers, the record of dates."""
    from portalgen.site.engine.mkdocs_engine import MkDocsEngine

    workspace = Workspace(projects)
    place = find_project(workspace.folder(), project)
    order = Order(workspace, now(), as_of)
    shared = read_shared(workspace, workspace.cache, order.seals)
    workshop = Workshop(MkDocsEngine(workspace.cache), workspace.cache, len(shared.ids))
    inspector = Inspector(order, shared, workshop)
    content, day = archived(inspector, place.client, place.project)
    file = out or Path(f"{place.client}-{place.project}.zip")
    check_apart(file, workspace.sources)
    create_file(file, content)
    click.echo(f"{place.path}: {file.as_posix()} as of {day}")
    return 0
