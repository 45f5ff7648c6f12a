"""The history of every date, read from git in one pass for all clients of a workspace.

What was promised at each commit of the first-parent line of HEAD, oldest first, as each client could see it then. The
order is that of the commits; their dates may go backwards or lie in the future and are taken as they stand. Nothing
of a commit's message leaves this module, and of its author only the address, to find a contact by.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from portalgen.model.record.past import History, Reach
from portalgen.source.git.authors import addresses
from portalgen.source.git.command import GitError
from portalgen.source.git.log import PLAIN_FILES, Commit
from portalgen.source.git.repository import Repository
from portalgen.source.past.history_cache import HistoryCache
from portalgen.source.past.projection import (
    ID,
    PastClient,
    PastFile,
    past_client,
    past_file,
    past_restarts,
)
from portalgen.source.past.walk import (
    ClientWalk,
    Contents,
    Kept,
    Step,
    Walk,
    is_ledger,
    is_read,
)

_CLIENT_FILE = re.compile(rf"({ID})/client\.yml")


def histories(
    repository: Repository | None,
    projects_folder: Path,
    client_ids: Iterable[str],
    cache: Path | None = None,
) -> dict[str, History]:
    """Returns the history of each client. Without a repository, or where git fails, its reach is NONE.

    `projects_folder` lies in the repository; `cache` is a folder that a walk is kept in and taken up from.
    """
    ids = list(client_ids)
    unknown = {}
    for client_id in ids:
        unknown[client_id] = History(Reach.NONE)
    if repository is None:
        return unknown
    try:
        prefix = repository.prefix(projects_folder)
        store = HistoryCache(cache, prefix)
        return _histories(repository, prefix, ids, store)
    except GitError:
        return unknown


def _histories(
    repository: Repository,
    prefix: str,
    ids: Sequence[str],
    store: HistoryCache,
) -> dict[str, History]:
    clients = _clients(repository, prefix)
    owners = _owners(clients)
    kept = store.fetch()
    if kept and _goes_on(kept, repository, owners):
        start = kept
    else:
        start = _beginning(repository, owners)
    if start.head != repository.head:
        known: Mapping[str, PastFile | None] = {}
        if kept:
            known = kept.files
        start = _walked(repository, prefix, start, known)
        store.keep(start)
    found = {}
    for client_id in ids:
        client = clients.get(client_id)
        found[client_id] = _history(start, client_id, client)
    return found


def _history(
    kept: Kept,
    client_id: str,
    client: PastClient | None,
) -> History:
    walk = kept.walk
    walked = walk.clients.get(client_id) or ClientWalk(client_id)
    salt = None
    if client:
        salt = client.salt
    return History(
        reach=kept.reach,
        revisions=walked.with_entries(walk.days),
        skipped=walked.skipped,
        since=kept.since,
        head=kept.head,
        salt=salt,
    )


def _clients(repository: Repository, prefix: str) -> dict[str, PastClient]:
    """Returns what each client.yml says at HEAD, by the client's folder."""
    blobs = _client_blobs(repository, prefix)
    wanted = sorted(set(blobs.values()))
    contents = dict(repository.blobs(wanted))
    clients = {}
    for folder, blob in blobs.items():
        clients[folder] = past_client(contents[blob])
    return clients


def _client_blobs(repository: Repository, prefix: str) -> dict[str, str]:
    """Returns the blob of each client.yml at HEAD, by the client's folder."""
    blobs = {}
    for mode, blob, path in repository.tree(repository.head, prefix, deep=True):
        below = path.removeprefix(prefix)
        match = _CLIENT_FILE.fullmatch(below)
        if match and mode in PLAIN_FILES:
            blobs[match[1]] = blob
    return blobs


def _owners(clients: Mapping[str, PastClient]) -> dict[str, str]:
    """Returns the client that each former folder belongs to.

    A folder that is a client's today, or that two clients claim, is nobody's past: one client's history must never
    show in another's.
    """
    claims: dict[str, list[str]] = {}
    for client_id, client in sorted(clients.items()):
        for former in set(client.formerly):
            claims.setdefault(former, []).append(client_id)
    owners = {}
    for former, claimants in claims.items():
        if len(claimants) == 1 and former not in clients:
            owners[former] = claimants[0]
    return owners


def _goes_on(
    kept: Kept,
    repository: Repository,
    owners: Mapping[str, str],
) -> bool:
    """Tells whether a walk that was kept leads to HEAD and began where a walk from HEAD would."""
    if kept.walk.owners != owners:
        return False
    if not repository.follows(kept.head):
        return False
    if repository.is_shallow:
        oldest = repository.oldest()
        return oldest.id == kept.oldest
    return kept.reach is Reach.WHOLE


def _beginning(repository: Repository, owners: Mapping[str, str]) -> Kept:
    """Returns a walk that has seen nothing yet."""
    oldest = repository.oldest()
    reach = Reach.WHOLE
    if oldest.parents:
        reach = Reach.SHALLOW
    return Kept(
        head="",
        oldest=oldest.id,
        since=oldest.made_on,
        reach=reach,
        walk=Walk(owners),
        files={},
    )


def _walked(
    repository: Repository,
    prefix: str,
    start: Kept,
    known: Mapping[str, PastFile | None],
) -> Kept:
    """Returns a walk taken up to HEAD; only blobs that are not known yet are read."""
    commits = repository.log(prefix, start.head or None)
    wanted = _blobs(commits, is_read)
    files = dict(start.files)
    files.update(_files(repository, wanted, known))
    declarations = _blobs(commits, is_ledger)
    restarts = {}
    for blob, content in repository.blobs(declarations):
        restarts[blob] = past_restarts(content)
    contents = Contents(files, restarts)
    for step in _steps(repository, commits):
        start.walk.take(step, contents)
    return Kept(
        head=repository.head,
        oldest=start.oldest,
        since=start.since,
        reach=start.reach,
        walk=start.walk,
        files=files,
    )


def _files(
    repository: Repository,
    wanted: Iterable[str],
    known: Mapping[str, PastFile | None],
) -> dict[str, PastFile | None]:
    """Returns what files say of their dates, by their blobs: as is known already, else read."""
    files = {}
    unread = []
    for blob in wanted:
        if blob in known:
            files[blob] = known[blob]
        else:
            unread.append(blob)
    for blob, content in repository.blobs(unread):
        files[blob] = past_file(content)
    return files


def _blobs(commits: Iterable[Commit], belongs: Callable[[str], bool]) -> list[str]:
    """Returns the blobs of the paths that belong, each once, in the order in which they came."""
    blobs: dict[str, None] = {}
    for commit in commits:
        for change in commit.changes:
            if change.blob and belongs(change.path):
                blobs[change.blob] = None
    return list(blobs)


def _steps(repository: Repository, commits: Sequence[Commit]) -> Iterator[Step]:
    by = addresses(repository, commits)
    for commit in commits:
        yield Step(
            commit=commit.id,
            recorded_on=commit.made_on,
            by=by[commit.id],
            changes=commit.changes,
        )
