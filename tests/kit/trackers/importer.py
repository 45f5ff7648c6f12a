"""An import into a project in memory, for tests."""

from datetime import UTC, date
from zoneinfo import ZoneInfo

from portalgen.authoring.drafts.places import find_project
from portalgen.authoring.trackers.importing import Import, Imported
from portalgen.authoring.trackers.mapping import TrackerMap, read_mapping
from portalgen.model.milestone import Milestone
from tests.kit.files.memory import folder

FRIDAY = date(2026, 3, 27)
PROGRESS = "acme/webshop/progress.csv"


def mapping(name: str, text: str | None = None) -> TrackerMap:
    """Returns a mapping: a built-in one, or one of the workspace with a text."""
    found, wrong = read_mapping(
        folder({f"imports/{name}.yml": text} if text else {}), name
    )
    assert wrong == []
    assert found is not None
    return found


class Project:
    """A project whose files an import may change."""

    def __init__(
        self,
        progress: str | bytes | None = None,
        milestones: tuple[Milestone, ...] = (),
    ) -> None:
        self.files: dict[str, str | bytes] = {
            "acme/client.yml": "name: Acme\n",
            "acme/webshop/project.yml": "name: Shop\n",
        }
        if progress is not None:
            self.files[PROGRESS] = progress
        self.milestones = milestones

    @property
    def progress(self) -> bytes | None:
        """The table of progress."""
        return self.kept(PROGRESS) if PROGRESS in self.files else None

    def kept(self, path: str) -> bytes:
        """Returns a file that an import wrote."""
        found = self.files[path]
        return found.encode() if isinstance(found, str) else found

    def take(
        self,
        content: bytes,
        name: str,
        on: date = FRIDAY,
        text: str | None = None,
        revise: bool = False,
        zone: str = "UTC",
    ) -> Imported:
        """Imports an export, and writes what it gives."""
        place = find_project(folder(self.files), "acme/webshop")
        known = UTC if zone == "UTC" else ZoneInfo(zone)
        found = Import(
            name, mapping(name, text), place, self.milestones, on, known, revise
        ).of(content)
        for draft in found.drafts:
            self.files[draft.path] = draft.after
        return found


def milestone(id_: str, **more: object) -> Milestone:
    """Returns a milestone."""
    made = Milestone(id=id_, name=id_.title(), promised_date=date(2026, 4, 10))
    return made.model_copy(update=more)
