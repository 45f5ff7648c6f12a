"""The split at the door: what a client may see, and what must not appear."""

from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.fields.scalars import shown
from portalgen.source.yaml.tree import Mapping, Node, Scalar, Sequence, texts

INTERNAL = "internal"
VISIBILITY = "visibility"
VISIBILITIES = ("client", INTERNAL)
# Lists whose items are told to the client or are not there at all.
NEVER_INTERNAL = {
    "moves": "a move of a date",
    "redactions": "a redaction",
    "restarts": "a restart",
}


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that must not appear on the portal, and where it comes from."""

    text: str
    place: Place


@dataclass
class Split:
    """What the split set aside on its way through the files of a client."""

    secrets: list[Secret] = field(default_factory=list)
    internal_ids: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def part(self, node: Mapping, top: bool = True) -> tuple[Mapping, Mapping | None]:
        """Returns a mapping without its `internal:` blocks, and the part of it that the client may see.

        The first still holds internal items, so that their slips are reported too; the second is None
        where the whole mapping is internal. A mapping is `top` where it may carry a visibility of its own.
        """
        whole: dict[str, Node] = {}
        seen: dict[str, Node] = {}
        for key, value in node.values.items():
            if key == INTERNAL:
                self.keep(value)
            elif key == VISIBILITY and top:
                self.check_word(value)
            elif isinstance(value, Mapping):
                whole[key], visible = self.part(value, top=False)
                seen[key] = visible or value
            elif isinstance(value, Sequence):
                whole[key], seen[key] = self.part_list(key, value)
            else:
                whole[key] = seen[key] = value
        everything = Mapping(whole, node.place, node.keys, node.readable)
        if top and node.text(VISIBILITY) == INTERNAL:
            self.keep(everything)
            return everything, None
        return everything, Mapping(seen, node.place, node.keys, node.readable)

    def part_list(self, key: str, node: Sequence) -> tuple[Sequence, Sequence]:
        """Returns a list without the `internal:` blocks in it, and with its visible items alone."""
        whole = Sequence([], node.place)
        seen = Sequence([], node.place)
        for item in node.items:
            if not isinstance(item, Mapping):
                whole.items.append(item)
                seen.items.append(item)
                continue
            if key in NEVER_INTERNAL and VISIBILITY in item.values:
                place = item.keys[VISIBILITY]
                says = f"{NEVER_INTERNAL[key]} cannot have a visibility"
                self.diagnostics.append(
                    problem("PG305", says, place, "delete the line")
                )
                item = item.without(VISIBILITY)
            everything, visible = self.part(item)
            whole.items.append(everything)
            if visible is not None:
                seen.items.append(visible)
            elif name := item.text("id"):
                self.internal_ids.add(name)
        return whole, seen

    def check_word(self, node: Node) -> None:
        """Reports a visibility that is none."""
        if not isinstance(node, Scalar) or node.text not in VISIBILITIES:
            found = node.text if isinstance(node, Scalar) and node.text else "nothing"
            message = f"visibility: {shown(found)} is neither client nor internal"
            self.diagnostics.append(
                problem(
                    "PG206", message, node.place, "write internal, or delete the line"
                )
            )

    def keep(self, node: Node) -> None:
        """Keeps all texts below a node as secrets."""
        self.secrets.extend(Secret(text, place) for text, place in texts(node))
