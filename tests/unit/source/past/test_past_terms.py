"""The tolerant reader of what dates are judged by: it takes a few keys, and never makes a revision unreadable."""

from datetime import date
from decimal import Decimal

import pytest

from portalgen.model.record.statement import PastUpdate
from portalgen.model.record.terms import NO_TERMS, PastRow, PastTerms
from portalgen.source.past.past_terms import past_rows, shown_terms
from portalgen.source.past.projection import past_file, past_portal, past_project

PROJECT = b"""
name: Webshop
tolerance: {schedule_days: 14}
cadence_days: 7
state: Paused
since: 2026-05-01
health: {schedule: amber, scope: GREEN, reason: Late}
calendar:
  holidays: [2026-12-24]
  freezes: [{from: 2026-12-21, to: 2027-01-04}]
"""
MILESTONES = b"""
milestones:
  - {id: launch, name: Launch, promised_date: 2026-06-15, leads: True, items: 20}
  - {id: design, name: Design, accepted_on: 2026-03-02}
  - {id: secret, name: Ours, leads: true, items: 9, visibility: internal}
"""
RISKS = b"""
risks:
  - {id: api, name: A, probability: 4, impact: severe}
  - {id: lower, name: B, probability: rare, impact: severe}
  - {id: todo, name: C, probability: likely, impact: severe, mitigation: TODO}
  - {id: answered, name: D, probability: likely, impact: severe, mitigation: A second provider}
  - {id: over, name: E, probability: likely, impact: severe, state: closed}
  - {id: ours, name: F, probability: likely, impact: severe, visibility: internal}
"""
ROWS = (
    b"date,scope,done,planned,stream\n2026-05-08,40,5,6,Shop\n2026-05-01,40,2,3,Shop\n"
)


def terms(*contents: bytes) -> PastTerms:
    project = past_project("webshop", [past_file(each) for each in contents])
    assert project is not None
    return project.terms


def test_it_takes_what_dates_are_judged_by_from_all_files_of_a_project() -> None:
    found = terms(PROJECT, MILESTONES, RISKS)
    assert (found.tolerance_days, found.cadence_days) == (14, 7)
    assert (found.state, found.since) == ("paused", date(2026, 5, 1))
    assert found.declared == (("schedule", "amber"), ("scope", "green"))
    christmas = date(2026, 12, 24)
    freeze = (date(2026, 12, 21), date(2027, 1, 4))
    assert found.days_off == ((christmas, christmas), freeze)
    assert (found.leads, found.items) == (("launch",), (("launch", 20),))
    assert found.accepted == (("design", date(2026, 3, 2)),)
    assert found.critical == ("api", "todo")


def test_a_tolerance_without_days_is_the_usual_one_and_none_is_the_agencys() -> None:
    assert terms(b"name: A\ntolerance: {budget_percent: 5}").tolerance_days == 7
    assert terms(b"name: A").tolerance_days is None
    portal = past_portal(b"cadence_days: 14\n", date(2026, 1, 1))
    assert portal is not None
    assert (portal.tolerance_days, portal.cadence_days) == (None, 14)
    assert past_portal(b"{", date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    "content",
    [
        b"tolerance: [7]",
        b"cadence_days: soon",
        b"health: fine",
        b"calendar: {holidays: [soon, [x]], freezes: [{from: x}, y]}",
        b"milestones:\n  - {id: launch, items: many, leads: perhaps, accepted_on: then}",
        b"risks: {a: b}",
        b"risks: [x, {id: api, probability: 9, impact: 9}]",
        b"pages: now",
        b"since: 2026-13-01",
    ],
)
def test_what_it_cannot_tell_it_leaves_out_and_the_revision_is_read(
    content: bytes,
) -> None:
    read = past_file(content)
    assert read is not None
    found = terms(content)
    assert (found.tolerance_days, found.cadence_days, found.critical) in (
        (None, None, ()),
        (7, None, ()),
    )
    assert (found.leads, found.items, found.accepted, found.days_off) == (
        (),
        (),
        (),
        (),
    )


def test_an_internal_project_says_nothing() -> None:
    found = terms(PROJECT + b"visibility: internal\n", RISKS)
    assert not found.is_shown
    rows = past_rows(ROWS) or ()
    assert shown_terms(found, rows, date(2026, 5, 8)) == found
    assert found.tolerance_days is None


def test_pages_that_are_hidden_hide_what_they_would_have_shown() -> None:
    rows = past_rows(ROWS) or ()
    whole = shown_terms(terms(RISKS), rows, date(2026, 5, 8))
    assert (whole.rows, whole.critical) == (rows, ("api", "todo"))
    assert whole.statements
    hidden = terms(RISKS, b"pages: [now, dates, how]")
    update = (PastUpdate(date(2026, 5, 8), "a"),)
    shown = shown_terms(hidden, rows, date(2026, 5, 8), update)
    assert (shown.rows, shown.critical, shown.reported) == ((), (), date(2026, 5, 8))
    assert (shown.statements, shown.updates) == ((), ())


def test_pages_without_a_list_are_all_pages() -> None:
    assert terms(b"pages:").pages is None
    assert terms(b"pages: [now]").pages == ("now",)


def test_rows_are_read_by_day_and_of_a_table_that_cannot_be_read_nothing_is_known() -> (
    None
):
    first, last = past_rows(ROWS) or ()
    assert first == PastRow(date(2026, 5, 1), Decimal(40), Decimal(2), "Shop")
    assert last.on == date(2026, 5, 8)
    for broken in (
        b"\xff",
        b"date,scope\n2026-05-01,4",
        b"date,scope,done\nsoon,4,1",
        b"date,scope,done\n2026-05-01,NaN,1",
    ):
        assert past_rows(broken) is None
    assert past_rows(b"") == ()
    assert terms(b"") == NO_TERMS
