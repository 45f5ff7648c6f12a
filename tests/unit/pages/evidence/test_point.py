"""A point of a chronology: the days that it carries, and where it stands among the others."""

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from portalgen.model.record.showing import Showing
from portalgen.pages.evidence.point import Point, within
from tests.kit.clients import histories as past
from tests.kit.clients.histories import JUNE
from tests.kit.clients.told import Weeks

STATED = date(2026, 1, 10)
RECORDED = date(2026, 3, 10)
SHOWN = date(2026, 4, 10)
POINT = Point(Markup("Said"), STATED, RECORDED, SHOWN)


def test_a_point_stands_on_the_day_on_which_the_client_could_know() -> None:
    assert POINT.told == SHOWN
    assert replace(POINT, shown=None).told == RECORDED
    assert replace(POINT, shown=None, recorded=None).told == STATED
    undated = Point(Markup("Said"), None)
    assert undated.told == date.max


def test_on_one_day_publications_stand_first_then_entries_edits_and_what_files_say() -> (
    None
):
    entry = past.of(past.milestone(JUNE)).entries[0]
    weeks = Weeks().told("tolerance: {schedule_days: 7}").told("state: paused")
    edit = weeks.edits.entries[0]
    publication = replace(POINT, showing=Showing(SHOWN, 1, "a" * 64, "b" * 64))
    of_files = POINT
    recorded = replace(POINT, entry=entry)
    edited = replace(POINT, edit=edit)
    points = [of_files, edited, recorded, publication]
    assert sorted(points, key=lambda each: each.place) == [
        publication,
        recorded,
        edited,
        of_files,
    ]


def test_a_point_is_found_under_each_day_that_it_carries() -> None:
    for day in (STATED, RECORDED, SHOWN):
        assert within([POINT], day, day) == [POINT]
    assert within([POINT], date(2026, 2, 1), date(2026, 2, 28)) == []
    assert within([POINT], date(2026, 5, 1), None) == []
    assert within([POINT], None, date(2026, 1, 31)) == [POINT]


def test_without_limits_a_point_without_any_day_is_kept() -> None:
    undated = Point(Markup("Said"), None)
    assert within([undated], None, None) == [undated]
    assert within([undated], STATED, None) == []
