"""The past weeks that a simulation draws from, the same ones for all streams."""

from collections.abc import Sequence
from dataclasses import dataclass

from portalgen.analysis.forecast.progress import Week

MOST_WEEKS = (
    26  # half a year: what is older tells of another team (see docs/decisions/0008)
)


@dataclass(frozen=True, slots=True)
class Past:
    """For each stream its work in the same weeks, oldest first."""

    streams: tuple[tuple[str | None, tuple[Week, ...]], ...]

    @property
    def count(self) -> int:
        """How many weeks there are to draw from."""
        lengths = [len(weeks) for _, weeks in self.streams]
        return min(lengths, default=0)

    def weeks_of(self, stream: str | None) -> tuple[Week, ...]:
        """Returns the weeks of a stream."""
        return dict(self.streams)[stream]


def recent(weeks: Sequence[Week]) -> tuple[Week, ...]:
    """Returns the weeks that are drawn from, where all are known."""
    return tuple(weeks[-MOST_WEEKS:])


def shared_past(by_stream: dict[str | None, tuple[Week, ...]]) -> Past:
    """Returns the last weeks that all of some streams were there for."""
    known = [len(weeks) for weeks in by_stream.values()]
    count = min(known, default=0)
    streams = []
    for name, weeks in by_stream.items():
        first = len(weeks) - count
        shared = recent(weeks[first:])
        streams.append((name, shared))
    return Past(tuple(streams))
