"""portalgen publish: the finished site to its target."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from portalgen.analysis.ledger.ledger import Ledger
from portalgen.cli.terminal.options import AddressType, now, projects_option
from portalgen.cli.terminal.publication import Publication, out_option, publication_of
from portalgen.errors import PublishError
from portalgen.exports.seal import SEAL_FILE, read_seal
from portalgen.model.client import Access
from portalgen.model.record.seal import Seal
from portalgen.pipeline import Request, examine, inspect
from portalgen.publish.branch import read_branch, shown
from portalgen.publish.content import Present, check_replaceable
from portalgen.publish.folder import opened
from portalgen.publish.refusals import (
    check_address,
    check_continues,
    check_recorded,
    check_source,
)
from portalgen.publish.target import FolderPlace, GitPlace, Place, check_access
from portalgen.site.files import files_of
from portalgen.site.inspect.verify import address_of
from portalgen.site.install.lock import held


@click.command()
@click.argument("client_id", metavar="CLIENT")
@projects_option
@out_option
@click.option(
    "--site-url",
    type=AddressType(),
    help="The site's address; by default the one that its pages name.",
)
@click.option(
    "--if-target",
    is_flag=True,
    help="End with 0 where client.yml names no target: nothing is published.",
)
@click.option(
    "--rollback",
    is_flag=True,
    help="Serve the release before the present one (folder targets).",
)
def publish(
    client_id: str,
    projects: Path,
    out: Path,
    site_url: str | None,
    if_target: bool,
    rollback: bool,
) -> int:
    """Publish the finished site of CLIENT to its target."""
    publication = publication_of(client_id, projects, out)
    delivery = publication.deliveries[client_id]
    if if_target and delivery.publish is None:
        click.echo(
            f"{client_id}: no target, so not published; client.yml names one under publish:"
        )
        return 0
    check_access(client_id, delivery)
    place = publication.place()
    if rollback:
        return _roll_back(client_id, place)
    if not publication.site.is_dir():
        raise PublishError(
            f"{publication.site} is not there: run portalgen build {client_id}"
        )
    with held(publication.site):
        sealed, ledger = _fit(publication, place, site_url)
        is_new, where = _put(publication, place, sealed, ledger)
    click.echo(
        f"{client_id}: {'published' if is_new else 'nothing changed'} as of {sealed.as_of} in {where}"
    )
    if delivery.access is Access.HOST:
        click.echo(
            f"{client_id} is access: host. portalgen cannot see whether the host asks who is there.",
            err=True,
        )
    return 0


def _fit(
    publication: Publication, place: Place, site_url: str | None
) -> tuple[Seal, Ledger]:
    """Returns the seal and the ledger of a finished site. Raises PublishError where it is not fit to publish."""
    from portalgen.site.engine.mkdocs_engine import MkDocsEngine

    workspace = publication.workspace
    shared = publication.shared
    site = publication.site
    cache = workspace.cache
    address = site_url or address_of(site)
    request = Request(workspace, publication.out, now(), _day(site), address, cache)
    loaded, findings = examine(request, shared, publication.client_id)
    client = loaded.client
    if client is None or findings is None or loaded.is_broken:
        raise PublishError(
            f"the data of {publication.client_id} is broken: run portalgen check"
        )
    if flaws := inspect(site, request, shared, loaded, MkDocsEngine(cache)):
        said = "\n".join(f"  {flaw.path}: {flaw.message}" for flaw in flaws)
        raise PublishError(f"{site} is not fit to publish:\n{said}")
    check_address(place, address)
    recorded = findings.records.recorded
    return check_recorded(site, recorded, client.note), recorded


def _day(site: Path) -> date:
    seal = site / SEAL_FILE
    if not seal.is_file():
        raise PublishError(f"{seal} is not there: run portalgen build")
    return read_seal(seal.read_bytes()).as_of


def _put(
    publication: Publication, place: Place, sealed: Seal, ledger: Ledger
) -> tuple[bool, str]:
    """Puts the site in its target; returns whether anything changed, and where it is."""
    if isinstance(place, FolderPlace):
        with opened(place) as target:
            _check_present(target.read(), str(place.folder), sealed, ledger)
            return target.put(publication.site), str(place.folder)
    where = shown(place)
    with read_branch(place, publication.workspace.root) as branch:
        check_source(branch, publication.repository, publication.shared.ids)
        _check_present(branch.present, where, sealed, ledger)
        return branch.put(
            _files(publication.site), sealed.as_of, f"Portal as of {sealed.as_of}"
        ), where


def _check_present(found: Present, where: str, sealed: Seal, ledger: Ledger) -> None:
    check_replaceable(found, where)
    check_continues(ledger, sealed, found.seal)


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    return ((name, content) for name, content, _ in files_of(site))


def _roll_back(client_id: str, place: Place) -> int:
    if isinstance(place, GitPlace):
        raise PublishError(
            "--rollback is for folder targets: a branch keeps nothing older than what it shows"
        )
    with opened(place) as target:
        check_replaceable(target.read(), str(place.folder))
        release = target.roll_back()
    as_of = read_seal((release / SEAL_FILE).read_bytes()).as_of
    click.echo(
        f"{client_id}: rolled back to the portal as of {as_of} in {place.folder}"
    )
    return 0
