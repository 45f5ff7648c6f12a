"""portalgen preview: each client's portal as one file that opens from disk, before it is published."""

from datetime import date
from pathlib import Path

import click

from portalgen.atomic import replace
from portalgen.cli.terminal import report
from portalgen.cli.terminal.options import as_of_option, chosen, now, projects_option
from portalgen.errors import PortalgenError
from portalgen.pipeline import (
    Request,
    Workspace,
    examine,
    leaks_in,
    one_document,
    read_shared,
    unfit,
)


@click.command()
@click.argument("clients", nargs=-1)
@projects_option
@as_of_option
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("preview"), show_default=True,
              help="Where the files go, one a client.")  # fmt: skip
def preview(
    clients: tuple[str, ...], projects: Path, as_of: date | None, out: Path
) -> int:
    """Write the portal of each of CLIENTS, or of all, as one file that opens from disk."""
    from portalgen.site.engine.mkdocs_engine import MkDocsEngine

    workspace = Workspace(projects)
    shared = read_shared(workspace, workspace.cache)
    request = Request(workspace, out, now(), as_of, cache=workspace.cache)
    engine = MkDocsEngine(workspace.cache)
    code = report.tell(shared.diagnostics, shared.agency)
    for client_id in chosen(clients, shared.ids):
        loaded, findings = examine(request, shared, client_id)
        if loaded.client is None or findings is None or loaded.is_broken:
            report.tell(loaded.diagnostics, shared.agency)
            click.echo(f"{client_id}: no preview: the data is broken", err=True)
            code = 1
            continue
        made = one_document(request, shared, loaded, findings)
        if flaws := leaks_in(made, request, shared, loaded, engine):
            click.echo(f"{client_id}: no preview: {unfit(flaws)}", err=True)
            code = 1
            continue
        click.echo(
            f"{client_id}: {_written(out / f'{client_id}.html', made['index.html']).as_posix()} as of {findings.as_of}"
        )
    return code


def _written(file: Path, html: bytes) -> Path:
    try:
        replace(file, html)
    except OSError as error:
        raise PortalgenError(
            f"{file} could not be written: {error.strerror or error}"
        ) from error
    return file
