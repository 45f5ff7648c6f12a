"""One commit's files behind the interface through which the loader reads."""

from portalgen.source.files.folder import Entry, EntryKind
from portalgen.source.files.text import LARGEST_FILE
from portalgen.source.git.log import PLAIN_FILES
from portalgen.source.git.repository import Repository


class GitFolder:
    """A folder as it stood in one commit, read as the disk is read. Its methods raise GitError where git fails."""

    def __init__(
        self, repository: Repository, revision: str, prefix: str, shown_as: str
    ) -> None:
        self.repository = repository
        self.revision = revision
        self.prefix = prefix
        self.shown_as = shown_as
        self._listed: dict[str, dict[str, tuple[str, str]]] = {}
        self._contents: dict[str, bytes] = {}

    def list(self, path: str) -> list[Entry]:
        """Returns the entries of a folder by name; none where there is no such folder.

        Links and submodules are other.
        """
        return sorted(
            Entry(name, _kind(mode)) for name, (mode, _) in self._entries(path).items()
        )

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes | None:
        """Returns a plain file's content, cut one byte past the largest size; None where there is none.

        Data files are read together with their siblings: whoever reads one file of a folder reads the others next.
        """
        folder, _, name = path.rpartition("/")
        mode, blob = self._entries(folder).get(name, ("", ""))
        if mode not in PLAIN_FILES:
            return None
        if largest != LARGEST_FILE:
            return next(
                content for _, content in self.repository.blobs([blob], largest)
            )
        if blob not in self._contents:
            plain = {
                each
                for mode, each in self._entries(folder).values()
                if mode in PLAIN_FILES
            }
            self._contents.update(self.repository.blobs(sorted(plain)))
        return self._contents[blob]

    def shown(self, path: str) -> str:
        """Returns a path as diagnostics name it."""
        return "/".join(part for part in (self.shown_as.rstrip("/"), path) if part)

    def _entries(self, path: str) -> dict[str, tuple[str, str]]:
        if path not in self._listed:
            whole = f"{self.prefix}{path}/" if path else self.prefix
            if "\0" not in whole:
                found = self.repository.tree(self.revision, whole)
            else:
                found = []
            self._listed[path] = {
                name.removeprefix(whole): (mode, blob) for mode, blob, name in found
            }
        return self._listed[path]


def _kind(mode: str) -> EntryKind:
    if mode in PLAIN_FILES:
        return EntryKind.FILE
    return EntryKind.FOLDER if mode == "040000" else EntryKind.OTHER
