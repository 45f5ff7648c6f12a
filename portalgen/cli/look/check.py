"""portalgen check: tells everything that is wrong, like a compiler."""

from datetime import date
from pathlib import Path

import click

from portalgen.analysis.rules import judge
from portalgen.cli.terminal import report
from portalgen.cli.terminal.options import (
    as_of_option,
    now,
    out_option,
    previous_seal_option,
    projects_option,
)
from portalgen.diagnostics import Diagnostic, Severity, in_order
from portalgen.errors import SealError, UsageError
from portalgen.pipeline.examine import Examined, continuing, examine
from portalgen.pipeline.order import Order
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workspace import Shared, Workspace, read_shared


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@projects_option
@as_of_option
@out_option
@previous_seal_option
@click.option("--format", "format_", type=click.Choice(list(report.FORMATS)), default="text", show_default=True,
              help="Text for people, JSON for programs, annotations for GitHub.")  # fmt: skip
def check(
    paths: tuple[Path, ...],
    projects: Path,
    as_of: date | None,
    out: Path,
    previous_seal: Path | None,
    format_: str,
) -> int:
    """Check the data of all clients, or of those that PATHS lie in.

    Records are held against the seals of what was published last, as build does: those in the sites of --out, or
    --previous-seal.
    """
    workspace = Workspace(projects)
    order = Order(
        workspace,
        now(),
        as_of,
        out,
        previous_seal=previous_seal,
    )
    shared = read_shared(workspace, workspace.cache, order.seals)
    view = current_view(order, shared)
    found = [*shared.diagnostics, *shared.fence.common_names()]
    unread: list[str] = []
    for client_id in _clients_of(paths, projects, shared.ids):
        examined = examine(view, client_id)
        held = _held(examined, order, shared, unread)
        found += held.diagnostics
    judged = judge(in_order(found), shared.agency)
    _print(judged, format_)
    if format_ == "text":
        _tell_record(shared)
    for line in unread:
        click.echo(line, err=True)
    has_errors = any(each.severity is Severity.ERROR for each in judged)
    if has_errors or unread:
        return 1
    return 0


def _held(
    examined: Examined,
    order: Order,
    shared: Shared,
    unread: list[str],
) -> Examined:
    """Returns a client held to the seal of what was published last; one that cannot be read is noted."""
    loaded = examined.loaded
    try:
        seal = order.seal_of(loaded, shared)
    except SealError as error:
        unread.append(f"{loaded.id}: {error}")
        return examined
    return continuing(examined, seal)


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


def _tell_record(shared: Shared) -> None:
    """Says that no date is on record yet, where nothing was ever committed."""
    plain = set()
    for history in shared.histories.values():
        if history.lack and history.lack.is_plain:
            plain.add(history.lack)
    for lack in plain:
        line = f"no date is on record yet: {lack.value}"
        click.echo(line, err=True)


def _print(diagnostics: list[Diagnostic], format_: str) -> None:
    said = report.FORMATS[format_](diagnostics)
    if said:
        click.echo(said)
    if format_ == "text":
        if said:
            click.echo()
        click.echo(report.summary(diagnostics))
