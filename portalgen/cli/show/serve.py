"""portalgen serve: a client's portal beside the editor, as new as the last save."""

import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from portalgen.analysis.rules import judge
from portalgen.cli.show.build import OUT
from portalgen.cli.terminal import report
from portalgen.cli.terminal.options import as_of_option, chosen, now, projects_option
from portalgen.cli.terminal.outcome import report_bug
from portalgen.diagnostics import Diagnostic
from portalgen.errors import PortalgenError
from portalgen.pipeline import Outcome, build
from portalgen.pipeline.order import Order
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.live.changes import Changes, Scope
from portalgen.site.live.edition import edition_of
from portalgen.site.live.showing import Note, Showing, Stage
from portalgen.source.load.loader import client_ids

NAMED = 3  # so many changed files are named


@click.command()
@click.argument("client")
@projects_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="Port of this machine; 0 takes any that is free.")  # fmt: skip
@as_of_option
def serve(client: str, projects: Path, port: int, as_of: date | None) -> int:
    """Show the portal of CLIENT on this machine, built anew whenever a file of it is saved."""
    from portalgen.site.engine.mkdocs_engine import MkDocsEngine
    from portalgen.site.live.server import serving
    from portalgen.site.live.watch import watching

    workspace = Workspace(projects)
    chosen((client,), tuple(client_ids(workspace.folder())[0]))
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
            preview = Preview(
                workspace,
                scope,
                Path(out),
                address,
                as_of,
                Workshop(MkDocsEngine(workspace.cache)),
            )
            stage.show(preview.after(stage.showing, ()))
            click.echo(
                f"{client} at {address}, until Ctrl-C; watching {', '.join(scope.names)}"
            )
            while True:
                changed = changes.take()
                watch.follow()
                stage.show(preview.after(stage.showing, changed))
    except KeyboardInterrupt:  # this is how it ends
        return 0


def watched(workspace: Workspace) -> Path:
    """Returns the whole path of the folder of the clients, by its own name even where that is a link or a dot."""
    return workspace.root.resolve() / workspace.name


@dataclass
class Preview:
    """Builds one client's portal after each change, and tells the terminal what came of it."""

    workspace: Workspace
    scope: Scope
    out: Path
    address: str
    as_of: date | None
    workshop: Workshop
    told: str = ""

    def after(self, showing: Showing, changed: Sequence[str]) -> Showing:
        """Builds, and returns what is to be shown instead of what was shown so far."""
        began = time.perf_counter()
        outcome, diagnostics = self.attempt()
        broken = [each for each in diagnostics if each.is_broken]
        advice = report.notes([each for each in diagnostics if not each.is_broken])
        if outcome.site is None or broken:
            trouble = report.notes(broken) or [Note(outcome.failure)]
            after = showing.refused(trouble, advice)
        else:
            after = showing.built(edition_of(outcome.site), advice)
        self._tell(
            diagnostics, _line(after, outcome, time.perf_counter() - began, changed)
        )
        return after

    def attempt(self) -> tuple[Outcome, list[Diagnostic]]:
        """Builds as `build` does, for the preview's address; returns what came of it and all that is wrong with it."""
        moment = now()
        client_id = self.scope.client_id
        # `build` would hold the ledger to the installed site, so this does. Finished sites are not kept in the cache:
        # every save would push one of theirs out of it.
        order = Order(self.workspace, moment, self.as_of, self.out, self.address, OUT)
        try:
            shared = read_shared(self.workspace, self.workspace.cache)
            outcome = build(order, shared, client_id, self.workshop)
        except PortalgenError as error:
            return Outcome(client_id, None, order.day(None), failure=str(error)), []
        except (
            Exception
        ):  # a bug does not end the preview: the next save may be without it
            report_bug()
            failure = (
                "This is a bug in portalgen. The terminal says where its report is."
            )
            return Outcome(client_id, None, order.day(None), failure=failure), []
        common = [each for each in shared.diagnostics if self._is_own(each)]
        return outcome, judge(
            [*common, *outcome.diagnostics], shared.agency, building=True
        )

    def _is_own(self, diagnostic: Diagnostic) -> bool:
        """Tells whether a diagnostic is about what is watched: what is wrong with neighbours is told by `check`."""
        file = Path(diagnostic.place.file if diagnostic.place else "")
        if file.is_relative_to(self.workspace.projects):
            known = self.scope.projects / file.relative_to(self.workspace.projects)
        else:
            known = file.resolve()
        return self.scope.name(known) is not None

    def _tell(self, diagnostics: list[Diagnostic], line: str) -> None:
        """Prints what is wrong, unless the last build said the same, and then how the build ended."""
        frames = report.text(diagnostics)
        if frames and frames != self.told:
            click.echo(f"\n{frames}\n", err=True)
        self.told = frames
        click.echo(f"{datetime.now(UTC).astimezone():%H:%M:%S}  {line}")


def _line(
    after: Showing, outcome: Outcome, seconds: float, changed: Sequence[str]
) -> str:
    names = ", ".join(changed[:NAMED]) + (
        f" and {len(changed) - NAMED} more" if len(changed) > NAMED else ""
    )
    of = f"  {names}" if names else ""
    if not after.trouble:
        return f"{outcome.pages} pages in {seconds:.2f} s{of}"
    if after.edition.digest:
        stays = "the last good pages stay"
    else:
        stays = "nothing to show yet"
    return f"not built ({seconds:.2f} s), {stays}{of}{_unlocated(after)}"


def _unlocated(after: Showing) -> str:
    """Returns what is wrong where no diagnostic says it."""
    return "".join(f"\n{each.message}" for each in after.trouble if not each.where)
