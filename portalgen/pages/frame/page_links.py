"""Links from one page of a project."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from portalgen.model.document import document_named
from portalgen.pages.links import Links
from portalgen.pages.project.subject import Subject


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Makes the addresses that the page at the path `here` needs: of pages, anchors and files of its project."""

    links: Links
    here: str
    subject: Subject

    @property
    def first(self) -> str:
        """The address of the portal's first page."""
        return self.links.page(self.here, "")

    def page(self, name: str, anchor: str = "") -> str:
        """Returns the address of a page of the project, or of an anchor there."""
        project = self.subject.project
        there = f"{project.id}/{name}/"
        return self.links.page(self.here, there, anchor)

    def if_published(self, name: str, anchor: str = "") -> str | None:
        """Returns the address of a page of the project, or None where the project does not publish it."""
        if name not in self.subject.published:
            return None
        return self.page(name, anchor)

    def anchor(self, name: str | date) -> str:
        """Returns the id that an anchor of this page has."""
        return self.links.anchor(self.here, str(name))

    def file(self, path: str) -> str | None:
        """Returns the address of a file of the portal, or None where there are no files."""
        return self.links.file(self.here, path)

    def document(self, name: str) -> str | None:
        """Returns the address of one of the project's documents, or None where there are no files."""
        project = self.subject.project
        address = self.file(f"{project.id}/documents/{name}")
        if not address:
            return None
        return quote(address)

    def resolve(self, target: str) -> str | None:
        """Returns a document's address for a relative target in a PM's Markdown, or None for any other target."""
        name = document_named(target)
        documents = self.subject.project.documents
        names = {each.name for each in documents}
        if name not in names:
            return None
        return self.document(name)
