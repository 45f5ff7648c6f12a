"""portalgen verify: looks at a finished site as a build does before it installs one."""

from datetime import date
from pathlib import Path

import click

from portalgen.cli.terminal.options import as_of_option, chosen, now
from portalgen.errors import SealError, UsageError
from portalgen.exports.ledger import LEDGER_FILE, broken_chain
from portalgen.exports.publications import (
    PUBLICATIONS_FILE,
    foreign_showing,
    with_publications,
)
from portalgen.exports.seal import SEAL_FILE, read_seal
from portalgen.model.record.seal import Seal
from portalgen.pipeline.examine import examine
from portalgen.pipeline.inspect import Inspector
from portalgen.pipeline.order import Order, address_meant
from portalgen.pipeline.seals import Seals
from portalgen.pipeline.then.retelling import with_tellings
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.files import digests_of
from portalgen.site.inspect.verify import Flaw, address_of, wrong_address
from portalgen.site.inspect.verify import verify as verify_alone
from portalgen.site.inspect.whole import damage, without_host_files


@click.command()
@click.argument(
    "site",
    type=click.Path(
        path_type=Path,
        exists=True,
        file_okay=False,
    ),
)
@click.option("--projects", type=click.Path(path_type=Path, file_okay=False),
              help="Folder of the clients, to compare the site with.")  # fmt: skip
@click.option(
    "--client",
    "client_id",
    help="Whose site it is; by default the site's folder is named for the client.",
)
@as_of_option
@click.option("--seal", type=click.Path(path_type=Path, exists=True, dir_okay=False,),
              help="A seal.json of this portal that was kept: the ledger must continue it.")  # fmt: skip
@click.option(
    "--site-url",
    help="The site's address; by default portal.yml's, else the one its pages name.",
)
def verify(
    site: Path,
    projects: Path | None,
    client_id: str | None,
    as_of: date | None,
    seal: Path | None,
    site_url: str | None,
) -> int:
    """Verify a finished SITE: leaks, Content-Security-Policy, links, pictures, documents, ledger.

    Without --projects nobody knows what must not appear: leaks are not scanned, and the exit code is 1.
    """
    if projects is None:
        address = site_url or address_of(site)
        flaws = [*verify_alone(site, address), *damage(site)]
        flaws += _ledger_flaws(site, seal)
        _tell(flaws)
        click.echo(
            "leaks not scanned: name the clients' folder with --projects", err=True
        )
        return 1
    flaws = _compared(
        site,
        projects,
        client_id or site.resolve().name,
        as_of,
        site_url,
    )
    flaws += _ledger_flaws(site, seal)
    _tell(flaws)
    if not flaws:
        click.echo(f"{site}: fit to publish")
    if flaws:
        return 1
    return 0


def _ledger_flaws(site: Path, kept: Path | None) -> list[Flaw]:
    """Returns what is wrong with the site's ledger, against its own seal and one that was kept."""
    try:
        content = (site / LEDGER_FILE).read_bytes()
        seals = []
        for path in (site / SEAL_FILE, kept):
            if path:
                seals.append(read_seal(path.read_bytes()))
    except OSError:
        return [Flaw(LEDGER_FILE, "it is missing, or seal.json is")]
    except SealError as error:
        return [Flaw(SEAL_FILE, str(error))]
    found = []
    for message in broken_chain(content, tuple(seals)):
        found.append(Flaw(LEDGER_FILE, message))
    if found:
        return found
    return _publication_flaws(site, seals[0], content)


def _publication_flaws(
    site: Path,
    seal: Seal,
    ledger: bytes,
) -> list[Flaw]:
    """Returns what is wrong with the publications that a site tells of, against its seal and its ledger."""
    try:
        content = (site / PUBLICATIONS_FILE).read_bytes()
        showings = with_publications(seal, content).showings
    except OSError:
        return [Flaw(PUBLICATIONS_FILE, "it is missing")]
    except SealError as error:
        return [Flaw(PUBLICATIONS_FILE, str(error))]
    foreign = foreign_showing(showings, ledger)
    if foreign:
        return [Flaw(PUBLICATIONS_FILE, foreign)]
    return []


def _compared(
    site: Path,
    projects: Path,
    client_id: str,
    as_of: date | None,
    site_url: str | None,
) -> list[Flaw]:
    """Returns what is wrong with a site in the light of its client's data."""
    from portalgen.site.engine.mkdocs_engine import MkDocsEngine

    workspace = Workspace(projects)
    seals = Seals(site.parent, site)
    shared = read_shared(workspace, workspace.cache, seals)
    chosen((client_id,), shared.ids)
    workshop = Workshop(MkDocsEngine(workspace.cache), workspace.cache, len(shared.ids))
    told = address_of(site)
    address = address_meant(site_url, shared.agency, client_id, told)
    order = Order(
        workspace,
        now(),
        as_of or _day(site),
        site.parent,
        address,
    )
    examined = examine(current_view(order, shared), client_id)
    dossier = examined.sound
    if dossier is None:
        raise UsageError(examined.refusal)
    dossier = with_tellings(dossier, shared)
    inspector = Inspector(order, shared, workshop)
    found = without_host_files(site, digests_of(site))
    flaws = inspector.flaws_of(site, dossier)
    wrong = wrong_address(told, address)
    if wrong:
        return [Flaw("index.html", wrong), *flaws]
    return [*flaws, *inspector.forgeries_in(found, dossier)]


def _day(site: Path) -> date | None:
    """Returns the day that a site speaks for by its own seal; None where it has none that can be read."""
    try:
        return read_seal((site / SEAL_FILE).read_bytes()).as_of
    except (OSError, SealError):
        return None


def _tell(flaws: list[Flaw]) -> None:
    for flaw in flaws:
        click.echo(f"{flaw.path}: {flaw.message}", err=True)
