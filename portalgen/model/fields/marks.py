"""What a field is, said on the field itself: `owner: Annotated[Line, IsPerson()] | None`.

Whatever is checked or hidden of all people, references, money or days asks for their mark: see `walk`.
"""

import typing
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic.fields import FieldInfo


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is true of every value of a field."""


@dataclass(frozen=True, slots=True)
class IsPerson(Mark):
    """Who it is: the id of a contact, or a name."""


@dataclass(frozen=True, slots=True)
class IsMoney(Mark):
    """An amount in the client's currency."""


@dataclass(frozen=True, slots=True)
class IsQuantity(Mark):
    """A number that is no money: items, weights, percent."""


@dataclass(frozen=True, slots=True)
class RefersTo(Mark):
    """Leads into another list of the same project; `list` is the list's name."""

    list: str


@dataclass(frozen=True, slots=True)
class IsIdIn(RefersTo):
    """The id of an item of a list."""


@dataclass(frozen=True, slots=True)
class IsDocument(RefersTo):
    """The name of a file below documents/."""

    list: str = "documents"


@dataclass(frozen=True, slots=True)
class HasHappened(Mark):
    """The day of a fact: it cannot lie after the day that a portal speaks for.

    With a key it is a fact only where the noun's value of that key is among some words.
    """

    key: str = ""
    among: tuple[str, ...] = ()

    def holds(self, noun: object) -> bool:
        """Tells whether the day is a fact of a noun."""
        if not self.key:
            return True
        return getattr(noun, self.key) in self.among


@dataclass(frozen=True, slots=True)
class UntilThen(Mark):
    """Until the day of this fact has come, another key of its noun has a value of its own: nothing is closed before."""

    key: str
    value: object = None


@dataclass(frozen=True, slots=True)
class IsPlanned(Mark):
    """A day that people count on: mostly it lies ahead."""


@dataclass(frozen=True, slots=True)
class IsOnEitherSide(Mark):
    """A day that may be a fact as well as a plan: nothing is held against it."""


@dataclass(frozen=True, slots=True)
class NotBefore(Mark):
    """A day that cannot lie before the day under another key of its noun; `says` is what it would mean."""

    key: str
    says: str


@dataclass(frozen=True, slots=True)
class ShownOn(Mark):
    """The page that shows a list of a project: without the page, the list is not published.

    None: it belongs to no page of its own, and is always published.
    """

    page: str | None


def marks_of(field: FieldInfo) -> tuple[Mark, ...]:
    """Returns the marks of a field, those on the items of a list and on the members of a choice among them."""
    on_the_field = (each for each in field.metadata if isinstance(each, Mark))
    return (*on_the_field, *_within(field.annotation))


def _within(annotation: object) -> Iterator[Mark]:
    for argument in typing.get_args(annotation):
        if isinstance(argument, Mark):
            yield argument
        else:
            yield from _within(argument)
