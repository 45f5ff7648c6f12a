"""Reads one data file of keys and values."""

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.source.folder import Folder
from portalgen.source.text import SourceText, decode
from portalgen.source.tree import Mapping
from portalgen.source.yaml import parse


def read_text(folder: Folder, path: str) -> SourceText | Diagnostic:
    """Returns a file's text, or what is wrong with the file."""
    content = folder.read(path)
    if content is None:
        return problem("PG117", "it cannot be read as a plain file", Place(folder.shown(path)))
    return decode(folder.shown(path), content)


def read_keys(folder: Folder, path: str) -> tuple[Mapping, list[Diagnostic]]:
    """Returns a file's keys with their values, as `parse_keys` does."""
    source = read_text(folder, path)
    if isinstance(source, Diagnostic):
        return unreadable(Place(folder.shown(path))), [source]
    return parse_keys(source)


def parse_keys(source: SourceText) -> tuple[Mapping, list[Diagnostic]]:
    """Returns the keys of a text with their values, and what is wrong with it.

    An empty file has no keys; one that cannot be read is `unreadable`, so that nothing is said to be missing in it.
    """
    tree, diagnostics = parse(source)
    if isinstance(tree, Mapping):
        return tree, diagnostics
    if tree is not None and not diagnostics:
        diagnostics = [problem("PG113", "expected lines such as name: Webshop", tree.place, "begin with a key")]
    return (unreadable(source.place()) if diagnostics else Mapping({}, source.place())), diagnostics


def unreadable(place: Place) -> Mapping:
    """Returns a mapping that stands for a file that cannot be read."""
    return Mapping({}, place, readable=False)
