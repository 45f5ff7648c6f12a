"""The commits that changed a workspace's folder, wherever in the repository it lay when they were made.

A folder that comes into being with what another one held a moment before is that one, moved: by `git mv`, or with a
whole repository that was merged into this one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from portalgen.source.git.line import Line, Lines
from portalgen.source.git.log import PLAIN_FILES, Commit
from portalgen.source.git.repository import Repository
from portalgen.source.past.paths import is_read

Source = tuple[str, str]  # a parent and a folder in it


@dataclass(frozen=True)
class Followed:
    """Commits, oldest first, and the first ones of the lines that they stand on.

    `lost` holds the folders that the oldest one may have taken the folder from, where nobody can tell which: what was
    before is not among the commits then.
    """

    commits: tuple[Commit, ...]
    roots: tuple[str, ...]
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Origin:
    """Where a folder came from: the source where it is clear, else the folders that it may have come from."""

    source: Source | None = None
    lost: tuple[str, ...] = ()


def followed(
    repository: Repository,
    line: Line,
    prefix: str,
) -> Followed:
    """Returns all commits of a line that changed a folder, and those that did before it was moved to where it lies at
    the line's end. Raises GitError.
    """
    commits = tuple(repository.changes(line.links, prefix))
    roots = (line.links[0].commit,)
    at = arrival(commits, set())
    if at is None:
        return Followed(commits, roots)
    origin = _origin(repository, commits[at], prefix)
    if origin.lost:
        return Followed(
            commits[at:],
            roots,
            origin.lost,
        )
    if origin.source is None:
        return Followed(commits, roots)
    parent, folder = origin.source
    before = _before(repository, line, parent)
    older = followed(repository, before, folder)
    moved = _moved(
        repository,
        commits[at],
        prefix,
        origin.source,
    )
    return Followed(
        (*older.commits, moved, *commits[at + 1 :]),
        (*roots, *older.roots),
        older.lost,
    )


def arrival(commits: Iterable[Commit], present: Set[str]) -> int | None:
    """Returns the position of the last commit before which a folder held no project; None where there is none.

    `present` are the paths of the projects' files that it held before all of them.
    """
    held = set(present)
    found = None
    for at, commit in enumerate(commits):
        was_empty = not held
        _hold(held, commit)
        if was_empty and held:
            found = at
    return found


def _hold(held: set[str], commit: Commit) -> None:
    """Adds the projects' files that a commit put there, and drops those that it took away."""
    for change in commit.changes:
        if not is_read(change.path):
            continue
        if change.blob:
            held.add(change.path)
        else:
            held.discard(change.path)


def strays(
    repository: Repository,
    commits: Iterable[Commit],
    present: Set[str],
    prefix: str,
) -> dict[str, tuple[str, ...]]:
    """Returns the clients' folders that came from elsewhere in the repository one by one, with where they came from.

    `present` are the paths of the projects' files that were there before all commits. Raises GitError.
    """
    known = set()
    for path in present:
        known.add(_client(path))
    found = {}
    for commit in commits:
        new = _clients(commit) - known
        known |= new
        for client in sorted(new):
            sources = _elsewhere(
                repository,
                commit,
                prefix,
                client,
            )
            if sources:
                found[client] = tuple(sources)
    return found


def _clients(commit: Commit) -> set[str]:
    """Returns the folders of the clients whose projects' files a commit put there."""
    found = set()
    for change in commit.changes:
        if change.blob and is_read(change.path):
            found.add(_client(change.path))
    return found


def _client(path: str) -> str:
    client, _, _ = path.partition("/")
    return client


def _elsewhere(
    repository: Repository,
    commit: Commit,
    prefix: str,
    client: str,
) -> list[str]:
    """Returns the folders outside the clients' that held at least half of a client's files before a commit, and hold
    none of them after it.
    """
    if not commit.parents:
        return []
    arrived = _files_of(
        repository,
        commit,
        prefix,
        client,
    )
    count = 0
    for paths in arrived.values():
        count += len(paths)
    before = Counter(_holding(repository, commit.parents[0], arrived))
    after = set(_holding(repository, commit.id, arrived))
    folders = []
    for folder, held in sorted(before.items()):
        if folder in after or folder.startswith(prefix):
            continue
        is_most = held * 2 >= count
        if is_most and _is_in_workspace(repository, commit.parents[0], folder):
            folders.append(folder)
    return folders


