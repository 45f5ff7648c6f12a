"""A repository of git as it is read: which commits there are and what files held.

Replace refs, grafts and the commit graph are not believed. What git refuses to read, such as another user's
repository, is not there.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from portalgen.source.files.text import LARGEST_FILE
from portalgen.source.git.command import GitError, contents, one_line, run
from portalgen.source.git.log import HEADER, OBJECT_ID, Commit, logged

_LOG = (
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-color",
    "--no-decorate",
    "--no-notes",
)
_REMOTE = re.compile(r"^\S+\t(.+) \((?:fetch|push)\)", re.MULTILINE)
_RAW = ("-m", "--raw", "--no-renames", "--no-abbrev", "-O/dev/null")


@dataclass(frozen=True, slots=True)
class Repository:
    """A checkout of a git repository with at least one commit. `top` is its folder, `head` the id of HEAD's commit."""

    top: Path
    head: str
    is_shallow: bool

    @classmethod
    def around(cls, folder: Path) -> "Repository | None":
        """Returns the repository that a folder is in; None where git is missing or cannot or will not read it."""
        try:
            said = run(
                folder,
                "rev-parse",
                "--is-shallow-repository",
                "--verify",
                "--end-of-options",
                "HEAD^{commit}",
            )
            shallow, head = said.decode("ascii", "replace").split()
            top = one_line(run(folder, "rev-parse", "--show-toplevel"))
        except (GitError, ValueError):
            return None
        if top and OBJECT_ID.fullmatch(head):
            return cls(Path(top), head, shallow != "false")
        return None

    def prefix(self, folder: Path) -> str:
        """Returns a folder's path in the repository, ending in a slash; empty for the top. Raises GitError."""
        return one_line(run(folder, "rev-parse", "--show-prefix"))

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

    def find(self, revision: str) -> Commit | None:
        """Returns the commit that a revision names, as typed by whoever asks; for a day (`2026-11-13`), the last one of
        HEAD's first-parent line that was committed by its end (UTC). None where there is none.
        """
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", revision):
            name = self.resolve(revision)
            if name:
                return self.commits([name]).get(name)
            return None
        name = self._last_by(revision)
        if name:
            return self.commits([name]).get(name)
        return None

    def _last_by(self, day: str) -> str | None:
        """Returns the id of the last commit that was committed by the end of a day."""
        try:
            end = f"{date.fromisoformat(day)}T23:59:59Z"
            said = run(
                self.top,
                "rev-list",
                "-1",
                "--first-parent",
                f"--before={end}",
                "--end-of-options",
                self.head,
                "--",
            )
        except (GitError, ValueError):
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

    def log(self, prefix: str, after: str | None = None) -> list[Commit]:
        """Returns the commits of HEAD's first-parent line that changed anything below a folder, oldest first.

        With `after`, a commit of that line, only those that came later. Raises GitError.
        """
        if after:
            span = f"{after}..{self.head}"
        else:
            span = self.head
        asked = (
            "--first-parent",
            "--reverse",
            "--encoding=none",
            "-z",
            f"--format={HEADER}",
            *_RAW,
            *_LOG,
        )
        said = run(
            self.top,
            "log",
            *asked,
            "--end-of-options",
            span,
            "--",
            *_paths(prefix),
        )
        return list(logged(said, prefix))

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

    def follows(self, commit: str) -> bool:
        """Tells whether a commit is on HEAD's first-parent line, at its end or before it."""
        if commit == self.head:
            return True
        span = f"{commit}..{self.head}"
        try:
            said = run(
                self.top,
                "rev-list",
                "--first-parent",
                "--parents",
                "--end-of-options",
                span,
                "--",
            )
        except GitError:  # the commit is not known here
            return False
        lines = said.decode("ascii", "replace").rstrip()
        _, _, last = lines.rpartition("\n")
        oldest = last.split()
        if len(oldest) < 2:
            return False
        return oldest[1] == commit

    def oldest(self) -> Commit:
        """Returns the oldest commit that is known of HEAD's first-parent line, its parents as git has them.

        It has parents all the same where a shallow clone was cut there. Raises GitError.
        """
        asked = (
            "--first-parent",
            "--max-parents=0",
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
        )
        found = list(logged(said, ""))
        if len(found) != 1:
            raise GitError
        root = found[0]
        parents = self._written_parents(root.id)
        return replace(root, parents=parents)

    def _written_parents(self, commit: str) -> tuple[str, ...]:
        """Returns the parents that a commit itself names, whether they are here or not."""
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


def _paths(folder: str) -> tuple[str, ...]:
    if folder:
        return (folder,)
    return ()
