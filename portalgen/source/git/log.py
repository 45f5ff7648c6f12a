"""Commits as `git log` prints them with NUL between all that it says."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.source.git.command import GitError

PLAIN_FILES = {"100644", "100755", "100664"}
OBJECT_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SECONDS = re.compile(r"-?\d+", re.ASCII)
_DAY = 86400  # seconds
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST = date.min.toordinal()
_LAST = date.max.toordinal()
HEADER = "%H%x00%P%x00%ct%x00%an%x00%ae"
HEADER_FIELDS = 5
GRAPH = "%H%x00%P%x00%s"


@dataclass(frozen=True, slots=True)
class Node:
    """A commit as a line through the graph sees it: its parents, and the first line of its message."""

    parents: tuple[str, ...]
    subject: str

    @property
    def first(self) -> str | None:
        """The first parent; None where nothing older is known."""
        if self.parents:
            return self.parents[0]
        return None


@dataclass(frozen=True, slots=True)
class Link:
    """A commit of a line, the parent that it goes on with (None where nothing older is known), and its other ones."""

    commit: str
    parent: str | None
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A path that a commit changed, below the folder that was asked for; `blob` is None where no plain file is left."""

    path: str
    blob: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit with what it changed against the first of its parents, which is the one that the line goes on with.

    `committed_at` is in seconds since 1970 (UTC). `author` and `address` stay within `source`.
    """

    id: str
    parents: tuple[str, ...]
    committed_at: int
    author: str
    address: str
    changes: tuple[Change, ...] = ()

    @property
    def made_on(self) -> date:
        """The day in UTC; what no calendar holds becomes the nearest day that one does."""
        day = _EPOCH + self.committed_at // _DAY
        within = min(max(day, _FIRST), _LAST)
        return date.fromordinal(within)


def graph(said: bytes) -> dict[str, Node]:
    """Returns the commits of a log by their ids, in its order: three fields each, all ended by NUL."""
    parts = said.decode("utf-8", "replace").split("\0")
    parts.pop()
    found = {}
    for name, parents, subject in zip(
        parts[::3], parts[1::3], parts[2::3], strict=True
    ):
        ids = tuple(parents.split())
        found[name] = Node(ids, subject)
    return found


def logged(said: bytes, prefix: str) -> Iterator[Commit]:
    """Yields the commits of a log: five fields each, then for each change a line and a path, all ended by NUL."""
    parts = said.split(b"\0")
    at = 0
    end = len(parts) - 1
    while at < end:
        fields = parts[at : at + HEADER_FIELDS]
        header = []
        for field in fields:
            header.append(field.decode("utf-8", "replace"))
        at += HEADER_FIELDS
        start = at
        while at < end and _is_change(parts[at]):
            at += 2
        changed = tuple(_changes(parts[start:at], prefix))
        yield _commit(header, changed)


def changes(said: bytes) -> list[Change]:
    """Returns the changes between two trees: for each a line and a path, all ended by NUL."""
    parts = said.split(b"\0")
    parts.pop()
    return list(_changes(parts, ""))


def _changes(parts: Sequence[bytes], prefix: str) -> Iterator[Change]:
    for line, path in zip(parts[::2], parts[1::2], strict=True):
        whole = os.fsdecode(path)
        yield _change(line, whole.removeprefix(prefix))


def _is_change(part: bytes) -> bool:
    return part.lstrip(b"\n").startswith(b":")


def _change(line: bytes, path: str) -> Change:
    told = line.decode("ascii", "replace")
    _, mode, _, blob, _ = told.split()
    if mode in PLAIN_FILES:
        return Change(path, blob)
    return Change(path, None)


def _commit(header: Sequence[str], changes: tuple[Change, ...]) -> Commit:
    if len(header) != HEADER_FIELDS:
        raise GitError
    name, parents, seconds, author, address = header
    if not OBJECT_ID.fullmatch(name):
        raise GitError
    moment = 0
    if _SECONDS.fullmatch(seconds):
        moment = int(seconds)
    return Commit(
        id=name,
        parents=tuple(parents.split()),
        committed_at=moment,
        author=author,
        address=address,
        changes=changes,
    )
