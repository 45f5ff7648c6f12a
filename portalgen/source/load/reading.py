"""What comes together while the files of one client are read."""

from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic, Place
from portalgen.source.files.folder import Folder
from portalgen.source.load.data_file import read_data
from portalgen.source.nouns.visibility import Split
from portalgen.source.yaml.tree import Mapping as Keys


@dataclass
class Reading:
    """One client's folder with what is known of it so far.

    `locations` are places by pointer, `files` the published bytes of logo and documents by their paths, `refused` the
    names, by id, of projects that are wrong and that the client may plainly see.
    """

    folder: Folder
    client_id: str
    split: Split = field(default_factory=Split)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    locations: dict[str, Place] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def path(self, name: str) -> str:
        """Returns the path of a file or folder of the client."""
        return f"{self.client_id}/{name}"

    def place(self, name: str) -> Place:
        """Returns the place of a file or folder of the client."""
        return Place(self.folder.shown(self.path(name)))

    def read_keys(self, name: str) -> Keys:
        """Returns the keys of one of the client's files, and keeps what is wrong with it."""
        tree, wrong = read_data(self.folder, self.path(name))
        self.diagnostics += wrong
        return tree
