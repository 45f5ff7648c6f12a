"""When the client was told that a milestone is met, and the day that therefore counts as that of its end.

A day that is stated counts where the client was told within one cadence of it, else the day told: whoever dates an end
back gains nothing. What the client never saw open counts as stated: nobody was there to be told.
"""

from collections.abc import Collection
from datetime import date, timedelta

from portalgen.analysis.ledger.records import Records
from portalgen.model.milestone import Milestone
from portalgen.model.record.published import Published, Snapshot


def told_of_end(
    project_id: str,
    milestone: Milestone,
    records: Records,
    as_of: date,
) -> date | None:
    """Returns the day on which the client was first told that a milestone is met; None where it never saw it open.

    That is the first publication which shows it, and never before the first revision that has it.
    """
    shown: date | None = None
    record = records.present.record(project_id, milestone.id)
    if record:
        shown = records.present.told_of_end(record)
    known = records.of(project_id)
    if not known.is_known:
        return shown
    recorded = _recorded_since(milestone, known, as_of)
    if recorded is None or shown is None:
        return recorded
    return max(recorded, shown)


def counted_end(
    milestone: Milestone,
    told: date | None,
    cadence_days: int,
) -> date | None:
    """Returns the day that counts as that of a milestone's end; None for one that is not met."""
    stated = milestone.finished_on
    if stated is None or told is None:
        return stated
    if told - stated > timedelta(days=cadence_days):
        return told
    return stated


def _recorded_since(
    milestone: Milestone,
    known: Published,
    as_of: date,
) -> date | None:
    """Returns the day since which a milestone is recorded as met; None where it was from the beginning.

    Where it is said today for the first time, it is today.
    """
    since: date | None = as_of
    ids = (milestone.id, *milestone.formerly)
    for each in reversed(known.snapshots):
        if not _is_met_in(each, ids):
            return since
        since = each.recorded_on
    return None


def _is_met_in(
    snapshot: Snapshot,
    ids: Collection[str],
) -> bool:
    accepted = dict(snapshot.terms.accepted)
    for each in snapshot.project.milestones:
        if each.id in ids:
            return each.actual_date is not None or each.id in accepted
    return False
