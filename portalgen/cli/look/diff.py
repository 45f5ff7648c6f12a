"""portalgen diff: what a client will see change, worst first."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from portalgen.cli.terminal.differences import FORMATS, Told
from portalgen.cli.terminal.options import as_of_option, chosen, now, projects_option
from portalgen.cli.terminal.report import standing, tell
from portalgen.pipeline.compare import compared, examine_past
from portalgen.pipeline.examine import Dossier, Examined, examine
from portalgen.pipeline.order import Look
from portalgen.pipeline.views import current_view, past_view
from portalgen.pipeline.workspace import Shared, Workspace, read_shared
from portalgen.words import Words


@click.command()
@click.argument("clients", nargs=-1)
@projects_option
@as_of_option
@click.option("--since", default="HEAD", show_default=True, metavar="REV|DATE",
              help="What to compare with: a commit, or the last one of a day.")  # fmt: skip
@click.option("--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text",
              show_default=True)  # fmt: skip
def diff(
    clients: tuple[str, ...],
    projects: Path,
    as_of: date | None,
    since: str,
    format_: str,
) -> int:
    """Show what CLIENTS, or all, will see change since a commit or a day, and what should be said by voice first."""
    workspace = Workspace(projects)
    shared = read_shared(workspace, workspace.cache)
    look = Look(workspace, now(), as_of)
    view = current_view(look, shared)
    names = chosen(clients, shared.ids)
    told = list[Told]()
    code = tell(shared.diagnostics, shared.agency)
    is_named = len(names) > 1 or format_ == "markdown"
    for client_id in names:
        examined = examine(view, client_id)
        if examined.sound is None:
            click.echo(examined.refusal, err=True)
            code = 1
            continue
        for line in standing(client_id, examined.loaded.stand_ins):
            click.echo(line, err=True)
            code = 1
        told += _told(look, shared, examined.sound, since, is_named)
    click.echo(FORMATS[format_](told))
    return code


def _told(
    look: Look,
    shared: Shared,
    after: Dossier,
    since: str,
    is_named: bool,
) -> Iterator[Told]:
    """Yields what one client will see change; `is_named` tells to say which client it is."""
    client = after.client
    findings = after.findings
    past = examine_past(past_view(look, client.id, since), client.id, findings.as_of)
    _tell_of_the_past(past.then, since)
    words = Words("en", findings.as_of, client.currency)
    for each in compared(past, after, shared):
        where = each.project or client.id
        if is_named and each.project:
            where = f"{client.id}/{each.project}"
        yield Told(where, each, words)


def _tell_of_the_past(past: Examined, since: str) -> None:
    """Tells what could not be read of the commit that is compared with, and what is compared instead."""
    client_id = past.loaded.id
    doubt = "so more counts as new than is; compare with an older commit"
    if past.dossier and not past.sound:
        click.echo(f"the data of {client_id} was broken at {since}, {doubt}", err=True)
    for project_id, each in past.loaded.stand_ins.items():
        whose = f"the data of {client_id}/{project_id} was broken at {since}"
        if each.read_on:
            click.echo(f"{whose}; it is compared as of {each.read_on}", err=True)
        else:
            click.echo(f"{whose}, {doubt}", err=True)
