"""Files of an older format, written in today's: each step changes values at the parser's marks, and nothing else.

A file that says no format may be of any, today's included. So a step leaves alone what is right in its own format.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from portalgen.authoring.edit.sheet import Edit, sheet
from portalgen.authoring.migrate.format_1 import days
from portalgen.diagnostics import Diagnostic, Place, in_order
from portalgen.errors import PortalgenError
from portalgen.source.files.folder import EntryKind, Folder
from portalgen.source.files.text import decode
from portalgen.source.formats.markdown import front_matter
from portalgen.source.nouns.hiding import INTERNAL
from portalgen.source.schema.schema import FileKind, kind_of
from portalgen.source.yaml.reader import parse_keys, stated_format
from portalgen.source.yaml.tree import Mapping, Node, Scalar, Sequence

Change = tuple[Place, str] | Diagnostic  # a place with its new value, or a doubt
Changes = Callable[[FileKind, Mapping], Iterator[Change]]
Edits = dict[Place, str]


@dataclass(frozen=True, slots=True)
class FormatStep:
    """What makes a file of one format out of one of the format before."""

    to: int
    changes: Changes


STEPS = (FormatStep(1, days),)


@dataclass(frozen=True, slots=True)
class Migration:
    """A file's content as it is and as it would be, and what nobody but its author can decide."""

    before: bytes
    after: bytes
    doubts: tuple[Diagnostic, ...] = ()

    @property
    def changes(self) -> bool:
        """Tells whether there is anything to write."""
        return self.before != self.after


def files(folder: Folder, path: str = "") -> Iterator[tuple[str, FileKind]]:
    """Yields each file of a folder of clients that has a kind; `internal/` is never opened."""
    for entry in folder.list(path):
        inside = f"{path}/{entry.name}".lstrip("/")
        if entry.name.startswith(".") or entry.name == INTERNAL:
            continue
        if entry.kind is EntryKind.FOLDER:
            yield from files(folder, inside)
        elif entry.kind is EntryKind.FILE:
            kind = kind_of(inside)
            if kind:
                yield inside, kind


def migrated(
    file: str,
    content: bytes,
    kind: FileKind,
    steps: tuple[FormatStep, ...] = STEPS,
) -> Migration | Diagnostic:
    """Returns a file in today's format, or what keeps it from being read; `file` is its name in diagnostics.

    Raises PortalgenError where a file cannot be changed safely.
    """
    after = content
    doubts: list[Diagnostic] = []
    for step in steps:
        tree = _read(file, after)
        if isinstance(tree, Diagnostic):
            return tree
        stated = stated_format(tree)
        if not _may_be_older(stated, step):
            continue
        changes = step.changes(kind, tree)
        edits, doubts = _divided(changes)
        if stated is not None and not doubts:
            place = tree.values["format"].place
            edits[place] = str(step.to)
        after = _edited(
            file,
            after,
            tree,
            edits,
        )
        if doubts:  # a later step reads what this one writes
            break
    sorted_doubts = in_order(doubts)
    return Migration(
        before=content,
        after=after,
        doubts=tuple(sorted_doubts),
    )


def _may_be_older(stated: str | None, step: FormatStep) -> bool:
    """Tells whether a file that states a format, or none, may be of one before a step's."""
    if stated is None:
        return True
    if not stated.isdigit():
        return False
    return int(stated) < step.to


def _divided(changes: Iterable[Change]) -> tuple[Edits, list[Diagnostic]]:
    """Returns the new values by their places, and the doubts."""
    edits = {}
    doubts = []
    for change in changes:
        if isinstance(change, Diagnostic):
            doubts.append(change)
        else:
            place, value = change
            edits[place] = value
    return edits, doubts


def _read(file: str, content: bytes) -> Mapping | Diagnostic:
    source = decode(file, content)
    if isinstance(source, Diagnostic):
        return source
    if file.endswith(".md"):
        parts = front_matter(source)
        if isinstance(parts, Diagnostic):
            return parts
        source, _ = parts
    tree, wrong = parse_keys(source)
    if wrong:
        return wrong[0]
    return tree


def _edited(
    file: str,
    content: bytes,
    tree: Mapping,
    edits: Edits,
) -> bytes:
    """Returns a content with other values at places, once it is seen that it says them and nothing else.

    Raises PortalgenError where it would not.
    """
    stretches = [Edit(place.start, place.end, new) for place, new in edits.items()]
    after = sheet(content).edited(stretches)
    again = _read(file, after)
    refused = PortalgenError(f"{file} cannot be changed safely; change it by hand")
    if isinstance(again, Diagnostic):
        raise refused
    said = _plain(again, {})
    meant = _plain(tree, edits)
    if said != meant:
        raise refused
    return after


def _plain(node: Node, edits: Edits) -> Any:
    """Returns a node as plain values, those at the places of edits as they are to be."""
    if isinstance(node, Scalar):
        return edits.get(node.place, node.text)
    if isinstance(node, Sequence):
        return [_plain(item, edits) for item in node.items]
    return {key: _plain(value, edits) for key, value in node.values.items()}
