"""An update that begins with what changed since the last one, in the client's language and from its own data alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from portalgen.analysis.dates.account import Step
from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.told.events import Event, between
from portalgen.authoring.drafts.draft import Draft
from portalgen.authoring.drafts.places import ProjectPlace
from portalgen.authoring.edit.writing import Value
from portalgen.authoring.new.scaffold import filled
from portalgen.errors import PortalgenError
from portalgen.model.progress import ProgressPoint
from portalgen.model.project import Project
from portalgen.source.load.project_files import UPDATES
from portalgen.words import Words

# Under which heading of the report an event stands.
DONE = ("event.met", "event.release", "event.owed_done", "event.asked")
RESULTS = (
    "event.ask_done",
    "event.risk_closed",
    "event.change_raised",
    "event.change_approved",
    "event.change_rejected",
)
WHY = (
    "event.moved",
    "event.promised",
    "event.unpromised",
    "event.risk",
    "event.risk_occurred",
)


@dataclass(frozen=True)
class Period:
    """What lies after the last update, if there is one, and ends on the day of the new one."""

    after: date | None
    end: date

    def holds(self, day: date) -> bool:
        """Tells whether a day lies in the period."""
        return day <= self.end and (self.after is None or day > self.after)


def period_of(project: Project, end: date) -> Period:
    """Returns the period that an update of a day reports on."""
    return Period(
        max(
            (each.period_end for each in project.updates if each.period_end < end),
            default=None,
        ),
        end,
    )


def new_update(
    place: ProjectPlace,
    project: Project,
    found: ProjectFindings,
    end: date,
    words: Words,
    headline: str,
) -> Draft:
    """Returns an update for the period that ends on a day, from findings of that day; never in the place of another.

    Raises PortalgenError where the day has one already.
    """
    name = f"{end}.md"
    if any(
        entry.name == name for entry in place.folder.list(f"{place.path}/{UPDATES}")
    ):
        raise PortalgenError(
            f"{place.folder.shown(f'{place.path}/{UPDATES}/{name}')} exists already: edit it there"
        )
    period = period_of(project, end)
    values: dict[str, Value] = {"headline": headline}
    for key, lines in (
        ("done", _events(found, period, DONE, words)),
        (
            "results",
            [*_progress(found, period, words), *_events(found, period, RESULTS, words)],
        ),
        (
            "why",
            [*_moves(found, period, words), *_waiting(found, period, words)],
        ),
        ("next", list(_next(found, period, words))),
    ):
        if lines:
            values[key] = lines
    return Draft(f"{place.path}/{UPDATES}/{name}", filled("update.md", values))


def _events(
    found: ProjectFindings,
    period: Period,
    kinds: tuple[str, ...],
    words: Words,
) -> list[str]:
    return [_dated(event, words) for event in _of(found, period, kinds)]


def _of(
    found: ProjectFindings, period: Period, kinds: tuple[str, ...]
) -> Iterator[Event]:
    """Yields the events of a period that are of certain kinds, oldest first."""
    events = between(found.events, period.after, period.end)
    return (event for event in reversed(events) if event.said.id in kinds)


def _dated(event: Event, words: Words) -> str:
    return f"{words.say(event.said)} ({words.day(event.on)})"


def _moves(found: ProjectFindings, period: Period, words: Words) -> Iterator[str]:
    """Yields what moved with its cause and reason, and the risks that were raised or came true."""
    for event in _of(found, period, WHY):
        yield _moved(event, event.step, words) if event.step else _dated(event, words)


def _moved(event: Event, step: Step, words: Words) -> str:
    if step.cause is None:
        return _dated(event, words)
    said = f"{words.say(event.said)} ({words.word(step.cause)})"
    if step.because:
        return f"{said}: {step.because}"
    return said


def _progress(found: ProjectFindings, period: Period, words: Words) -> Iterator[str]:
    """Yields how much is done, and how much more than at the last update; nothing where no newer number is known."""
    last = _standing(found.points, period.end)
    if last is None or not period.holds(last.on):
        return
    if period.after:
        before = _standing(found.points, period.after)
    else:
        before = None
    if before is None:
        yield words.text(
            "progress.of_items",
            done=last.done,
            scope=last.scope,
        )
        return
    more = last.done - before.done
    if more == 0:
        id_ = "update.same"
    else:
        if more > 0:
            id_ = "update.more"
        else:
            id_ = "update.fewer"
    yield words.text(
        id_,
        done=last.done,
        scope=last.scope,
        number=abs(more),
        day=before.on,
    )
    if last.scope != before.scope:
        yield words.text(
            "update.scope",
            before=Decimal(before.scope),
            after=Decimal(last.scope),
            day=before.on,
        )


def _standing(points: tuple[ProgressPoint, ...], day: date) -> ProgressPoint | None:
    return next((point for point in reversed(points) if point.on <= day), None)


def _waiting(found: ProjectFindings, period: Period, words: Words) -> Iterator[str]:
    """Yields the open asks that became overdue: the day on which they were needed is over, and was not at the last."""
    for each in found.asks:
        due = each.ask.due_on
        if due and due < period.end and (period.after is None or due >= period.after):
            yield words.text(
                "update.waiting",
                what=each.ask.what,
                day=due,
            )


def _next(found: ProjectFindings, period: Period, words: Words) -> Iterator[str]:
    """Yields what is expected and needed until the next update but one is due."""
    last = period.end + timedelta(days=2 * found.reporting.cadence_days)
    for promise in sorted(found.promises, key=lambda each: each.expected or date.max):
        if promise.expected and not promise.is_met and promise.expected <= last:
            yield words.text(
                "verdict.expected",
                name=promise.milestone.name,
                day=promise.expected,
            )
    for each in found.asks:
        if each.ask.due_on and period.end <= each.ask.due_on <= last:
            yield words.text(
                "update.needed",
                what=each.ask.what,
                day=each.ask.due_on,
            )
    for owed in found.owed:
        if owed.due_on and period.end <= owed.due_on <= last:
            yield words.text(
                "update.due",
                what=owed.what,
                day=owed.due_on,
            )
