"""From a tree to a noun of the model, and from pydantic's errors to diagnostics."""

import difflib
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from pydantic import ValidationError

from portalgen.diagnostics import CODES, Diagnostic, Place, problem
from portalgen.model.base import Noun
from portalgen.model.scalars import shown
from portalgen.model.schema import keys, noun_at
from portalgen.source.tree import Mapping, Node, key_place, place_at, plain

N = TypeVar("N", bound=Noun)
Path = tuple[str | int, ...]


def validated(noun: type[N], node: Mapping, extra: dict[str, Any] | None = None) -> tuple[N | None, list[Diagnostic]]:
    """Returns a noun made from a tree and from values of the loader's own, or None and all that is wrong."""
    values = plain(node) | (extra or {})
    try:
        return noun.model_validate(values), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        if not node.readable:  # what a broken file would have held is not missing
            details = [each for each in details if each["type"] != "missing" or len(each["loc"]) > 1]
        return None, [_diagnostic(noun, node, detail) for detail in details]


def unknown_key(name: str, known: Collection[str], place: Place) -> Diagnostic:
    """Returns the diagnostic for a key that nothing reads, with the key that was perhaps meant."""
    return problem("PG202", f"unknown key {shown(name)}", place, did_you_mean(name, known))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Returns a help line that offers the nearest known word, or lists them all where none is near."""
    choices = sorted(known)
    near = difflib.get_close_matches(word.lower(), choices, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else f"known here: {', '.join(choices)}"


def _diagnostic(noun: type[Noun], node: Node, detail: Any) -> Diagnostic:
    path: Path = detail["loc"]
    kind: str = detail["type"]
    if kind in CODES:
        name = _name(path)
        context = detail.get("ctx", {})
        message = context.get("message", detail["msg"])
        return problem(kind, f"{name}: {message}" if name else message, place_at(node, path), context.get("help", ""))
    if kind == "missing":
        return problem("PG201", f"{path[-1]} is missing", place_at(node, path[:-1]), f"add a line {path[-1]}: …")
    if kind == "extra_forbidden":
        owner = noun_at(noun, path[:-1])
        return unknown_key(str(path[-1]), keys(owner) if owner else (), key_place(node, path))
    return _library_error(path, kind, detail, place_at(node, path))


def _library_error(path: Path, kind: str, detail: Any, place: Place) -> Diagnostic:
    """Returns one of pydantic's own errors in our words."""
    name, value = _name(path), detail["input"]
    if kind in {"enum", "literal_error"}:
        words = [word.strip(" '") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]
        if value is None:
            return problem("PG208", f"{name}: the value is empty", place, f"one of: {', '.join(words)}")
        near = difflib.get_close_matches(str(value), words, n=1) if isinstance(value, str) else []
        help_ = f"one of: {', '.join(words)}" + (f"; did you mean {near[0]}?" if near else "")
        return problem("PG206", f"{name}: {shown(value)} is not one of the words known here", place, help_)
    if kind == "tuple_type":
        return problem("PG209", f"{name}: expected a list, found {_found(value)}", place, "begin each item with a dash")
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        found = _found(value)
        return problem("PG209", f"{name}: expected keys with values, found {found}", place, "write key: value lines")
    return problem("PG209", f"{name}: {detail['msg'].lower()}", place)


def _found(value: object) -> str:
    return "nothing" if value is None else shown(value)


def _name(path: Path) -> str:
    """Returns the innermost key of a path, which is how people speak of a value."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")
