"""The revisions of a git repository, read for tests: all of its files at each commit, and the dates in them."""

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from portalgen.model.record.past import PastMilestone
from portalgen.source.files.folder import Entry, EntryKind
from portalgen.source.files.text import LARGEST_FILE
from portalgen.source.past.projection import joined, past_file

Files = dict[str, bytes]


@dataclass(frozen=True, eq=False)
class Revision:
    """A commit with all of its files."""

    commit: str
    parents: tuple[str, ...]
    when: datetime
    name: str
    email: str
    files: Files = field(repr=False)

    @property
    def day(self) -> date:
        """The committer date in UTC."""
        return self.when.date()

    def of(self, client: str) -> Files:
        """Returns the files of a client."""
        return {
            path: content
            for path, content in self.files.items()
            if path.startswith(f"projects/{client}/")
        }

    @property
    def projects(self) -> list[str]:
        """The projects, as `client/project`."""
        return sorted(
            {
                "/".join(path.split("/")[1:3])
                for path in self.files
                if path.count("/") > 2
            }
        )

    def milestones(self, project: str) -> dict[str, PastMilestone] | None:
        """Returns what is told of a project's dates, by milestone; None where it cannot be read."""
        start = f"projects/{project}/"
        texts = [
            self.files[path]
            for path in sorted(self.files)
            if path.startswith(start) and _is_yaml(path, start)
        ]
        parts = [_past_file(text) for text in texts]
        whole = None if None in parts else joined(part for part in parts if part)
        return {each.id: each for each in whole.milestones} if whole else None


_past_file = cache(past_file)


def _is_yaml(path: str, start: str) -> bool:
    return path.endswith(".yml") and "/" not in path.removeprefix(start)


def git(repository: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Returns what git prints in a repository."""
    return subprocess.run(
        ["git", *arguments],
        cwd=repository,
        input=stdin,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout


def revisions(repository: Path, *which: str) -> list[Revision]:
    """Returns the revisions, oldest first: all that lead to HEAD, or with `--first-parent` those of the main line."""
    form = "--format=%H%x09%P%x09%ct%x09%an%x09%ae"
    lines = (
        git(repository, "log", "--reverse", "--topo-order", form, *which)
        .decode()
        .splitlines()
    )
    trees = {
        line.split("\t")[0]: _tree(repository, line.split("\t")[0]) for line in lines
    }
    blobs = _blobs(
        repository, sorted({blob for tree in trees.values() for blob in tree.values()})
    )
    return [_revision(line, trees, blobs) for line in lines]


def _revision(
    line: str, trees: dict[str, dict[str, str]], blobs: dict[str, bytes]
) -> Revision:
    commit, parents, seconds, name, email = line.split("\t")
    files = {path: blobs[blob] for path, blob in trees[commit].items()}
    return Revision(
        commit,
        tuple(parents.split()),
        datetime.fromtimestamp(int(seconds), UTC),
        name,
        email,
        files,
    )


def _tree(repository: Path, commit: str) -> dict[str, str]:
    lines = (
        git(repository, "ls-tree", "-r", "-z", commit).decode().rstrip("\0").split("\0")
    )
    return {
        path: entry.split()[2]
        for entry, _, path in (line.partition("\t") for line in lines)
    }


def _blobs(repository: Path, ids: Iterable[str]) -> dict[str, bytes]:
    said = git(
        repository,
        "cat-file",
        "--batch",
        stdin="".join(f"{each}\n" for each in ids).encode(),
    )
    found: dict[str, bytes] = {}
    at = 0
    while at < len(said):
        end = said.index(b"\n", at)
        blob, _, size = said[at:end].decode().split()
        found[blob] = said[end + 1 : end + 1 + int(size)]
        at = end + 2 + int(size)
    return found


@dataclass(frozen=True)
class FilesFolder:
    """The reader of `projects/` in a revision's files."""

    files: Files

    def list(self, path: str) -> list[Entry]:
        """Returns the entries of a folder by name."""
        return sorted(set(self._entries(f"projects/{path}/" if path else "projects/")))

    def _entries(self, start: str) -> Iterator[Entry]:
        for path in self.files:
            if path.startswith(start):
                name, slash, _ = path.removeprefix(start).partition("/")
                yield Entry(name, EntryKind.FOLDER if slash else EntryKind.FILE)

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes | None:
        """Returns a file's content; None where there is none."""
        content = self.files.get(f"projects/{path}")
        return None if content is None else content[: largest + 1]

    def shown(self, path: str) -> str:
        """Returns a path as diagnostics name it."""
        return f"projects/{path}"
