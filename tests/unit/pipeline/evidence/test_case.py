"""What is asked for of a chronology: a milestone with what it depends on, days, and what the page says of limits."""

from datetime import date

import pytest

from portalgen.errors import UsageError
from portalgen.pages.evidence.point import Case
from portalgen.pipeline.evidence.case import Asked, limits_of, points_of
from tests.kit.clients import histories as past
from tests.kit.clients.cases import case, published, sayings
from tests.kit.clients.histories import JULY, JUNE
from tests.kit.clients.nouns import milestone, project

ASKS = [
    {"id": "texts", "what": "Texts", "asked_on": "2026-02-01", "blocks": ["content"]},
    {"id": "names", "what": "Names", "asked_on": "2026-02-02", "blocks": ["training"]},
]
WEBSHOP = project(
    milestone("content", promised_date=JUNE),
    milestone("launch", promised_date=JULY, depends_on=["content"]),
    milestone("training", promised_date=JULY),
    asks=ASKS,
    updates=[],
)
CONTENT, TRAINING, GONE = (
    past.milestone(day, id_=id_)
    for id_, day in (("content", JUNE), ("training", JULY), ("gone", JULY))
)
RECORD = past.rows(
    (past.project(CONTENT, past.milestone(JUNE), TRAINING, GONE),),
    (past.project(CONTENT, past.milestone(JULY), TRAINING),),
)
CASE = case(WEBSHOP, RECORD, published(RECORD, ("2026-01-06", 4), ("2026-03-01", 6)))


def asked(of: Case = CASE, **limits: object) -> list[str]:
    points = points_of(of, Asked("webshop", **limits))  # type: ignore[arg-type]
    return [each.partition(":")[0] for each in sayings(points)]


def test_a_milestone_brings_those_before_it_and_what_they_wait_for() -> None:
    found = asked(milestone="launch")
    assert set(found) >= {"Content", "Launch", "Asked of Acme"}
    assert found.count("Asked of Acme") == 1
    assert "Training" not in found
    assert "gone" not in found


def test_a_milestone_that_is_gone_can_be_asked_for() -> None:
    found = [each for each in asked(milestone="gone") if "published" not in each]
    assert set(found) == {"gone"}


def test_a_point_is_found_under_any_of_its_days() -> None:
    moved = "Launch: promise moved from 1 June 2026 to 1 July 2026 (+30 days)"
    limits = {"as stated": ("2026-01-12", "2026-01-12"), "as shown": ("2026-03-01", "2026-03-01")}  # fmt: skip
    for first, last in limits.values():
        days = Asked("webshop", None, date.fromisoformat(first), date.fromisoformat(last))  # fmt: skip
        assert moved in sayings(points_of(CASE, days))
    nothing = Asked("webshop", None, date(2026, 4, 1))
    assert points_of(CASE, nothing) == []


def test_an_unknown_milestone_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean launch"):
        asked(milestone="lunch")
    with pytest.raises(UsageError, match="it has none"):
        points_of(case(project()), Asked("webshop", "launch"))


def test_the_page_says_what_was_left_out_and_what_is_not_known() -> None:
    limits = Asked("webshop", "launch", date(2026, 1, 1), date(2026, 2, 1))
    points = points_of(CASE, limits)
    said = list(limits_of(CASE, limits, points))
    assert [each.replace("\xa0", " ") for each in said[:3]] == [
        "Only what concerns Launch and what it depends on.",
        "Only what has a day from 1 January 2026 on.",
        "Only what has a day until 1 February 2026.",
    ]
    whole = Asked("webshop")
    assert list(limits_of(CASE, whole, points_of(CASE, whole))) == []
    unpublished = case(WEBSHOP, RECORD)
    (says,) = limits_of(unpublished, whole, points_of(unpublished, whole))
    assert says.startswith("No publication was given")
    (says,) = limits_of(case(WEBSHOP), whole, [])
    assert says.startswith("There is no history")
