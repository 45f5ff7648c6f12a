"""The history of every date, read from git in one pass for all clients of a workspace.

What was promised at each commit of the line that ends at HEAD, oldest first, as each client could see it then. The
order is that of the commits; their dates may go backwards or lie in the future and are taken as they stand. Nothing
of a commit's message leaves this module, and of its author only the address, to find a contact by.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from portalgen.model.record.past import (
    Departed,
    History,
    Lack,
    Origin,
    Reach,
    Revision,
)
from portalgen.model.record.statement import UpdateText
from portalgen.source.git.authors import addresses
from portalgen.source.git.command import GitError
from portalgen.source.git.line import Line, Lines
from portalgen.source.git.log import Commit
from portalgen.source.git.repository import Repository
from portalgen.source.past.followed import Followed, arrival, followed, strays
from portalgen.source.past.history_cache import HistoryCache
from portalgen.source.past.owners import clients_at_head, owners_of
from portalgen.source.past.past_terms import past_rows
from portalgen.source.past.paths import is_client, is_ledger, is_portal, is_read
from portalgen.source.past.projection import (
    PastClient,
    PastFile,
    past_file,
    past_pages,
    past_portal,
    past_restarts,
)
from portalgen.source.past.reports import is_progress
from portalgen.source.past.statements import update_text
from portalgen.source.past.steps import Contents, Step
from portalgen.source.past.walk import (
    ClientWalk,
    Kept,
    Walk,
)

Published = Mapping[str, Origin | None]  # by the client's id
NOTHING_PUBLISHED: Published = {}


def histories(
    repository: Repository | Lack,
    projects_folder: Path,
    client_ids: Iterable[str],
    cache: Path | None = None,
    published: Published = NOTHING_PUBLISHED,
) -> dict[str, History]:
    """Returns the history of each client. Without a repository, or where git fails, its reach is NONE.

    `projects_folder` lies in the repository; `cache` is a folder that a walk is kept in and taken up from. `published`
    holds what each client's record was made from that was published last; None where its seal does not say.
    """
    ids = list(client_ids)
    if isinstance(repository, Lack):
        return _unknown(ids, repository)
    try:
        prefix = repository.prefix(projects_folder)
        reader = _Reader(repository, prefix, cache)
        departed = reader.departed(ids)
        found = {}
        for client_id in ids:
            history = reader.history(client_id, published)
            found[client_id] = replace(history, departed=departed)
        return found
    except GitError as error:
        return _unknown(ids, repository.lack(error.lack))


def _unknown(client_ids: Iterable[str], lack: Lack) -> dict[str, History]:
    unknown = {}
    for client_id in client_ids:
        unknown[client_id] = History(Reach.NONE, lack=lack)
    return unknown


class _Reader:
    """Reads the histories of a workspace's clients: along one line of commits where their seals allow, and each line
    once. Everything here raises GitError.
    """

    def __init__(
        self,
        repository: Repository,
        prefix: str,
        cache: Path | None,
    ) -> None:
        self.repository = repository
        self.prefix = prefix
        self.cache = cache
        self.clients = clients_at_head(repository, prefix)
        self.owners = owners_of(self.clients)
        self.lines = Lines(repository)
        self._walked: dict[tuple[tuple[str, str], ...], Kept] = {}

    def history(self, client_id: str, published: Published) -> History:
        """Returns a client's history along the line that was published; along others beside where nobody knows it."""
        line = None
        origin = published.get(client_id)
        if origin:
            line = self.lines.through(origin.commit, dict(origin.follows))
        if line:
            return self._along(line, client_id)
        usual = self.lines.unpublished
        found = self._along(usual, client_id)
        first_parents = self.lines.first_parents
        if client_id in published and first_parents.links != usual.links:
            straight = self._along(first_parents, client_id)
            found = replace(found, otherwise=(straight,))
        return found

    def departed(self, present: Sequence[str]) -> tuple[Departed, ...]:
        """Returns the clients that are not there any more, on the line where nothing is known to be published."""
        kept = self._kept(self.lines.unpublished)
        found: list[Departed] = []
        for client in kept.walk.clients.values():
            if client.id not in present:
                found += client.departed()
        return tuple(found)

    def _along(self, line: Line, client_id: str) -> History:
        client = self.clients.get(client_id)
        return _history(self._kept(line), line, client_id, client)

    def _kept(self, line: Line) -> Kept:
        key = tuple(line.follows.items())
        if key not in self._walked:
            self._walked[key] = self._walk(line)
        return self._walked[key]

    def _walk(self, line: Line) -> Kept:
        """Returns the walk along a line, taken up where one was kept that leads there."""
        store = HistoryCache(self.cache, self.prefix, line.follows)
        kept = store.fetch()
        known: Mapping[str, PastFile | None] = {}
        if kept:
            known = kept.files
        walk = _Walk(self.repository, line, self.prefix, known)
        if kept and kept.walk.owners == self.owners:
            found = walk.from_kept(kept)
        else:
            found = None
        if found is None:
            found = walk.from_beginning(self.owners)
        if kept is None or found.head != kept.head:
            store.keep(found)
        return found


