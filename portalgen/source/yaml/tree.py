"""A file's values with their places: what the YAML reader makes and the model is validated from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from portalgen.diagnostics import Place
from portalgen.model.fields.scalars import Typed

Mark = tuple[int, int]  # line and column, both from 1
NOWHERE: Mark = (0, 0)


@dataclass(slots=True)
class Scalar:
    """One value as typed; None is YAML's null. What is wrong with one that cannot be read `is_told` already.

    `end` is just past the value's last character; of a text below `|` or `>`, where the lines end that belong to it.
    """

    text: Typed | None
    place: Place
    is_told: bool = False
    end: Mark = NOWHERE


@dataclass(slots=True)
class Sequence:
    """A list; `end` is just past its closing bracket, where it has one."""

    items: list["Node"]
    place: Place
    end: Mark = NOWHERE


@dataclass(slots=True)
class Mapping:
    """Keys with values; `keys` holds the place of each key. What stands for a broken file is not `readable`.

    `end` is just past its closing bracket, where it has one.
    """

    values: dict[str, "Node"]
    place: Place
    keys: dict[str, Place] = field(default_factory=dict)
    readable: bool = True
    end: Mark = NOWHERE

    def text(self, key: str) -> str | None:
        """Returns the text of a scalar under a key, or None."""
        node = self.values.get(key)
        if isinstance(node, Scalar):
            return node.text
        return None

    def without(self, *keys: str) -> "Mapping":
        """Returns a copy that lacks some keys."""
        kept = {}
        for key, value in self.values.items():
            if key not in keys:
                kept[key] = value
        return Mapping(
            values=kept,
            place=self.place,
            keys=self.keys,
            readable=self.readable,
        )


Node = Scalar | Sequence | Mapping


def in_brackets(node: Node) -> bool:
    """Tells whether a list or mapping stands in brackets, `[a, b]` or `{a: 1}`, and not on lines of its own."""
    place = node.place
    before = place.column - 1
    first = place.text[before : place.column]
    return first in {"{", "["}


def plain(node: Node) -> Any:
    """Returns a node as dicts, lists and `Typed` texts, the input of the model."""
    if isinstance(node, Mapping):
        values = {}
        for key, value in node.values.items():
            values[key] = plain(value)
        return values
    if isinstance(node, Sequence):
        items = []
        for item in node.items:
            items.append(plain(item))
        return items
    return node.text


def node_at(node: Node, path: tuple[str | int, ...]) -> Node | None:
    """Returns the node at a path, or None where it leads nowhere."""
    current: Node | None = node
    for step in path:
        if current is None:
            return None
        current = child(current, step)
    return current


def child(node: Node, step: str | int) -> Node | None:
    """Returns the value under a key of a mapping, or at a position of a list; None where there is none."""
    if isinstance(node, Mapping):
        return node.values.get(str(step))
    if not isinstance(node, Sequence):
        return None
    if not isinstance(step, int):
        return None
    if step < len(node.items):
        return node.items[step]
    return None


def place_at(node: Node, path: tuple[str | int, ...]) -> Place:
    """Returns the place of the value at a path, or of its nearest present ancestor.

    Steps that lead nowhere are passed over: the last one names what is missing.
    """
    place = node.place
    for step in path:
        below = _child(node, step)
        if below is None:
            continue
        place = below.place
        # A block value begins on the next line; its key is the better place to point at.
        if isinstance(node, Mapping) and not isinstance(below, Scalar):
            place = node.keys.get(str(step), place)
        node = below
    return place


def _child(node: Node, step: str | int) -> Node | None:
    """Returns what `child` does, but that a number is no key."""
    if isinstance(node, Mapping) and isinstance(step, int):
        return None
    return child(node, step)


def key_place(node: Node, path: tuple[str | int, ...]) -> Place:
    """Returns the place of the last key of a path, rather than of its value."""
    *above, last = path
    for step in above:
        node = _child(node, step) or node
    if isinstance(node, Mapping):
        return node.keys.get(str(last), node.place)
    return node.place


def texts(node: Node) -> Iterator[tuple[str, Place]]:
    """Yields every scalar text below a node with its place; keys are not texts."""
    if isinstance(node, Scalar):
        if node.text is not None:
            yield node.text, node.place
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from texts(item)
    else:
        for value in node.values.values():
            yield from texts(value)


def locations(node: Node, pointer: str) -> Iterator[tuple[str, Place]]:
    """Yields each pointer below a node with its place. List items go by id where they have one."""
    yield pointer, node.place
    if isinstance(node, Mapping):
        for key, value in node.values.items():
            below = f"{pointer}/{key}"
            yield from _locations_under(node, key, value, below)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            step = str(index)
            if isinstance(item, Mapping):
                step = item.text("id") or step
            yield from locations(item, f"{pointer}/{step}")


def _locations_under(
    mapping: Mapping,
    key: str,
    value: Node,
    pointer: str,
) -> Iterator[tuple[str, Place]]:
    """Yields the pointers below a key; the key itself is the place of a list or mapping."""
    for deeper, place in locations(value, pointer):
        if deeper == pointer and not isinstance(value, Scalar):
            place = mapping.keys.get(key, place)
        yield deeper, place
