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
    paths: tuple[Path, ...],
    projects: Path,
    as_of: date | None,
    format_: str,
) -> int:
    """Check the data of all clients, or of those that PATHS lie in."""
    workspace = Workspace(projects)
    shared = read_shared(workspace, workspace.cache)
    view = current_view(Look(workspace, now(), as_of), shared)
    found = [*shared.diagnostics, *shared.fence.common_names()]
    for client_id in _clients_of(paths, projects, shared.ids):
        found += examine(view, client_id).diagnostics
    judged = judge(in_order(found), shared.agency)
    _print(judged, format_)
    has_errors = any(each.severity is Severity.ERROR for each in judged)
    if has_errors:
        return 1
    return 0


def _clients_of(
    paths: tuple[Path, ...],
    projects: Path,
    known: tuple[str, ...],
) -> tuple[str, ...]:
    """Returns the clients whose folders hold the paths; all where there is no path, or where one concerns all."""
    if not paths:
        return known
    top = projects.resolve()
    chosen: set[str] = set()
    for path in paths:
        whole = path.resolve()
        if not whole.is_relative_to(top):
            raise UsageError(f"{path} does not lie in {projects}")
        inside = whole.relative_to(top)
        if inside.parts:
            client_id = inside.parts[0]
        else:
            client_id = ""
        if client_id not in known:
            return known
        chosen.add(client_id)
    found = []
    for each in known:
        if each in chosen:
            found.append(each)
    return tuple(found)


def _print(diagnostics: list[Diagnostic], format_: str) -> None:
    said = report.FORMATS[format_](diagnostics)
    if said:
        click.echo(said)
    if format_ == "text":
        if said:
            click.echo()
        click.echo(report.summary(diagnostics))
