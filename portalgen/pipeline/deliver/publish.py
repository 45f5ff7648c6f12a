"""A finished site goes to its client's target: a branch or a folder of the client's own."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from portalgen.analysis.edits.continuity import Recorded
from portalgen.errors import PublishError
from portalgen.exports.as_it_stood import AS_IT_STOOD_FILE
from portalgen.exports.seal import SEAL_FILE, read_seal
from portalgen.model.record.seal import Seal
from portalgen.pipeline.deliver.publication import Publication
from portalgen.pipeline.examine import Dossier, examine, load
from portalgen.pipeline.inspect import Inspector
from portalgen.pipeline.order import Look, Order, address_meant
from portalgen.pipeline.then.retelling import with_tellings
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workshop import Workshop, working_folder
from portalgen.publish.branch import Branch, read_branch, shown
from portalgen.publish.content import (
    Present,
    State,
    check_replaceable,
    nothing_here,
)
from portalgen.publish.folder import opened
from portalgen.publish.refusals import (
    check_address,
    check_continues,
    check_recorded,
    check_source,
)
from portalgen.publish.target import FolderPlace, GitPlace, Place
from portalgen.site.files import (
    NotPlainError,
    digests_of,
    files_of,
    plain_files,
    write_all,
)
from portalgen.site.inspect.verify import Flaw, address_of, wrong_address
from portalgen.site.install.lock import held


@dataclass(frozen=True)
class Published:
    """What became of a publication: whether the target changed, where it is, and the day that its portal speaks for."""

    is_new: bool
    where: str
    as_of: date


def publish(
    publication: Publication,
    place: Place,
    site_url: str | None,
    now: datetime,
    workshop: Workshop,
) -> Published:
    """Puts a finished site in its target. Raises PublishError where it is not fit, or where the target refuses it."""
    site = publication.site
    if not site.is_dir():
        name = publication.client_id
        raise PublishError(f"{site} is not there: run portalgen build {name}")
    with held(site), _taken(site) as copy:
        as_of = _day(copy, site)
        address = _address(publication, copy, site_url)
        order = Order(
            publication.workspace,
            now,
            as_of,
            publication.out,
            address,
        )
        inspector = Inspector(order, publication.shared, workshop)
        dossier = _fit(publication, copy, inspector)
        check_address(place, address)
        recorded = dossier.recorded
        sealed = check_recorded(copy, recorded, dossier.client.note)
        _check_fit(site, inspector.forgeries_in(digests_of(copy), dossier))
        if isinstance(place, FolderPlace):
            return _put_in_folder(copy, place, sealed, recorded)
        return _put_on_branch(publication, copy, place, sealed, recorded)


def unpublish(
    publication: Publication,
    place: Place,
    now: datetime,
) -> Published:
    """Takes a client's site out of its target. What stays is a page that says that there is nothing here."""
    files = nothing_here(_language(publication, now))
    if isinstance(place, FolderPlace):
        where = str(place.folder)
        with opened(place) as target:
            is_new = _is_there(target.read(), where) and target.take_out(files)
    else:
        where = shown(place)
        with _branch_elsewhere(publication, place) as branch:
            is_new = _is_there(branch.present, where) and branch.put(
                files.items(), now.date(), "Nothing here"
            )
    return Published(is_new, where, now.date())


def roll_back(place: Place) -> Published:
    """Serves the release before the present one. Raises PublishError where the target keeps none."""
    if isinstance(place, GitPlace):
        raise PublishError(
            "--rollback is for folder targets: a branch keeps nothing older than what it shows"
        )
    where = str(place.folder)
    with opened(place) as target:
        check_replaceable(target.read(), where)
        release = target.roll_back()
    return Published(True, where, read_seal((release / SEAL_FILE).read_bytes()).as_of)


