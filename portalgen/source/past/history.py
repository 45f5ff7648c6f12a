"""The history of every date, read from git in one pass for all clients of a workspace.

What was promised at each commit of the first-parent line of HEAD, oldest first, as each client could see it then. The
order is that of the commits; their dates may go backwards or lie in the future and are taken as they stand. Nothing
of a commit's message leaves this module, and of its author only the address, to find a contact by.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
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
from portalgen.source.past.walk import Contents, Kept, Step, Walk, is_ledger, is_read

_CLIENT_FILE = re.compile(rf"({ID})/client\.yml")
_DAY = 86400  # seconds
_EPOCH = date(1970, 1, 1).toordinal()


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
    try:
        if repository is not None:
            return _histories(
                repository, repository.prefix(projects_folder), ids, cache
            )
    except GitError:
        pass
    return {client_id: History(Reach.NONE) for client_id in ids}


def _histories(
    repository: Repository, prefix: str, ids: Sequence[str], cache: Path | None
) -> dict[str, History]:
    clients = _clients(repository, prefix)
    store = HistoryCache(cache, prefix)
    kept = store.fetch()
    owners = _owners(clients)
    if kept and _goes_on(kept, repository, owners):
        start = kept
    else:
        start = _beginning(repository, owners)
    if start.head != repository.head:
        start = _walked(repository, prefix, start, kept.files if kept else {})
        store.keep(start)
    return {client_id: _history(start, client_id, clients) for client_id in ids}


def _history(kept: Kept, client_id: str, clients: Mapping[str, PastClient]) -> History:
    client = kept.walk.clients.get(client_id)
    salt = clients[client_id].salt if client_id in clients else None
    revisions, skipped = (
        (client.with_entries(kept.walk.days), client.skipped) if client else ((), 0)
    )
    return History(kept.reach, revisions, skipped, kept.since, kept.head, salt)


def _clients(repository: Repository, prefix: str) -> dict[str, PastClient]:
    """Returns what each client.yml says at HEAD, by the client's folder."""
    files = (
        (mode, blob, path.removeprefix(prefix))
        for mode, blob, path in repository.tree(repository.head, prefix, deep=True)
    )
    found = {
        match[1]: blob
        for mode, blob, path in files
        if mode in PLAIN_FILES and (match := _CLIENT_FILE.fullmatch(path))
    }
    contents = dict(repository.blobs(sorted(set(found.values()))))
    return {folder: past_client(contents[blob]) for folder, blob in found.items()}


def _owners(clients: Mapping[str, PastClient]) -> dict[str, str]:
    """Returns the client that each former folder belongs to.

    A folder that is a client's today, or that two clients claim, is nobody's past: one client's history must never
    show in another's.
    """
    claims: dict[str, list[str]] = {}
    for client_id, client in sorted(clients.items()):
        for former in set(client.formerly):
            claims.setdefault(former, []).append(client_id)
    return {
        former: by[0]
        for former, by in claims.items()
        if len(by) == 1 and former not in clients
    }


def _goes_on(kept: Kept, repository: Repository, owners: Mapping[str, str]) -> bool:
    """Tells whether a walk that was kept leads to HEAD and began where a walk from HEAD would."""
    if kept.walk.owners != owners or not repository.follows(kept.head):
        return False
    if repository.is_shallow:
        return repository.oldest().id == kept.oldest
    return kept.reach is Reach.WHOLE


def _beginning(repository: Repository, owners: Mapping[str, str]) -> Kept:
    """Returns a walk that has seen nothing yet."""
    oldest = repository.oldest()
    reach = Reach.SHALLOW if oldest.parents else Reach.WHOLE
    return Kept("", oldest.id, _day(oldest), reach, Walk(owners), {})


def _walked(
    repository: Repository,
    prefix: str,
    start: Kept,
    known: Mapping[str, PastFile | None],
) -> Kept:
    """Returns a walk taken up to HEAD; only blobs that are not known yet are read."""
    commits = repository.log(prefix, start.head or None)
    wanted = _blobs(commits, is_read)
    files = {**start.files, **{blob: known[blob] for blob in wanted if blob in known}}
    for blob, content in repository.blobs(each for each in wanted if each not in known):
        files[blob] = past_file(content)
    restarts = {
        blob: past_restarts(content)
        for blob, content in repository.blobs(_blobs(commits, is_ledger))
    }
    for step in _steps(repository, commits):
        start.walk.take(step, Contents(files, restarts))
    return Kept(
        repository.head, start.oldest, start.since, start.reach, start.walk, files
    )


def _blobs(commits: Iterable[Commit], belongs: Callable[[str], bool]) -> list[str]:
    """Returns the blobs of the paths that belong, each once, in the order in which they came."""
    changes = (change for commit in commits for change in commit.changes)
    return list(
        dict.fromkeys(
            change.blob for change in changes if change.blob and belongs(change.path)
        )
    )


def _steps(repository: Repository, commits: Sequence[Commit]) -> Iterator[Step]:
    by = addresses(repository, commits)
    for commit in commits:
        yield Step(commit.id, _day(commit), by[commit.id], commit.changes)


def _day(commit: Commit) -> date:
    """Returns a commit's day in UTC; what no calendar holds becomes the nearest day that one does."""
    day = _EPOCH + commit.committed_at // _DAY
    return date.fromordinal(min(max(day, date.min.toordinal()), date.max.toordinal()))