def _history(
    kept: Kept,
    line: Line,
    client_id: str,
    client: PastClient | None,
) -> History:
    walk = kept.walk
    walked = walk.clients.get(client_id) or ClientWalk(client_id)
    salt = None
    if client:
        salt = client.salt
    lack = None
    if kept.reach is Reach.SHALLOW:
        lack = Lack.SHALLOW
    revisions = walked.with_entries(walk.days)
    return History(
        reach=kept.reach,
        revisions=revisions,
        skipped=walked.skipped,
        since=kept.since,
        head=kept.head,
        salt=salt,
        lack=lack,
        lost=kept.lost.get(client_id, ()),
        origin=_origin(revisions, line),
        agency=tuple(walk.agency),
        update_texts=kept.update_texts,
    )


def _origin(revisions: Sequence[Revision], line: Line) -> Origin | None:
    """Returns what tells the line of a client's revisions from every other that ends at HEAD."""
    added = [each for each in revisions if each.adds]
    if not added:
        return None
    commit = added[-1].commit
    if commit not in line:  # it was made before the folder came here with another line
        return Origin(commit)
    part = line.until(commit)
    return Origin(commit, tuple(part.follows.items()))


class _Walk:
    """A walk along a line of commits through all that a workspace's folder went through."""

    def __init__(
        self,
        repository: Repository,
        line: Line,
        prefix: str,
        known: Mapping[str, PastFile | None],
    ) -> None:
        self.repository = repository
        self.line = line
        self.prefix = prefix
        self.known = known

    def from_kept(self, kept: Kept) -> Kept | None:
        """Returns a walk that was kept, taken up to HEAD; None where it does not lead there, or began elsewhere."""
        if kept.head not in self.line:
            return None
        oldest = self.line.links[0].commit
        if oldest != kept.oldest:
            return None
        reach = self._reach([oldest])
        if reach is not kept.reach:
            return None
        newer = self.line.after(kept.head)
        commits = self.repository.changes(newer, self.prefix)
        present = kept.walk.paths()
        arrived = arrival(commits, present)
        if arrived is not None and kept.walk.clients:
            return None
        came = strays(
            self.repository,
            commits,
            present,
            self.prefix,
        )
        lost = {**kept.lost, **_by_client(came, kept.walk.owners)}
        return replace(self._walked(kept, commits), lost=lost)

    def from_beginning(self, owners: Mapping[str, str]) -> Kept:
        """Returns a walk from the first commit that is known."""
        found = followed(self.repository, self.line, self.prefix)
        oldest = self.line.links[0].commit
        since = self.repository.commits([oldest])[oldest]
        start = Kept(
            head="",
            oldest=oldest,
            since=since.made_on,
            reach=self._reach(found.roots),
            walk=Walk(owners),
            files={},
        )
        walked = self._walked(start, found.commits)
        later = found.commits[1:]
        brought = _brought(found)
        lost = strays(
            self.repository,
            later,
            brought,
            self.prefix,
        )
        if found.lost:
            for path in brought:
                folder, _, _ = path.partition("/")
                lost[folder] = found.lost
        return replace(walked, lost=_by_client(lost, owners))

    def _reach(self, roots: Iterable[str]) -> Reach:
        """Returns how far back lines go that begin with commits: not to the beginning where one names a parent."""
        for root in roots:
            if self.repository.written_parents(root):
                return Reach.SHALLOW
        return Reach.WHOLE

    def _walked(self, start: Kept, commits: Sequence[Commit]) -> Kept:
        """Returns a walk taken up to HEAD; only blobs that are not known yet are read."""
        repository = self.repository
        wanted = _blobs(commits, is_read)
        files = dict(start.files)
        files.update(_files(repository, wanted, self.known))
        declarations = _blobs(commits, is_ledger)
        restarts = {}
        for blob, content in repository.blobs(declarations):
            restarts[blob] = past_restarts(content)
        rows = {}
        for blob, content in repository.blobs(_blobs(commits, is_progress)):
            rows[blob] = past_rows(content)
        agency = {}
        for blob, content in repository.blobs(_blobs(commits, is_portal)):
            agency[blob] = past_portal(content, start.since)
        pages = {}
        for blob, content in repository.blobs(_blobs(commits, is_client)):
            pages[blob] = past_pages(content)
        contents = Contents(files, restarts, rows, agency, pages)
        for step in _steps(repository, commits):
            start.walk.take(step, contents)
        return replace(
            start,
            head=repository.head,
            files=files,
            update_texts=_update_texts(repository, start),
        )


def _update_texts(repository: Repository, walked: Kept) -> dict[str, UpdateText]:
    """Returns by blob what updates say that did not stay as they were: as is known already, else read."""
    texts = dict(walked.update_texts)
    unread: set[str] = set()
    for client in walked.walk.clients.values():
        unread.update(client.rewritten.blobs - texts.keys())
    for blob, content in repository.blobs(sorted(unread)):
        texts[blob] = update_text(content)
    return texts


def _brought(found: Followed) -> set[str]:
    """Returns the paths of the projects' files that the first commit brought."""
    paths: set[str] = set()
    for commit in found.commits[:1]:
        for change in commit.changes:
            if is_read(change.path):
                paths.add(change.path)
    return paths


def _by_client(
    lost: Mapping[str, tuple[str, ...]],
    owners: Mapping[str, str],
) -> dict[str, tuple[str, ...]]:
    """Returns what stands by folder by the client that the folder belongs to."""
    found = {}
    for folder, sources in lost.items():
        client_id = owners.get(folder, folder)
        found[client_id] = sources
    return found


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
