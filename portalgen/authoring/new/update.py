"""An update that begins with what changed since the last one, in the client's language and from its own data alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from portalgen.analysis.dates.known_moves import KnownMove
from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.told.events import Event, between
from portalgen.analysis.told.verdict import without_date
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
DONE = (
    "event.met",
    "event.release",
    "event.owed_done",
    "event.asked",
)
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
        if self.after is not None and day <= self.after:
            return False
        return day <= self.end


def period_of(project: Project, end: date) -> Period:
    """Returns the period that an update of a day reports on."""
    ends = [each.period_end for each in project.updates]
    earlier = [day for day in ends if day < end]
    last = max(earlier, default=None)
    return Period(last, end)


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
    folder = f"{place.path}/{UPDATES}"
    name = f"{end}.md"
    path = f"{folder}/{name}"
    present = [entry.name for entry in place.folder.list(folder)]
    if name in present:
        shown = place.folder.shown(path)
        raise PortalgenError(f"{shown} exists already: edit it there")
    period = period_of(project, end)
    values: dict[str, Value] = {"headline": headline}
    lists = {
        "done": _done(found, period, words),
        "results": _results(found, period, words),
        "why": _why(found, period, words),
        "next": _next(found, period, words),
    }
    for key, told in lists.items():
        lines = list(told)
        if lines:
            values[key] = lines
    content = filled("update.md", values)
    return Draft(path, content)


def _done(
    found: ProjectFindings,
    period: Period,
    words: Words,
) -> Iterator[str]:
    yield from _events(
        found,
        period,
        DONE,
        words,
    )


def _results(
    found: ProjectFindings,
    period: Period,
    words: Words,
) -> Iterator[str]:
    yield from _progress(found, period, words)
    yield from _events(
        found,
        period,
        RESULTS,
        words,
    )


def _why(
    found: ProjectFindings,
    period: Period,
    words: Words,
) -> Iterator[str]:
    yield from _moves(found, period, words)
    yield from _waiting(found, period, words)


def _events(
    found: ProjectFindings,
    period: Period,
    kinds: tuple[str, ...],
    words: Words,
) -> Iterator[str]:
    for event in _of(found, period, kinds):
        yield _dated(event, words)


def _of(
    found: ProjectFindings,
    period: Period,
    kinds: tuple[str, ...],
) -> Iterator[Event]:
    """Yields the events of a period that are of certain kinds, oldest first."""
    events = between(found.events, period.after, period.end)
    for event in reversed(events):
        if event.said.id in kinds:
            yield event


def _dated(event: Event, words: Words) -> str:
    said = words.say(event.said)
    day = words.day(event.on)
    return f"{said} ({day})"


def _moves(
    found: ProjectFindings,
    period: Period,
    words: Words,
) -> Iterator[str]:
    """Yields what moved with its cause and reason, and the risks that were raised or came true."""
    for event in _of(found, period, WHY):
        if event.step:
            yield _moved(event, event.step, words)
        else:
            yield _dated(event, words)


def _moved(
    event: Event,
    step: KnownMove,
    words: Words,
) -> str:
    if step.cause is None:
        return _dated(event, words)
    said = words.say(event.said)
    cause = words.word(step.cause)
    told = f"{said} ({cause})"
    if step.because:
        return f"{told}: {step.because}"
    return told


def _progress(
    found: ProjectFindings,
    period: Period,
    words: Words,
) -> Iterator[str]:
    """Yields how much is done, and how much more than at the last update; nothing where no newer number is known."""
    last = _standing(found.points, period.end)
    if last is None or not period.holds(last.on):
        return
    before = None
    if period.after:
        before = _standing(found.points, period.after)
    if before:
        yield from _grown(before, last, words)
        return
    yield words.text(
        "progress.of_items",
        done=last.done,
        scope=last.scope,
    )


def _grown(
    before: ProgressPoint,
    last: ProgressPoint,
    words: Words,
) -> Iterator[str]:
    """Yields how much more is done than on an earlier day, and how much more there is to do."""
    more = last.done - before.done
    if more > 0:
        id_ = "update.more"
    elif more < 0:
        id_ = "update.fewer"
    else:
        id_ = "update.same"
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
    for point in reversed(points):
        if point.on <= day:
            return point
    return None


def _waiting(
    found: ProjectFindings,
    period: Period,
    words: Words,
) -> Iterator[str]:
    """Yields the open asks that became overdue: the day on which they were needed is over, and was not at the last."""
    for each in found.asks:
        due = each.ask.due_on
        if due is None or due >= period.end:
            continue
        was_overdue = period.after is not None and due < period.after
        if was_overdue:
            continue
        yield words.text(
            "update.waiting",
            what=each.ask.what,
            day=due,
        )


def _next(
    found: ProjectFindings,
    period: Period,
    words: Words,
) -> Iterator[str]:
    """Yields what is expected and needed until the next update but one is due."""
    days = 2 * found.reporting.cadence_days
    last = period.end + timedelta(days=days)
    ahead = Period(period.end, last)
    yield from _expected(found, ahead, words)
    yield from _needed(found, ahead, words)


def _expected(
    found: ProjectFindings,
    ahead: Period,
    words: Words,
) -> Iterator[str]:
    """Yields the milestones that are not met and expected by the end of a period, by their days."""
    for promise in sorted(found.promises, key=_expected_on):
        day = promise.expected
        if promise.is_met:
            continue
        if day is None:
            if promise.overdue_days or promise.passed:
                yield words.say(without_date(promise))
            continue
        if day <= ahead.end:
            yield words.text(
                "verdict.expected",
                name=promise.milestone.name,
                day=day,
            )


def _expected_on(promise: Promise) -> date:
    return promise.expected or date.max


def _needed(
    found: ProjectFindings,
    ahead: Period,
    words: Words,
) -> Iterator[str]:
    """Yields what is due in a period or on the day before it: the client's part, then the agency's."""
    for each in found.asks:
        day = each.ask.due_on
        if day and _falls_due(day, ahead):
            yield words.text(
                "update.needed",
                what=each.ask.what,
                day=day,
            )
    for owed in found.owed:
        day = owed.due_on
        if day and _falls_due(day, ahead):
            yield words.text(
                "update.due",
                what=owed.what,
                day=day,
            )


def _falls_due(day: date, ahead: Period) -> bool:
    return ahead.holds(day) or day == ahead.after
