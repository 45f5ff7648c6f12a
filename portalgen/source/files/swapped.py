"""A folder in which some folders are those of another one, or are left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portalgen.source.files.folder import Entry, Folder, joined
from portalgen.source.files.text import LARGEST_FILE


@dataclass(frozen=True)
class Swapped:
    """A folder with others in the place of some of its own, by their paths in it; None for one that is left out."""

    below: Folder
    others: Mapping[str, Folder | None]

    def list(self, path: str) -> Sequence[Entry]:
        """Returns the entries of a folder by name; none where there is no such folder, or where it is left out."""
        source = self._source(path)
        if source is None:
            return []
        listed = []
        for entry in source.list(path):
            if not self._is_left_out(joined(path, entry.name)):
                listed.append(entry)
        return listed

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes | None:
        """Returns a plain file's content, cut one byte past the largest size; None where there is none."""
        source = self._source(path)
        if source is None:
            return None
        return source.read(path, largest)

    def shown(self, path: str) -> str:
        """Returns a path as diagnostics name it."""
        source = self._source(path)
        if source is None:
            return self.below.shown(path)
        return source.shown(path)

    def _is_left_out(self, path: str) -> bool:
        return path in self.others and self.others[path] is None

    def _source(self, path: str) -> Folder | None:
        """Returns the folder that has what is at a path."""
        for place, other in self.others.items():
            if path == place or path.startswith(f"{place}/"):
                return other
        return self.below
