"""Where a line of commits stood on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.model.record.past import Origin
from portalgen.source.git.line import Line, Lines
from portalgen.source.git.repository import Repository


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which commits a day had for sure: those up to `least`, and none from `limit` on; None where nobody knows."""

    least: str | None = None
    limit: str | None = None


UNBOUND = Bounds()


def line_of(repository: Repository, origin: Origin | None) -> Line:
    """Returns the line that a record was made from. Raises GitError."""
    lines = Lines(repository)
    line = None
    if origin:
        line = lines.through(origin.commit, dict(origin.follows))
    return line or lines.unpublished


def stood(
    repository: Repository,
    line: Line,
    on: date,
    today: date,
    bounds: Bounds = UNBOUND,
) -> Origin | None:
    """Returns the commit at which a line stood at the end of a day (UTC), with the merges that it follows until there.

    None where it did not begin by then. Nothing counts from the first commit on that is dated later, since what stands
    behind it on the line was not there either, whatever day it bears; a clock that was ahead of today tells nothing.
    Raises GitError.
    """
    ids = [link.commit for link in line.links]
    known = repository.commits(ids)
    days = [known[each].made_on for each in ids]
    at = _place(ids, days, on, today, bounds)
    if at is None:
        return None
    commit = ids[at]
    return Origin(commit, tuple(line.until(commit).follows.items()))


def _place(
    ids: Sequence[str],
    days: Sequence[date],
    on: date,
    today: date,
    bounds: Bounds,
) -> int | None:
    """Returns the place of the commit on the line; None where there is none."""
    found = None
    if bounds.least in ids:
        found = ids.index(bounds.least)
    for at, (commit, day) in enumerate(zip(ids, days, strict=True)):
        is_past = found is not None and at <= found
        if commit == bounds.limit:
            break
        if on < day <= today and not is_past:
            break
        if day <= on and not is_past:
            found = at
    return found
