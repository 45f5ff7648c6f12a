"""What a revision told beside its dates, thing by thing: an ask with its due date, a risk with its exposure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

YES: Final = "true"


class Thing(StrEnum):
    """What a statement is about. Within a commit, edits stand in this order."""

    PROJECT = "project"
    UPDATE = "update"
    MILESTONE = "milestone"
    ASK = "ask"
    OWED = "owed"
    CHANGE = "change"
    RISK = "risk"
    PROGRESS = "progress"

    @property
    def page(self) -> str | None:
        """The page that shows it; None for what is on pages that every project has."""
        return _PAGES.get(self)


_PAGES = {
    Thing.UPDATE: "changed",
    Thing.ASK: "needs",
    Thing.OWED: "needs",
    Thing.CHANGE: "changes",
    Thing.RISK: "risks",
    Thing.PROGRESS: "progress",
}


Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing by its id, with its values by their field, as texts: as they are meant, however they are typed.

    `is_settled` tells that an ask is answered, or a risk over: it may go.
    """

    thing: Thing
    id: str
    formerly: tuple[str, ...] = ()
    values: Values = ()
    is_settled: bool = False

    def value(self, field: str) -> str | None:
        """Returns the value of a field; None where there is none."""
        return dict(self.values).get(field)


@dataclass(frozen=True, slots=True)
class PastUpdate:
    """An update as a file of a revision: its day, and the blob that holds its text."""

    on: date
    blob: str


@dataclass(frozen=True, slots=True)
class UpdateText:
    """What an update said; nothing where it is internal, or where it is not clear what it says."""

    is_shown: bool = True
    is_clear: bool = True
    values: Values = ()


INTERNAL_UPDATE = UpdateText(is_shown=False)
UNCLEAR_UPDATE = UpdateText(is_clear=False)
