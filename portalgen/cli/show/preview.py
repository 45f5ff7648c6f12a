"""portalgen preview: each client's portal as one file that opens from disk, before it is published."""

from datetime import date
from pathlib import Path

import click

from portalgen.atomic import replace
from portalgen.cli.terminal import report
from portalgen.cli.terminal.options import as_of_option, chosen, now, projects_option
from portalgen.errors import PortalgenError
from portalgen.pipeline.examine import examine
from portalgen.pipeline.inspect import Inspector, unfit
from portalgen.pipeline.order import Order
from portalgen.pipeline.stage import one_document
from portalgen.pipeline.then.retelling import with_tellings
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.install.place import check_apart


@click.command()
@click.argument("clients", nargs=-1)
@projects_option
@as_of_option
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("preview"), show_default=True,
              help="Where the files go, one a client.")  # fmt: skip
def preview(
    clients: tuple[str, ...],
    projects: Path,
    as_of: date | None,
    out: Path,
) -> int:
    """Write the portal of each of CLIENTS, or of all, as one file that opens from disk."""
    from portalgen.site.engine.mkdocs_engine import MkDocsEngine

    workspace = Workspace(projects)
    shared = read_shared(workspace, workspace.cache)
    order = Order(workspace, now(), as_of, out)
    workshop = Workshop(MkDocsEngine(workspace.cache), workspace.cache, len(shared.ids))
    inspector = Inspector(order, shared, workshop)
    check_apart(out, workspace.sources)
    view = current_view(order, shared)
    code = report.tell(shared.diagnostics, shared.agency)
    for client_id in chosen(clients, shared.ids):
        examined = examine(view, client_id)
        dossier = examined.sound
        if dossier is None:
            report.tell(examined.diagnostics, shared.agency)
            click.echo(f"{client_id}: no preview: {examined.refusal}", err=True)
            code = 1
            continue
        for line in report.standing(client_id, examined.loaded.stand_ins):
            click.echo(line, err=True)
            code = 1
        dossier = with_tellings(dossier, shared)
        made = one_document(dossier, shared).contents()
        flaws = inspector.leaks_in(made, dossier)
        if flaws:
            click.echo(f"{client_id}: no preview: {unfit(flaws)}", err=True)
            code = 1
            continue
        file = _written(out / f"{client_id}.html", made["index.html"])
        day = dossier.findings.as_of
        click.echo(f"{client_id}: {file.as_posix()} as of {day}")
    return code


def _written(file: Path, html: bytes) -> Path:
    try:
        replace(file, html)
    except OSError as error:
        raise PortalgenError(
            f"{file} could not be written: {error.strerror or error}"
        ) from error
    return file
