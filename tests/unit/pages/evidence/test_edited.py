"""Points of the record of edits: what was told otherwise later, with the words before and since."""

from dataclasses import replace
from datetime import date

from portalgen.analysis.showings import with_showing
from portalgen.model.record.showing import Reached, Showings
from portalgen.pages.evidence.chronology import about, chronology
from portalgen.pages.evidence.edited import edited
from portalgen.pages.evidence.point import Case, Point
from tests.kit.clients.cases import case, sayings
from tests.kit.clients.nouns import milestone, project
from tests.kit.clients.told import Weeks

LAUNCH = milestone(promised_date="2026-06-01", acceptance="Orders can be looked at")
DEMO = milestone("demo", promised_date="2026-05-01")
ASK = {"id": "photos", "what": "Photos", "blocks": ["launch"]}
TOLD = """
tolerance: {schedule_days: 7}
milestones: [{id: launch, name: Launch, promised_date: 2026-06-01, acceptance: Orders can be placed}]
asks: [{id: photos, what: Photos, due_on: 2026-02-20}]
risks: [{id: rain, name: Rain, probability: likely, impact: major}]
"""
SINCE = """
tolerance: {schedule_days: 30}
milestones: [{id: launch, name: Launch, promised_date: 2026-06-01, acceptance: Orders can be looked at}]
asks: [{id: photos, what: Photos, due_on: 2026-03-20}]
"""


def edited_case(showings: Showings = ()) -> Case:
    of = project(LAUNCH, DEMO, asks=[ASK])
    weeks = Weeks().told(TOLD).told(SINCE)
    edits = weeks.edits.with_showings(showings, None)
    return replace(case(of), edits=edits, showings=showings)


def words_of(point: Point) -> list[tuple[str, str, str | None]]:
    return [(each.text, each.whose, each.field) for each in point.quotes]


def test_each_edit_says_what_it_is_of_and_a_loss_that_something_went() -> None:
    said = sayings(edited(edited_case()))
    assert set(said) == {
        "Terms of the project: “Tolerance” says something else since",
        "Launch: “Test” says something else since",
        "Photos: “Due” says something else since",
        "A risk that was open was taken out",
    }


def test_the_words_before_and_since_stand_with_the_field_of_their_digest() -> None:
    (test,) = [each for each in edited(edited_case()) if "Launch" in sayings([each])[0]]
    assert words_of(test) == [
        ("Orders can be placed", "the agency, before", "from"),
        ("Orders can be looked at", "the agency, since then", "to"),
    ]


def test_what_went_tells_that_its_words_were_withdrawn_and_not_what_they_were() -> None:
    (lost,) = [each for each in edited(edited_case()) if "risk" in sayings([each])[0]]
    assert words_of(lost) == [
        ("what it said was withdrawn.", "the agency", None),
    ]


def test_a_milestone_has_its_own_edits_those_of_its_asks_and_the_projects_terms() -> (
    None
):
    of = edited_case()
    points = list(edited(of))
    launch = sayings(about(points, of.project, "launch"))
    demo = sayings(about(points, of.project, "demo"))
    terms = "Terms of the project: “Tolerance” says something else since"
    assert len(launch) == 3
    assert demo == [terms]


def test_a_publication_that_showed_edits_alone_is_a_point_and_dates_them() -> None:
    entries = edited_case().edits.entries
    reached = Reached(len(entries), entries[-1].hash)
    showings = with_showing((), date(2026, 1, 2), 1, "a" * 64)
    showings = with_showing(showings, date(2026, 3, 1), 1, "a" * 64, reached)
    found = chronology(edited_case(showings))
    days = {each.shown for each in found if each.edit}
    told = [each for each in found if each.showing == showings[-1]]
    assert len(told) == 1
    assert days <= {date(2026, 3, 1), None}
