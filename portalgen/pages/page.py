"""What rendering makes: pages and the files beside them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page at a path such as `webshop/dates` (empty: the first page), with its title and its HTML."""

    path: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site at its path."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Portal:
    """A client's portal before it is staged."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