@contextmanager
def _taken(site: Path) -> Iterator[Path]:
    """Yields a copy of a site that nobody else knows: what is examined is what goes out, to the byte.

    Raises PublishError where the site holds anything but plain files, or cannot be read.
    """
    try:
        files = plain_files(site)
    except NotPlainError as error:
        why = f"{error} is no plain file"
        raise PublishError(f"{site} is not fit to publish: {why}") from error
    except OSError as error:
        raise PublishError(f"{site} cannot be read: {error}") from error
    with working_folder() as folder:
        copy = folder / site.name
        write_all(files, copy)
        yield copy


def _address(
    publication: Publication,
    copy: Path,
    asked: str | None,
) -> str | None:
    """Returns the address of a finished site. Raises PublishError where its pages name another than is meant."""
    told = address_of(copy)
    agency = publication.shared.agency
    meant = address_meant(asked, agency, publication.client_id, told)
    wrong = wrong_address(told, meant)
    if wrong:
        raise PublishError(f"{publication.site} is not fit to publish: {wrong}")
    return meant


def _day(copy: Path, site: Path) -> date:
    """Returns the day of a finished site. Raises PublishError where it has none, or is as it stood on a day."""
    if (copy / AS_IT_STOOD_FILE).is_file():
        raise PublishError(
            f"{site} is the portal as it stood on a day of the past, and is not to be published"
        )
    seal = copy / SEAL_FILE
    if not seal.is_file():
        raise PublishError(f"{site / SEAL_FILE} is not there: run portalgen build")
    return read_seal(seal.read_bytes()).as_of


def _fit(
    publication: Publication,
    copy: Path,
    inspector: Inspector,
) -> Dossier:
    """Returns the dossier of a finished site. Raises PublishError where the site is not fit to publish."""
    view = current_view(inspector.order, publication.shared)
    examined = examine(view, publication.client_id)
    dossier = examined.sound
    if dossier is None:
        raise PublishError(examined.refusal)
    dossier = with_tellings(dossier, publication.shared)
    _check_fit(publication.site, inspector.flaws_of(copy, dossier))
    return dossier


def _check_fit(site: Path, flaws: Iterable[Flaw]) -> None:
    said = "\n".join(f"  {flaw.path}: {flaw.message}" for flaw in flaws)
    if said:
        raise PublishError(f"{site} is not fit to publish:\n{said}")


def _put_in_folder(
    copy: Path,
    place: FolderPlace,
    sealed: Seal,
    recorded: Recorded,
) -> Published:
    where = str(place.folder)
    with opened(place) as target:
        _check_present(target.read(), where, sealed, recorded)
        is_new = target.put(copy)
    return Published(is_new, where, sealed.as_of)


def _put_on_branch(
    publication: Publication,
    copy: Path,
    place: GitPlace,
    sealed: Seal,
    recorded: Recorded,
) -> Published:
    where = shown(place)
    title = f"Portal as of {sealed.as_of}"
    with _branch_elsewhere(publication, place) as branch:
        _check_present(branch.present, where, sealed, recorded)
        is_new = branch.put(_files(copy), sealed.as_of, title)
    return Published(is_new, where, sealed.as_of)


@contextmanager
def _branch_elsewhere(publication: Publication, place: GitPlace) -> Iterator[Branch]:
    """Yields a target's branch. Raises PublishError where it is one of the repository that holds the data."""
    with read_branch(place, publication.workspace.root) as branch:
        check_source(branch, publication.repository, publication.shared.ids)
        yield branch


def _check_present(
    found: Present,
    where: str,
    sealed: Seal,
    recorded: Recorded,
) -> None:
    check_replaceable(found, where)
    check_continues(recorded, sealed, found.seal)


def _is_there(found: Present, where: str) -> bool:
    check_replaceable(found, where)
    return found.state is not State.NOTHING


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    for name, content, _ in files_of(site):
        yield name, content


def _language(publication: Publication, now: datetime) -> str:
    """Returns the client's language; English where its data cannot be read."""
    look = Look(publication.workspace, now)
    loaded = load(current_view(look, publication.shared), publication.client_id)
    if loaded.client:
        return loaded.client.language
    return "en"
