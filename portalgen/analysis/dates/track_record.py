"""How promises were kept, from the ledger.

A promise is kept by a milestone that was met on its day or before. Counted are the milestones that a client sees and
that are decided: met, or open past the promise in question. So an open milestone never counts as kept, and one whose
day is still to come does not count at all.

Of a milestone that was met on a day, the promise that stood some days before is the one that the ledger held then; of
one that is overdue, those days are counted back from the last date that was promised. A milestone for which no date
was recorded so early is left out of that count.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from portalgen.analysis.intervals import wilson
from portalgen.analysis.ledger.entry import Entry, Kind
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.analysis.ledger.promise_history import PromiseHistory, promise_history
from portalgen.model.client import Agency
from portalgen.model.project import Project, ProjectState

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
        return round(100 * self.kept / self.n) if self.n >= FEWEST_FOR_PERCENT else None


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
        return (self.met_on - self.first).days


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
        return median(each.days for each in self.lateness) if self.lateness else None


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
        if promised is None or (self.met_on is None and promised >= self.as_of):
            return None
        return self.met_on is not None and self.met_on <= promised

    def stood_before(self, days: int) -> date | None:
        """Returns the promise that stood some days before it was met or came due; None where it did neither."""
        last = self.history.last_dated
        end = self.met_on or (last if last and last < self.as_of else None)
        return self.history.stood_on(end - timedelta(days=days)) if end else None


def track_record(
    projects: Iterable[Project], ledger: Ledger, agency: Agency, as_of: date
) -> TrackRecord:
    """Returns how the promises of some projects of a client were kept, on a day; of ended ones, when they ended."""
    seen = list(projects)
    outcomes = [
        each for project in seen for each in _outcomes(project, ledger, agency, as_of)
    ]
    return TrackRecord(
        by_first=_share(each.is_kept(each.history.first) for each in outcomes),
        by_days_before={
            days: _share(each.is_kept(each.stood_before(days)) for each in outcomes)
            for days in DAYS_BEFORE
        },
        lateness=tuple(_lateness(outcomes)),
        withdrawn=_withdrawn(ledger, {project.id for project in seen}),
    )


def _outcomes(
    project: Project, ledger: Ledger, agency: Agency, as_of: date
) -> Iterator[_Outcome]:
    cadence = project.cadence_days or agency.cadence_days
    has_ended = project.state in {ProjectState.CLOSED, ProjectState.CANCELLED}
    day = min(as_of, project.since) if has_ended and project.since else as_of
    for milestone in project.milestones:
        if record := ledger.record(project.id, milestone.id):
            history = promise_history(ledger, record, cadence)
            yield _Outcome(
                project.id, milestone.id, history, milestone.finished_on, day
            )


def _share(kept: Iterable[bool | None]) -> Share:
    decided = [each for each in kept if each is not None]
    return Share(sum(decided), len(decided))


def _lateness(outcomes: Iterable[_Outcome]) -> Iterator[Lateness]:
    for each in outcomes:
        if each.met_on and each.history.first:
            yield Lateness(
                each.project, each.milestone, each.history.first, each.met_on
            )


def _withdrawn(ledger: Ledger, projects: set[str]) -> int:
    gone = [
        each
        for each in ledger.records
        if each.is_withdrawn and each.project in projects
    ]
    return sum(not _was_met(ledger.of(each)) for each in gone)


def _was_met(entries: Iterable[Entry]) -> bool:
    """Tells whether a milestone stood as met when the client saw it last."""
    is_met = False
    for entry in entries:
        is_met = entry.kind is Kind.MET or (
            is_met and entry.kind not in {Kind.REOPENED, Kind.PROMISED}
        )
    return is_met
