"""The days on which a client was told of a project, each with the last revision that it was told.

A publication is known by its day and by how far the record went. Between publications that are known, a revision stands
for a telling of its own day where no publication says otherwise: it added nothing to the record that a later one was
the first to show, and its day lies between theirs. Whoever dates a commit back moves no day that was published.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.model.record.published import Snapshot
from portalgen.model.record.showing import Showings


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day on which a project was told of, with how its files stood; whether a publication of that day is known."""

    on: date
    snapshot: Snapshot
    is_published: bool


@dataclass(frozen=True, slots=True)
class _Publication:
    """A publication with the number of its entries, and the position of the last revision that it showed."""

    on: date
    n: int
    last: int


def occasions(
    snapshots: Sequence[Snapshot],
    counts: Sequence[int],
    days: Sequence[date],
    showings: Showings,
    until: date,
) -> tuple[Occasion, ...]:
    """Returns the days before one on which a project was told of, oldest first, each once.

    `counts` are the entries up to each revision, and `days` the days of the revisions.
    """
    known = tuple(_publications(counts, days, showings))
    found: dict[date, Occasion] = {}
    for each in _of_commits(snapshots, counts, known, until):
        found[each.on] = each
    for each in _of_publications(snapshots, known):
        if each.on < until:
            found[each.on] = each
    return tuple(sorted(found.values(), key=_day))


def _day(occasion: Occasion) -> date:
    return occasion.on


def _publications(
    counts: Sequence[int],
    days: Sequence[date],
    showings: Showings,
) -> Iterator[_Publication]:
    """Yields publications, each with the newest revision whose entries it has and whose day had come."""
    for each in showings:
        last = -1
        for at, (count, day) in enumerate(
            zip(
                counts,
                days,
                strict=False,
            )
        ):
            if count > each.n:
                break
            is_needed = at == 0 or counts[at - 1] < each.n <= count
            if is_needed or day <= each.on:
                last = at
        yield _Publication(
            each.on,
            each.n,
            last,
        )


def _of_publications(
    snapshots: Sequence[Snapshot],
    known: Iterable[_Publication],
) -> Iterator[Occasion]:
    for publication in known:
        shown = [each for each in snapshots if each.revision <= publication.last]
        if shown:
            yield Occasion(
                publication.on,
                shown[-1],
                is_published=True,
            )


def _of_commits(
    snapshots: Sequence[Snapshot],
    counts: Sequence[int],
    known: Sequence[_Publication],
    until: date,
) -> Iterator[Occasion]:
    """Yields the revisions that changed a project, and that nothing says to have been told on another day.

    A day before that of a commit that stands before is not believed.
    """
    newest = date.min
    before: Snapshot | None = None
    for each in snapshots:
        is_new = before is None or not _says_the_same(before, each)
        before = each
        day = each.recorded_on
        if not is_new or day < newest or day >= until:
            continue
        if _may_be_of_its_day(each, counts, known):
            newest = day
            yield Occasion(day, each, is_published=False)


def _says_the_same(one: Snapshot, other: Snapshot) -> bool:
    return one.project == other.project and one.terms == other.terms


def _may_be_of_its_day(
    snapshot: Snapshot,
    counts: Sequence[int],
    known: Sequence[_Publication],
) -> bool:
    """Tells whether nothing that was published says that a revision was told on another day than its own."""
    at = snapshot.revision
    if at >= len(counts):
        return False
    day = snapshot.recorded_on
    earlier = [each for each in known if each.last < at]
    later = [each for each in known if each.last >= at]
    if later and day >= later[0].on:
        return False
    if not earlier:
        return True
    added = counts[at] > earlier[-1].n
    return not added and day > earlier[-1].on
