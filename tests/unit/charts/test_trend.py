"""The trend of a promise: its headline, and where it ends."""

import pytest

from portalgen.charts import trend
from tests.kit.clients.nouns import TODAY, day, found, milestone, move, project
from tests.kit.pages.chart_sources import ENGLISH, MOVED, headline


@pytest.mark.parametrize(
    ("moves", "id_", "days"),
    [
        ([("2026-06-01", "2026-06-02")], "later", 1),
        ([("2026-06-10", "2026-06-01"), ("2026-06-01", "2026-06-05")], "earlier", 5),
        ([("2026-06-10", "2026-06-20"), ("2026-06-20", "2026-06-10")], "back", None),
    ],
)
def test_the_trends_headline_says_how_far_the_promise_has_moved(
    moves: list[tuple[str, str]], id_: str, days: int | None
) -> None:
    history = [move(*ends, on=f"2026-05-{n:02}") for n, ends in enumerate(moves, 1)]
    moved = project(milestone(promised_date=moves[-1][1], moves=history))
    values = {"days": ENGLISH.text("unit.days", count=days)} if days else {}
    says = ENGLISH.text(f"chart.trend.{id_}", count=len(moves), name="Launch", **values)
    assert headline(trend(moved, found(moved), ENGLISH)) == says


def test_the_trend_of_moves_without_days_ends_where_they_lead() -> None:
    moved = project(
        milestone(
            baseline_date="2026-06-01",
            promised_date="2026-07-01",
            moves=[{"cause": "estimate"}],
        ),
        started_on="2026-05-01",
    )
    chart = trend(moved, found(moved), ENGLISH)
    assert chart
    assert [row[1:] for row in chart.rows] == [
        (day("2026-05-01"), day("2026-06-01")),
        (TODAY, day("2026-06-01")),
        (TODAY, day("2026-07-01")),
    ]


def test_the_trend_of_a_met_milestone_ends_on_its_day() -> None:
    met = project(
        milestone(**MOVED | {"actual_date": "2026-05-20"}), started_on="2026-04-01"
    )
    chart = trend(met, found(met), ENGLISH)
    assert chart
    assert [row[1] for row in chart.rows] == [
        day(each) for each in ("2026-04-01", "2026-05-01", "2026-05-01", "2026-05-20")
    ]
