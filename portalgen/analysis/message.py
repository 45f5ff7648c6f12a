"""What analysis wants to say: the id of a sentence and its values. The sentence itself is up to `words`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | date | Decimal


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence by id. `values` are names, counts, days and amounts; `count` picks the plural form."""

    id: str
    values: tuple[tuple[str, Value], ...] = ()
    count: int | None = None


def message(id_: str, count: int | None = None, **values: Value) -> Message:
    """Returns a message; a count is also the value `count`."""
    if count is not None:
        values["count"] = count
    pairs = tuple(values.items())
    return Message(
        id=id_,
        values=pairs,
        count=count,
    )
