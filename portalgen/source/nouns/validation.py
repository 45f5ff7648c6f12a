"""From a tree to a noun of the model, with all that is wrong on the way."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from portalgen.diagnostics import Diagnostic
from portalgen.model.fields.base import Noun
from portalgen.model.fields.schema import keys
from portalgen.source.nouns.faults import UNKNOWN, Fault, faults_of
from portalgen.source.nouns.wrong_keys import wrong_keys
from portalgen.source.nouns.wrong_values import wrong_values
from portalgen.source.yaml.tree import Mapping as Keys
from portalgen.source.yaml.tree import plain

N = TypeVar("N", bound=Noun)


def validated(
    noun: type[N],
    node: Keys,
    extra: Mapping[str, Any] | None = None,
    known: Collection[str] | None = None,
) -> tuple[N | None, list[Diagnostic]]:
    """Returns a noun made from a tree and from values of the loader's own, and all that is wrong.

    `known` are the keys that the file may write at its top; the noun's own by default.
    """
    own = dict(extra or {})
    if known is None:
        known = set(keys(noun)) - set(own)
    strange = []
    faults = []
    for key in node.values:
        if key not in known:
            strange.append(key)
            faults.append(Fault(UNKNOWN, (key,)))
    typed = plain(node.without(*strange))
    made = None
    try:
        made = noun.model_validate(
            typed | own,
            by_alias=True,
            by_name=False,
        )
    except ValidationError as error:
        faults += faults_of(error)
    wrong = list(wrong_keys(noun, node, faults, known))
    wrong += wrong_values(node, faults)
    return made, wrong


def validated_part(
    noun: type[N],
    whole: Keys,
    visible: Keys | None,
    extra: Mapping[str, Any],
    known: Collection[str] | None = None,
) -> tuple[N | None, list[Diagnostic]]:
    """Returns the noun of the part that a client may see, and all that is wrong with the whole.

    There is no noun where the whole is wrong, or where nothing may be seen. A part from which nothing was taken
    away is the whole itself, and is judged once.
    """
    made, wrong = validated(noun, whole, extra, known)
    if made is None or visible is None:
        return None, wrong
    if visible is whole:
        return made, wrong
    seen, _ = validated(noun, visible, extra, known)
    return seen, wrong
