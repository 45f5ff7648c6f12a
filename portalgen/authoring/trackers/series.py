"""Items as the cumulative rows of `progress.csv`: at the end of each week, all that counted and all that was done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from portalgen.authoring.trackers.items import Item


@dataclass(frozen=True, slots=True)
class Standing:
    """How much there was to do and how much was done on a day, in a stream; both count from the start."""

    on: date
    stream: str | None
    scope: Decimal
    done: Decimal


def standing(
    items: Iterable[Item],
    on: date,
    stream: str | None,
) -> Standing:
    """Returns how a stream's items stood on a day."""
    scope = Decimal()
    done = Decimal()
    for item in items:
        if item.stream != stream:
            continue
        if item.counts_on(on):
            scope += item.weight
        if item.is_done_on(on):
            done += item.weight
    return Standing(
        on,
        stream,
        scope,
        done,
    )


def week_ends(
    weekday: int,
    after: date | None,
    begun: date,
    on: date,
) -> Iterator[date]:
    """Yields the last days of whole weeks after a day and up to another; weekday 0 is Monday.

    Without a day to follow, the first is the one on or after the day on which the first item began.
    """
    first = begun
    if after is not None:
        first = after + timedelta(days=1)
    days_left = (weekday - first.weekday()) % 7
    day = first + timedelta(days=days_left)
    while day <= on:
        yield day
        day += timedelta(days=7)
