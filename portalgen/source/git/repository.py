"""A repository of git as it is read: which commits there are and what files held.

Replace refs, grafts and the commit graph are not believed. What git refuses to read, such as another user's
repository, is not there, and why is told.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from portalgen.model.record.past import Lack
from portalgen.source.files.text import LARGEST_FILE
from portalgen.source.git.command import GitError, contents, one_line, run
from portalgen.source.git.log import (
    GRAPH,
    HEADER,
    OBJECT_ID,
    Change,
    Commit,
    Link,
    Node,
    changes,
    graph,
    logged,
)

_LOG = (
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-color",
    "--no-decorate",
    "--no-notes",
)
_REMOTE = re.compile(r"^\S+\t(.+) \((?:fetch|push)\)", re.MULTILINE)
_RAW = ("--raw", "--no-renames", "--no-abbrev", "-O/dev/null")


@dataclass(frozen=True, slots=True)
class Repository:
    """A checkout of a git repository with at least one commit. `top` is its folder, `head` the id of HEAD's commit."""

    top: Path
    head: str

    @classmethod
    def around(cls, folder: Path) -> "Repository | Lack":
        """Returns the repository that a folder is in; where git is missing, cannot or will not read it: why."""
        try:
            said = run(
                folder,
                "rev-parse",
                "--verify",
                "--end-of-options",
                "HEAD^{commit}",
            )
            top = one_line(run(folder, "rev-parse", "--show-toplevel"))
        except GitError as error:
            return _lack(folder, error.lack)
        head = one_line(said)
        if top and OBJECT_ID.fullmatch(head):
            return cls(Path(top), head)
        return Lack.DAMAGED

    def prefix(self, folder: Path) -> str:
        """Returns a folder's path in the repository, ending in a slash; empty for the top. Raises GitError."""
        return one_line(run(folder, "rev-parse", "--show-prefix"))

    def lack(self, said: Lack) -> Lack:
        """Returns why something of the repository could not be read, by what git said of it."""
        if said is not Lack.DAMAGED:
            return said
        try:
            packs = one_line(run(self.top, "rev-parse", "--git-path", "objects/pack"))
        except GitError:
            return said
        promised = next((self.top / packs).glob("*.promisor"), None)
        return Lack.PARTIAL if promised else said

    def resolve(self, revision: str) -> str | None:
        """Returns the id of the commit that a revision names, as typed by whoever asks; None where there is none."""
        try:
            said = run(
                self.top,
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                f"{revision}^{{commit}}",
            )
        except GitError:
            return None
        name = said.decode("ascii", "replace").strip()
        if OBJECT_ID.fullmatch(name):
            return name
        return None

    def remotes(self) -> tuple[str, ...]:
        """Returns the addresses of its remotes; paths on this machine in full. Raises GitError."""
        answer = run(self.top, "remote", "--verbose")
        said = answer.decode("utf-8", "replace")
        addresses = []
        for address in _REMOTE.findall(said):
            host, _, _ = address.partition("/")
            if ":" in host:
                addresses.append(address)
                continue
            path = self.top / address
            addresses.append(str(path))
        return tuple(addresses)

    def changed_since(self, commit: str) -> list[str]:
        """Returns the paths, from the top, of which HEAD's commit and another have not the same. Raises GitError."""
        asked = (
            "--no-commit-id",
            "--name-only",
            "-r",
            "-z",
            "--no-renames",
            "-O/dev/null",
            "--end-of-options",
        )
        said = run(
            self.top,
            "diff-tree",
            *asked,
            commit,
            self.head,
        )
        paths = os.fsdecode(said).split("\0")
        return [path for path in paths if path]

    def at(self, commit: str) -> "Repository":
        """Returns the same repository as if HEAD were at a commit."""
        return replace(self, head=commit)

    def nodes(self, order: str) -> dict[str, Node]:
        """Returns the commits that HEAD contains, by id and in an order that git knows: `--first-parent` holds no more
        than the line of the first parents, `--topo-order` all, children before their parents. Raises GitError.
        """
        asked = ("--encoding=none", "-z", f"--format={GRAPH}", "-s")
        said = run(
            self.top,
            "log",
            order,
            *asked,
            *_LOG,
            "--end-of-options",
            self.head,
            "--",
        )
        return graph(said)

    def latest(self, folder: str, most: int) -> list[Commit]:
        """Returns the newest commits of HEAD's first-parent line that changed anything in a folder, the newest first.

        No more than so many, and without what they changed. Raises GitError.
        """
        asked = (
            "--first-parent",
            f"--max-count={most}",
            "--encoding=none",
            "-z",
            f"--format={HEADER}",
            "-s",
            *_LOG,
        )
        said = run(
            self.top,
            "log",
            *asked,
            "--end-of-options",
            self.head,
            "--",
            *_paths(folder),
        )
        return list(logged(said, ""))

    def changes(self, links: Iterable[Link], prefix: str) -> list[Commit]:
        """Returns the commits of a line that changed anything below a folder, each with what it changed against the
        parent that the line goes on with; that one is its first. Raises GitError.
        """
        by_commit = {each.commit: each for each in links}
        if not by_commit:
            return []
        lines = []
        for each in by_commit.values():
            parent = each.parent or ""
            lines.append(f"{each.commit} {parent}\n")
        asked = ("--stdin", "--root", "-r", "-z", f"--format={HEADER}")
        said = run(
            self.top,
            "diff-tree",
            *asked,
            *_RAW,
            "--no-ext-diff",
            "--no-textconv",
            "--encoding=none",
            "--",
            *_paths(prefix),
            typed="".join(lines).encode(),
        )
        commits = []
        for commit in logged(said, prefix):
            merged = by_commit[commit.id].merged
            parents = (*commit.parents, *merged)
            commits.append(replace(commit, parents=parents))
        return commits

    def differences(self, before: str, after: str) -> list[Change]:
        """Returns what one tree has otherwise than another, by the paths in them. Raises GitError."""
        asked = ("-r", "-z", *_RAW, "--no-ext-diff", "--no-textconv")
        said = run(
            self.top,
            "diff-tree",
            *asked,
            "--end-of-options",
            before,
            after,
            "--",
        )
        return changes(said)

    def roots(self) -> set[str]:
        """Returns the commits without parents that HEAD contains. Raises GitError."""
        said = run(
            self.top,
            "rev-list",
            "--max-parents=0",
            "--end-of-options",
            self.head,
            "--",
        )
        return set(said.decode("ascii", "replace").split())

    def written_parents(self, commit: str) -> tuple[str, ...]:
        """Returns the parents that a commit itself names, whether they are here or not. Raises GitError."""
        said = run(self.top, "cat-file", "commit", commit)
        header, _, _ = said.partition(b"\n\n")
        written = header.decode("ascii", "replace")
        parents = re.findall(r"^parent (\w+)$", written, re.MULTILINE)
        return tuple(parents)

    def commits(self, ids: Sequence[str]) -> dict[str, Commit]:
        """Returns single commits by id, without what they changed. Raises GitError."""
        if not ids:
            return {}
        asked = (
            "--no-walk=unsorted",
            "--ignore-missing",
            "--encoding=none",
            "-z",
            f"--format={HEADER}",
            "-s",
            "--stdin",
            *_LOG,
        )
        lines = "".join(f"{each}\n" for each in ids)
        said = run(
            self.top,
            "log",
            *asked,
            typed=lines.encode(),
        )
        commits = {}
        for each in logged(said, ""):
            commits[each.id] = each
        return commits

    def tree(
        self,
        revision: str,
        folder: str,
        deep: bool = False,
    ) -> list[tuple[str, str, str]]:
        """Returns mode, object id and path of what is in a folder (`a/b/`; empty for the top) of a commit.

        Paths begin at the top; `deep` lists files of all depths, else folders stand for what is in them. Raises
        GitError.
        """
        asked = []
        if deep:
            asked.append("-r")
        listed = (
            "ls-tree",
            "-z",
            "--full-tree",
            *asked,
            "--end-of-options",
            revision,
            *_paths(folder),
        )
        said = run(self.top, *listed)
        found = []
        for entry in os.fsdecode(said).split("\0"):
            if not entry:
                continue
            about, _, path = entry.partition("\t")
            told = about.split()
            mode = told[0]
            name = told[2]
            found.append((mode, name, path))
        return found

    def blobs(
        self,
        ids: Iterable[str],
        largest: int = LARGEST_FILE,
    ) -> Iterator[tuple[str, bytes]]:
        """Returns id and content of files one after the other, each cut one byte past the largest size.

        One process serves them all, and one file at a time is held. Raises GitError where one is missing.
        """
        return contents(self.top, ids, largest)


def _lack(folder: Path, said: Lack) -> Lack:
    """Returns why a folder's repository cannot be read, by what git said of it."""
    whole = folder.absolute()
    folders = (whole, *whole.parents)
    is_inside_one = any((each / ".git").exists() for each in folders)
    if not is_inside_one:
        return Lack.NO_REPOSITORY
    if said is Lack.NO_REPOSITORY:
        return Lack.DAMAGED
    if said is Lack.DAMAGED and _is_unborn(folder):
        return Lack.NO_COMMITS
    return said


def _is_unborn(folder: Path) -> bool:
    """Tells whether the branch of HEAD has no commit yet; one that is there and cannot be read is damaged."""
    try:
        branch = one_line(run(folder, "symbolic-ref", "HEAD"))
        place = one_line(run(folder, "rev-parse", "--git-path", branch))
        names = run(folder, "for-each-ref", "--count=1", branch)
    except GitError:
        return False
    return not names and not (folder / place).exists()


def _paths(folder: str) -> tuple[str, ...]:
    if folder:
        return (folder,)
    return ()
