"""Moves that need a word: without a cause or a reason, out of order, a first promise that was rewritten."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

from portalgen.analysis.dates.agreement import declared
from portalgen.analysis.dates.known_moves import Account, Origin
from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.ledger.entry import Kind
from portalgen.analysis.ledger.records import Records
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.milestone import Cause, Milestone, Move
from portalgen.model.project import Project


def moves(project: Project, found: ProjectFindings) -> Iterator[Diagnostic]:
    """Yields moves without a cause or a reason, and moves that do not follow each other."""
    for milestone in project.milestones:
        at = f"/{project.id}/milestones/{milestone.id}"
        yield from _explained(milestone, found.accounts[milestone.id], at)
        yield from _in_a_row(milestone, at)
        for index, move in enumerate(milestone.moves):
            here = f"{at}/moves/{index}"
            if not move.because and move.cause is not Cause.TO_FOLLOW:
                yield problem(
                    "PG408",
                    "the move has no reason",
                    here,
                    "add because: one sentence for the client",
                )
            yield from _owed_reason(found, move.cause, move.on, here)
            is_agreed = _is_agreed(found, milestone, move)
            if move.cause is Cause.CORRECTION and not is_agreed:
                yield from _late_correction(found, milestone, index, here)


def _is_agreed(
    found: ProjectFindings,
    milestone: Milestone,
    move: Move,
) -> bool:
    """Tells whether a move has an agreement that counts. Only the record tells whether a signature is of this move."""
    is_objected = move.objection is not None
    agreement = declared(move.agreed_by, move.evidence, is_objected)
    if found.witnesses.counts(agreement):
        return True
    steps = found.accounts[milestone.id].steps
    return any(step.declared == move and step.is_agreed for step in steps)


def rebaselined(project: Project, known: Records) -> Iterator[Diagnostic]:
    """Yields a first promise that is not what it was when git first saw the milestone."""
    for milestone in project.milestones:
        record = known.present.record(project.id, milestone.id)
        if record is None:
            continue
        entries = known.present.of(record)
        changes = [each for each in entries if each.kind is Kind.REBASELINED]
        if changes and changes[0].before != milestone.baseline_date:
            first = changes[0].before or "not there"
            says = f"baseline_date was {first} when the milestone was first recorded"
            at = f"/{project.id}/milestones/{milestone.id}/baseline_date"
            yield problem(
                "PG410", says, at, "put it back, and record what moved under moves:"
            )


def _explained(
    milestone: Milestone,
    account: Account,
    at: str,
) -> Iterator[Diagnostic]:
    """Yields promises that moved without a cause: those that git shows, else those that the file itself shows."""
    observed = [
        step
        for step in account.steps
        if step.origin in {Origin.RECORDED, Origin.NOT_YET}
    ]
    for step in observed:
        if step.needs_reason and step.cause is None:
            ends = f"from {step.before} to {step.after or 'no date'}"
            says = f"the promise moved {ends} on {step.on}, and no move says why"
            help_ = f"add to moves: {{from: {step.before}, to: {step.after}, cause: …, because: …}}"
            yield problem("PG401", says, f"{at}/promised_date", help_)
    if not observed:
        yield from _explained_by_itself(milestone, at)


def _explained_by_itself(milestone: Milestone, at: str) -> Iterator[Diagnostic]:
    last = None
    if milestone.moves:
        last = milestone.moves[-1].after
    promised = milestone.promised_date
    if last and promised != last:
        says = f"promised_date is {promised or 'missing'}, and the last move leads to {last}"
        yield problem(
            "PG401",
            says,
            f"{at}/promised_date",
            "record the move that is missing, or correct the date",
        )
    elif (
        not milestone.moves
        and milestone.baseline_date
        and promised not in {None, milestone.baseline_date}
    ):
        says = f"promised_date is {promised}, the first promise was {milestone.baseline_date}, and no move says why"
        yield problem(
            "PG401",
            says,
            f"{at}/promised_date",
            "add the move under moves:, with cause and because",
        )


def _in_a_row(milestone: Milestone, at: str) -> Iterator[Diagnostic]:
    moves = milestone.moves
    if (
        moves
        and moves[0].before
        and milestone.baseline_date
        and moves[0].before != milestone.baseline_date
    ):
        says = f"the first move begins at {moves[0].before}, and baseline_date is {milestone.baseline_date}"
        yield problem(
            "PG402", says, f"{at}/moves/0/from", "correct the one that is wrong"
        )
    for index, (one, two) in enumerate(itertools.pairwise(moves), 1):
        if one.after and two.before and one.after != two.before:
            says = f"this move begins at {two.before}, and the one before ended at {one.after}"
            yield problem(
                "PG402",
                says,
                f"{at}/moves/{index}/from",
                "correct the day, or add the move between them",
            )
        if one.on and two.on and two.on < one.on:
            says = f"this move was made on {two.on}, and the one before on {one.on}"
            yield problem(
                "PG402", says, f"{at}/moves/{index}/on", "list moves oldest first"
            )


def _owed_reason(
    found: ProjectFindings,
    cause: Cause,
    on: date | None,
    at: str,
) -> Iterator[Diagnostic]:
    if (
        cause is Cause.TO_FOLLOW
        and on
        and (found.as_of - on).days > found.reporting.cadence_days
    ):
        yield problem(
            "PG407",
            f"the reason has been owed since {on}",
            f"{at}/cause",
            "write the cause and because",
        )


def _late_correction(
    found: ProjectFindings,
    milestone: Milestone,
    index: int,
    at: str,
) -> Iterator[Diagnostic]:
    move = milestone.moves[index]
    if index == 0:
        return
    promised_on = milestone.moves[index - 1].on
    if move.on is None or promised_on is None:
        return
    cadence = timedelta(days=found.reporting.cadence_days)
    if move.on - promised_on > cadence:
        says = f"a correction on {move.on} of a promise of {promised_on}"
        yield problem(
            "PG406", says, f"{at}/cause", "name who agreed, or give the true cause"
        )
