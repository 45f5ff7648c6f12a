"""Progress series for tests, from the work of each week."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from portalgen.model.progress import ProgressPoint, ProgressRow, total

LAST = date(2026, 5, 29)  # a Friday
Work = int | tuple[int, int]  # done, or done and scope added


def rows(
    work: Sequence[Work], open_items: int, last: date = LAST
) -> list[dict[str, Any]]:
    """Returns weekly rows that end on a day with so many open items, beginning a week before the first week's end."""
    weeks = [each if isinstance(each, tuple) else (each, 0) for each in work]
    done, scope = (
        0,
        sum(each for each, _ in weeks) + open_items - sum(added for _, added in weeks),
    )
    found = [(last - timedelta(weeks=len(weeks)), scope, 0)]
    for number, (finished, added) in enumerate(weeks, 1):
        done, scope = done + finished, scope + added
        found.append((last - timedelta(weeks=len(weeks) - number), scope, done))
    return [
        {"date": str(on), "scope": str(scope), "done": str(done)}
        for on, scope, done in found
    ]


def points(
    work: Sequence[Work], open_items: int, last: date = LAST
) -> tuple[ProgressPoint, ...]:
    """Returns such rows as the points of a series."""
    return total(
        ProgressRow.model_validate(row) for row in rows(work, open_items, last)
    )
