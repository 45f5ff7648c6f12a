"""Which published values the client has released: by an approved change request that covers them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from portalgen.model.change import ChangeRequest, ChangeState, Term
from portalgen.model.project import Project
from portalgen.model.record.published import Stood

T = TypeVar("T")
APPROVED = {ChangeState.APPROVED, ChangeState.IMPLEMENTED}


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
        if term in change.covers and is_agreed(change):
            yield change.decided_on or date.min


def is_agreed(change: ChangeRequest) -> bool:
    """Tells whether somebody on the client's side agreed to a change request."""
    if change.decided_on is None or change.decided_by is None:
        return False
    return change.state in APPROVED
