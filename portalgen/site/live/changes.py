"""Which files make a client's portal, and what changed among them: gathered until an editor is done with saving."""

import re
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic

# What editors leave beside a file while they write it, or until it is closed.
_TEMPORARY = re.compile(r"\..*|.*~|#.*#|4913|___jb_.*___|.*\.(tmp|swp|swx|bak|crswap)")
QUIET = 0.03  # seconds without a change, after which a save is over
LONGEST = 1.0  # seconds: what never rests is built all the same


@dataclass(frozen=True)
class Scope:
    """What a client's portal is made of: its folder without `internal/`, and what all clients share."""

    projects: Path
    client_id: str

    @property
    def root(self) -> Path:
        """The workspace's own folder."""
        return self.projects.parent

    @property
    def folders(self) -> dict[Path, bool]:
        """Where to look, and whether into the folders below."""
        client = self.projects / self.client_id
        templates = self.root / "site_templates"
        return {
            self.root: False,
            self.projects: False,
            client: True,
            templates: True,
        }

    @property
    def names(self) -> tuple[str, ...]:
        """What is watched, as people write it."""
        projects = self.projects.name
        return (
            f"{projects}/{self.client_id}/",
            f"{projects}/portal.yml",
            "mkdocs.yml",
            "site_templates/",
        )

    def name(self, path: Path) -> str | None:
        """Returns how a changed file or folder is called, below the workspace; None where it does not count."""
        if not path.is_relative_to(self.root):
            return None
        below = path.relative_to(self.root)
        if any(_TEMPORARY.fullmatch(part) for part in below.parts):
            return None
        is_data = below.parts[:1] == (self.projects.name,)
        if is_data and "internal" in below.parts[2:]:
            return None
        name = below.as_posix()
        if any(_lies_in(name, each) for each in self.names):
            return name
        return None


def _lies_in(name: str, watched: str) -> bool:
    """Tells whether a name is what is watched, or below it where that is a folder."""
    if watched.endswith("/"):
        return f"{name}/".startswith(watched)
    return name == watched


class Changes:
    """The names of what changed, gathered while somebody else works: none is lost, and none is told twice."""

    def __init__(self, quiet: float = QUIET) -> None:
        self._names: SimpleQueue[str] = SimpleQueue()
        self._quiet = quiet

    def note(self, name: str) -> None:
        """Notes that something changed. Any thread may call it."""
        self._names.put(name)

    def take(self) -> tuple[str, ...]:
        """Waits for a change, and until a while has passed without one; returns the names in order, each once."""
        first = self._first()
        found = {first}
        end = monotonic() + LONGEST
        while monotonic() < end:
            try:
                name = self._names.get(timeout=self._quiet)
            except Empty:
                break
            found.add(name)
        in_order = sorted(found)
        return tuple(in_order)

    def _first(self) -> str:
        while True:
            try:
                # Windows hears no Ctrl-C amid an endless wait.
                return self._names.get(timeout=1)
            except Empty:
                continue
