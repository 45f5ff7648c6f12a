"""portalgen evidence: a project's chronology with its exhibits, as a zip that either party can check offline."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import click

from portalgen.authoring.drafts.places import find_project
from portalgen.cli.terminal.new_file import create_file
from portalgen.cli.terminal.options import (
    DayType,
    as_of_option,
    now,
    projects_option,
)
from portalgen.errors import UsageError
from portalgen.pipeline.evidence.bundle import Bundle
from portalgen.pipeline.evidence.bundle import evidence as bundled
from portalgen.pipeline.evidence.case import Asked
from portalgen.pipeline.inspect import Inspector
from portalgen.pipeline.order import SITES, Order
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.install.place import check_apart


@click.command()
@click.argument("project", metavar="CLIENT/PROJECT")
@click.argument("milestone", required=False)
@click.option(
    "--from", "first", type=DayType(), help="Leave out what is of no day from then on."
)
@click.option(
    "--to", "last", type=DayType(), help="Leave out what is of no day until then."
)
@click.option("--with-mails", is_flag=True,
              help="Add the mails by which the client agreed, out of internal/; else their digests alone.")  # fmt: skip
@click.option("--seal", type=click.Path(path_type=Path, exists=True),
              help="The published seal.json, or the folder that has it; the installed site's by default.")  # fmt: skip
@projects_option
@as_of_option
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The zip to write; one that is there is not written over.",
)
def evidence(
    project: str,
    milestone: str | None,
    first: date | None,
    last: date | None,
    with_mails: bool,
    seal: Path | None,
    projects: Path,
    as_of: date | None,
    out: Path,
) -> int:
    """Write the evidence of a project, or of one MILESTONE and what it depends on: every promise, move, agreement, ask
    and change as a numbered point, with the record and the exhibits by which it can be checked without a network.
    """
    from portalgen.site.engine.mkdocs_engine import MkDocsEngine

    if first and last and last < first:
        raise UsageError(f"--to {last} is before --from {first}")
    workspace = Workspace(projects)
    place = find_project(workspace.folder(), project)
    order = Order(workspace, now(), as_of, SITES, previous_seal=seal)
    shared = read_shared(workspace, workspace.cache, order.seals)
    workshop = Workshop(MkDocsEngine(workspace.cache), workspace.cache, len(shared.ids))
    inspector = Inspector(order, shared, workshop)
    asked = Asked(place.project, milestone, first, last, with_mails)
    bundle = bundled(inspector, place.client, asked)
    check_apart(out, workspace.sources)
    create_file(out, bundle.content)
    _tell(place.path, out, bundle)
    return 0


def _tell(
    path: str,
    out: Path,
    bundle: Bundle,
) -> None:
    click.echo(f"{path}: {out.as_posix()} as of {bundle.as_of}, {bundle.points} points")
    click.echo(f"  SHA-256 {sha256(bundle.content).hexdigest()}")
    if not bundle.is_shown_known:
        click.echo(
            "  no published seal was found, so it does not say when anything was first shown: name one with --seal",
            err=True,
        )
    if bundle.uncommitted > 0:
        click.echo(
            f"  {bundle.uncommitted} changes of dates are not committed yet, and are not in it",
            err=True,
        )
