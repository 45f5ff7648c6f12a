"""The past weeks that a simulation draws from: the same ones for all streams, each as a week of five working days.

A week in which a freeze or holidays left two working days tells of two days: what was done is taken for what five such
days would bring, and the week is drawn two fifths as often. So a freeze does not make the past look slow, and the mean
stays what was done in a working day. A week without any working day in which nothing was done tells nothing.

Newer weeks are drawn more often: a week weighs half of one that is eight weeks newer (docs/decisions/0026). The weights
are whole numbers, so that they are the same on every machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portalgen.analysis.forecast.progress import Week
from portalgen.model.calendar import Calendar

FEWEST_WEEKS = 8
MOST_WEEKS = 52
FULL_WEEK = 5  # working days
NEWEST = 1 << 20  # the weight of a working day of the newest week
WEEK_OLDER = (917, 1000)  # 2 to the power of -1/8: half after eight weeks
EVERY_WEEKDAY = Calendar()


@dataclass(frozen=True, slots=True)
class Past:
    """For each stream its work in the same weeks, oldest first, and how often each of these weeks is drawn."""

    streams: tuple[tuple[str | None, tuple[Week, ...]], ...]
    weights: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many weeks there are to draw from."""
        return len(self.weights)


def past_of(
    by_stream: Mapping[str | None, Sequence[Week]],
    calendar: Calendar,
) -> Past:
    """Returns what is drawn from: the last weeks that all of some streams were there for.

    Were fewer than eight of them to tell anything, all are taken as if every weekday had been worked: to call the past
    a freeze takes no forecast away.
    """
    rows = _shared(list(by_stream.values()))
    telling = [row for row in rows if _tells(row, calendar)]
    if len(telling) < FEWEST_WEEKS:
        telling = rows
        calendar = EVERY_WEEKDAY
    recent = telling[-MOST_WEEKS:]
    weights = []
    full: list[list[Week]] = []
    for row, weight in zip(
        recent,
        _by_age(len(recent)),
        strict=True,
    ):
        days = _days_worked(row[0], calendar)
        weights.append(days * weight)
        full.append([_of_five_days(week, days) for week in row])
    streams = []
    for at, name in enumerate(by_stream):
        weeks = tuple(row[at] for row in full)
        streams.append((name, weeks))
    return Past(tuple(streams), tuple(weights))


def _by_age(count: int) -> list[int]:
    """Returns the weight of a working day in each of so many weeks, oldest first."""
    newest_first = []
    weight = NEWEST
    part, whole = WEEK_OLDER
    for _ in range(count):
        newest_first.append(weight)
        weight = weight * part // whole
    return newest_first[::-1]


def _shared(streams: Sequence[Sequence[Week]]) -> list[tuple[Week, ...]]:
    """Returns each week that all streams were there for, with the work of each in it."""
    counts = [len(weeks) for weeks in streams]
    count = min(counts, default=0)
    last = []
    for weeks in streams:
        first = len(weeks) - count
        last.append(weeks[first:])
    return list(zip(*last, strict=True))


def _tells(
    row: Sequence[Week],
    calendar: Calendar,
) -> bool:
    """Tells whether anybody worked in a week, by the calendar or by what was done."""
    if calendar.working_days(row[0].start, row[0].end):
        return True
    return any(week.done or week.scope_growth for week in row)


def _days_worked(
    week: Week,
    calendar: Calendar,
) -> int:
    """Returns the working days of a week; one without any in which something was done is taken as it is."""
    return calendar.working_days(week.start, week.end) or FULL_WEEK


def _of_five_days(
    week: Week,
    days: int,
) -> Week:
    """Returns what a week of so many working days would bring in five."""
    if days == FULL_WEEK:
        return week
    done = week.done * FULL_WEEK / days
    growth = week.scope_growth * FULL_WEEK / days
    return Week(
        week.end,
        done,
        growth,
    )
