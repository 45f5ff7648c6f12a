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
        return _ended(project)
    if lead is None:
        return message("verdict.no_milestones")
    if lead.is_met:
        return message(
            "verdict.all_met",
            name=lead.milestone.name,
            day=lead.expected or as_of,
        )
    if lead.expected is None:
        return message("verdict.undated", name=lead.milestone.name)
    return _expected(lead, lead.expected)


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


def _ended(project: Project) -> Message:
    state = project.state.value
    if project.state is ProjectState.PAUSED and project.resumes_on:
        return message("verdict.paused_until", day=project.resumes_on)
    if project.since:
        return message(f"verdict.{state}_since", day=project.since)
    return message(f"verdict.{state}")
