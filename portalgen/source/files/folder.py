"""The small interface through which the loader reads, and the disk behind it."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from portalgen.source.files.text import LARGEST_FILE


class EntryKind(StrEnum):
    """What a name in a folder is. Links count as other: nothing follows them."""

    FILE = "file"
    FOLDER = "folder"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
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
        self.shown_as = shown_as if shown_as is not None else root.as_posix()

    def list(self, path: str) -> list[Entry]:
        """Returns the entries of a folder by name; none where there is no such folder."""
        folder = self.root / path
        if not folder.is_dir():
            return []
        with os.scandir(folder) as entries:
            return sorted(Entry(each.name, _kind(each)) for each in entries)

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes | None:
        """Returns a plain file's content, cut one byte past the largest size; None where there is none.

        A file with a second name is not read: that name may lie in another client's folder.
        """
        flags = (
            os.O_RDONLY
            | getattr(os, "O_NOFOLLOW", 0)
            | getattr(os, "O_NONBLOCK", 0)
            | getattr(os, "O_BINARY", 0)
        )
        try:
            descriptor = os.open(self.root / path, flags)
        except (OSError, ValueError):
            return None
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
            os.close(descriptor)
            return None
        with os.fdopen(descriptor, "rb") as file:
            return file.read(largest + 1)

    def shown(self, path: str) -> str:
        """Returns a path as diagnostics name it."""
        return "/".join(part for part in (self.shown_as.rstrip("/"), path) if part)


def _kind(entry: "os.DirEntry[str]") -> EntryKind:
    if entry.is_file(follow_symlinks=False):
        return EntryKind.FILE
    return EntryKind.FOLDER if entry.is_dir(follow_symlinks=False) else EntryKind.OTHER
