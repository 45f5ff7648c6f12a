"""Values that the model does not take: its own refusals, and pydantic's in our words."""

import re
from collections.abc import Iterable, Iterator

from portalgen.diagnostics import CODES, Diagnostic, Place, problem
from portalgen.model.fields.scalars import shown
from portalgen.source.nouns.faults import MISSING, UNKNOWN, Fault, Path
from portalgen.source.nouns.hiding import is_hiding
from portalgen.source.nouns.suggestions import nearest
from portalgen.source.yaml.tree import Mapping, Node, Scalar, node_at, place_at, plain

OF_WORDS = {"enum", "literal_error"}
OF_LISTS = {"tuple_type"}
OF_KEYS = {"model_type", "model_attributes_type", "dict_type"}


def wrong_values(node: Mapping, faults: Iterable[Fault]) -> Iterator[Diagnostic]:
    """Yields what is wrong with the values of a tree, but for those of which the reader has told already."""
    for fault in faults:
        if fault.kind in {MISSING, UNKNOWN}:
            continue
        if _is_told(node, fault.path):
            continue
        yield _wrong_value(node, fault)


def _is_told(node: Node, path: Path) -> bool:
    value = node_at(node, path)
    if not isinstance(value, Scalar):
        return False
    return value.is_told


def _wrong_value(node: Node, fault: Fault) -> Diagnostic:
    place = place_at(node, fault.path)
    name = _spoken_name(fault.path)
    value = _typed(node, fault)
    if fault.kind in CODES:
        says = f"{name}{fault.context['message']}"
        help_ = fault.context.get("help", "")
        return problem(
            fault.kind,
            says,
            place,
            help_,
        )
    if fault.kind in OF_WORDS:
        words = _words(fault)
        return _wrong_word(name, value, words, place)
    if fault.kind in OF_LISTS:
        says = f"{name}expected a list, found {_found(value)}"
        help_ = _as_list(value)
        return problem(
            "PG209",
            says,
            place,
            help_,
        )
    if fault.kind in OF_KEYS:
        says = f"{name}expected keys with values, found {_found(value)}"
        help_ = "write lines of key: value below it, indented by two more spaces"
        return problem(
            "PG209",
            says,
            place,
            help_,
        )
    message = fault.message.lower()
    return problem("PG209", f"{name}{message}", place)


def _spoken_name(path: Path) -> str:
    """Returns how a message begins: the innermost key is how people speak of a value."""
    for step in reversed(path):
        if isinstance(step, str):
            return f"{step}: "
    return ""


def _typed(node: Node, fault: Fault) -> object:
    """Returns the value as it was typed; what stands nowhere in the tree as the model got it."""
    typed = node_at(node, fault.path)
    if typed is None:
        return fault.typed
    return plain(typed)


def _words(fault: Fault) -> list[str]:
    """Returns the words that are known, out of pydantic's `'green', 'amber' or 'red'`."""
    expected = str(fault.context["expected"])
    listed = expected.replace(" or ", ", ")
    words = []
    for word in listed.split(","):
        words.append(word.strip(" '"))
    return words


def _wrong_word(
    name: str,
    value: object,
    words: list[str],
    place: Place,
) -> Diagnostic:
    listed = ", ".join(words)
    help_ = f"one of: {listed}"
    if value is None:
        says = f"{name}the value is empty"
        return problem(
            "PG208",
            says,
            place,
            help_,
        )
    near = nearest(str(value), words)
    if is_hiding(str(value)):
        help_ = f"to hide it write visibility: internal; {help_}"
    elif near:
        help_ = f"did you mean {near}? {help_}"
    says = f"{name}{shown(value)} is not one of the words known here"
    return problem(
        "PG206",
        says,
        place,
        help_,
    )


def _as_list(value: object) -> str:
    if not isinstance(value, str):
        return "begin each item with a dash"
    if re.fullmatch(r"[\w-]+(, *[\w-]+)*", value):
        return f"put it in brackets: [{shown(value)}]"
    return f"put it on a line of its own, with a dash: - {shown(value)}"


def _found(value: object) -> str:
    if value is None:
        return "nothing"
    return shown(value)
