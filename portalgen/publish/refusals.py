"""What keeps a finished site from being published: each rule raises PublishError with a plain sentence."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from portalgen.analysis.edits.continuity import Recorded, broken_record
from portalgen.errors import PublishError
from portalgen.exports.ledger import ledger_json
from portalgen.exports.publications import PUBLICATIONS_FILE, with_publications
from portalgen.exports.seal import SEAL_FILE, read_seal
from portalgen.model.client import Delivery
from portalgen.model.record.seal import Seal
from portalgen.publish.branch import Branch
from portalgen.publish.target import (
    FolderPlace,
    GitPlace,
    Place,
    clash,
    place_of,
    repository_name,
)
from portalgen.source.git.command import GitError
from portalgen.source.git.repository import Repository


def check_unshared(
    client_id: str,
    place: Place,
    deliveries: Mapping[str, Delivery],
    root: Path,
) -> None:
    """Refuses a target that another client's client.yml names too."""
    for other, delivery in deliveries.items():
        if other == client_id or delivery.publish is None:
            continue
        try:
            shared = clash(place, place_of(other, delivery.publish, root))
        except PublishError:
            continue  # what is wrong there is told when that client is published
        if shared:
            raise PublishError(
                f"{client_id} and {other} would be published to one {shared}: each client needs one of its own"
            )


def check_folder(
    place: FolderPlace,
    root: Path,
    projects: Path,
    out: Path,
    repository: Repository | None,
) -> None:
    """Refuses a folder that holds the workspace or the built sites, or that lies in its data."""
    root = root.resolve()
    projects = projects.resolve()
    out = out.resolve()
    top = repository.top.resolve() if repository else root
    if any(each.is_relative_to(place.folder) for each in (root, projects, out, top)):
        raise PublishError(
            f"{place.folder} holds the workspace itself: name a folder for the portal alone"
        )
    inner = (projects, out, root / "site_templates", top / ".git")
    if any(place.folder.is_relative_to(each) for each in inner):
        raise PublishError(
            f"{place.folder} lies in what portals are made from: name a folder elsewhere"
        )


def check_source(
    branch: Branch,
    repository: Repository | None,
    client_ids: Iterable[str],
) -> None:
    """Refuses the repository that holds the data, unless it holds one client and says `into_source: true`.

    It is known by its address, or by a commit that the remote and the checkout have in common.
    """
    place = branch.place
    if repository is None or not _is_source(branch, repository):
        return
    clients = len(list(client_ids))
    if not place.into_source:
        help_ = "a portal belongs in a repository of its own; where this one holds a single client, into_source: true"
        raise PublishError(
            f"publish: git: is the repository that holds the data: {help_} under publish: permits it"
        )
    if clients > 1:
        raise PublishError(
            f"into_source: true is for a repository that holds a single client, and this one holds {clients}: "
            "whoever reads one portal there could read the others' data"
        )


def _is_source(branch: Branch, repository: Repository) -> bool:
    try:
        known = {
            repository_name(str(repository.top)),
            *map(repository_name, repository.remotes()),
        }
        return branch.place.repository in known or bool(
            repository.commits(sorted(branch.heads))
        )
    except GitError as error:
        raise PublishError(
            "git cannot tell whether the target is the repository that holds the data"
        ) from error


def check_address(place: Place, address: str | None) -> None:
    """Refuses a site that was built for another host than the one that the target names."""
    if (
        isinstance(place, GitPlace)
        and place.cname
        and address
        and urlsplit(address).hostname != place.cname
    ):
        raise PublishError(
            f"the site was built for {address}, and the target's host is {place.cname}: build it "
            f"with --site-url https://{place.cname}/, or say so as site_url in portal.yml"
        )


def check_recorded(
    site: Path,
    recorded: Recorded,
    legal_note: str | None,
) -> Seal:
    """Returns the seal of a finished site; refuses one that was built from other records than there are now."""
    sealed = with_publications(
        read_seal(_read(site / SEAL_FILE)), _read(site / PUBLICATIONS_FILE)
    )
    ledger = recorded.dates
    edits = recorded.edits
    said = (sealed.n, sealed.head, sealed.edits)
    is_same = said == (len(ledger.entries), ledger.head, edits.reached)
    content = ledger_json(ledger, legal_note, edits)
    if not is_same or _read(site / "ledger.json") != content:
        raise PublishError(
            "the site was built from other records of dates, or with another legal note, than there are now: "
            "run portalgen build"
        )
    return sealed


def check_continues(
    recorded: Recorded,
    sealed: Seal,
    published: Seal | None,
) -> None:
    """Refuses a portal that is older than the published one, or whose ledger does not go on from its."""
    if published is None:
        return
    if sealed.as_of < published.as_of:
        raise PublishError(
            f"the published portal speaks for {published.as_of}, and this one for {sealed.as_of}, which is earlier"
        )
    if broken := broken_record(recorded, published):
        raise PublishError(
            f"the ledger does not go on from the published one: {broken.message}; {broken.help}"
        )
    shown = published.showings
    if sealed.showings[: len(shown)] != shown:
        raise PublishError(
            "the site does not know on which days the published portal showed what: "
            "run portalgen build --over-published"
        )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise PublishError(
            f"{path.name} of the site cannot be read: run portalgen build"
        ) from None
