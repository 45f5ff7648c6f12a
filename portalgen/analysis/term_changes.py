"""What a project is judged by, from one state of the data to another: what got looser should be said by voice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portalgen.analysis.dates.ends import counted_end, told_of_end
from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.health.health import unmitigated
from portalgen.analysis.health.schedule import DARKNESS
from portalgen.analysis.ledger.records import Records
from portalgen.model.health import Dimension
from portalgen.model.milestone import Milestone
from portalgen.model.progress import ProgressRow
from portalgen.model.project import Project, ProjectState

NONE = "none"
Stated = tuple[Project, ProjectFindings]


@dataclass(frozen=True, slots=True)
class TermChange:
    """One thing that a project is judged by, before and after, in words for the agency."""

    what: str
    before: str
    after: str
    is_looser: bool = True


def term_changes(
    then: Stated,
    now: Stated,
    records: Records,
) -> Iterator[TermChange]:
    """Yields what changed of the terms of a project, in the order in which its data is read."""
    before, found_before = then
    after, found_after = now
    yield from _days(
        "tolerance",
        found_before.tolerance.schedule_days,
        found_after.tolerance.schedule_days,
    )
    yield from _days(
        "cadence",
        found_before.reporting.cadence_days,
        found_after.reporting.cadence_days,
    )
    yield from _state(before, after)
    yield from _calendar(before, after)
    yield from _pages(before, after)
    yield from _declared(before, after)
    yield from _leads(before, after)
    yield from _items(before, after)
    yield from _met(before, now, records)
    yield from _rows(before, after)
    yield from _risks(before, after)


def _days(
    what: str,
    before: int,
    after: int,
) -> Iterator[TermChange]:
    if before != after:
        is_looser = after > before
        yield TermChange(
            what,
            f"{before} days",
            f"{after} days",
            is_looser,
        )


def _state(
    before: Project,
    after: Project,
) -> Iterator[TermChange]:
    if before.state is not after.state:
        is_looser = after.state is not ProjectState.ACTIVE
        yield TermChange(
            "state",
            before.state.value,
            after.state.value,
            is_looser,
        )
    elif before.since != after.since:
        yield TermChange(
            "since",
            _shown(before.since),
            _shown(after.since),
        )


def _calendar(
    before: Project,
    after: Project,
) -> Iterator[TermChange]:
    if before.calendar != after.calendar:
        yield TermChange(
            "days off",
            _days_off(before),
            _days_off(after),
        )


def _days_off(project: Project) -> str:
    calendar = project.calendar
    freezes = ", ".join(f"{each.start} to {each.end}" for each in calendar.freezes)
    holidays = len(calendar.holidays)
    return f"{holidays} holidays, freezes: {freezes or 'none'}"


def _pages(
    before: Project,
    after: Project,
) -> Iterator[TermChange]:
    for page in before.pages:
        if page not in after.pages:
            yield TermChange(
                f"page {page.value}",
                "shown",
                "not shown",
            )


def _declared(
    before: Project,
    after: Project,
) -> Iterator[TermChange]:
    """Yields the colours that are declared brighter than before, or no longer."""
    for dimension in Dimension:
        was = before.health.of(dimension)
        now = after.health.of(dimension)
        if was is None or was is now:
            continue
        is_brighter = now is None or DARKNESS[now] < DARKNESS[was]
        if is_brighter:
            what = f"stated {dimension.value}"
            yield TermChange(
                what,
                was.value,
                now.value if now else NONE,
            )


def _leads(
    before: Project,
    after: Project,
) -> Iterator[TermChange]:
    was = [each.id for each in before.milestones if each.leads]
    now = [each.id for each in after.milestones if each.leads]
    if was != now:
        yield TermChange(
            "leads",
            ", ".join(was) or NONE,
            ", ".join(now) or NONE,
        )


def _items(
    before: Project,
    after: Project,
) -> Iterator[TermChange]:
    """Yields the milestones that claim more items than before, and more than the scope grew by, or none any more."""
    known = {each.id: each for each in before.milestones}
    was_scope = sum(_scope(before.progress).values())
    grown = sum(_scope(after.progress).values()) - was_scope
    for milestone in after.milestones:
        stood = known.get(milestone.id)
        was = _items_of(stood)
        now = _items_of(milestone)
        more = (now or 0) - (was or 0)
        if more > max(grown, 0) or (now is None and was is not None):
            yield TermChange(
                f"items of {milestone.id}",
                _shown(was),
                _shown(now),
            )


def _items_of(milestone: Milestone | None) -> int | None:
    """Returns how many items a milestone has in all; None where it does not say, or where there is none."""
    if milestone is None or milestone.items is None:
        return None
    return milestone.items_in_all


def _met(
    before: Project,
    now: Stated,
    records: Records,
) -> Iterator[TermChange]:
    """Yields the milestones that the client is told of more than a cadence after the day on which they were met."""
    after, found = now
    known = {each.id: each for each in before.milestones}
    for milestone in after.milestones:
        former = known.get(milestone.id)
        if former is None or former.is_met:
            continue
        told: date | None = found.as_of
        if found.goes_by.is_on_record:
            told = told_of_end(after.id, milestone, records, found.as_of)
        late = _told_late(milestone, told, found.reporting.cadence_days)
        if late:
            says = f"{milestone.finished_on}, told on {late}"
            yield TermChange(
                f"{milestone.id} met",
                "open",
                says,
            )


def _told_late(
    milestone: Milestone,
    told: date | None,
    cadence_days: int,
) -> date | None:
    """Returns the day on which the client was told that a milestone is met; None where that was in time."""
    if counted_end(milestone, told, cadence_days) == milestone.finished_on:
        return None
    return told


def _rows(
    before: Project,
    after: Project,
) -> Iterator[TermChange]:
    """Yields rows of progress that say something else than before, or are gone, and a scope that is cut."""
    says = {(row.on, row.stream): row for row in after.progress}
    changed = 0
    for row in before.progress:
        if says.get((row.on, row.stream)) != row:
            changed += 1
    if changed:
        yield TermChange(
            "rows of progress",
            f"{changed} as told",
            "changed or gone",
        )
    was = _scope(before.progress)
    now = _scope(after.progress)
    for stream, scope in now.items():
        if stream in was and scope < was[stream]:
            yield TermChange(
                "scope",
                str(was[stream]),
                str(scope),
            )


def _scope(rows: tuple[ProgressRow, ...]) -> dict[str | None, Decimal]:
    latest: dict[str | None, Decimal] = {}
    for row in sorted(rows, key=lambda row: row.on):
        latest[row.stream] = row.scope
    return latest


def _risks(
    before: Project,
    after: Project,
) -> Iterator[TermChange]:
    """Yields the critical risks that nothing was done about, and that are lower, answered or gone."""
    left = {risk.id for risk in unmitigated(after.risks)}
    for risk in unmitigated(before.risks):
        if risk.id not in left:
            yield TermChange(
                f"risk {risk.name}",
                "critical",
                "lower, answered or gone",
            )


def _shown(value: object) -> str:
    if value is None:
        return NONE
    return str(value)
