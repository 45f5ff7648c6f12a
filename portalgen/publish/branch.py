"""A branch of a git repository as a target: one orphan commit that holds the site and nothing before it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from portalgen.errors import PublishError
from portalgen.exports.manifest import FILES_FILE, read_manifest
from portalgen.exports.publications import PUBLICATIONS_FILE
from portalgen.exports.seal import SEAL_FILE
from portalgen.publish.content import Present, State, is_of_host, present
from portalgen.publish.git import (
    PublishingRepository,
    plain,
    publishing_repository,
    without_password,
)
from portalgen.publish.target import GitPlace

WHO = "portalgen <portalgen@portalgen.invalid>"
_FETCHED = "refs/portalgen/fetched"
_MADE = "refs/portalgen/made"
# How a remote says that the branch has moved since it was read: the lease, or its own lock on the branch.
_MOVED = re.compile(
    r"stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|reference already exists"
    r"|failed to lock|incorrect old value"
)

Files = Iterable[tuple[str, bytes]]


@dataclass(frozen=True)
class Branch:
    """The branch of a remote as it was read. `head` is its commit, None where there is no such branch.

    `heads` are the commits of all of the remote's branches. `kept` are the files of its host, by path.
    """

    repository: PublishingRepository
    place: GitPlace
    head: str | None
    heads: frozenset[str]
    present: Present = field(default=Present(State.NOTHING))
    kept: Mapping[str, bytes] = field(default_factory=dict)

    def put(
        self,
        files: Files,
        day: date,
        subject: str,
    ) -> bool:
        """Makes the branch hold these files alone, in a commit without parents dated on a day.

        Returns whether anything changed; where nothing did, nothing is committed. Raises PublishError where the branch
        has moved since it was read, or the remote refuses; then the branch is as it was.
        """
        whole = self._with_host_files(files)
        made = self._commit(whole, day, subject)
        if self.head is not None and self._is_same(made, self.head):
            return False
        self._push(made)
        return True

    def _with_host_files(self, files: Files) -> Iterator[tuple[str, bytes]]:
        yield from files
        beside = {**self.kept, ".nojekyll": b""}
        if self.place.cname:
            beside["CNAME"] = f"{self.place.cname}\n".encode()
        yield from beside.items()

    def _commit(
        self,
        files: Files,
        day: date,
        subject: str,
    ) -> str:
        stream = _stream(files, day, subject)
        self.repository.feed(stream, "fast-import", "--quiet", "--done")
        return _commit_of(self.repository, _MADE)

    def _is_same(self, made: str, head: str) -> bool:
        """Tells whether the branch holds this tree already, and no older content behind it."""
        ours = self.repository.run("rev-parse", f"{made}^{{tree}}")
        theirs = self.repository.run("rev-parse", f"{head}^{{tree}}")
        commit = self.repository.run("cat-file", "commit", head)
        written, _, _ = commit.partition(b"\n\n")
        has_parent = b"\nparent " in written
        return ours == theirs and not has_parent

    def _push(self, made: str) -> None:
        ref = f"refs/heads/{self.place.branch}"
        lease = f"--force-with-lease={ref}:{self.head or ''}"
        said = self.repository.try_(
            "push",
            "--porcelain",
            "--no-verify",
            lease,
            "--",
            self.place.remote,
            f"{made}:{ref}",
        )
        if said.is_done:
            return
        if _says_moved(said.out):
            raise PublishError(
                f"{self.place.branch} was published by somebody else in the meantime, and theirs stands: "
                "run portalgen publish again"
            )
        raise PublishError(
            f"{shown(self.place)} did not take the site, and what it had stands:\n{_indented(said.complaint)}"
        )


def _says_moved(out: bytes) -> bool:
    """Tells whether a push was refused since the branch has moved."""
    told = plain(out.decode("utf-8", "replace"))
    for line in told.splitlines():
        is_refusal = line.startswith("!")
        if is_refusal and _MOVED.search(line):
            return True
    return False


@contextmanager
def read_branch(place: GitPlace, folder: Path) -> Iterator[Branch]:
    """Yields the branch of a remote as it is now. Raises PublishError where the remote cannot be reached or read."""
    with publishing_repository(folder) as repository:
        commits = _heads(repository, place)
        heads = frozenset(commits.values())
        if f"refs/heads/{place.branch}" not in commits:
            yield Branch(repository, place, None, heads)
            return
        spec = f"+refs/heads/{place.branch}:{_FETCHED}"
        said = repository.try_(
            "fetch", "--quiet", "--no-tags", "--depth=1", "--", place.remote, spec
        )
        if not said.is_done:
            raise PublishError(
                f"{shown(place)} cannot be read:\n{_indented(said.complaint)}"
            )
        head = _commit_of(repository, _FETCHED)
        tree = _tree(repository, head)
        found = _present(repository, tree)
        kept = {}
        for path, blob in tree.items():
            if is_of_host(path):
                kept[path] = repository.run("cat-file", "blob", blob)
        yield Branch(repository, place, head, heads, found, kept)


def shown(place: GitPlace) -> str:
    """Returns how messages name a branch: without a user's name or password."""
    return f"{place.branch} of {without_password(place.remote)}"


