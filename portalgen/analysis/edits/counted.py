"""Rows of progress that were told otherwise than before. A row at a new day is work, and none of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from portalgen.model.record.terms import PastRow

ByDay = dict[date, PastRow]


@dataclass(frozen=True, slots=True)
class Recount:
    """The rows of one stream that say something else, as lines, and since when the oldest of them stood."""

    stream: str | None
    since: date
    before: str | None
    after: str | None


@dataclass
class Counted:
    """The rows of a project as they were told last, with the day on which each was first told so."""

    rows: tuple[PastRow, ...] = ()
    since: dict[PastRow, date] = field(default_factory=dict)

    def told(
        self,
        rows: tuple[PastRow, ...],
        recorded_on: date,
    ) -> Iterator[Recount]:
        """Yields what a revision tells otherwise up to the last day that was told, stream by stream."""
        if rows == self.rows:
            return
        stood = _by_stream(self.rows)
        stands = _by_stream(rows)
        known = self.since
        self.rows = rows
        self.since = {row: known.get(row, recorded_on) for row in rows}
        for stream in sorted(stood, key=_name):
            recount = _recount(
                stream,
                stood[stream],
                stands.get(stream, {}),
                known,
            )
            if recount:
                yield recount


def _recount(
    stream: str | None,
    before: ByDay,
    after: ByDay,
    since: dict[PastRow, date],
) -> Recount | None:
    last = max(before)
    days = [day for day in {*before, *after} if day <= last]
    other = [day for day in sorted(days) if before.get(day) != after.get(day)]
    if not other:
        return None
    told = [before[day] for day in other if day in before]
    # A row that is put between others changes what was told of the next day that was.
    told = told or [before[min(day for day in before if day > other[0])]]
    return Recount(
        stream,
        min(since[row] for row in told),
        _lines(before, other),
        _lines(after, other),
    )


def _lines(
    rows: ByDay,
    days: list[date],
) -> str | None:
    """Returns the rows of days, a line each: `2026-03-27: 12/40` is 12 done of 40."""
    lines = []
    for day in days:
        row = rows.get(day)
        if row:
            lines.append(
                f"{day.isoformat()}: {row.done.normalize():f}/{row.scope.normalize():f}"
            )
    return "\n".join(lines) or None


def _by_stream(rows: tuple[PastRow, ...]) -> dict[str | None, ByDay]:
    found: dict[str | None, ByDay] = {}
    for row in rows:
        found.setdefault(row.stream, {})[row.on] = row
    return found


def _name(stream: str | None) -> str:
    return stream or ""
