"""The split at the door: what a client may see, and what must not appear."""

from collections.abc import Collection
from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.client import Client, Delivery
from portalgen.model.fields.scalars import shown
from portalgen.model.fields.schema import all_nouns, keys
from portalgen.model.record.ledger import LedgerFile
from portalgen.source.nouns.hiding import (
    INTERNAL,
    PART,
    WHOLE,
    block_that_hides_nothing,
    never,
    text_that_hides_nothing,
)
from portalgen.source.yaml.tree import Mapping, Node, Scalar, Sequence, texts

VISIBILITY = "visibility"
VISIBILITIES = ("client", INTERNAL)


def _never_internal() -> dict[str, str]:
    """Returns the lists whose items cannot be internal, each with what an item is."""
    found = {}
    for root in (Client, Delivery, LedgerFile):
        for noun in all_nouns(root):
            for key, below in keys(noun).items():
                if below and below.never_internal:
                    found[key] = below.never_internal
    return found


# Lists whose items are told to the client or are not there at all.
NEVER_INTERNAL = _never_internal()


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that must not appear on the portal, and where it comes from.

    What is only `held_back`, on a page that is not published or until a day, may be said by what is published.
    """

    text: str
    place: Place
    is_held_back: bool = False


@dataclass
class Split:
    """What the split set aside on its way through the files of a client."""

    secrets: list[Secret] = field(default_factory=list)
    internal_ids: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def part(self, node: Mapping) -> tuple[Mapping, Mapping | None]:
        """Returns a mapping without its `internal:` blocks, and the part of it that the client may see.

        The first still holds internal items, so that their slips are reported too. The second is the first itself
        where nothing was taken away, and None where the mapping calls itself internal.
        """
        if VISIBILITY in node.values:
            self.check_word(node.values[VISIBILITY])
        told = len(self.diagnostics)
        whole, visible = self.part_block(node.without(VISIBILITY), WHOLE)
        if node.text(VISIBILITY) == INTERNAL:
            self.forget_what_hides_nothing(told)
            self.keep(whole)
            return whole, None
        return whole, visible

    def part_block(
        self,
        node: Mapping,
        cure: str = PART,
    ) -> tuple[Mapping, Mapping]:
        """Returns the same of a mapping that cannot have a visibility of its own: there is always a part to see.

        `cure` says how something of it can be hidden.
        """
        whole: dict[str, Node] = {}
        seen: dict[str, Node] = {}
        for key, value in node.values.items():
            if key == INTERNAL:
                self.report(block_that_hides_nothing(node, cure))
                self.keep(value)
                continue
            everything_below, visible_below = self.part_value(key, value)
            whole[key] = everything_below
            seen[key] = visible_below
        everything = _with_values(node, whole)
        if _are_the_same(whole.values(), seen.values()):
            return everything, everything
        visible = _with_values(node, seen)
        return everything, visible

    def part_value(self, key: str, node: Node) -> tuple[Node, Node]:
        """Returns the same of a value below a key."""
        if isinstance(node, Mapping):
            return self.part_block(node)
        if isinstance(node, Sequence):
            return self.part_list(key, node)
        self.report(text_that_hides_nothing(node))
        return node, node

    def part_list(self, key: str, node: Sequence) -> tuple[Sequence, Sequence]:
        """Returns a list without the `internal:` blocks in it, and with its visible items alone."""
        whole = Sequence([], node.place)
        seen = Sequence([], node.place)
        for item in node.items:
            everything, visible = self.part_item(key, item)
            whole.items.append(everything)
            if visible is not None:
                seen.items.append(visible)
        if _are_the_same(whole.items, seen.items):
            return whole, whole
        return whole, seen

    def part_item(self, key: str, item: Node) -> tuple[Node, Node | None]:
        """Returns the same of an item of a list; the id of one that is internal is kept."""
        if isinstance(item, Scalar):
            self.report(text_that_hides_nothing(item))
        if not isinstance(item, Mapping):
            return item, item
        if key in NEVER_INTERNAL:
            return self.part_told(NEVER_INTERNAL[key], item)
        whole, visible = self.part(item)
        name = whole.text("id")
        if visible is None and name:
            self.internal_ids.add(name)
        return whole, visible

    def part_told(self, what: str, item: Mapping) -> tuple[Mapping, Mapping]:
        """Returns the same of an item that cannot be internal; `what` says what it is."""
        if VISIBILITY in item.values:
            wrong = problem(
                "PG305",
                f"{what} cannot have a visibility",
                item.keys[VISIBILITY],
                "delete the line",
            )
            self.diagnostics.append(wrong)
        return self.part_block(item.without(VISIBILITY), never(what))

    def report(self, found: Diagnostic | None) -> None:
        """Keeps a diagnostic, where there is one."""
        if found:
            self.diagnostics.append(found)

    def forget_what_hides_nothing(self, since: int) -> None:
        """Drops what was said, since so many diagnostics, of words that hide nothing: all around them is hidden."""
        said = self.diagnostics[since:]
        kept = [each for each in said if each.code != "PG309"]
        self.diagnostics[since:] = kept

    def check_word(self, node: Node) -> None:
        """Reports a visibility that is none."""
        found = None
        if isinstance(node, Scalar):
            found = node.text
        if found in VISIBILITIES:
            return
        says = f"visibility: {shown(found or 'nothing')} is neither client nor internal"
        help_ = "write visibility: internal, or delete the line"
        wrong = problem(
            "PG206",
            says,
            node.place,
            help_,
        )
        self.diagnostics.append(wrong)

    def keep(self, node: Node) -> None:
        """Keeps all texts below a node as secrets."""
        for text, place in texts(node):
            secret = Secret(text, place)
            self.secrets.append(secret)


def _with_values(node: Mapping, values: dict[str, Node]) -> Mapping:
    """Returns a mapping with other values in the same place."""
    return Mapping(
        values=values,
        place=node.place,
        keys=node.keys,
        readable=node.readable,
    )


def _are_the_same(whole: Collection[Node], seen: Collection[Node]) -> bool:
    """Tells whether nothing was taken away: each node that may be seen is the whole node itself."""
    if len(whole) != len(seen):
        return False
    pairs = zip(whole, seen, strict=True)
    return all(one is other for one, other in pairs)