def _is_in_workspace(
    repository: Repository,
    commit: str,
    folder: str,
) -> bool:
    """Tells whether a folder lay beside a portal.yml: elsewhere nobody was promised anything."""
    path = folder.removesuffix("/")
    above, slash, _ = path.rpartition("/")
    around = above + slash
    wanted = f"{around}portal.yml"
    beside = set()
    for _, _, name in repository.tree(commit, around):
        beside.add(name)
    return wanted in beside


def _files_of(
    repository: Repository,
    commit: Commit,
    prefix: str,
    client: str,
) -> dict[str, set[str]]:
    """Returns the paths of a client's projects' files below its folder by what they hold."""
    found = {}
    start = f"{client}/"
    for blob, paths in _files(repository, commit.id, prefix).items():
        own = set()
        for path in paths:
            if path.startswith(start):
                below = path.removeprefix(start)
                own.add(below)
        if own:
            found[blob] = own
    return found


def _before(repository: Repository, line: Line, parent: str) -> Line:
    """Returns the line that ends at a parent of one of a line's commits."""
    if parent in line:
        return line.until(parent)
    return Lines(repository.at(parent)).unpublished


def _moved(
    repository: Repository,
    commit: Commit,
    prefix: str,
    source: Source,
) -> Commit:
    """Returns a commit with what it changed in the folder that it moved."""
    parent, folder = source
    before = f"{parent}:{folder}"
    after = f"{commit.id}:{prefix}"
    changes = repository.differences(before, after)
    return replace(commit, changes=tuple(changes))


def _origin(
    repository: Repository,
    commit: Commit,
    prefix: str,
) -> _Origin:
    """Returns where a folder came from with a commit: from the one that held most of its projects' files, and at least
    half of them, as they are, and that holds none any more.
    """
    if not commit.parents:
        return _Origin()
    arrived = _files(repository, commit.id, prefix)
    likely = _likely(
        repository,
        commit,
        prefix,
        arrived,
    )
    if not likely:
        return _Origin()
    gone = []
    near = []
    for source in likely:
        if not _is_gone(repository, commit, source):
            continue
        gone.append(source)
        parent, _ = source
        if parent == commit.parents[0]:
            near.append(source)
    for certain in (near, gone):
        if len(certain) == 1:
            return _Origin(certain[0])
    folders = {folder for _, folder in gone or likely}
    return _Origin(lost=tuple(sorted(folders)))


def _likely(
    repository: Repository,
    commit: Commit,
    prefix: str,
    arrived: dict[str, set[str]],
) -> list[Source]:
    """Returns the folders that held most of what arrived, and at least half of it."""
    found: Counter[Source] = Counter()
    for parent in commit.parents:
        folders = Counter(_holding(repository, parent, arrived))
        if not _is_unrelated(repository, commit, parent):
            del folders[prefix]
        for folder, held in folders.items():
            found[parent, folder] = held
    count = sum(len(paths) for paths in arrived.values())
    most = max(found.values(), default=0)
    if most == 0 or most * 2 < count:
        return []
    return [source for source, held in found.items() if held == most]


def _files(
    repository: Repository,
    commit: str,
    prefix: str,
) -> dict[str, set[str]]:
    """Returns the paths of projects' files below a folder by what they hold."""
    found: dict[str, set[str]] = {}
    for mode, blob, path in repository.tree(commit, prefix, deep=True):
        below = path.removeprefix(prefix)
        if mode in PLAIN_FILES and is_read(below):
            paths = found.setdefault(blob, set())
            paths.add(below)
    return found


def _holding(
    repository: Repository,
    commit: str,
    wanted: dict[str, set[str]],
) -> Iterator[str]:
    """Yields for each file in a commit that is wanted the folder that it would have come from."""
    for _, blob, path in repository.tree(commit, "", deep=True):
        whole = f"/{path}"
        for below in wanted.get(blob, ()):
            if whole.endswith(f"/{below}"):
                yield path.removesuffix(below)


def _is_gone(
    repository: Repository,
    commit: Commit,
    source: Source,
) -> bool:
    """Tells whether a commit left no project in the folder that it took from one of its parents."""
    parent, folder = source
    if parent != commit.parents[0]:
        return True
    return not _files(repository, commit.id, folder)


def _is_unrelated(
    repository: Repository,
    commit: Commit,
    parent: str,
) -> bool:
    """Tells whether a parent has nothing in common with the one that the line goes on with."""
    if parent == commit.parents[0]:
        return False
    ours = repository.at(commit.parents[0]).roots()
    theirs = repository.at(parent).roots()
    return ours.isdisjoint(theirs)
