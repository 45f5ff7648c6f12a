"""The first line of a portal: the answer to "are we on time?", as a message."""

from datetime import date

from portalgen.analysis.dates.promises import Promise, Yardstick
from portalgen.analysis.message import Message, message
from portalgen.model.project import Project, ProjectState

COMPARED = {
    Yardstick.AGREED: "agreed",
    Yardstick.PROMISED: "promised",
    Yardstick.FIRST: "first",
}


def verdict(
    project: Project,
    lead: Promise | None,
    as_of: date,
) -> Message:
    """Returns the answer, which every language can say without inflecting a name."""
    if project.state is not ProjectState.ACTIVE:
        return _ended(project, as_of)
    if lead is None:
        return message("verdict.no_milestones")
    if lead.is_met:
        return message(
            "verdict.all_met",
            name=lead.milestone.name,
            day=lead.expected or as_of,
        )
    if lead.expected is None:
        return without_date(lead)
    return _expected(lead, lead.expected)


def without_date(promise: Promise) -> Message:
    """Returns how an open milestone stands for which no date ahead is known."""
    name = promise.milestone.name
    if promise.overdue_days:
        return message(
            "verdict.overdue",
            count=promise.overdue_days,
            name=name,
        )
    if promise.passed:
        return message(
            "verdict.passed",
            name=name,
            day=promise.passed,
        )
    return message("verdict.undated", name=name)


def _expected(lead: Promise, expected: date) -> Message:
    name = lead.milestone.name
    days = lead.finish_variance_days
    if days is None:
        return message(
            "verdict.expected",
            name=name,
            day=expected,
        )
    compared = COMPARED[lead.yardstick]
    if days == 0:
        return message(
            f"verdict.on_time.{compared}",
            name=name,
            day=expected,
        )
    when = "early"
    if days > 0:
        when = "late"
    return message(
        f"verdict.{when}.{compared}",
        count=abs(days),
        name=name,
        day=expected,
    )


def _ended(
    project: Project,
    as_of: date,
) -> Message:
    state = project.state.value
    resumes_on = project.resumes_on
    is_paused = project.state is ProjectState.PAUSED
    if is_paused and resumes_on and resumes_on >= as_of:
        return message("verdict.paused_until", day=resumes_on)
    if project.since:
        return message(f"verdict.{state}_since", day=project.since)
    return message(f"verdict.{state}")
