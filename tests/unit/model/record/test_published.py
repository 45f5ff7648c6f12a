"""What a project published: each value for as long as it stood, through renames and from its first day on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from portalgen.analysis.ledger.records import published
from portalgen.model.record.past import PastProject
from portalgen.model.record.published import Published
from portalgen.model.record.terms import INTERNAL, PastRow, PastTerms
from tests.kit.clients.histories import history, milestone, project, week


def row(number: int, done: int) -> PastRow:
    return PastRow(week(number), Decimal(40), Decimal(done))


def stood(*terms: PastTerms, **keys: Any) -> list[PastProject]:
    """Returns a project as it stood week after week."""
    made = project(milestone("2026-06-01"), **keys)
    return [replace(made, terms=each) for each in terms]


def of(*projects: PastProject) -> Published:
    """Returns what a project published that stood as given week after week, and stands as it did last."""
    past = history((each,) for each in projects)
    return published(past, projects[-1:])[projects[-1].id]


def test_a_value_is_told_once_for_as_long_as_it_stood_with_the_newest_report() -> None:
    first, second = date(2026, 1, 2), date(2026, 1, 9)
    found = of(
        *stood(
            PastTerms(tolerance_days=7, reported=first),
            PastTerms(tolerance_days=7, reported=second),
            PastTerms(tolerance_days=30, reported=second),
        )
    ).stood(lambda snapshot: snapshot.terms.tolerance_days)
    assert [(each.value, each.since, each.reported) for each in found] == [
        (7, week(0), second),
        (30, week(2), second),
    ]


def test_it_goes_on_through_a_rename_and_begins_with_what_the_client_could_see() -> (
    None
):
    narrow, wide = PastTerms(tolerance_days=7), PastTerms(tolerance_days=30)
    (old,) = stood(narrow, id_="shop")
    (new,) = stood(wide, formerly=["shop"])
    assert [each.terms for each in of(old, new).snapshots] == [narrow, wide]
    (unnamed,) = stood(wide)
    assert [each.terms for each in of(old, unnamed).snapshots] == [wide]
    later = stood(narrow, wide, live_from=str(week(1)))
    assert [each.terms for each in of(*later).snapshots] == [wide]
    inside = stood(INTERNAL, wide)
    assert [each.terms for each in of(*inside).snapshots] == [wide]


def test_a_series_that_goes_on_is_one_and_what_was_rewritten_is_kept() -> None:
    one, two, three = row(0, 1), row(1, 2), row(2, 3)
    went_on = of(*stood(PastTerms(rows=(one,)), PastTerms(rows=(one, two))))
    assert [each.value for each in went_on.series] == [(one, two)]
    better = row(1, 9)
    rewritten = of(
        *stood(
            PastTerms(rows=(one, two)),
            PastTerms(rows=(one, better)),
            PastTerms(rows=(one, better, three)),
        )
    )
    assert [each.value for each in rewritten.series] == [
        (one, two),
        (one, better, three),
    ]
    assert rewritten.rows == (one, two, three)


def test_the_milestones_that_decided_once_are_the_last_one_and_those_that_led() -> None:
    early, late = (
        milestone("2026-03-01", id_="early"),
        milestone("2026-06-01", id_="late"),
    )
    later = milestone("2026-09-01", id_="later")
    met = milestone("2026-12-01", id_="met", actual="2026-01-01")
    first = project(early, late, met)
    last = replace(project(early, late, later, met), terms=PastTerms(leads=("early",)))
    assert of(first).led == {"late"}
    assert of(first, last).led == {"early", "late", "later"}
