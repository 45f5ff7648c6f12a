"""One walk over a noun and what it holds, to the values of marked fields."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar

from portalgen.model.fields.base import Noun
from portalgen.model.fields.marks import (
    HasHappened,
    Mark,
    RefersTo,
    UntilThen,
    marks_of,
)
from portalgen.model.fields.scalars import Word
from portalgen.model.fields.schema import all_nouns, noun_of

M = TypeVar("M", bound=Mark)
N = TypeVar("N", bound=Noun)


@dataclass(frozen=True, slots=True)
class Marked(Generic[M]):
    """One value of a marked field, never None nor a list; `noun` is the one that has the field."""

    pointer: str
    value: Any
    mark: M
    noun: Noun


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that is marked or leads to one: its name in the model, its key in files, its marks, those below it."""

    name: str
    key: str
    is_required: bool
    marks: tuple[Mark, ...]
    below: frozenset[Mark]

    def leads_to(self, kind: type[Mark]) -> bool:
        """Tells whether a mark of a kind is found below it."""
        return any(isinstance(mark, kind) for mark in self.below)

    def refers(self, lists: Collection[str]) -> bool:
        """Tells whether it refers to one of some lists."""
        references = (mark for mark in self.marks if isinstance(mark, RefersTo))
        return any(mark.list in lists for mark in references)


def marked(
    noun: Noun,
    pointer: str,
    kind: type[M],
) -> Iterator[Marked[M]]:
    """Yields the values with a mark of a kind, in a noun at a pointer and in all that it holds.

    Pointers are as `Loaded.locations` has them: `/webshop/milestones/launch/moves/0/agreed_by`.
    """
    for field in _fields(type(noun)):
        yield from _marked_itself(noun, pointer, field, kind)
        if field.leads_to(kind):
            yield from _marked_below(noun, pointer, field, kind)


def _marked_itself(
    noun: Noun,
    pointer: str,
    field: _Field,
    kind: type[M],
) -> Iterator[Marked[M]]:
    """Yields the values of one field with each of its marks of a kind."""
    value = getattr(noun, field.name)
    for mark in field.marks:
        if not isinstance(mark, kind):
            continue
        for place, each in _values(value, f"{pointer}/{field.key}"):
            yield Marked(
                pointer=place,
                value=each,
                mark=mark,
                noun=noun,
            )


def _marked_below(
    noun: Noun,
    pointer: str,
    field: _Field,
    kind: type[M],
) -> Iterator[Marked[M]]:
    """Yields what is marked in the nouns that one field holds."""
    value = getattr(noun, field.name)
    for place, below in _nouns(value, f"{pointer}/{field.key}"):
        yield from marked(below, place, kind)


def without_references(noun: N, lists: Collection[str]) -> N:
    """Returns a noun in which nothing refers to some lists of its project."""
    update: dict[str, Any] = {}
    for field in _fields(type(noun)):
        value = getattr(noun, field.name)
        if field.refers(lists):
            update[field.name] = _nothing_like(value)
        elif isinstance(value, Noun | tuple) and field.leads_to(RefersTo):
            update[field.name] = _value_without_references(value, lists)
    return noun.model_copy(update=update)


def _nothing_like(value: Any) -> tuple[()] | None:
    """Returns what stands where a value is left out: an empty list in the place of a list."""
    if isinstance(value, tuple):
        return ()
    return None


def _value_without_references(
    value: Noun | tuple[Noun, ...],
    lists: Collection[str],
) -> Noun | tuple[Noun, ...]:
    """Returns a noun, or a list of nouns, in which nothing refers to some lists."""
    if isinstance(value, Noun):
        return without_references(value, lists)
    below = []
    for each in value:
        below.append(without_references(each, lists))
    return tuple(below)


def as_known_on(
    noun: N,
    day: date,
) -> N:
    """Returns a noun as it can be known on a day: what is said to have happened later has not happened.

    Such a day is left out, what holds until then holds still, and an item that is nothing without its day is not there.
    """
    update: dict[str, Any] = {}
    for field in _fields(type(noun)):
        if _lies_ahead(
            noun,
            field,
            day,
        ):
            update |= _until_then(field)
            continue
        value = getattr(noun, field.name)
        if isinstance(value, Noun | tuple) and field.leads_to(HasHappened):
            known = _value_known_on(value, day)
            if known != value:
                update[field.name] = known
    if update:
        return noun.model_copy(update=update)
    return noun


def _until_then(field: _Field) -> dict[str, Any]:
    """Returns what holds until the day of a fact has come: no such day, and what its marks say."""
    update: dict[str, Any] = {field.name: None}
    for mark in field.marks:
        if isinstance(mark, UntilThen):
            update[mark.key] = mark.value
    return update


def _value_known_on(
    value: Noun | tuple[Noun, ...],
    day: date,
) -> Noun | tuple[Noun, ...]:
    """Returns a noun, or a list of nouns without those that have not come about, as they can be known on a day."""
    if isinstance(value, Noun):
        return as_known_on(value, day)
    known = []
    for each in value:
        if not _is_ahead(each, day):
            known.append(as_known_on(each, day))
    return tuple(known)


def _is_ahead(
    noun: Noun,
    day: date,
) -> bool:
    """Tells whether a noun is nothing without a day, and that day has not come."""
    needed = [field for field in _fields(type(noun)) if field.is_required]
    return any(_lies_ahead(noun, field, day) for field in needed)


def _lies_ahead(
    noun: Noun,
    field: _Field,
    day: date,
) -> bool:
    """Tells whether a field says that something happened after a day."""
    for mark in field.marks:
        if isinstance(mark, HasHappened) and mark.holds(noun):
            value = getattr(noun, field.name)
            return value is not None and value > day
    return False


def texts_at(noun: Noun, pointer: str) -> Iterator[tuple[str, str]]:
    """Yields each text in a noun at a pointer, and in all that it holds, with its own pointer.

    Words of fixed lists are no texts.
    """
    for name, about in type(noun).model_fields.items():
        value = getattr(noun, name)
        key = f"{pointer}/{about.alias or name}"
        for place, each in _values(value, key):
            if isinstance(each, str) and not isinstance(each, Word):
                yield place, each
        for place, below in _nouns(value, key):
            yield from texts_at(below, place)


@cache
def _fields(noun: type[Noun]) -> tuple[_Field, ...]:
    """Returns the fields of a noun that are marked, or below which a mark is found."""
    found = []
    for name, about in noun.model_fields.items():
        marks = marks_of(about)
        below = noun_of(about.annotation)
        if below:
            deeper = _marks_in(below)
        else:
            deeper = frozenset()
        if marks or deeper:
            key = about.alias or name
            found.append(_Field(name, key, about.is_required(), marks, deeper))
    return tuple(found)


def _marks_in(noun: type[Noun]) -> frozenset[Mark]:
    """Returns the marks of a noun's fields, and of the nouns that it holds."""
    marks: set[Mark] = set()
    for each in all_nouns(noun):
        for about in each.model_fields.values():
            marks.update(marks_of(about))
    return frozenset(marks)


def _values(value: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, tuple):
        for position, each in enumerate(value):
            yield f"{pointer}/{position}", each
    elif value is not None:
        yield pointer, value


def _nouns(value: Any, pointer: str) -> Iterator[tuple[str, Noun]]:
    if isinstance(value, Noun):
        yield pointer, value
    elif isinstance(value, tuple):
        for position, each in enumerate(value):
            if isinstance(each, Noun):
                yield f"{pointer}/{each.step(position)}", each
