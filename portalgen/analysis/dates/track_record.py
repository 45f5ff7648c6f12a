"""How promises were kept, from the ledger.

A promise is kept by a milestone that was met on its day or before. Counted are the milestones that a client sees and
that are decided: met, or open past the promise in question. So an open milestone never counts as kept, and one whose
day is still to come does not count at all.

Of a milestone that was met on a day, the promise that stood some days before is the one that the ledger held then; of
one that is overdue, those days are counted back from the last date that was promised. A milestone for which no date
was told so early is left out of that count.

On which day a milestone counts as met, `ends` says.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from portalgen.analysis.dates.agreement import witnesses
from portalgen.analysis.dates.ends import counted_end, told_of_end
from portalgen.analysis.intervals import wilson
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.analysis.ledger.promise_history import PromiseHistory, promise_history
from portalgen.analysis.ledger.records import Records
from portalgen.model.client import Agency
from portalgen.model.contact import Contact
from portalgen.model.project import Project

DAYS_BEFORE = (30, 60, 90)
FEWEST_FOR_PERCENT = 10


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `n` promises were kept, with the share's 95 % interval (Wilson), from 0 to 1."""

    kept: int
    n: int

    @property
    def interval(self) -> tuple[float, float]:
        """The lowest and the highest share that the count allows for."""
        return wilson(self.kept, self.n)

    @property
    def percent(self) -> int | None:
        """The share in whole percent; None below 10 cases, of which a percentage would say more than is known."""
        if self.n < FEWEST_FOR_PERCENT:
            return None
        percent = 100 * self.kept / self.n
        return round(percent)


@dataclass(frozen=True, slots=True)
class Lateness:
    """A milestone that was met: calendar days after its first promise; negative is early."""

    project: str
    milestone: str
    first: date
    met_on: date

    @property
    def days(self) -> int:
        """Calendar days from the first promise to the day on which it was met."""
        late = self.met_on - self.first
        return late.days


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How promises were kept: by the first one, and by the one that stood some days before the end.

    `withdrawn` counts the milestones that the client saw promised, that were never met, and that it sees no longer.
    """

    by_first: Share
    by_days_before: Mapping[int, Share]
    lateness: tuple[Lateness, ...]
    withdrawn: int

    @property
    def median_days_late(self) -> float | None:
        """The median of calendar days after the first promise; None where nothing was met."""
        if not self.lateness:
            return None
        days = [each.days for each in self.lateness]
        return median(days)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A milestone's promises, the day on which it was met, and the day for which its project speaks."""

    project: str
    milestone: str
    history: PromiseHistory
    met_on: date | None
    as_of: date

    def is_kept(self, promised: date | None) -> bool | None:
        """Tells whether a promise was kept; None where there was none, or it is still open."""
        if promised is None:
            return None
        if self.met_on is not None:
            return self.met_on <= promised
        is_over = promised < self.as_of
        if is_over:
            return False
        return None

    def stood_before(self, days: int) -> date | None:
        """Returns the promise that stood some days before it was met or came due; None where it did neither."""
        end = self.met_on or self._overdue_since
        if end is None:
            return None
        distance = timedelta(days=days)
        day = end - distance
        return self.history.stood_on(day)

    @property
    def _overdue_since(self) -> date | None:
        """The last date that was promised, where it is over."""
        last = self.history.last_dated
        if last is None:
            return None
        if last >= self.as_of:
            return None
        return last


def track_record(
    projects: Iterable[Project],
    records: Records,
    agency: Agency,
    as_of: date,
    contacts: Sequence[Contact] = (),
    client_id: str = "",
) -> TrackRecord:
    """Returns how the promises of some projects of a client were kept, on a day; of ended ones, when they ended."""
    outcomes: list[_Outcome] = []
    seen: set[str] = set()
    for project in projects:
        outcomes += _outcomes(project, records, agency, as_of, contacts, client_id)
        seen.add(project.id)
    by_days_before: dict[int, Share] = {}
    for days in DAYS_BEFORE:
        by_days_before[days] = _share_before(outcomes, days)
    return TrackRecord(
        by_first=_share_by_first(outcomes),
        by_days_before=by_days_before,
        lateness=tuple(_lateness(outcomes)),
        withdrawn=_withdrawn(records.present, seen),
    )


def _outcomes(
    project: Project,
    records: Records,
    agency: Agency,
    as_of: date,
    contacts: Sequence[Contact],
    client_id: str,
) -> Iterator[_Outcome]:
    cadence = project.cadence_days or agency.cadence_days
    day = project.last_day(as_of)
    known = witnesses(project, agency, contacts, client_id)
    ledger = records.present
    for milestone in project.milestones:
        record = ledger.record(project.id, milestone.id)
        if record is None:
            continue
        history = promise_history(ledger, record, cadence, known.counts)
        told = told_of_end(project.id, milestone, records, as_of)
        yield _Outcome(
            project=project.id,
            milestone=milestone.id,
            history=history,
            met_on=counted_end(milestone, told, cadence),
            as_of=day,
        )


def _share_by_first(outcomes: Sequence[_Outcome]) -> Share:
    kept: list[bool | None] = []
    for each in outcomes:
        first = each.history.first
        kept.append(each.is_kept(first))
    return _share(kept)


def _share_before(outcomes: Sequence[_Outcome], days: int) -> Share:
    kept: list[bool | None] = []
    for each in outcomes:
        stood = each.stood_before(days)
        kept.append(each.is_kept(stood))
    return _share(kept)


def _share(kept: Iterable[bool | None]) -> Share:
    decided = [each for each in kept if each is not None]
    count = sum(decided)
    n = len(decided)
    return Share(count, n)


def _lateness(outcomes: Iterable[_Outcome]) -> Iterator[Lateness]:
    for each in outcomes:
        first = each.history.first
        if each.met_on and first:
            yield Lateness(each.project, each.milestone, first, each.met_on)


def _withdrawn(ledger: Ledger, projects: set[str]) -> int:
    count = 0
    for record in ledger.records:
        if not record.is_withdrawn:
            continue
        if record.project not in projects:
            continue
        if not ledger.was_met(record):
            count += 1
    return count
