"""Streams of work: each has a series of its own, and its own work in the weeks that all of them share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portalgen.analysis.forecast.progress import Week, week_to, weeks
from portalgen.model.progress import ProgressPoint, ProgressRow, total


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream's series, oldest first; the name is None for the rows that name no stream."""

    name: str | None
    points: tuple[ProgressPoint, ...]

    def weeks_among(
        self,
        shared: Sequence[Week],
    ) -> tuple[Week, ...]:
        """Returns what it did in those of the project's weeks that it was there for, from the beginning of each on.

        A stream that reports no more stands still.
        """
        found = []
        for week in shared:
            if week.start >= self.points[0].on:
                own = week_to(self.points, week.end)
                found.append(own)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Series:
    """A project's progress: all streams added up, the weeks of that sum, and each stream by itself."""

    whole: tuple[ProgressPoint, ...]
    weeks: tuple[Week, ...]
    streams: tuple[Stream, ...]

    @property
    def open_items(self) -> dict[str | None, Decimal]:
        """The items of each stream that are known and not done."""
        found = {}
        for stream in self.streams:
            last = stream.points[-1]
            found[stream.name] = open_items(last)
        return found


def open_items(point: ProgressPoint) -> Decimal:
    """Returns the items that are known and not done."""
    return point.scope - point.done


def series_of(rows: Iterable[ProgressRow]) -> Series:
    """Returns the series of rows in any order; the streams by their names, the one without a name first."""
    all_rows = tuple(rows)
    by_stream: dict[str | None, list[ProgressRow]] = {}
    for row in all_rows:
        by_stream.setdefault(row.stream, []).append(row)
    streams = []
    for name in sorted(by_stream, key=_in_order):
        points = total(by_stream[name])
        streams.append(Stream(name, points))
    whole = total(all_rows)
    return Series(
        whole=whole,
        weeks=weeks(whole),
        streams=tuple(streams),
    )


def _in_order(name: str | None) -> str:
    return name or ""
