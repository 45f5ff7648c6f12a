"""A project as a revision published it, made of what the frozen reader keeps: no text of then comes with it.

A milestone bears its id of then as its name. What the frozen reader does not keep (changes that were agreed, people,
documents) is that of today, as far as it could be known on the day.
"""

from collections.abc import Iterator
from datetime import date

from portalgen.analysis.held.as_published import milestone_as_published
from portalgen.model.calendar import Calendar, Freeze
from portalgen.model.client import Agency
from portalgen.model.health import DeclaredRag, Health
from portalgen.model.milestone import Milestone
from portalgen.model.progress import ProgressRow
from portalgen.model.project import Project, ProjectState, Tolerance
from portalgen.model.record.published import Snapshot
from portalgen.model.record.terms import PastAgency, PastRow, PastTerms
from portalgen.model.update import Update

# Lists that change neither the verdict nor the health: of risks the frozen reader keeps what does.
_NO_MATTER = ("risks", "asks", "owed", "releases", "agreements")


def project_then(
    project: Project,
    snapshot: Snapshot,
    on: date,
) -> Project:
    """Returns a project as a snapshot has it, as it could be known on a day."""
    terms = snapshot.terms
    past = snapshot.project
    then = project.model_copy(
        update={
            "id": past.id,
            "formerly": past.formerly,
            "name": "",
            "summary": None,
            "phase": None,
            "live_from": past.live_from,
            "state": _state(terms),
            "since": terms.since,
            "because": None,
            "resumes_on": None,
            "health": _declared(terms),
            "tolerance": _tolerance(terms),
            "cadence_days": terms.cadence_days,
            "calendar": _calendar(terms),
            "milestones": tuple(_milestones(snapshot)),
            "progress": tuple(_row(each) for each in terms.rows),
            "updates": tuple(_updates(terms)),
            **dict.fromkeys(_NO_MATTER, ()),
        }
    )
    return then.as_known_on(on)


def agency_then(
    agency: Agency,
    known: tuple[PastAgency, ...],
    on: date,
) -> Agency:
    """Returns the agency with the tolerance and the cadence that portal.yml had on a day."""
    stood = [each for each in known if each.recorded_on <= on]
    if not stood:
        return agency
    last = stood[-1]
    usual = Agency()
    tolerance = usual.tolerance
    if last.tolerance_days is not None:
        tolerance = Tolerance(schedule_days=last.tolerance_days)
    cadence_days = usual.cadence_days
    if last.cadence_days:
        cadence_days = last.cadence_days
    return agency.model_copy(
        update={
            "tolerance": tolerance,
            "cadence_days": cadence_days,
        }
    )


def _state(terms: PastTerms) -> ProjectState:
    known = [each.value for each in ProjectState]
    if terms.state in known:
        return ProjectState(terms.state)
    return ProjectState.ACTIVE


def _declared(terms: PastTerms) -> Health:
    colours = {dimension: DeclaredRag(colour) for dimension, colour in terms.declared}
    return Health().model_copy(update=colours)


def _tolerance(terms: PastTerms) -> Tolerance | None:
    if terms.tolerance_days is None:
        return None
    return Tolerance(schedule_days=terms.tolerance_days)


def _calendar(terms: PastTerms) -> Calendar:
    holidays = []
    freezes = []
    for start, end in terms.days_off:
        if start == end:
            holidays.append(start)
        elif start < end:
            freezes.append(Freeze.model_construct(start=start, end=end))
    return Calendar.model_construct(
        holidays=tuple(holidays),
        freezes=tuple(freezes),
    )


def _milestones(snapshot: Snapshot) -> Iterator[Milestone]:
    terms = snapshot.terms
    items = dict(terms.items)
    accepted = dict(terms.accepted)
    for past in snapshot.project.milestones:
        stood = milestone_as_published(
            past,
            items.get(past.id),
            past.id in terms.leads,
        )
        yield stood.model_copy(
            update={
                "name": past.id,
                "formerly": past.formerly,
                "actual_date": past.actual_date,
                "accepted_on": accepted.get(past.id),
            }
        )


def _row(past: PastRow) -> ProgressRow:
    return ProgressRow.model_construct(
        on=past.on,
        scope=past.scope,
        done=past.done,
        stream=past.stream,
    )


def _updates(terms: PastTerms) -> Iterator[Update]:
    if terms.reported:
        yield Update.model_construct(period_end=terms.reported, headline="")
