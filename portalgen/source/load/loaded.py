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


@dataclass(frozen=True)
class Loaded:
    """One client: what may be shown, how it is delivered, what must not appear, and what is wrong.

    `files` are the published bytes of its logo and documents, by their path in the client's folder. `allowed` are the
    phrases that its texts may say, as they were held against what must not appear.
    """

    id: str
    client: Client | None
    delivery: Delivery = field(default_factory=Delivery)
    secrets: tuple[Secret, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    locations: Mapping[str, Place] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    ledger_file: LedgerFile = field(default_factory=LedgerFile)
    allowed: frozenset[str] = frozenset()

    @property
    def is_broken(self) -> bool:
        """Tells whether the client cannot be built."""
        if self.client is None:
            return True
        return any(each.is_broken for each in self.diagnostics)

    def with_problems(self, found: Iterable[Diagnostic]) -> "Loaded":
        """Returns the same with further diagnostics, their pointers resolved."""
        diagnostics = list(self.diagnostics)
        for each in found:
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
