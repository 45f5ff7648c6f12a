"""portalgen verify: looks at a finished site as a build does before it installs one."""

from datetime import date
from pathlib import Path

import click

from portalgen.cli.options import as_of_option, chosen, now
from portalgen.errors import UsageError
from portalgen.pipeline import Request, Workspace, examine, inspect, read_shared
from portalgen.site.verify import Flaw, address_of
from portalgen.site.verify import verify as verify_alone


@click.command()
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--projects", type=click.Path(path_type=Path, file_okay=False),
              help="Folder of the clients, to compare the site with.")  # fmt: skip
@click.option("--client", "client_id", help="Whose site it is; by default the site's folder is named for the client.")
@as_of_option
@click.option("--site-url", help="The site's address; by default the one that its pages name.")
def verify(site: Path, projects: Path | None, client_id: str | None, as_of: date | None, site_url: str | None) -> int:
    """Verify a finished SITE: leaks, Content-Security-Policy, links, pictures, documents.

    Without --projects nobody knows what must not appear: leaks are not scanned, and the exit code is 1.
    """
    address = site_url or address_of(site)
    if projects is None:
        flaws = verify_alone(site, address)
        _tell(flaws)
        click.echo("leaks not scanned: name the clients' folder with --projects", err=True)
        return 1
    flaws = _compared(site, projects, client_id or site.resolve().name, as_of, address)
    _tell(flaws)
    if not flaws:
        click.echo(f"{site}: fit to publish")
    return 1 if flaws else 0


def _compared(site: Path, projects: Path, client_id: str, as_of: date | None, address: str | None) -> list[Flaw]:
    from portalgen.site.mkdocs_engine import MkDocsEngine

    workspace = Workspace(projects)
    shared = read_shared(workspace, workspace.cache)
    chosen((client_id,), shared.ids)
    cache = workspace.cache
    request = Request(workspace, site.parent, now(), as_of, address, cache)
    loaded, _ = examine(request, shared, client_id)
    if loaded.is_broken:
        raise UsageError(f"the data of {client_id} is broken: run portalgen check")
    return inspect(site, request, shared, loaded, MkDocsEngine(cache))


def _tell(flaws: list[Flaw]) -> None:
    for flaw in flaws:
        click.echo(f"{flaw.path}: {flaw.message}", err=True)
