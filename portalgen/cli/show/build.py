"""portalgen build: compiles clients' portals into a folder."""

import time
from datetime import date
from pathlib import Path

import click

from portalgen.cli.terminal import report
from portalgen.cli.terminal.options import (
    AddressType,
    DayType,
    as_of_option,
    chosen,
    now,
    previous_seal_option,
    projects_option,
)
from portalgen.cli.terminal.outcome import report_bug
from portalgen.errors import PortalgenError, UsageError
from portalgen.model.client import Agency
from portalgen.pipeline import Outcome
from portalgen.pipeline import build as build_site
from portalgen.pipeline.deliver.publication import PublishedSeals, published_seals
from portalgen.pipeline.order import SITES, Order
from portalgen.pipeline.then.portal import build_as_it_stood
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Shared, Workspace, read_shared
from portalgen.source.load.agency import client_ids


@click.command()
@click.argument("clients", nargs=-1)
@projects_option
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=SITES, show_default=True,
              help="Where the sites go, a folder a client.")  # fmt: skip
@as_of_option
@click.option(
    "--site-url",
    type=AddressType(),
    help="Address of a portal; {client} stands for the client's id.",
)
@previous_seal_option
@click.option(
    "--over-published",
    is_flag=True,
    help="Go on from the portal at each client's target, where no sites are kept.",
)
@click.option(
    "--at",
    type=DayType(),
    help="Build the portal as it stood on a day, into CLIENT@DATE; it replaces no site and cannot be published.",
)
@click.option("--no-cache", is_flag=True, help="Build everything anew.")
@click.pass_context
def build(
    context: click.Context, clients: tuple[str, ...], projects: Path, out: Path, as_of: date | None,
    site_url: str | None, previous_seal: Path | None, over_published: bool, at: date | None, no_cache: bool,
) -> int:  # fmt: skip
    """Build the portals of CLIENTS, or of all."""
    from portalgen.site.engine.mkdocs_engine import MkDocsEngine

    _check_one_day(at, as_of)
    workspace = Workspace(projects)
    if no_cache:
        cache = None
    else:
        cache = workspace.cache
    published = _published(workspace, clients, over_published)
    order = Order(
        workspace,
        now(),
        as_of,
        out,
        site_url,
        previous_seal,
        published.seals,
        at,
    )
    shared = read_shared(workspace, cache, order.seals)
    workshop = Workshop(MkDocsEngine(cache), cache, len(shared.ids))
    code = report.tell(shared.diagnostics, shared.agency)
    for client_id in chosen(clients, shared.ids):
        began = time.perf_counter()
        try:
            published.check(client_id)
            outcome = _built(order, shared, client_id, workshop)
        except PortalgenError as error:
            outcome = Outcome(client_id, None, order.day(None), failure=str(error))
        except Exception:
            # A bug that one client meets does not keep its neighbours from being built.
            code = max(code, report_bug())
            continue
        code = max(code, _told(outcome, shared.agency, time.perf_counter() - began))
    return code


def _check_one_day(at: date | None, as_of: date | None) -> None:
    if at and as_of:
        help_ = "--at is the day that the portal speaks for as well"
        raise UsageError(f"--at and --as-of do not go together; {help_}")


def _built(
    order: Order,
    shared: Shared,
    client_id: str,
    workshop: Workshop,
) -> Outcome:
    """Builds a client's portal: today's, or the one of a day that is asked for."""
    if order.at:
        return build_as_it_stood(order, shared, client_id, order.at, workshop)
    return build_site(order, shared, client_id, workshop)


def _published(
    workspace: Workspace,
    clients: tuple[str, ...],
    is_asked_for: bool,
) -> PublishedSeals:
    """Returns the seals of what stands at the targets of clients, where those are asked for."""
    if not is_asked_for:
        return PublishedSeals()
    ids, _ = client_ids(workspace.folder())
    return published_seals(workspace, chosen(clients, tuple(ids)))


def _told(
    outcome: Outcome,
    agency: Agency,
    seconds: float,
) -> int:
    """Prints what became of a client, and returns the exit code that it asks for."""
    code = report.tell(outcome.diagnostics, agency)
    click.echo(_line(outcome, seconds), err=not outcome.is_built)
    for line in report.standing(outcome.client_id, outcome.stand_ins):
        click.echo(line, err=True)
    if outcome.is_built:
        return code
    return 1


def _line(outcome: Outcome, seconds: float) -> str:
    if not outcome.is_built:
        return f"{outcome.client_id}: not built: {outcome.failure}; the last good site stays"
    if outcome.pages == 1:
        pages = "1 page"
    else:
        pages = f"{outcome.pages} pages"
    return f"{outcome.client_id}: {pages} as of {outcome.as_of} in {outcome.site} ({seconds:.1f} s)"
