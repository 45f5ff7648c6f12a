"""What the loader returns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from portalgen.diagnostics import Diagnostic, Place, in_order
from portalgen.model.client import Client, Delivery
from portalgen.model.fields.schema import texts
from portalgen.model.record.ledger import LedgerFile
from portalgen.source.load.hidden_pages import published
from portalgen.source.nouns.visibility import Secret


@dataclass(frozen=True)
class Loaded:
    """One client: what may be shown, how it is delivered, what must not appear, and what is wrong.

    `files` are the published bytes of its logo and documents, by their path in the client's folder.
    """

    id: str
    client: Client | None
    delivery: Delivery = field(default_factory=Delivery)
    secrets: tuple[Secret, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    locations: Mapping[str, Place] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    ledger_file: LedgerFile = field(default_factory=LedgerFile)

    @property
    def is_broken(self) -> bool:
        """Tells whether the client cannot be built."""
        return self.client is None or any(each.is_broken for each in self.diagnostics)

    def with_problems(self, found: Iterable[Diagnostic]) -> "Loaded":
        """Returns the same with further diagnostics, their pointers resolved."""
        placed = (
            each if each.place else each.at(locate(self.locations, each.pointer))
            for each in found
        )
        return replace(self, diagnostics=tuple(in_order([*self.diagnostics, *placed])))

    def on(self, as_of: date) -> "Loaded":
        """Returns the same without the projects that are still drafts on a day; what they hold must not appear."""
        if self.client:
            drafts = tuple(
                each for each in self.client.projects if each.is_draft(as_of)
            )
        else:
            drafts = ()
        if self.client is None or not drafts:
            return self
        shown = tuple(each for each in self.client.projects if each not in drafts)
        hidden = (
            Secret(text, locate(self.locations, f"/{each.id}"))
            for each in drafts
            for text in texts(each)
        )
        client = self.client.model_copy(update={"projects": shown})
        return replace(self, client=client, secrets=(*self.secrets, *hidden))

    def of(self, client: Client) -> "Loaded":
        """Returns the same with another view of the client; what that leaves out is no secret from its reader."""
        return replace(self, client=client)

    def published(self) -> "Loaded":
        """Returns the same with the nouns of hidden pages left out of the model."""
        if self.client is None:
            return self
        projects = tuple(published(project) for project in self.client.projects)
        return replace(
            self, client=self.client.model_copy(update={"projects": projects})
        )


def locate(locations: Mapping[str, Place], pointer: str) -> Place:
    """Returns the place of a pointer, or of its nearest present ancestor."""
    while pointer and pointer not in locations:
        pointer = pointer.rpartition("/")[0]
    return locations.get(pointer, Place(""))
