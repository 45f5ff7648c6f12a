"""The simulated range: where half, 85 and 95 of 100 runs see the leading milestone done."""

from portalgen.charts.simulated import leading_forecast, simulated_ends, traces
from tests.kit.clients.nouns import found, milestone, project
from tests.kit.clients.weekly_progress import rows
from tests.kit.pages.chart_sources import EDGES, ENGLISH

STEADY = project(
    milestone(promised_date="2026-07-01"), progress=rows([4] * 10, open_items=10)
)


def test_the_ends_are_those_of_the_leading_milestone_earliest_first() -> None:
    of = found(STEADY)
    forecast = leading_forecast(of)
    assert forecast is not None
    ends = simulated_ends(of)
    assert [each.level for each in ends] == [50, 85, 95]
    assert [each.day for each in ends] == [
        forecast.day(level) for level in (50, 85, 95)
    ]
    assert {each.items for each in ends} == {50}
    assert ends == sorted(ends, key=lambda each: each.day)


def test_a_level_past_the_horizon_has_no_end() -> None:
    of = found(EDGES["simulated without an end"])
    levels = [each.level for each in simulated_ends(of)]
    assert levels == sorted(levels)
    assert 95 not in levels


def test_a_milestone_that_is_undated_on_purpose_tells_no_range() -> None:
    withheld = milestone(promised_date="2026-07-01", forecast="undated")
    of = found(project(withheld, progress=rows([4] * 10, open_items=10)))
    assert leading_forecast(of) is None
    assert simulated_ends(of) == []


def test_a_range_is_a_band_a_line_and_points_from_the_last_data() -> None:
    of = found(STEADY)
    last = of.points[-1]
    made = traces("Launch", last, simulated_ends(of), ENGLISH)
    assert len(made) == 3
    assert made[1]["x"][0] == last.on.isoformat()
    assert traces("Launch", last, [], ENGLISH) == []
