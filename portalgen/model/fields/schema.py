"""The model as data: which keys a noun has, and which noun stands behind a key."""

import typing
from collections.abc import Iterator

from portalgen.model.fields.base import Item, Noun


def noun_of(annotation: object) -> type[Noun] | None:
    """Returns the noun inside an annotation such as `tuple[Move, ...] | None`, or None."""
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        return annotation
    # Of what is neither a union nor generic, there are none.
    for argument in typing.get_args(annotation):
        found = noun_of(argument)
        if found:
            return found
    return None


def keys(noun: type[Noun]) -> dict[str, type[Noun] | None]:
    """Returns the keys that a file may write for a noun, each with the noun behind it."""
    found = {}
    for name, field in noun.model_fields.items():
        key = field.alias or name
        found[key] = noun_of(field.annotation)
    return found


def item_lists(noun: type[Noun]) -> dict[str, list[str]]:
    """Returns the keys of a noun's lists of items, by the namespace in which the ids of their items are unique."""
    found: dict[str, list[str]] = {}
    for key, below in keys(noun).items():
        if below is not None and issubclass(below, Item):
            found.setdefault(below.namespace, []).append(key)
    return found


def noun_at(noun: type[Noun], path: tuple[str | int, ...]) -> type[Noun] | None:
    """Returns the noun that a path leads to; list positions are passed over."""
    current: type[Noun] | None = noun
    for step in path:
        if current is None:
            return None
        if isinstance(step, str):
            current = keys(current).get(step)
    return current


def all_nouns(noun: type[Noun]) -> Iterator[type[Noun]]:
    """Yields a noun and every noun that it holds, each once."""
    seen: list[type[Noun]] = [noun]
    for each in seen:
        yield each
        for below in keys(each).values():
            if below and below not in seen:
                seen.append(below)


def texts(value: object) -> Iterator[str]:
    """Yields every text in a noun, or in what a noun holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif isinstance(value, Noun):
        for _, each in value:
            yield from texts(each)
