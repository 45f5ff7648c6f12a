"""What a project's health goes by where it published more than its files say today: the stricter of both."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

from portalgen.analysis.forecast.progress import data_date
from portalgen.analysis.held.agreement import in_force, released_on
from portalgen.analysis.held.calendars import days_off_always, slowest_calendar
from portalgen.analysis.held.series import series_to_judge
from portalgen.model.change import Term
from portalgen.model.client import Agency
from portalgen.model.health import Dimension, Rag
from portalgen.model.project import Project, ProjectState
from portalgen.model.record.published import NOTHING_PUBLISHED, Published, Snapshot
from portalgen.model.record.terms import PastAgency, PastTerms

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a project is judged by.

    `as_of` is the day for which its dates are judged, `reported_until` the one until which reports are due. `project`
    is the project as its reports are judged: with the cadence and the days off that hold, and as active where nobody
    agreed to its end. `known` is what it published, `readings` are what is simulated beside it as its files are.
    `declared` are the colours that the agency declared since the last report, `critical` the risks that were critical
    since then, with nothing done about them, by id. `goes_on` tells that it is said to have ended while something is
    promised, and that nobody agreed to it.
    """

    as_of: date
    reported_until: date
    tolerance_days: int
    cadence_days: int
    project: Project
    known: Published = NOTHING_PUBLISHED
    readings: tuple[Project, ...] = ()
    declared: tuple[tuple[Dimension, Rag], ...] = ()
    critical: frozenset[str] = frozenset()
    goes_on: bool = False

    @property
    def is_on_record(self) -> bool:
        """Tells whether anything was published; without a record the files alone count."""
        return self.known.is_known


def standing(
    project: Project,
    agency: Agency,
    known: Published,
    as_of: date,
) -> Standing:
    """Returns what a project is judged by on a day."""
    cadence_days = _cadence(
        project,
        agency,
        known,
    )
    reported_until, reporting = _reporting(
        project,
        known,
        cadence_days,
        as_of,
    )
    return Standing(
        as_of=judged_day(
            project,
            known,
            as_of,
        ),
        reported_until=reported_until,
        tolerance_days=_tolerance(
            project,
            agency,
            known,
        ),
        cadence_days=cadence_days,
        project=reporting,
        known=known,
        readings=tuple(_readings(project, known)),
        declared=tuple(_declared(project, known)),
        critical=frozenset(_critical(project, known)),
        goes_on=_goes_on(project, known),
    )


def _tolerance(
    project: Project,
    agency: Agency,
    known: Published,
) -> int:
    """Returns the narrowest tolerance that holds, in days."""
    tolerance = project.tolerance or agency.tolerance
    usual = Agency().tolerance
    agencys = _Agencys(_tolerance_of, usual.schedule_days)
    return _strictest(
        project,
        known,
        Term.TOLERANCE,
        tolerance.schedule_days,
        agencys,
    )


def _cadence(
    project: Project,
    agency: Agency,
    known: Published,
) -> int:
    """Returns the shortest cadence that holds, in days."""
    now = project.cadence_days or agency.cadence_days
    usual = Agency()
    agencys = _Agencys(_cadence_of, usual.cadence_days)
    return _strictest(
        project,
        known,
        Term.CADENCE,
        now,
        agencys,
    )


def _tolerance_of(terms: PastTerms | PastAgency) -> int | None:
    return terms.tolerance_days


def _cadence_of(terms: PastTerms | PastAgency) -> int | None:
    return terms.cadence_days


def _reporting(
    project: Project,
    known: Published,
    cadence_days: int,
    as_of: date,
) -> tuple[date, Project]:
    """Returns the day until which reports are due, and the project as its reports are judged."""
    day = judged_day(
        project,
        known,
        as_of,
    )
    state = project.state
    if _ended_by_itself(project, known):
        state = ProjectState.ACTIVE
        if not _goes_on(project, known):
            day = (
                _state_told(
                    project,
                    known,
                    as_of,
                )
                or day
            )
    days_off = days_off_always(
        project,
        known,
        as_of,
    )
    changed = {
        "state": state,
        "cadence_days": cadence_days,
        "calendar": days_off,
    }
    return day, project.model_copy(update=changed)


def judged_day(
    project: Project,
    known: Published,
    as_of: date,
) -> date:
    """Returns the day for which a project's dates are judged.

    The dates of a paused project stand still from the day on which the client was told. An end stops them only where
    nothing is left open, or where the client agreed to it: what is still promised goes on to be owed.
    """
    if project.state is ProjectState.ACTIVE or project.since is None:
        return as_of
    if project.state is ProjectState.PAUSED:
        told = (
            _state_told(
                project,
                known,
                as_of,
            )
            or project.since
        )
        return min(as_of, max(told, project.since))
    if _goes_on(project, known):
        return as_of
    return project.last_day(as_of)


