"""A folder as it would be with some files written: what is to be written is read and judged before it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from portalgen.source.files.folder import Entry, EntryKind, Folder
from portalgen.source.files.text import LARGEST_FILE


@dataclass(frozen=True)
class Overlay:
    """A folder with the contents of some files, by their paths, in the place of its own or beside them."""

    below: Folder
    contents: Mapping[str, bytes]

    def list(self, path: str) -> list[Entry]:
        """Returns the entries of a folder by name; none where there is no such folder."""
        entries = {}
        for entry in self.below.list(path):
            entries[entry.name] = entry
        start = ""
        if path:
            start = f"{path}/"
        for written in self.contents:
            if not written.startswith(start):
                continue
            inside = written.removeprefix(start)
            name, slash, _ = inside.partition("/")
            if slash:
                kind = EntryKind.FOLDER
            else:
                kind = EntryKind.FILE
            entries[name] = Entry(name, kind)
        return sorted(entries.values())

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes | None:
        """Returns a plain file's content, cut one byte past the largest size; None where there is none."""
        if path in self.contents:
            content = self.contents[path]
            return content[: largest + 1]
        return self.below.read(path, largest)

    def shown(self, path: str) -> str:
        """Returns a path as diagnostics name it."""
        return self.below.shown(path)
