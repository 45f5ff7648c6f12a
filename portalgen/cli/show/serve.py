"""portalgen serve: a client's portal beside the editor, as new as the last save."""

import signal
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

import click

from portalgen.cli.show.live_build import LiveBuild
from portalgen.cli.terminal.options import as_of_option, chosen, projects_option
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace
from portalgen.site.live.changes import Changes, Scope
from portalgen.site.live.showing import Stage
from portalgen.source.load.agency import client_ids

if TYPE_CHECKING:
    from portalgen.site.live.watch import Watch


@click.command()
@click.argument("client")
@projects_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="Port of this machine; 0 takes any that is free.")  # fmt: skip
@as_of_option
def serve(
    client: str,
    projects: Path,
    port: int,
    as_of: date | None,
) -> int:
    """Show the portal of CLIENT on this machine, built anew whenever a file of it is saved."""
    from portalgen.site.engine.mkdocs_engine import MkDocsEngine
    from portalgen.site.live.server import serving
    from portalgen.site.live.watch import watching

    workspace = Workspace(projects)
    known, _ = client_ids(workspace.folder())
    chosen((client,), tuple(known))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # The system tells of a file by its whole path; `projects` itself may be a link to another place.
    scope = Scope(watched(workspace), client)
    changes = Changes()
    stage = Stage()
    try:
        with (
            TemporaryDirectory(prefix="portalgen-", ignore_cleanup_errors=True) as out,
            serving(port, stage) as address,
            watching(scope, changes.note) as watch,
        ):
            live = LiveBuild(
                workspace,
                scope,
                Path(out),
                address,
                as_of,
                Workshop(MkDocsEngine(workspace.cache)),
            )
            first = live.after(stage.showing, ())
            stage.show(first)
            names = ", ".join(scope.names)
            click.echo(f"{client} at {address}, until Ctrl-C; watching {names}")
            _keep_showing(live, stage, changes, watch)
    except KeyboardInterrupt:  # this is how it ends
        return 0


def _keep_showing(
    live: LiveBuild,
    stage: Stage,
    changes: Changes,
    watch: "Watch",
) -> NoReturn:
    """Shows what each change makes of the portal, until it is interrupted."""
    while True:
        changed = changes.take()
        watch.follow()
        showing = live.after(stage.showing, changed)
        stage.show(showing)


def watched(workspace: Workspace) -> Path:
    """Returns the whole path of the folder of the clients, by its own name even where that is a link or a dot."""
    return workspace.root.resolve() / workspace.name
