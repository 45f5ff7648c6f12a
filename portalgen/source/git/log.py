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


@dataclass(frozen=True, slots=True)
class Change:
    """A path that a commit changed, below the folder that was asked for; `blob` is None where no plain file is left."""

    path: str
    blob: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the first-parent line with what it changed against its first parent.

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
        changes = []
        while at < end and _is_change(parts[at]):
            whole = os.fsdecode(parts[at + 1])
            path = whole.removeprefix(prefix)
            change = _change(parts[at], path)
            changes.append(change)
            at += 2
        yield _commit(header, tuple(changes))


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
