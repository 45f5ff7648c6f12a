"""What a project told in one revision, thing by thing."""

from dataclasses import replace
from datetime import date

from portalgen.analysis.edits.statements import told
from portalgen.model.record.past import PastProject
from portalgen.model.record.statement import (
    INTERNAL_UPDATE,
    UNCLEAR_UPDATE,
    PastUpdate,
    Statement,
    Thing,
)
from portalgen.model.record.terms import PastAgency, PastTerms
from tests.kit.clients.histories import project

FRIDAY = date(2026, 3, 6)


def project_with(terms: PastTerms) -> PastProject:
    return replace(project(), terms=terms)


def of(terms: PastTerms) -> dict[Thing, tuple[Statement, ...]]:
    found = told(project_with(terms), {})
    return {thing: each.statements for thing, each in found.items()}


def test_a_project_that_says_nothing_is_active_on_all_pages() -> None:
    (terms,) = of(PastTerms())[Thing.PROJECT]
    assert terms.values == (
        ("tolerance_days", "7"),
        ("cadence_days", "7"),
        ("state", "active"),
        ("pages", "all"),
    )


def test_what_the_agency_says_holds_where_the_project_says_nothing() -> None:
    agency = PastAgency(FRIDAY, tolerance_days=14, cadence_days=30)
    terms = PastTerms(cadence_days=0)
    (said,) = told(project_with(terms), {}, agency)[Thing.PROJECT].statements
    assert (said.value("tolerance_days"), said.value("cadence_days")) == ("14", "0")


def test_pages_and_days_off_are_told_in_one_order() -> None:
    one = PastTerms(
        pages=("risks", "now"), days_off=((FRIDAY, FRIDAY), (date.min, FRIDAY))
    )
    other = PastTerms(
        pages=("now", "risks"), days_off=((date.min, FRIDAY), (FRIDAY, FRIDAY))
    )
    assert of(one) == of(other)
    (terms,) = of(one)[Thing.PROJECT]
    assert terms.value("days_off") == "0001-01-01/2026-03-06, 2026-03-06"


def test_an_update_of_which_no_text_is_known_has_never_been_another() -> None:
    terms = PastTerms(updates=(PastUpdate(FRIDAY, "a"),))
    assert of(terms)[Thing.UPDATE] == (Statement(Thing.UPDATE, "2026-03-06"),)


def test_internal_updates_are_no_statements_and_unclear_ones_are_named() -> None:
    terms = PastTerms(
        updates=(PastUpdate(FRIDAY, "a"), PastUpdate(date(2026, 3, 13), "b"))
    )
    found = told(project_with(terms), {"a": INTERNAL_UPDATE, "b": UNCLEAR_UPDATE})[
        Thing.UPDATE
    ]
    assert found.statements == ()
    assert found.unclear == {"2026-03-13"}
