"""Which streams have been there for long enough to tell a pace, and why others have not."""

from collections.abc import Collection
from dataclasses import dataclass

from portalgen.analysis.forecast.past import FEWEST_WEEKS, Past, past_of
from portalgen.analysis.forecast.progress import Week
from portalgen.analysis.forecast.streams import Series
from portalgen.analysis.message import Message, message
from portalgen.model.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Histories:
    """What is drawn from, of the streams that tell a pace, and by stream why another one tells none."""

    past: Past
    wanting: tuple[tuple[str | None, Message], ...]

    def is_ready(
        self,
        stream: str | None,
    ) -> bool:
        """Tells whether a stream's pace is known."""
        return any(name == stream for name, _ in self.past.streams)


def histories(
    series: Series,
    needed: Collection[str | None],
    calendar: Calendar,
) -> Histories:
    """Returns what some streams tell of their pace. No stream lends its pace to another one."""
    known = {}
    for stream in series.streams:
        known[stream.name] = stream.weeks_among(series.weeks)
    ready = {}
    wanting = []
    for name in needed:
        weeks = known.get(name, ())
        reason = _reason(name, weeks)
        if reason:
            wanting.append((name, reason))
        else:
            ready[name] = weeks
    return Histories(past_of(ready, calendar), tuple(wanting))


def _reason(
    stream: str | None,
    weeks: Collection[Week],
) -> Message | None:
    """Returns why nothing can be simulated from the weeks of a stream, or None where it can."""
    if len(weeks) < FEWEST_WEEKS:
        return _few_weeks(stream, len(weeks))
    if any(week.done > 0 for week in weeks):
        return None
    if stream is None:
        return message("forecast.refused.nothing_done")
    return message("forecast.refused.stream_nothing_done", stream=stream)


def _few_weeks(
    stream: str | None,
    count: int,
) -> Message:
    if stream is None:
        return message(
            "forecast.refused.few_weeks",
            count=count,
            needed=FEWEST_WEEKS,
        )
    return message(
        "forecast.refused.stream_few_weeks",
        count=count,
        needed=FEWEST_WEEKS,
        stream=stream,
    )