def _goes_on(
    project: Project,
    known: Published,
) -> bool:
    """Tells whether a project is said to have ended while something is promised, and nobody agreed to that."""
    return _is_owed(project, known) and _ended_by_itself(project, known)


def _ended_by_itself(
    project: Project,
    known: Published,
) -> bool:
    """Tells whether a project is said to have ended, and nobody agreed to that. One that the client never saw running
    has ended.
    """
    if not project.has_ended or not _was_active(known):
        return False
    return released_on(project, Term.STATE) is None


def _is_owed(
    project: Project,
    known: Published,
) -> bool:
    """Tells whether anything that was promised is not met: what the client sees no longer is not."""
    met: set[str] = set()
    for milestone in project.milestones:
        if milestone.is_met:
            met.update((milestone.id, *milestone.formerly))
    for id_, stood in known.milestones.items():
        shown = [each.value for each in stood if each.value]
        was_met = shown[-1].actual_date is not None
        if any(each.promised_date for each in shown) and id_ not in met and not was_met:
            return True
    return False


def _state_told(
    project: Project,
    known: Published,
    as_of: date,
) -> date | None:
    """Returns the day on which the client was first told of the state; None where it was told so from the beginning."""
    told: date | None = as_of
    for each in reversed(known.snapshots):
        if each.terms.state != project.state.value:
            return told
        told = each.recorded_on
    return None


@dataclass(frozen=True, slots=True)
class _Agencys:
    """How portal.yml says a value, and what holds where it says nothing."""

    of: Callable[[PastTerms | PastAgency], int | None]
    default: int


def _strictest(
    project: Project,
    known: Published,
    term: Term,
    now: int,
    agencys: _Agencys,
) -> int:
    """Returns the least of a number of days that is written and of those that were published and still count."""
    released = released_on(project, term)
    found = [now]
    stood = known.stood(lambda snapshot: agencys.of(snapshot.terms))
    for value in in_force(stood, released):
        if value is not None:
            found.append(value)
        else:
            found += _of_agency(
                known,
                agencys,
                released,
            )
    return min(found)


def _of_agency(
    known: Published,
    agencys: _Agencys,
    released: date | None,
) -> Iterator[int]:
    """Yields what portal.yml said since the project was published first, or since the client agreed to another."""
    start = known.snapshots[0].recorded_on
    if released:
        start = max(start, released)
    stood = [*known.agency, PastAgency(date.max)]
    if not known.agency or known.agency[0].recorded_on > start:
        yield agencys.default
    for each, following in pairwise(stood):
        if following.recorded_on >= start:
            value = agencys.of(each)
            if value is None:
                value = agencys.default
            yield value


def _declared(
    project: Project,
    known: Published,
) -> Iterator[tuple[Dimension, Rag]]:
    """Yields the colours that the agency declared since the last report."""
    for declared in _since_report(
        project,
        known,
        lambda each: each.terms.declared,
    ):
        for dimension, colour in declared:
            yield Dimension(dimension), Rag(colour)


def _critical(
    project: Project,
    known: Published,
) -> Iterator[str]:
    """Yields the risks that were critical, with nothing done about them, since the last report."""
    for ids in _since_report(
        project,
        known,
        lambda each: each.terms.critical,
    ):
        yield from ids


def _since_report(
    project: Project,
    known: Published,
    of: Callable[[Snapshot], T],
) -> Iterator[T]:
    """Yields the values that stood while no newer report was published than there is today."""
    report = data_date(project)
    for each in known.stood(of):
        is_older = report is not None and (each.reported or date.min) < report
        if not is_older:
            yield each.value


def _readings(
    project: Project,
    known: Published,
) -> Iterator[Project]:
    """Yields the project as it is to be simulated beside the way in which its files have it."""
    if not known.is_known:
        yield project
        return
    state = project.state
    if released_on(project, Term.STATE) is None and _was_active(known):
        state = ProjectState.ACTIVE
    for rows in series_to_judge(project, known):
        start = max((row.on for row in rows), default=date.min)
        reading = project.model_copy(
            update={
                "state": state,
                "progress": rows,
                "calendar": slowest_calendar(
                    project,
                    known,
                    start,
                ),
            }
        )
        yield reading


def _was_active(known: Published) -> bool:
    return any(each.terms.state in {None, "active"} for each in known.snapshots)
