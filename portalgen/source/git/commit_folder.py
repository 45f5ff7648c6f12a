"""One commit's files behind the interface through which the loader reads."""

from portalgen.source.files.folder import Entry, EntryKind, joined
from portalgen.source.files.text import LARGEST_FILE
from portalgen.source.git.log import PLAIN_FILES
from portalgen.source.git.repository import Repository

GitObject = tuple[str, str]  # its mode and its id
NOTHING: GitObject = ("", "")
FOLDER = "040000"  # the mode of a tree


class GitFolder:
    """A folder as it stood in one commit, read as the disk is read. Its methods raise GitError where git fails."""

    def __init__(
        self,
        repository: Repository,
        revision: str,
        prefix: str,
        shown_as: str,
    ) -> None:
        self.repository = repository
        self.revision = revision
        self.prefix = prefix
        self.shown_as = shown_as
        self._listed: dict[str, dict[str, GitObject]] = {}
        self._contents: dict[str, bytes] = {}

    def list(self, path: str) -> list[Entry]:
        """Returns the entries of a folder by name; none where there is no such folder.

        Links and submodules are other.
        """
        found = self._objects(path)
        entries = []
        for name, (mode, _) in found.items():
            entry = Entry(name, _kind(mode))
            entries.append(entry)
        return sorted(entries)

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes | None:
        """Returns a plain file's content, cut one byte past the largest size; None where there is none.

        Data files are read together with their siblings: whoever reads one file of a folder reads the others next.
        """
        folder, _, name = path.rpartition("/")
        siblings = self._objects(folder)
        mode, blob = siblings.get(name, NOTHING)
        if mode not in PLAIN_FILES:
            return None
        if largest != LARGEST_FILE:
            found = self.repository.blobs([blob], largest)
            return dict(found)[blob]
        if blob not in self._contents:
            plain = set()
            for mode, each in siblings.values():
                if mode in PLAIN_FILES:
                    plain.add(each)
            contents = self.repository.blobs(sorted(plain))
            self._contents.update(contents)
        return self._contents[blob]

    def shown(self, path: str) -> str:
        """Returns a path as diagnostics name it."""
        return joined(self.shown_as, path)

    def _objects(self, path: str) -> dict[str, GitObject]:
        """Returns what is in a folder by its name; git is asked once."""
        if path not in self._listed:
            if path:
                whole = f"{self.prefix}{path}/"
            else:
                whole = self.prefix
            self._listed[path] = self._tree(whole)
        return self._listed[path]

    def _tree(self, whole: str) -> dict[str, GitObject]:
        if "\0" in whole:  # no argument of a program can hold it
            return {}
        objects = {}
        for mode, blob, path in self.repository.tree(self.revision, whole):
            name = path.removeprefix(whole)
            objects[name] = (mode, blob)
        return objects


def _kind(mode: str) -> EntryKind:
    if mode in PLAIN_FILES:
        return EntryKind.FILE
    if mode == FOLDER:
        return EntryKind.FOLDER
    return EntryKind.OTHER
