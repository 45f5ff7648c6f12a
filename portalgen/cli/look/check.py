"""portalgen check: tells everything that is wrong, like a compiler."""

from datetime import date
from pathlib import Path

import click

from portalgen.analysis.rules import judge
from portalgen.cli.terminal import report
from portalgen.cli.terminal.options import as_of_option, now, projects_option
from portalgen.diagnostics import Diagnostic, Severity, in_order
from portalgen.errors import UsageError
from portalgen.pipeline.examine import current_view, examine
from portalgen.pipeline.order import Look
from portalgen.pipeline.workspace import Workspace, read_shared


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@projects_option
@as_of_option
@click.option("--format", "format_", type=click.Choice(list(report.FORMATS)), default="text", show_default=True,
              help="Text for people, JSON for programs, annotations for GitHub.")  # fmt: skip
def check(
    paths: tuple[Path, ...], projects: Path, as_of: date | None, format_: str
) -> int:
    """Check the data of all clients, or of those that PATHS lie in."""
    workspace = Workspace(projects)
    shared = read_shared(workspace, workspace.cache)
    view = current_view(Look(workspace, now(), as_of), shared)
    found = list(shared.diagnostics)
    for client_id in _clients_of(paths, projects, shared.ids):
        found += examine(view, client_id).diagnostics
    judged = judge(in_order(found), shared.agency)
    _print(judged, format_)
    return 1 if any(each.severity is Severity.ERROR for each in judged) else 0


def _clients_of(
    paths: tuple[Path, ...], projects: Path, known: tuple[str, ...]
) -> tuple[str, ...]:
    """Returns the clients whose folders hold the paths; all where there is no path, or where one concerns all."""
    chosen: set[str] = set()
    for path in paths:
        if not path.resolve().is_relative_to(projects.resolve()):
            raise UsageError(f"{path} does not lie in {projects}")
        inside = path.resolve().relative_to(projects.resolve())
        if not inside.parts or inside.parts[0] not in known:
            return known
        chosen.add(inside.parts[0])
    return tuple(each for each in known if each in chosen) if chosen else known


def _print(diagnostics: list[Diagnostic], format_: str) -> None:
    said = report.FORMATS[format_](diagnostics)
    if said:
        click.echo(said)
    if format_ == "text":
        click.echo(("\n" if said else "") + report.summary(diagnostics))
