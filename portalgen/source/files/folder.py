"""The small interface through which the loader reads, and the disk behind it."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from portalgen.source.files.text import LARGEST_FILE

_READ = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _READ |= getattr(os, _flag, 0)  # what a system lacks it does not need


class EntryKind(StrEnum):
    """What a name in a folder is. Links count as other: nothing follows them."""

    FILE = "file"
    FOLDER = "folder"
    OTHER = "other"


@dataclass(
    frozen=True,
    slots=True,
    order=True,
)
class Entry:
    """A name in a folder."""

    name: str
    kind: EntryKind


class Folder(Protocol):
    """A tree of files: the disk, or one revision of a git repository. Paths use `/` and are relative."""

    def list(self, path: str) -> Sequence[Entry]:
        """Returns the entries of a folder by name; none where there is no such folder."""

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes | None:
        """Returns a plain file's content, cut one byte past the largest size; None where there is none."""

    def shown(self, path: str) -> str:
        """Returns a path as diagnostics name it."""


class DiskFolder:
    """The working tree on disk."""

    def __init__(self, root: Path, shown_as: str | None = None) -> None:
        self.root = root
        if shown_as is None:
            shown_as = root.as_posix()
        self.shown_as = shown_as

    def list(self, path: str) -> list[Entry]:
        """Returns the entries of a folder by name; none where there is no such folder."""
        folder = self.root / path
        if not folder.is_dir():
            return []
        listed = []
        with os.scandir(folder) as entries:
            for each in entries:
                entry = Entry(each.name, _kind(each))
                listed.append(entry)
        return sorted(listed)

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes | None:
        """Returns a plain file's content, cut one byte past the largest size; None where there is none.

        A file with a second name is not read: that name may lie in another client's folder.
        """
        try:
            descriptor = os.open(self.root / path, _READ)
        except (OSError, ValueError):
            return None
        about = os.fstat(descriptor)
        is_plain = stat.S_ISREG(about.st_mode)
        if not is_plain or about.st_nlink > 1:
            os.close(descriptor)
            return None
        with os.fdopen(descriptor, "rb") as file:
            return file.read(largest + 1)

    def shown(self, path: str) -> str:
        """Returns a path as diagnostics name it."""
        return joined(self.shown_as, path)


def joined(folder: str, path: str) -> str:
    """Returns a path below a folder, of which either may be empty."""
    parts = [folder.rstrip("/"), path]
    return "/".join(part for part in parts if part)


def _kind(entry: "os.DirEntry[str]") -> EntryKind:
    if entry.is_file(follow_symlinks=False):
        return EntryKind.FILE
    if entry.is_dir(follow_symlinks=False):
        return EntryKind.FOLDER
    return EntryKind.OTHER
