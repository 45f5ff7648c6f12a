"""Where links lead: between the pages of a site, or between the parts of one document."""

from dataclasses import dataclass
from typing import Protocol

from portalgen.pages.urls import relative_url


class Links(Protocol):
    """Makes addresses. `here` is the path of the page that links, such as `webshop/now`; empty is the first page."""

    def page(
        self,
        here: str,
        there: str,
        anchor: str = "",
    ) -> str:
        """Returns the address of a page, `webshop/dates/`, or of an anchor on it."""

    def anchor(self, here: str, name: str) -> str:
        """Returns the id that an anchor of a page has."""

    def file(self, here: str, path: str) -> str | None:
        """Returns the address of a file of the portal, or None where there are no files."""


class SiteLinks:
    """Links of a site: relative, so that it can live anywhere."""

    def page(
        self,
        here: str,
        there: str,
        anchor: str = "",
    ) -> str:
        """Returns the address of a page, or of an anchor on it."""
        if not anchor:
            return relative_url(here, there)
        if there == f"{here}/":
            return f"#{anchor}"
        address = relative_url(here, there)
        return f"{address}#{anchor}"

    def anchor(self, here: str, name: str) -> str:
        """Returns the anchor's own name."""
        return name

    def file(self, here: str, path: str) -> str | None:
        """Returns the relative address of a file."""
        return relative_url(here, path)


@dataclass(frozen=True)
class DocumentLinks:
    """Links of one document that holds all pages: each page is an anchor, `#webshop/dates`, with its own below it."""

    has_files: bool = False

    def page(
        self,
        here: str,
        there: str,
        anchor: str = "",
    ) -> str:
        """Returns the address of a part of the document."""
        part = self.anchor(there.strip("/"), anchor)
        return f"#{part}"

    def anchor(self, here: str, name: str) -> str:
        """Returns an anchor's name below that of its page; the page's own for an empty name."""
        part = here or "top"
        if not name:
            return part
        return f"{part}/{name}"

    def file(self, here: str, path: str) -> str | None:
        """Returns the address of a file beside the document, where there are any."""
        if not self.has_files:
            return None
        return path


SITE = SiteLinks()
