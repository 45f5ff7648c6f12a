"""The timeline: its headline, and a row for each dated milestone."""

from typing import Any

import pytest

from portalgen.charts import timeline
from tests.kit.clients.nouns import TODAY, day, found, milestone, project
from tests.kit.pages.chart_sources import ENGLISH, MOVED, headline


@pytest.mark.parametrize(
    ("keys", "id_", "values"),
    [
        ({"actual_date": "2026-05-01"}, "met", {"count": 1, "total": 1}),
        ({"forecast": "2026-07-01"}, "met", {"count": 0, "total": 1}),
        (
            {"promised_date": "2026-07-01"},
            "on_time",
            {"count": 0, "total": 1, "name": "Launch"},
        ),
        (
            {"promised_date": "2026-07-01", "forecast": "2026-07-02"},
            "late",
            {"count": 1, "met": 0, "total": 1, "name": "Launch"},
        ),
        (
            {"promised_date": "2026-07-01", "forecast": "2026-06-29"},
            "early",
            {"count": 2, "met": 0, "total": 1, "name": "Launch"},
        ),
    ],
)
def test_the_timelines_headline_compares_the_leading_milestone_with_its_first_promise(
    keys: dict[str, Any], id_: str, values: dict[str, Any]
) -> None:
    chart = timeline(found(project(milestone(**keys))), ENGLISH)
    assert headline(chart) == ENGLISH.text(f"chart.timeline.{id_}", **values)


def test_a_timeline_has_a_row_for_each_milestone_and_names_those_without_a_date() -> (
    None
):
    chart = timeline(
        found(
            project(
                milestone("a", **MOVED),
                milestone("b", forecast="undated"),
                milestone("c", **MOVED),
            )
        ),
        ENGLISH,
    )
    assert chart
    assert [row[0] for row in chart.rows] == ["A", "B", "C"]
    (undated,) = chart.figure["layout"]["annotations"]
    assert (undated["y"], undated["text"]) == (1, "no date yet")
    assert chart.rows[0][1:] == (
        day("2026-06-01"),
        day("2026-07-01"),
        day("2026-07-01"),
        30,
    )


def test_an_overdue_milestone_is_drawn_at_no_day_and_named_in_the_headline() -> None:
    chart = timeline(found(project(milestone(promised_date="2026-03-30"))), ENGLISH)
    assert chart
    assert chart.headline == (
        "0 of 1 milestones met; Launch is 63 days overdue, without a new date"
    )
    (row,) = chart.rows
    assert row[3:] == (None, None)
    assert all(str(TODAY) not in trace["x"] for trace in chart.figure["data"])
