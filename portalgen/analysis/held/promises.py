"""Promises as health judges them: with what was published of them, and with those that are shown no longer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from portalgen.analysis.dates.account import account_on_record
from portalgen.analysis.dates.agreement import Witnesses
from portalgen.analysis.dates.ends import counted_end, told_of_end
from portalgen.analysis.dates.known_moves import Account
from portalgen.analysis.dates.promises import Promise, promise
from portalgen.analysis.forecast.progress import data_date
from portalgen.analysis.held.agreement import released_on
from portalgen.analysis.ledger.ledger import Ledger, MilestoneRecord
from portalgen.analysis.ledger.records import Records
from portalgen.model.change import Term
from portalgen.model.evidence import Evidence
from portalgen.model.milestone import Cause, Milestone, Move, Undated, Window
from portalgen.model.project import Project
from portalgen.model.record.past import (
    DOCUMENT,
    MAIL,
    SIGNATURE,
    UNDATED,
    PastEvidence,
    PastForecast,
    PastMilestone,
    PastMove,
)
from portalgen.model.record.published import Published, Stood

Past = Sequence[Stood[PastMilestone | None]]


def judged(
    project: Project,
    promises: Sequence[Promise],
    accounts: Mapping[str, Account],
    records: Records,
    witnesses: Witnesses,
    cadence_days: int,
    as_of: date,
) -> tuple[Promise, ...]:
    """Returns the promises of a project as they are judged, and behind them those that were withdrawn and are owed."""
    known = records.of(project.id)
    if not known.is_known:
        return tuple(promises)
    report = data_date(project)
    led = known.led
    released = released_on(project, Term.LEADS)
    if released:
        led = known.led_since(released)
    found: list[Promise] = []
    for each in promises:
        milestone = each.milestone
        held = _released(each, accounts[milestone.id])
        has_led = any(id_ in led for id_ in _ids(milestone))
        held = replace(held, has_led=has_led, is_on_record=True)
        if held.is_met:
            told = told_of_end(project.id, milestone, records, as_of)
            ended_on = counted_end(milestone, told, cadence_days)
            held = replace(held, stated=ended_on)
        else:
            held = _since_report(held, _pasts(milestone, known), report, as_of)
        found.append(held)
    found += withdrawn(
        project,
        records,
        witnesses,
        cadence_days,
        as_of,
    )
    return tuple(found)


def withdrawn(
    project: Project,
    records: Records,
    witnesses: Witnesses,
    cadence_days: int,
    as_of: date,
) -> Iterator[Promise]:
    """Yields the promises of a project that the client sees no longer, that were never met and never released."""
    known = records.of(project.id)
    released = released_on(project, Term.MILESTONES)
    report = data_date(project)
    for record in still_owed(records.present):
        past = known.milestones.get(record.milestone, [])
        last = _last(past)
        is_elsewhere = record.project != project.id
        if is_elsewhere or last is None or _went_before(past, released):
            continue
        stood = _milestone(last, _terms_of(known, last.id))
        account = account_on_record(
            stood,
            record,
            records.present,
            records.count,
            cadence_days,
            witnesses,
        )
        stated = promise(stood, account, as_of)
        owed = _released(stated, account)
        if owed.measured_from is not None:
            led = record.milestone in known.led
            owed = replace(owed, has_led=led, is_withdrawn=True)
            yield _since_report(owed, [past], report, as_of)


def _since_report(
    promise: Promise,
    pasts: Sequence[Past],
    report: date | None,
    as_of: date,
) -> Promise:
    """Returns an open promise with the latest day that was stated of it since the last report."""
    published = list(_stated_since(pasts, report))
    stated = _latest([*published, promise.milestone.expected_on])
    held = replace(
        promise,
        stated=stated,
        was_undated=None in published,
        is_on_record=True,
    )
    return _overdue(held, as_of)


def still_owed(ledger: Ledger) -> Iterator[MilestoneRecord]:
    """Yields the records of milestones that were promised a day, and that went away before they were met."""
    for record in ledger.records:
        if not record.is_withdrawn or ledger.was_met(record):
            continue
        entries = ledger.of(record)
        if any(isinstance(each.after, date) for each in entries):
            yield record


def _went_before(
    past: Past,
    released: date | None,
) -> bool:
    """Tells whether the client agreed that a milestone goes: on the day on which it was published last, or later."""
    if released is None:
        return False
    seen = [each.since for each in past if each.value is not None]
    return released >= max(seen)


def _released(
    promise: Promise,
    account: Account,
) -> Promise:
    """Returns a promise that counts for nothing where the client agreed that no date is promised."""
    agreed = None
    for step in account.steps:
        if step.is_agreed:
            agreed = step
    if agreed is None or agreed.after is not None or promise.current is not None:
        return promise
    return replace(promise, measured_from=None)


def _overdue(
    promise: Promise,
    as_of: date,
) -> Promise:
    """Returns a promise that is late by each day that it is overdue, whatever is stated of it, or nothing."""
    counts = promise.measured_from
    is_over = counts is not None and counts < as_of
    if promise.stated is None and not is_over:
        return promise
    stated = promise.stated or as_of
    return replace(promise, stated=max(stated, as_of))


def _latest(days: Iterable[date | None]) -> date | None:
    known = [day for day in days if day]
    return max(known, default=None)


def _stated_since(
    pasts: Sequence[Past],
    report: date | None,
) -> Iterator[date | None]:
    """Yields what was stated of a milestone since the last report, None for no day: a report alone takes one back."""
    for past in pasts:
        for each in past:
            milestone = each.value
            if milestone is None or milestone.actual_date:
                continue
            is_older = each.reported is None or each.reported < (report or date.min)
            if report and is_older:
                continue
            yield _expected(milestone)


def _expected(milestone: PastMilestone) -> date | None:
    if milestone.forecast is None:
        return milestone.promised_date
    return _end(milestone.forecast)


def _end(forecast: PastForecast) -> date | None:
    if isinstance(forecast, tuple):
        return forecast[1]
    if isinstance(forecast, date):
        return forecast
    return None


def _ids(milestone: Milestone) -> tuple[str, ...]:
    return (milestone.id, *milestone.formerly)


def _pasts(
    milestone: Milestone,
    known: Published,
) -> list[Past]:
    found: list[Past] = []
    for id_ in _ids(milestone):
        found.append(known.milestones.get(id_, []))
    return found


def _last(past: Past) -> PastMilestone | None:
    """Returns a milestone as it was published last."""
    for each in reversed(past):
        if each.value is not None:
            return each.value
    return None


def _terms_of(
    known: Published,
    id_: str,
) -> tuple[int | None, bool]:
    """Returns the items of a milestone as they were published last with it, and whether it was marked as leading."""
    for each in reversed(known.snapshots):
        ids = [milestone.id for milestone in each.project.milestones]
        if id_ in ids:
            items = dict(each.terms.items)
            return items.get(id_), id_ in each.terms.leads
    return None, False


def _milestone(
    past: PastMilestone,
    terms: tuple[int | None, bool],
) -> Milestone:
    """Returns a milestone as it was published last, without its name."""
    items, leads = terms
    moves = tuple(_move(each) for each in past.moves)
    return Milestone.model_construct(
        id=past.id,
        name="",
        baseline_date=past.baseline_date,
        promised_date=past.promised_date,
        forecast=_forecast(past.forecast),
        moves=moves,
        items=items,
        leads=leads,
    )


def _forecast(past: PastForecast | None) -> date | Window | Undated | None:
    if isinstance(past, tuple):
        start, end = past
        return Window.model_construct(start=start, end=end)
    if past == UNDATED:
        return Undated.UNDATED
    if isinstance(past, date):
        return past
    return None


def _move(past: PastMove) -> Move:
    known = [cause.value for cause in Cause]
    cause = Cause.ESTIMATE
    if past.cause in known:
        cause = Cause(past.cause)
    return Move.model_construct(
        on=past.on,
        before=past.before,
        after=past.after,
        cause=cause,
        because=past.because,
        agreed_by=past.agreed_by,
        evidence=_evidence(past.evidence),
    )


def _evidence(past: PastEvidence | None) -> Evidence | None:
    """Returns what an agreement was published with; the name of its file is not on record, its kind stands for it."""
    if past is None:
        return None
    name = {past.kind: past.kind}
    return Evidence.model_construct(
        document=name.get(DOCUMENT),
        mail=name.get(MAIL),
        signature=name.get(SIGNATURE),
        sha256=past.digest,
        domain=past.domain,
        on=past.on,
        key=past.key,
    )
