"""What the loader returns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from portalgen.diagnostics import Diagnostic, Place, in_order
from portalgen.model.client import Client, Delivery
from portalgen.model.fields.schema import texts
from portalgen.model.project import Project
from portalgen.model.record.ledger import LedgerFile
from portalgen.source.load.hidden_pages import published
from portalgen.source.nouns.visibility import Secret


@dataclass(frozen=True, slots=True)
class StandIn:
    """What stands for a project whose files cannot be read today.

    `folder` is the project's, as diagnostics name it. `read_on` is the day (UTC) on which the version that stands for
    it was committed; None where there is none, and the project is left out.
    """

    folder: str
    read_on: date | None

    def is_about(self, diagnostic: Diagnostic) -> bool:
        """Tells whether a diagnostic is about the project's files of today."""
        if diagnostic.place is None:
            return False
        file = diagnostic.place.file
        return file == self.folder or file.startswith(f"{self.folder}/")


@dataclass(frozen=True)
class Loaded:
    """One client: what may be shown, how it is delivered, what must not appear, and what is wrong.

    `files` are the published bytes of its logo and documents, by their path in the client's folder. `stand_ins` are by
    the project's id, and `stood_for` is what they stand for. `refused` are the names, by id, of projects that are wrong
    and that the client may plainly see. `allowed` are the phrases that its texts may say, as they were held against
    what must not appear.
    """

    id: str
    client: Client | None
    delivery: Delivery = field(default_factory=Delivery)
    secrets: tuple[Secret, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    locations: Mapping[str, Place] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    ledger_file: LedgerFile = field(default_factory=LedgerFile)
    stand_ins: Mapping[str, StandIn] = field(default_factory=dict)
    stood_for: frozenset[Diagnostic] = frozenset()
    refused: Mapping[str, str] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()

    @property
    def is_broken(self) -> bool:
        """Tells whether the client cannot be built: something is wrong that no stand-in stands for."""
        if self.client is None:
            return True
        broken = {each for each in self.diagnostics if each.is_broken}
        return not broken <= self.stood_for

    @property
    def is_whole(self) -> bool:
        """Tells whether nothing of its data is broken."""
        return not self.is_broken and not self.stand_ins

    @property
    def read_on(self) -> dict[str, date]:
        """The days of the versions that stand for projects, by the project's id."""
        days = {}
        for project_id, each in self.stand_ins.items():
            if each.read_on:
                days[project_id] = each.read_on
        return days

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of projects that are left out, as far as the client may plainly know of them."""
        names = []
        for project_id, each in self.stand_ins.items():
            if each.read_on is None and project_id in self.refused:
                names.append(self.refused[project_id])
        return tuple(names)

    def with_stand_ins(
        self, today: "Loaded", stand_ins: Mapping[str, StandIn]
    ) -> "Loaded":
        """Returns the same, read with versions in the place of what is broken, with all that is known of it today."""
        return replace(
            self,
            secrets=(*self.secrets, *today.secrets),
            diagnostics=today.diagnostics,
            stand_ins=stand_ins,
            stood_for=frozenset(today.diagnostics),
            refused=today.refused,
        )

    def _is_of_a_version(self, pointer: str) -> bool:
        """Tells whether a pointer leads into a version of a project: rules that it broke then were told then."""
        _, _, below = pointer.partition("/")
        project_id, _, _ = below.partition("/")
        return project_id in self.stand_ins

    def with_problems(self, found: Iterable[Diagnostic]) -> "Loaded":
        """Returns the same with further diagnostics, their pointers resolved."""
        diagnostics = list(self.diagnostics)
        for each in found:
            if not each.is_broken and self._is_of_a_version(each.pointer):
                continue
            if each.place:
                diagnostics.append(each)
                continue
            place = locate(self.locations, each.pointer)
            diagnostics.append(each.at(place))
        ordered = in_order(diagnostics)
        return replace(self, diagnostics=tuple(ordered))

    def on(self, as_of: date) -> "Loaded":
        """Returns the same without the projects that are still drafts on a day; what they hold must not appear."""
        if self.client is None:
            return self
        shown = []
        secrets = list(self.secrets)
        for project in self.client.projects:
            if project.is_draft(as_of):
                secrets += self._secrets_of(project)
            else:
                shown.append(project)
        if len(shown) == len(self.client.projects):
            return self
        client = self.client.model_copy(update={"projects": tuple(shown)})
        return replace(
            self,
            client=client,
            secrets=tuple(secrets),
        )

    def _secrets_of(self, project: Project) -> Iterator[Secret]:
        """Yields the texts of a project that must not appear."""
        place = locate(self.locations, f"/{project.id}")
        for text in texts(project):
            yield Secret(text, place, is_held_back=True)

    def of(self, client: Client) -> "Loaded":
        """Returns the same with another view of the client; what that leaves out is no secret from its reader."""
        return replace(self, client=client)

    def published(self) -> "Loaded":
        """Returns the same with the nouns of hidden pages left out of the model."""
        if self.client is None:
            return self
        projects = []
        for project in self.client.projects:
            projects.append(published(project))
        client = self.client.model_copy(update={"projects": tuple(projects)})
        return replace(self, client=client)


def locate(locations: Mapping[str, Place], pointer: str) -> Place:
    """Returns the place of a pointer, or of its nearest present ancestor."""
    while pointer and pointer not in locations:
        pointer = pointer.rpartition("/")[0]
    return locations.get(pointer, Place(""))
