"""Follows projects and milestones from revision to revision, through their renames."""

from collections.abc import Container, Iterable
from typing import Protocol, TypeVar


class Named(Protocol):
    """What has an id, and ids that it had before."""

    @property
    def id(self) -> str:
        """The id that it has now."""

    @property
    def formerly(self) -> tuple[str, ...]:
        """The ids that it had before."""


N = TypeVar("N", bound=Named)


class Lineages:
    """Gives each item a number that stays with it when its id changes.

    An item continues the one that had its id in the revision before; else the one of that revision that it says to have
    been formerly; else what had its id, or one of its former ids, in an older revision.

    `joined` holds what an item says only later to have been formerly: its number, by that of the former one. Both keep
    their numbers, since what was recorded under them is recorded.
    """

    def __init__(self) -> None:
        self.joined: dict[int, int] = {}
        self._numbers: dict[str, int] = {}
        self._present: set[str] = set()
        self._count = 0

    def follow(self, items: Iterable[N]) -> dict[int, N]:
        """Returns the items of the next revision by number. Where two have the same id, the first one counts."""
        named: dict[str, N] = {}
        for item in items:
            named.setdefault(item.id, item)
        found: dict[int, N] = {}
        for name in sorted(named):
            item = named[name]
            number = self._number(item, named)
            found[number] = item
            for former in self._former(item, named):
                former_number = self._numbers[former]
                self.joined[former_number] = number
        self._present = set(named)
        return found

    def _number(self, item: Named, now: Container[str]) -> int:
        """Returns the number of an item; `now` are the ids of the revision that it stands in."""
        former = self._former(item, now)
        renamed: list[str] = []
        for name in former:
            if name in self._present:
                renamed.append(name)
        is_known = item.id in self._numbers
        is_present = item.id in self._present
        goes_on = is_present or not renamed
        if is_known and goes_on:
            return self._numbers[item.id]
        continued = [*renamed, *former]
        if continued:
            nearest = continued[0]
            number = self._numbers.pop(nearest)
        else:
            self._count += 1
            number = self._count
        self._numbers[item.id] = number
        return number

    def _former(self, item: Named, now: Container[str]) -> list[str]:
        """Returns the numbered ids that an item had before and that no item has now."""
        former: list[str] = []
        for name in item.formerly:
            if name in now:
                continue
            if name in self._numbers:
                former.append(name)
        return former
