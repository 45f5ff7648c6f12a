"""The burn-up: its headline, and the range of the simulated end."""

from decimal import Decimal
from typing import Any

import pytest

from portalgen.charts import burnup
from portalgen.model.project import Project
from tests.kit.clients.nouns import found, milestone, project
from tests.kit.clients.weekly_progress import rows
from tests.kit.pages.chart_sources import EDGES, ENGLISH, headline, progress


@pytest.mark.parametrize(
    ("last", "id_", "planned"),
    [
        ("2026-05-29,20,5", "done", {}),
        ("2026-05-29,20,5,5", "on_plan", {"planned": 5}),
        ("2026-05-29,20,5,6", "behind", {"planned": 6}),
    ],
)
def test_the_burnups_headline_compares_with_the_plan_where_there_is_one(
    last: str, id_: str, planned: dict[str, int]
) -> None:
    chart = burnup(found(progress("2026-05-01,20,0", last)), ENGLISH)
    assert headline(chart) == ENGLISH.text(
        f"chart.burnup.{id_}", done=5, scope=20, **planned
    )


STEADY: dict[str, Any] = {"progress": rows([4] * 10, open_items=10)}  # done on 17 June


def test_the_burnups_headline_says_by_when_85_of_100_runs_end() -> None:
    told = found(project(milestone(promised_date="2026-07-01"), **STEADY))
    p85 = told.forecast.milestones[0].p85
    assert p85
    assert headline(burnup(told, ENGLISH)) == ENGLISH.text(
        "chart.burnup.simulated",
        done=40,
        scope=50,
        name="Launch",
        day=p85,
    )


def test_the_burnups_headline_says_where_no_end_is_in_sight() -> None:
    of = EDGES["simulated without an end"]
    assert headline(burnup(found(of), ENGLISH)) == ENGLISH.text(
        "chart.burnup.endless", done=3, scope=43, name="Launch"
    )


def test_the_burnup_shows_the_simulated_range_from_the_last_day_on_in_figure_and_table() -> (
    None
):
    of = project(
        milestone(promised_date="2026-07-01"),
        progress=rows([1, 5, 0, 9] * 3, open_items=15),
    )
    simulated = found(of).forecast.milestones[0]
    chart = burnup(found(of), ENGLISH)
    assert chart
    ends = [simulated.p50, simulated.p85, simulated.p95]
    assert [row[-2:] for row in chart.rows[-3:]] == [
        (Decimal(60), level) for level in (50, 85, 95)
    ]
    assert [row[0] for row in chart.rows[-3:]] == ends
    assert [column.key for column in chart.columns] == [
        "date",
        "scope",
        "done",
        "simulated",
        "runs_of_100",
    ]
    band, dashed, marks, *_ = chart.figure["data"]
    assert dashed["line"] == {"color": "@accent", "width": 2, "dash": "dash"}
    assert dashed["x"] == ["2026-05-29", str(simulated.p85)]
    assert band["x"][0] == band["x"][-1] == "2026-05-29"
    assert marks["x"] == [str(each) for each in ends]
    assert chart.figure["layout"]["xaxis"]["range"][1] >= str(simulated.p95)


def test_a_range_far_ahead_takes_no_more_than_half_of_the_width() -> None:
    chart = burnup(
        found(
            project(milestone(promised_date="2026-07-01"), progress=rows([4] * 10, 400))
        ),
        ENGLISH,
    )
    assert chart
    assert chart.figure["layout"]["xaxis"]["range"] == ["2026-03-20", "2026-08-07"]


@pytest.mark.parametrize(
    "of",
    [
        pytest.param(
            project(milestone(promised_date="2026-07-01"), progress=rows([4] * 7, 10)),
            id="too few weeks",
        ),
        pytest.param(
            EDGES["simulated and undated"],
            id="the agency says that there is no date yet",
        ),
    ],
)
def test_without_a_forecast_to_tell_the_burnup_is_about_what_was(of: Project) -> None:
    chart = burnup(found(of), ENGLISH)
    assert chart
    assert [column.key for column in chart.columns] == ["date", "scope", "done"]
    points = found(of).points
    assert headline(chart) == ENGLISH.text(
        "chart.burnup.done", done=points[-1].done, scope=points[-1].scope
    )
