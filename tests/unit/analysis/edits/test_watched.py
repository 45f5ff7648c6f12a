"""A project as it was told last: since when each value stood, and what stays withdrawn."""

from dataclasses import replace

from portalgen.analysis.edits.watched import EditFact, Watched
from portalgen.model.record.past import PastProject
from tests.kit.clients.histories import week
from tests.kit.clients.told import Weeks

ASK = "asks: [{id: photos, what: Photos, due_on: %s}]\n"
JUNE, JULY, AUGUST = "2026-06-01", "2026-07-01", "2026-08-01"


def project(keys: str) -> PastProject:
    (row,) = Weeks().told(keys).rows
    return row[0]


def facts(*weeks: str | None) -> list[EditFact]:
    """Returns what a project told otherwise week after week; None where it was not there."""
    watched = Watched()
    found = []
    for number, keys in enumerate(weeks):
        seen = project(keys) if keys is not None else None
        found += watched.told(seen, week(number), {})
    return found


def test_a_value_stood_since_the_week_in_which_it_was_told_first() -> None:
    one, two = facts(ASK % JUNE, ASK % JUNE, ASK % JULY, ASK % AUGUST)
    assert (one.since, one.recorded_on) == (week(0), week(2))
    assert (two.since, two.recorded_on) == (week(2), week(3))


def test_another_field_leaves_the_day_since_which_a_value_stood() -> None:
    renamed = (ASK % JUNE).replace("Photos", "All photos")
    _, due = facts(ASK % JUNE, renamed, renamed.replace(JUNE, JULY))
    assert (due.field, due.since) == ("due_on", week(0))


def test_a_project_that_was_away_is_held_against_what_it_told_last() -> None:
    (fact,) = facts(ASK % JUNE, None, "visibility: internal", ASK % JULY)
    assert (fact.texts.before, fact.texts.after) == (JUNE, JULY)
    assert fact.open_texts == {"item", "to"}, "what it said before was taken from view"


def test_what_is_gone_when_the_project_comes_back_went() -> None:
    (fact,) = facts(ASK % JUNE, "visibility: internal", "asks: []", "asks: []")
    assert fact.field is None
    assert fact.open_texts == frozenset()


def test_what_goes_and_comes_back_keeps_only_what_it_says_since() -> None:
    gone, edited = facts(ASK % JUNE, "asks: []", ASK % JULY)
    assert gone.field is None
    assert gone.open_texts == {"item"}
    assert edited.field == "due_on"
    assert edited.open_texts == {"item", "to"}


def test_a_risk_that_is_over_meanwhile_is_held_against_what_it_was_when_open() -> None:
    risk = "risks: [{id: api, name: API, impact: severe, probability: %s, state: %s}]\n"
    open_, over, lower = (
        risk % ("likely", "open"),
        risk % ("rare", "closed"),
        risk % ("rare", "open"),
    )
    (fact,) = facts(open_, over, lower)
    assert (fact.texts.before, fact.texts.after) == ("likely", "rare")
    assert facts(open_, over, open_) == []


def test_the_same_project_once_more_tells_nothing() -> None:
    watched = Watched()
    seen = project(ASK % JUNE)
    for number, each in enumerate((seen, seen, replace(seen))):
        assert watched.told(each, week(number), {}) == []
