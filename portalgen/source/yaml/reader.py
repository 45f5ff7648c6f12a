"""Reads one data file of keys and values."""

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.fields.scalars import shown
from portalgen.source.files.folder import Folder
from portalgen.source.files.strays import unreadable as unreadable_file
from portalgen.source.files.text import SourceText, decode
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import Mapping, Node, Sequence, plain

FORMAT = "1"


def read_text(folder: Folder, path: str) -> SourceText | Diagnostic:
    """Returns a file's text, or what is wrong with the file."""
    content = folder.read(path)
    shown_path = folder.shown(path)
    if content is None:
        return unreadable_file(Place(shown_path))
    return decode(shown_path, content)


def read_keys(folder: Folder, path: str) -> tuple[Mapping, list[Diagnostic]]:
    """Returns a file's keys with their values, as `parse_keys` does."""
    source = read_text(folder, path)
    if isinstance(source, Diagnostic):
        place = Place(folder.shown(path))
        return unreadable(place), [source]
    return parse_keys(source)


def parse_keys(source: SourceText) -> tuple[Mapping, list[Diagnostic]]:
    """Returns the keys of a text with their values, and what is wrong with it.

    An empty file has no keys. One that cannot be read as a whole is not `readable`, so that nothing is said to be
    missing in it.
    """
    tree, diagnostics = parse(source)
    if isinstance(tree, Mapping):
        tree.readable = not diagnostics
        return tree, diagnostics
    if diagnostics:
        return unreadable(source.place()), diagnostics
    if tree is None or plain(tree) is None:
        return Mapping({}, source.place()), []
    return unreadable(source.place()), [_no_keys(tree)]


def _no_keys(tree: Node) -> Diagnostic:
    help_ = "notes of your own go into internal/"
    if isinstance(tree, Sequence):
        help_ = "begin with the key that the list belongs to, for example risks:"
    what = "expected lines such as name: Webshop"
    return problem(
        "PG113",
        what,
        tree.place,
        help_,
    )


def stated_format(tree: Mapping) -> str | None:
    """Returns the format that a file says it is in, as typed; None where it says nothing."""
    return tree.text("format")


def without_format(
    tree: Mapping,
    diagnostics: list[Diagnostic],
) -> tuple[Mapping, list[Diagnostic]]:
    """Returns a file's keys without `format`, and what is wrong with the file, a format that is not read included."""
    stated = stated_format(tree)
    if "format" in tree.values and stated != FORMAT:
        what = f"format {shown(stated or 'nothing')} cannot be read"
        place = tree.values["format"].place
        help_ = _help_for_format(stated or "")
        diagnostics = [
            *diagnostics,
            problem(
                "PG206",
                what,
                place,
                help_,
            ),
        ]
    return tree.without("format"), diagnostics


def _help_for_format(stated: str) -> str:
    write_it = f"write format: {FORMAT}"
    if not stated.isdecimal():
        return write_it
    is_older = int(stated) < int(FORMAT)
    if is_older:
        return "run portalgen migrate"
    return f"use a newer portalgen, or {write_it}"


def unreadable(place: Place) -> Mapping:
    """Returns a mapping that stands for a file that cannot be read."""
    return Mapping({}, place, readable=False)
