"""Words by which people hide things elsewhere, and that hide nothing here: each is told, with the cure of its place.

What looks hidden and is published is the worst slip that there is, so a word that might be meant so is an error.
"""

import re
from collections.abc import Collection

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import shown
from portalgen.model.fields.schema import noun_at
from portalgen.source.nouns.faults import Path
from portalgen.source.nouns.hiding_words import (
    HIDING,
    SHOWING,
    SWITCHES,
    TELLING_NOTHING,
)
from portalgen.source.nouns.suggestions import nearest
from portalgen.source.yaml.tree import Mapping, Node, Scalar, Sequence

INTERNAL = "internal"
SHORTEST_SLIP = 5
_WORD = re.compile(r"[^\W_]+")
_HTML_COMMENT = re.compile(r"<!--[\W_]*([^\W_]+)")

WHOLE = "write visibility: internal, and nothing of it is published"
PART = "only items of lists, updates and projects have a visibility: put what is internal below internal:, indented"
NOWHERE = "portal.yml holds for every client, and nothing in it can be internal: delete the line"
BELOW = "put it below internal:, indented"


def never(what: str) -> str:
    """Returns the cure where a kind of item, such as a move of a date, cannot be internal."""
    return f"{what} cannot be internal: delete the line; words about it for yourselves go below internal:"


def cure_at(root: type[Noun], path: Path) -> str:
    """Returns how the mapping at a path of a file's noun can be hidden, or what can be hidden of it."""
    if not root.holds_internal:
        return NOWHERE
    if not path:
        if root.may_be_internal:
            return WHOLE
        return PART
    is_an_item = isinstance(path[-1], int)
    if not is_an_item:
        return PART
    noun = noun_at(root, path)
    if noun and noun.never_internal:
        return never(noun.never_internal)
    return WHOLE


def key_that_hides_nothing(
    name: str,
    value: Node | None,
    cure: str,
    place: Place,
) -> Diagnostic | None:
    """Returns what is wrong with an unknown key that was meant to hide something; None where it was not."""
    if cure is WHOLE and _is_visibility_misspelt(name, value):
        return None
    words = words_of(name)
    is_a_switch = value is None or hides_nothing(value)
    is_meant = any(word in HIDING for word in words)
    if is_a_switch:
        is_meant = (
            is_meant
            or any(word in SHOWING for word in words)
            or _is_a_slip(name)
            or _says_hiding(value)
        )
    if not is_meant:
        return None
    if not is_a_switch and cure is not NOWHERE:
        cure = BELOW
    return problem(
        "PG309",
        f"{shown(name)} hides nothing here",
        place,
        cure,
    )


def words_of(text: str) -> list[str]:
    """Returns the words of a text in small letters."""
    return _WORD.findall(text.casefold())


def is_hiding(text: str) -> bool:
    """Tells whether a value is a word that hides elsewhere."""
    words = words_of(text)
    return len(words) == 1 and words[0] in HIDING


def _says_hiding(value: Node | None) -> bool:
    if isinstance(value, Scalar):
        return is_hiding(str(value.text))
    if isinstance(value, Sequence):
        return any(_says_hiding(item) for item in value.items)
    return False


def _is_visibility_misspelt(name: str, value: Node | None) -> bool:
    """Tells whether nothing is wrong but the spelling of `visibility: internal`."""
    if not isinstance(value, Scalar) or value.text != INTERNAL:
        return False
    return nearest(name, ["visibility"]) is not None


def _is_a_slip(name: str) -> bool:
    """Tells whether a key is nearly a word that hides."""
    if len(name) < SHORTEST_SLIP:
        return False
    near = nearest(name, sorted(HIDING))
    return near is not None and near[:2] == name.casefold()[:2]


def hides_nothing(value: Node, beside: Collection[str] = ()) -> bool:
    """Tells whether a value holds no text of its own, but words such as `true` or the names of keys `beside` it."""
    if isinstance(value, Scalar):
        return _is_empty_word(value, beside)
    if isinstance(value, Sequence):
        return all(hides_nothing(item, beside) for item in value.items)
    values = value.values.values()
    if all(_is_empty(each) for each in values):
        return True
    for key in value.values:
        if not all(word in TELLING_NOTHING for word in words_of(key)):
            return False
    return all(hides_nothing(each, beside) for each in values)


def _is_empty_word(value: Scalar, beside: Collection[str]) -> bool:
    if value.text is None or not value.text.strip():
        return True
    word = value.text.strip().casefold()
    if word in SWITCHES or word in HIDING:
        return True
    return word in beside


def _is_empty(value: Node) -> bool:
    if isinstance(value, Scalar):
        return value.text is None
    if isinstance(value, Sequence):
        return not value.items
    return not value.values


def is_said(text: str) -> bool:
    """Tells whether a text says no more than that something be hidden or shown."""
    words = words_of(text)
    if not any(word in HIDING | SHOWING for word in words):
        return False
    return all(word in TELLING_NOTHING for word in words)


def block_that_hides_nothing(
    mapping: Mapping,
    cure: str,
) -> Diagnostic | None:
    """Returns what is wrong with a mapping's `internal:` where it holds nothing that could be hidden."""
    value = mapping.values[INTERNAL]
    beside = mapping.values.keys() - {INTERNAL}
    if not hides_nothing(value, beside):
        return None
    place = mapping.keys.get(INTERNAL, value.place)
    if isinstance(value, Scalar) and value.is_told:
        return None
    if _is_empty(value):
        return problem(
            "PG309",
            "internal: holds nothing, so nothing is hidden",
            place,
            f"indent what is internal below it; or {cure}",
        )
    if isinstance(value, Scalar):
        says = f"internal: {shown(value.text)} hides nothing"
    else:
        says = "this internal: block hides nothing"
    return problem("PG309", says, place, cure)


def text_that_hides_nothing(node: Scalar) -> Diagnostic | None:
    """Returns what is wrong with a text that hides something in an HTML comment: pages show it as it is."""
    if node.text is None or not comment_in(node.text):
        return None
    return shown_comment(node.place)


def comment_in(text: str) -> re.Match[str] | None:
    """Returns an HTML comment that begins with a word that hides; None where there is none."""
    for found in _HTML_COMMENT.finditer(text):
        if found[1].casefold() in HIDING:
            return found
    return None


def shown_comment(place: Place) -> Diagnostic:
    """Returns what is wrong with an HTML comment."""
    return problem(
        "PG309",
        "<!-- hides nothing here: pages show it as it is",
        place,
        "delete it, or put it below internal:, indented",
    )


def published_file_called_internal(
    name: str,
    tree: Mapping,
    place: Place,
) -> Diagnostic | None:
    """Returns what is wrong with a data file whose name says that it is internal, and that is published."""
    stem, _, _ = name.rpartition(".")
    if not any(word in HIDING for word in words_of(stem)):
        return None
    if all(_is_hidden(key, value) for key, value in tree.values.items()):
        return None
    return problem(
        "PG309",
        f"the name {shown(name)} hides nothing: the file is published",
        place,
        "put what is internal below internal: in it, or move the file to internal/",
    )


def _is_hidden(key: str, value: Node) -> bool:
    if key == INTERNAL:
        return True
    if not isinstance(value, Sequence):
        return False
    return all(_is_internal(item) for item in value.items)


def _is_internal(item: Node) -> bool:
    return isinstance(item, Mapping) and item.text("visibility") == INTERNAL
