"""The tree of a file while it is built: the collections that are open, innermost last."""

from dataclasses import dataclass

from portalgen.diagnostics import Place
from portalgen.source.yaml.events import DROPPED
from portalgen.source.yaml.tree import Mapping, Node, Sequence


@dataclass
class Filling:
    """A collection that is being filled; `key` waits for its value."""

    node: Mapping | Sequence
    key: str | None = None
    in_flow: bool = False  # it stands in brackets
    ran_on: bool = False  # a key came again: the dash of the next item may be missing

    @property
    def wants_key(self) -> bool:
        """Tells whether the next node is a key."""
        if not isinstance(self.node, Mapping):
            return False
        return self.key is None

    @property
    def keys(self) -> dict[str, Place]:
        """The places of the keys that a mapping has so far; a list has none."""
        if isinstance(self.node, Mapping):
            return self.node.keys
        return {}

    def put(self, value: Node) -> None:
        """Puts an item into a list, or a value behind the key that waits for it."""
        if isinstance(self.node, Sequence):
            self.node.items.append(value)
            return
        if self.key is not None and self.key != DROPPED:
            self.node.values[self.key] = value
        self.key = None


class Tree:
    """A document's tree: collections are opened and closed as their events come."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Filling] = []

    @property
    def depth(self) -> int:
        """How many collections are open."""
        return len(self._open)

    @property
    def innermost(self) -> Filling | None:
        """The collection that is filled now."""
        if self._open:
            return self._open[-1]
        return None

    @property
    def is_in_list(self) -> bool:
        """Tells whether the innermost collection is an item of a list."""
        if len(self._open) < 2:
            return False
        return isinstance(self._open[-2].node, Sequence)

    def open(self, node: Mapping | Sequence, in_flow: bool) -> None:
        """Begins a collection inside of the innermost one."""
        self._open.append(Filling(node, in_flow=in_flow))

    def close(self) -> Filling:
        """Ends the innermost collection and returns it; it is not put anywhere yet."""
        return self._open.pop()
