"""Reads one data file of a client: its keys, and what stands beside them that hides nothing."""

from portalgen.diagnostics import Diagnostic, Place
from portalgen.source.files.folder import Folder
from portalgen.source.files.text import SourceText
from portalgen.source.nouns.hiding_comments import comments_that_hide_nothing
from portalgen.source.yaml.reader import (
    parse_keys,
    read_text,
    unreadable,
    without_format,
)
from portalgen.source.yaml.tree import Mapping


def read_data(folder: Folder, path: str) -> tuple[Mapping, list[Diagnostic]]:
    """Returns a file's keys with their values, but for `format`, and what is wrong with the file."""
    source = read_text(folder, path)
    if isinstance(source, Diagnostic):
        place = Place(folder.shown(path))
        return unreadable(place), [source]
    return parse_data(source)


def parse_data(source: SourceText) -> tuple[Mapping, list[Diagnostic]]:
    """Returns the same of a text: a file, or the front matter of one."""
    parsed = parse_keys(source)
    tree, wrong = without_format(*parsed)
    if not tree.readable:
        return tree, wrong
    unheard = comments_that_hide_nothing(source, tree)
    return tree, [*wrong, *unheard]
