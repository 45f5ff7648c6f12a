"""From a tree to a noun of the model, and from pydantic's errors to diagnostics."""

import difflib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeVar

from pydantic import ValidationError

from portalgen.diagnostics import CODES, Diagnostic, Place, problem
from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import shown
from portalgen.model.fields.schema import keys, noun_at
from portalgen.source.yaml.tree import (
    Mapping,
    Node,
    Scalar,
    key_place,
    node_at,
    place_at,
    plain,
)

N = TypeVar("N", bound=Noun)
Path = tuple[str | int, ...]
EVERYWHERE = (
    "internal",
    "visibility",
)  # keys that the split takes off before anything is validated
MOST_LISTED = 40
LONGEST_KEY = 64  # of what is longer, no known key was meant


def validated(
    noun: type[N],
    node: Mapping,
    extra: dict[str, Any] | None = None,
    known: Collection[str] | None = None,
) -> tuple[N | None, list[Diagnostic]]:
    """Returns a noun made from a tree and from values of the loader's own, and all that is wrong.

    `known` are the keys that the file may write at its top; the noun's own by default.
    """
    known = set(keys(noun)) - set(extra or {}) if known is None else known
    strange = [key for key in node.values if key not in known]
    details: list[Any] = [{"type": "extra_forbidden", "loc": (key,)} for key in strange]
    made = None
    try:
        made = noun.model_validate(
            plain(node.without(*strange)) | (extra or {}), by_alias=True, by_name=False
        )
    except ValidationError as error:
        details += error.errors(include_url=False)
    return made, list(_diagnostics(noun, node, details, known))


def did_you_mean(
    word: str, known: Iterable[str], also: Iterable[str] = (), otherwise: str = ""
) -> str:
    """Returns a help line that offers the nearest known word, else says otherwise, else lists all that are known."""
    choices = sorted(known)
    near = _nearest(word, [*choices, *also])
    if len(choices) > MOST_LISTED:
        left_out = f" and {len(choices) - MOST_LISTED} more"
    else:
        left_out = ""
    listed = f"known here: {', '.join(choices[:MOST_LISTED])}{left_out}"
    return f"did you mean {near}?" if near else otherwise or listed


def _nearest(word: str, choices: list[str]) -> str | None:
    """Returns the choice that begins with a word, else the one that resembles it, else None."""
    word = word.lower()[:LONGEST_KEY]
    longer = [each for each in choices if len(word) > 2 and each.startswith(word)]
    return next(
        iter(longer or difflib.get_close_matches(word, choices, n=1, cutoff=0.6)), None
    )


def _diagnostics(
    noun: type[Noun], node: Mapping, details: list[Any], known: Collection[str]
) -> Iterator[Diagnostic]:
    missing = _by_parent(details, "missing")
    strange = _by_parent(details, "extra_forbidden")
    meant: dict[Path, str] = {}
    for parent, names in strange.items():
        for name in names:
            if key := _key_meant(name, len(names), missing[parent]):
                missing[parent].remove(key)
                meant[(*parent, name)] = key
    for detail in details:
        path: Path = detail["loc"]
        if detail["type"] == "missing":
            # What a broken file would have held is not missing.
            if path[-1] in missing[path[:-1]] and (node.readable or len(path) > 1):
                yield _missing_key(str(path[-1]), place_at(node, path[:-1]))
        elif detail["type"] == "extra_forbidden":
            owner = noun_at(noun, path[:-1])
            choices = known if len(path) == 1 else keys(owner) if owner else ()
            yield _unknown_key(
                path,
                choices,
                meant.get(path),
                _belongs(noun, owner, path),
                key_place(node, path),
            )
        elif not _is_told(node, path):
            yield _wrong_value(node, path, detail)


def _by_parent(details: Iterable[Any], kind: str) -> dict[Path, list[str]]:
    """Returns the keys that errors of a kind name, by the mapping in which they are missing or stand."""
    found: dict[Path, list[str]] = defaultdict(list)
    for detail in details:
        if detail["type"] == kind:
            found[detail["loc"][:-1]].append(str(detail["loc"][-1]))
    return found


def _key_meant(name: str, strangers: int, missing: list[str]) -> str | None:
    """Returns the missing key that an unknown one stands for: the nearest, or one missing for one unknown."""
    return _nearest(name, missing) or (
        missing[0] if strangers == len(missing) == 1 else None
    )


def _missing_key(name: str, place: Place) -> Diagnostic:
    is_folder = "." not in place.file.rpartition("/")[2]
    return problem(
        "PG201",
        f"{name} is missing",
        place,
        f"add a line {name}: …" + " to project.yml" * is_folder,
    )


def _belongs(noun: type[Noun], owner: type[Noun] | None, path: Path) -> str:
    """Returns where a key belongs that stands on a wrong level, or nothing."""
    name = str(path[-1])
    if len(path) > 1 and name in keys(noun):
        return "it belongs at the beginning of a line, without spaces before it"
    if owner:
        above = [
            key for key, below in keys(owner).items() if below and name in keys(below)
        ]
    else:
        above = []
    return f"it belongs below {' or '.join(above)}, indented" if above else ""


def _unknown_key(
    path: Path, known: Collection[str], meant: str | None, belongs: str, place: Place
) -> Diagnostic:
    name = str(path[-1])
    if meant:
        what = f"unknown key {shown(name)}, and {meant} is missing"
        return problem("PG202", what, place, f"did you mean {meant}?")
    if name == "visibility":
        help_ = "list items, updates and projects have a visibility; put what is internal here into an internal: block"
        return problem("PG305", "no visibility can stand here", place, help_)
    return problem(
        "PG202",
        f"unknown key {shown(name)}",
        place,
        belongs or did_you_mean(name, known, EVERYWHERE),
    )


def _is_told(node: Node, path: Path) -> bool:
    value = node_at(node, path)
    return isinstance(value, Scalar) and value.is_told


def _wrong_value(node: Node, path: Path, detail: Any) -> Diagnostic:
    """Returns an error of ours, or one of pydantic's own in our words."""
    kind = detail["type"]
    place = place_at(node, path)
    typed = node_at(node, path)
    # The innermost key is how people speak of a value.
    name = next((f"{step}: " for step in reversed(path) if isinstance(step, str)), "")
    value = detail["input"] if typed is None else plain(typed)
    if kind in CODES:
        context = detail["ctx"]
        return problem(
            kind, f"{name}{context['message']}", place, context.get("help", "")
        )
    if kind in {"enum", "literal_error"}:
        words = [
            word.strip(" '")
            for word in detail["ctx"]["expected"].replace(" or ", ", ").split(",")
        ]
        return _wrong_word(name, value, words, place)
    if kind == "tuple_type":
        return problem(
            "PG209",
            f"{name}expected a list, found {_found(value)}",
            place,
            _as_list(value),
        )
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        help_ = "write lines of key: value below it, indented by two more spaces"
        return problem(
            "PG209",
            f"{name}expected keys with values, found {_found(value)}",
            place,
            help_,
        )
    return problem("PG209", f"{name}{detail['msg'].lower()}", place)


def _wrong_word(name: str, value: object, words: list[str], place: Place) -> Diagnostic:
    help_ = f"one of: {', '.join(words)}"
    if value is None:
        return problem("PG208", f"{name}the value is empty", place, help_)
    near = _nearest(str(value), words)
    help_ = f"did you mean {near}? {help_}" if near else help_
    return problem(
        "PG206",
        f"{name}{shown(value)} is not one of the words known here",
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
    return "nothing" if value is None else shown(value)
