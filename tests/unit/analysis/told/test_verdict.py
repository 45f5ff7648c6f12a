"""The first line of a portal: each of its forms, and that every language can say it."""

from typing import Any

import pytest

from portalgen.analysis.message import Message, message
from portalgen.model.client import LANGUAGES
from portalgen.words import Words
from portalgen.words.catalogue import catalogue
from tests.kit.clients.nouns import AGREED as PROVED
from tests.kit.clients.nouns import (
    PROVEN,
    TODAY,
    day,
    found,
    milestone,
    move,
    project,
)

EARLIER = day("2026-05-01")
ALONE = [move("2026-05-15", "2026-06-15")]
AGREED = [move("2026-05-15", "2026-06-15", **PROVED)]


def launch(id_: str, on: str, count: int | None = None) -> Message:
    return message(f"verdict.{id_}", count=count, name="Launch", day=day(on))


OF_A_DATE: list[tuple[str, list[dict[str, Any]], str, Message]] = [
    ("promised", [], "2026-06-15", launch("on_time.promised", "2026-06-15")),
    ("promised", [], "2026-06-16", launch("late.promised", "2026-06-16", 1)),
    ("promised", [], "2026-06-13", launch("early.promised", "2026-06-13", 2)),
    ("agreed", AGREED, "2026-06-15", launch("on_time.agreed", "2026-06-15")),
    ("agreed", AGREED, "2026-06-20", launch("late.agreed", "2026-06-20", 5)),
    ("agreed", AGREED, "2026-06-14", launch("early.agreed", "2026-06-14", 1)),
    ("first", ALONE, "2026-05-15", launch("on_time.first", "2026-05-15")),
    ("first", ALONE, "2026-06-15", launch("late.first", "2026-06-15", 31)),
    ("first", ALONE, "2026-05-14", launch("early.first", "2026-05-14", 1)),
]
OF_THE_REST: list[tuple[dict[str, Any] | None, dict[str, Any], Message]] = [
    (None, {}, message("verdict.no_milestones")),
    ({"forecast": "undated"}, {}, message("verdict.undated", name="Launch")),
    ({"forecast": "2026-06-15"}, {}, launch("expected", "2026-06-15")),
    (
        {"promised_date": "2026-02-27"},
        {},
        message("verdict.overdue", 63, name="Launch"),
    ),
    (
        {"promised_date": "2026-06-15", "forecast": "2026-04-24"},
        {},
        launch("passed", "2026-04-24"),
    ),
    ({"actual_date": "2026-04-15"}, {}, launch("all_met", "2026-04-15")),
    (None, {"state": "paused"}, message("verdict.paused")),
    (
        None,
        {"state": "paused", "since": "2026-04-01"},
        message("verdict.paused_since", day=day("2026-04-01")),
    ),
    (
        None,
        {"state": "paused", "since": "2026-04-01", "resumes_on": "2026-08-03"},
        message("verdict.paused_until", day=day("2026-08-03")),
    ),
    (
        None,
        {"state": "paused", "since": "2026-03-02", "resumes_on": "2026-04-02"},
        message("verdict.paused_since", day=day("2026-03-02")),
    ),
    ({"promised_date": "2026-06-15"}, {"state": "closed"}, message("verdict.closed")),
    (
        None,
        {"state": "closed", "since": "2026-04-01"},
        message("verdict.closed_since", day=day("2026-04-01")),
    ),
    (
        {"promised_date": "2026-06-15"},
        {"state": "cancelled"},
        message("verdict.cancelled"),
    ),
    (
        None,
        {"state": "cancelled", "since": "2026-04-01"},
        message("verdict.cancelled_since", day=day("2026-04-01")),
    ),
]


@pytest.mark.parametrize(("against", "moves", "forecast", "expected"), OF_A_DATE)
def test_a_dated_milestone_is_early_on_time_or_late_against_the_date_that_counts(
    against: str, moves: list[dict[str, Any]], forecast: str, expected: Message
) -> None:
    dated = milestone(promised_date="2026-06-15", forecast=forecast, moves=moves)
    result = found(project(dated, **PROVEN), EARLIER)
    assert result.verdict == expected
    assert result.lead
    assert result.lead.yardstick == against


@pytest.mark.parametrize(("keys", "more", "expected"), OF_THE_REST)
def test_what_is_undated_met_at_rest_or_ended_is_said_plainly(
    keys: dict[str, Any] | None, more: dict[str, Any], expected: Message
) -> None:
    assert (
        found(project(*([milestone(**keys)] if keys else []), **more), EARLIER).verdict
        == expected
    )


def test_a_date_that_passed_is_never_said_to_be_expected_today() -> None:
    overdue = found(project(milestone(promised_date="2026-05-25"))).verdict
    assert overdue == message("verdict.overdue", 7, name="Launch")
    assert Words("en", TODAY).say(overdue) == "Launch: 7 days overdue, no new date yet"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_the_verdict_is_reached_and_said_in_every_language(
    language: str,
) -> None:
    words = Words(language, TODAY)
    reached = [case[3] for case in OF_A_DATE] + [case[2] for case in OF_THE_REST]
    said = {verdict.id: words.say(verdict) for verdict in reached}
    assert all(said.values())
    assert len(set(said.values())) == len(said)
    known = {
        each.id if isinstance(each.id, str) else each.id[0]
        for each in catalogue(language)
    }
    assert set(said) == {id_ for id_ in known if id_.startswith("verdict.")}