def _heads(repository: PublishingRepository, place: GitPlace) -> dict[str, str]:
    said = repository.try_("ls-remote", "--", place.remote)
    if not said.is_done:
        remote = without_password(place.remote)
        help_ = "is the address right, is the host up, and may this user read and write there?"
        raise PublishError(
            f"{remote} cannot be reached: {help_}\n{_indented(said.complaint)}"
        )
    told = said.out.decode("utf-8", "replace")
    heads: dict[str, str] = {}
    for line in told.splitlines():
        commit, _, name = line.partition("\t")
        if name.startswith("refs/heads/"):
            heads[name] = commit
    return heads


def _tree(repository: PublishingRepository, head: str) -> dict[str, str]:
    """Returns the files of a commit: their blobs by path."""
    out = repository.run("ls-tree", "-r", "-z", "--full-tree", head)
    listed = out.decode("utf-8", "replace")
    tree = {}
    for line in listed.split("\0"):
        about, _, path = line.partition("\t")
        if path:
            _, _, blob = about.rpartition(" ")
            tree[path] = blob
    return tree


def _present(repository: PublishingRepository, tree: Mapping[str, str]) -> Present:
    """Returns what stands at a branch with these files."""
    names = {path.partition("/")[0] for path in tree}
    contents: dict[str, bytes] = {}
    for name in (SEAL_FILE, PUBLICATIONS_FILE):
        if name in tree:
            contents[name] = repository.run("cat-file", "blob", tree[name])
    seal = contents.get(SEAL_FILE)
    found = present(frozenset(names), seal, contents.get(PUBLICATIONS_FILE))
    strange = tuple(sorted(_strange(repository, tree)))
    return replace(found, strange=strange)


def _strange(
    repository: PublishingRepository,
    tree: Mapping[str, str],
) -> Iterator[str]:
    """Yields the files beside a portal that neither it nor its host has; none where it does not tell what it has."""
    if FILES_FILE not in tree:
        return
    content = repository.run("cat-file", "blob", tree[FILES_FILE])
    try:
        own = {*read_manifest(content), FILES_FILE, ".nojekyll"}
    except ValueError:
        return
    for path in tree:
        if path not in own and not is_of_host(path):
            yield path


def _stream(
    files: Files,
    day: date,
    subject: str,
) -> Iterator[bytes]:
    """Yields a commit with these files and no parent, as `git fast-import` reads it: no filter, no ignored file."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    moment = int(midnight.timestamp())
    message = f"{subject}\n".encode()
    head = f"commit {_MADE}\nauthor {WHO} {moment} +0000\ncommitter {WHO} {moment} +0000\ndata {len(message)}\n"
    yield head.encode() + message + b"deleteall\n"
    for path, content in files:
        yield f"M 100644 inline {_quoted(path)}\ndata {len(content)}\n".encode()
        yield content
        yield b"\n"
    yield b"done\n"


def _quoted(path: str) -> str:
    escaped = path.replace("\\", "\\\\")
    escaped = escaped.replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n")
    return f'"{escaped}"'


def _commit_of(repository: PublishingRepository, ref: str) -> str:
    """Returns the id of the commit to which a ref points."""
    said = repository.run("rev-parse", "--verify", f"{ref}^{{commit}}")
    id_ = said.decode("ascii", "replace")
    return id_.strip()


def _indented(text: str) -> str:
    lines = [f"  {line}" for line in text.splitlines() if line.strip()]
    return "\n".join(lines)
