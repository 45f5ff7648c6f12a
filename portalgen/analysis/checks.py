"""Rules and advice: what a careful colleague would ask before the client reads it."""

import itertools
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from portalgen.analysis.account import Account, Origin
from portalgen.analysis.entry import Kind
from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.analysis.records import Records
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.client import Client
from portalgen.model.health import Rag
from portalgen.model.milestone import Cause, Milestone
from portalgen.model.project import Project, ProjectState
from portalgen.model.risk import RiskState

BAD = {Rag.AMBER, Rag.RED}
Check = Callable[[Project, ProjectFindings], Iterator[Diagnostic]]


def check(client: Client, findings: Findings) -> Iterator[Diagnostic]:
    """Yields every broken rule and all advice for a client, each with its pointer."""
    for project in client.projects:
        found = findings.projects[project.id]
        for each in CHECKS:
            yield from each(project, found)
        yield from _rebaselined(project, findings.records)
        for pointer, day in _facts(project):
            if day > findings.as_of:
                help_ = "plans belong in promised_date, forecast or due_on"
                yield problem("PG404", f"{day} lies after {findings.as_of}", pointer, help_)
    yield from _accent(client)


def _moves(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    for milestone in project.milestones:
        at = f"/{project.id}/milestones/{milestone.id}"
        yield from _explained(milestone, found.accounts[milestone.id], at)
        yield from _in_a_row(milestone, at)
        for index, move in enumerate(milestone.moves):
            here = f"{at}/moves/{index}"
            if not move.because and move.cause is not Cause.TO_FOLLOW:
                yield problem("PG408", "the move has no reason", here, "add because: one sentence for the client")
            yield from _owed_reason(found, move.cause, move.on, here)
            if move.cause is Cause.CORRECTION and not move.agreed_by:
                yield from _late_correction(found, milestone, index, here)


def _rebaselined(project: Project, known: Records) -> Iterator[Diagnostic]:
    """Yields a first promise that is not what it was when git first saw the milestone."""
    for milestone in project.milestones:
        record = known.present.record(project.id, milestone.id)
        entries = known.present.of(record) if record else ()
        changes = [each for each in entries if each.kind is Kind.REBASELINED]
        if changes and changes[0].before != milestone.baseline_date:
            says = f"baseline_date was {changes[0].before or 'not there'} when the milestone was first recorded"
            at = f"/{project.id}/milestones/{milestone.id}/baseline_date"
            yield problem("PG410", says, at, "put it back, and record what moved under moves:")


def _explained(milestone: Milestone, account: Account, at: str) -> Iterator[Diagnostic]:
    """Yields promises that moved without a cause: those that git shows, else those that the file itself shows."""
    observed = [step for step in account.steps if step.origin in {Origin.RECORDED, Origin.NOT_YET}]
    for step in observed:
        if step.needs_reason and step.cause is None:
            ends = f"from {step.before} to {step.after or 'no date'}"
            says = f"the promise moved {ends} on {step.on}, and no move says why"
            help_ = f"add to moves: {{from: {step.before}, to: {step.after}, cause: …, because: …}}"
            yield problem("PG401", says, f"{at}/promised_date", help_)
    if not observed:
        yield from _explained_by_itself(milestone, at)


def _explained_by_itself(milestone: Milestone, at: str) -> Iterator[Diagnostic]:
    last, promised = milestone.moves[-1].after if milestone.moves else None, milestone.promised_date
    if last and promised != last:
        says = f"promised_date is {promised or 'missing'}, and the last move leads to {last}"
        yield problem("PG401", says, f"{at}/promised_date", "record the move that is missing, or correct the date")
    elif not milestone.moves and milestone.baseline_date and promised not in {None, milestone.baseline_date}:
        says = f"promised_date is {promised}, the first promise was {milestone.baseline_date}, and no move says why"
        yield problem("PG401", says, f"{at}/promised_date", "add the move under moves:, with cause and because")


def _in_a_row(milestone: Milestone, at: str) -> Iterator[Diagnostic]:
    moves = milestone.moves
    if moves and moves[0].before and milestone.baseline_date and moves[0].before != milestone.baseline_date:
        says = f"the first move begins at {moves[0].before}, and baseline_date is {milestone.baseline_date}"
        yield problem("PG402", says, f"{at}/moves/0/from", "correct the one that is wrong")
    for index, (one, two) in enumerate(itertools.pairwise(moves), 1):
        if one.after and two.before and one.after != two.before:
            says = f"this move begins at {two.before}, and the one before ended at {one.after}"
            yield problem("PG402", says, f"{at}/moves/{index}/from", "correct the day, or add the move between them")
        if one.on and two.on and two.on < one.on:
            says = f"this move was made on {two.on}, and the one before on {one.on}"
            yield problem("PG402", says, f"{at}/moves/{index}/on", "list moves oldest first")


def _owed_reason(found: ProjectFindings, cause: Cause, on: date | None, at: str) -> Iterator[Diagnostic]:
    if cause is Cause.TO_FOLLOW and on and (found.as_of - on).days > found.reporting.cadence_days:
        yield problem("PG407", f"the reason has been owed since {on}", f"{at}/cause", "write the cause and because")


def _late_correction(found: ProjectFindings, milestone: Milestone, index: int, at: str) -> Iterator[Diagnostic]:
    move, before = milestone.moves[index], milestone.moves[index - 1] if index else None
    promised_on = before.on if before else None
    if move.on and promised_on and move.on - promised_on > timedelta(days=found.reporting.cadence_days):
        says = f"a correction on {move.on} of a promise of {promised_on}"
        yield problem("PG406", says, f"{at}/cause", "name who agreed, or give the true cause")


def _order(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields days that lie before one that they must follow; where that one lies in the future, it is told alone."""
    told = {day for _, day in _facts(project) if day > found.as_of}
    for pointer, first, second, says in _ordered_days(project):
        if first and second and second < first and first not in told:
            yield problem("PG403", f"{second} lies before {first}: {says}", pointer, "correct the day that is wrong")
    yield from _start(project)


def _start(project: Project) -> Iterator[Diagnostic]:
    """Yields a start that lies after what was done since; where one thing alone lies before it, that thing."""
    at, start = f"/{project.id}", project.started_on
    done = [(f"{at}/since", project.since)]
    done += [
        (f"{at}/milestones/{each.id}/{'actual_date' if each.actual_date else 'accepted_on'}", each.finished_on)
        for each in project.milestones
    ]
    early = [(pointer, day) for pointer, day in done if start and day and day < start]
    help_ = "correct the day that is wrong"
    if len(early) == 1:
        pointer, day = early[0]
        yield problem("PG403", f"{day} lies before {start}, when the project started", pointer, help_)
    elif early:
        first = min(day for _, day in early)
        says = f"{start} lies after {first}, when something was done already"
        yield problem("PG403", says, f"{at}/started_on", help_)


def _ordered_days(project: Project) -> Iterator[tuple[str, date | None, date | None, str]]:
    at = f"/{project.id}"
    yield f"{at}/resumes_on", project.since, project.resumes_on, "it resumes before it paused"
    for each in project.milestones:
        here = f"{at}/milestones/{each.id}"
        yield f"{here}/accepted_on", each.actual_date, each.accepted_on, "it was accepted before it was met"
    for ask in project.asks:
        yield f"{at}/asks/{ask.id}/done_on", ask.asked_on, ask.done_on, "it came before it was asked for"
        yield f"{at}/asks/{ask.id}/due_on", ask.asked_on, ask.due_on, "it was due before it was asked for"
    for owed in project.owed:
        yield f"{at}/owed/{owed.id}/done_on", owed.asked_on, owed.done_on, "it was delivered before it was asked for"
    for change in project.change_requests:
        here = f"{at}/change_requests/{change.id}"
        yield f"{here}/decided_on", change.raised_on, change.decided_on, "it was decided before it was raised"
    for risk in project.risks:
        yield f"{at}/risks/{risk.id}/closed_on", risk.raised_on, risk.closed_on, "it was closed before it was raised"


def _facts(project: Project) -> Iterator[tuple[str, date]]:
    """Yields the days on which something is said to have happened."""
    at = f"/{project.id}"
    found: list[tuple[str, date | None]] = []
    if project.state in {ProjectState.CLOSED, ProjectState.CANCELLED}:
        found.append((f"{at}/since", project.since))
    for each in project.milestones:
        here = f"{at}/milestones/{each.id}"
        found += [(f"{here}/actual_date", each.actual_date), (f"{here}/accepted_on", each.accepted_on)]
        found += [(f"{here}/moves/{index}/on", move.on) for index, move in enumerate(each.moves)]
    for ask in project.asks:
        found += [(f"{at}/asks/{ask.id}/{key}", getattr(ask, key)) for key in ("asked_on", "done_on")]
    for owed in project.owed:
        found += [(f"{at}/owed/{owed.id}/{key}", getattr(owed, key)) for key in ("asked_on", "done_on")]
    for risk in project.risks:
        found += [(f"{at}/risks/{risk.id}/{key}", getattr(risk, key)) for key in ("raised_on", "closed_on")]
    for change in project.change_requests:
        found += [
            (f"{at}/change_requests/{change.id}/{key}", getattr(change, key)) for key in ("raised_on", "decided_on")
        ]
    found += [(f"{at}/releases/{index}/on", release.on) for index, release in enumerate(project.releases)]
    found += [(f"{at}/updates/{update.period_end}/period_end", update.period_end) for update in project.updates]
    found += [(f"{at}/progress/{number}/date", row.on) for number, row in enumerate(project.progress, 1)]
    yield from ((pointer, day) for pointer, day in found if day)


def _health(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    at, declared = f"/{project.id}/health", project.health
    if project.state is not ProjectState.ACTIVE:
        return
    for each in found.health.brighter:
        if not declared.reason:
            says = f"{each.dimension.value} is declared {each.declared}, and the data gives {each.derived}"
            yield problem("PG405", says, f"{at}/{each.dimension.value}", "add reason:, or declare what the data gives")
    for bright in found.health.bright_dates:
        if not declared.reason:
            half = f"half of the simulated runs need until {bright.half}"
            none = "fewer than half of the simulated runs end within five years"
            says = f"forecast {bright.stated} is early: {half if bright.half else none}"
            pointer = f"/{project.id}/milestones/{bright.milestone.id}/forecast"
            yield problem("PG405", says, pointer, "add reason: under health:, or state a later forecast")
    missing = [key for key in ("plan", "owner", "next_checkpoint") if getattr(declared, key) is None]
    if found.health.overall in BAD and missing:
        says = f"health is {found.health.overall}, without {', '.join(missing)}"
        yield problem("PG502", says, at, "say what is done, who answers for it, and when it is looked at again")


def _state(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    del found
    missing = [key for key in ("since", "because") if getattr(project, key) is None]
    if project.state is not ProjectState.ACTIVE and missing:
        says = f"the project is {project.state}, without {' and '.join(missing)}"
        yield problem("PG409", says, f"/{project.id}/state", "add them: the client reads them first")


def _updates(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    for update in project.updates:
        if update.missing:
            says = f"without {', '.join(update.missing)}"
            yield problem(
                "PG501", says, f"/{project.id}/updates/{update.period_end}/headline", "write none where there is none"
            )
    if found.reporting.is_stale:
        says = f"the newest data is {found.reporting.age_days} days old"
        yield problem("PG506", says, f"/{project.id}", "write an update, or pause the project")


def _risks(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    for risk in project.risks:
        if risk.state is RiskState.OPEN and risk.review_on and risk.review_on < found.as_of:
            pointer = f"/{project.id}/risks/{risk.id}/review_on"
            help_ = "look at the risk again and write the next review_on, or close it"
            yield problem("PG505", f"the review was due on {risk.review_on}", pointer, help_)


def _waiting(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields promises of milestones that wait for one which is promised later: one of the two cannot be kept."""
    named = {each.id: each for each in project.milestones if each.promised_date and not each.finished_on}
    for each in named.values():
        for other in (named[id_] for id_ in each.depends_on if id_ in named):
            if each.promised_date and other.promised_date and other.promised_date > each.promised_date:
                says = (
                    f"{each.promised_date} is promised, and {other.id}, for which it waits, for {other.promised_date}"
                )
                help_ = "move one of the two, or take it out of depends_on"
                yield problem("PG511", says, f"/{project.id}/milestones/{each.id}/promised_date", help_)


CHECKS: tuple[Check, ...] = (_moves, _order, _waiting, _health, _state, _updates, _risks)


def _accent(client: Client) -> Iterator[Diagnostic]:
    accent = client.branding.accent
    if accent and contrast_on_white(accent) < 4.5:
        says = f"{accent} has a contrast of {contrast_on_white(accent):.1f} to 1 on white"
        yield problem("PG507", says, "/branding/accent", "choose a darker colour")


def contrast_on_white(colour: str) -> float:
    """Returns the contrast ratio of `#rrggbb` on white, 1 to 21 (WCAG 2.2, relative luminance)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
