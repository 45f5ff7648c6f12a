"""Commits that are dated before a portal which lacks them."""

from datetime import date, timedelta

import pytest

from portalgen.analysis.checks.back_dated import back_dated, back_dated_edits
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.model.record.seal import Seal
from portalgen.model.record.showing import Reached
from tests.kit.clients.histories import milestone, move, of, week
from tests.kit.clients.told import LAUNCH, Weeks

JUNE, JULY = "2026-06-01", "2026-07-01"
RECORD = of(milestone(JUNE), milestone(JULY, move()))
PUBLISHED = RECORD.entries[0]


def codes(ledger: Ledger, seal: Seal | None) -> list[tuple[str, str | None]]:
    return [(each.code, each.pointer) for each in back_dated(ledger, seal)]


def sealed(as_of: date) -> Seal:
    """Returns the seal of a portal that shows the first promise alone."""
    return Seal(as_of, 1, PUBLISHED.hash)


def test_a_commit_dated_before_a_portal_that_lacks_it() -> None:
    portal_of_the_day_after = sealed(week(1) + timedelta(days=1))
    assert codes(RECORD, portal_of_the_day_after) == [
        ("PG420", "/webshop/milestones/launch")
    ]


@pytest.mark.parametrize("days", [0, -3])
def test_a_commit_of_the_portal_s_own_day_or_later_is_fine(days: int) -> None:
    assert codes(RECORD, sealed(week(1) + timedelta(days=days))) == []


def test_once_it_is_published_the_pages_say_when() -> None:
    last = RECORD.entries[-1]
    later = week(1) + timedelta(days=90)
    assert codes(RECORD, Seal(later, last.n, last.hash)) == []


def test_nothing_is_said_without_a_portal_or_over_one_of_another_record() -> None:
    later = week(1) + timedelta(days=90)
    assert codes(RECORD, None) == []
    assert codes(RECORD, Seal(later, 0, "0" * 64)) == []
    assert codes(RECORD, Seal(later, 1, "a1" * 32)) == []
    assert codes(RECORD, Seal(later, 9, PUBLISHED.hash)) == []


ASKED = LAUNCH + "asks: [{id: photos, what: Photos, due_on: %s}]\n"
EDITS = (
    Weeks()
    .told(ASKED % "2026-02-02")
    .told(ASKED % "2026-03-02")
    .told(ASKED % "2026-04-02")
    .edits
)


def test_an_edit_dated_before_a_portal_that_lacks_it() -> None:
    known = Reached(1, EDITS.entries[0].hash)
    portal = Seal(week(2) + timedelta(days=1), 1, PUBLISHED.hash, edits=known)
    (found,) = back_dated_edits(RECORD, EDITS, portal)
    assert (found.code, found.pointer) == ("PG420", "/webshop")
    assert found.message.startswith(f"reasked on {week(2)}: the portal")


@pytest.mark.parametrize("edits", [None, Reached(2, EDITS.head), Reached(1, "a1" * 32)])
def test_a_portal_that_has_it_or_knew_of_no_edits_says_nothing(
    edits: Reached | None,
) -> None:
    portal = Seal(week(9), 1, PUBLISHED.hash, edits=edits)
    assert list(back_dated_edits(RECORD, EDITS, portal)) == []
