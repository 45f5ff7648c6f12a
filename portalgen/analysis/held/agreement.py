"""Which published values the client has released: by an approved change request that covers them.

A project comes here with the change requests alone to which the client agreed: see `with_agreed_changes`.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from portalgen.analysis.dates.agreement import Witnesses, declared
from portalgen.model.change import ChangeRequest, Term
from portalgen.model.project import Project
from portalgen.model.record.published import Stood

T = TypeVar("T")


def with_agreed_changes(
    project: Project,
    known: Witnesses,
) -> Project:
    """Returns a project with the change requests alone to which the client agreed, so that it counts."""
    agreed = [each for each in project.change_requests if _counts(each, known)]
    return project.model_copy(update={"change_requests": tuple(agreed)})


def _counts(
    change: ChangeRequest,
    known: Witnesses,
) -> bool:
    if not change.is_agreed or change.decided_on is None:
        return False
    agreement = declared(change.decided_by, change.evidence)
    return known.counts(agreement)


def released_on(
    project: Project,
    term: Term,
) -> date | None:
    """Returns the day on which the client last agreed that a term changes; None where it never did."""
    days = list(_agreed(project, term))
    return max(days, default=None)


def in_force(
    stood: Sequence[Stood[T]],
    released: date | None,
) -> Iterator[T]:
    """Yields the published values that still count: all, or those that came on or after the day of the release."""
    for each in stood:
        if released is None or each.since >= released:
            yield each.value


def _agreed(
    project: Project,
    term: Term,
) -> Iterator[date]:
    for change in project.change_requests:
        if term in change.covers and change.decided_on:
            yield change.decided_on
