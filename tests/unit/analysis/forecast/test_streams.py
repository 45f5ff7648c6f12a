"""Several streams: each goes at its own pace, and what waits for all of them waits for the slowest."""

from datetime import date, timedelta
from typing import Any

from portalgen.analysis.forecast.streams import series_of
from portalgen.analysis.message import message
from portalgen.model.health import Rag
from portalgen.model.progress import ProgressRow
from portalgen.model.project import Project
from tests.kit.clients.nouns import day, found, milestone, project
from tests.kit.clients.weekly_progress import LAST, Work, rows, steady_forecast

LAUNCH = {"promised_date": "2026-09-01"}


def stream(
    name: str, work: list[Work], open_items: int, last: date = LAST
) -> list[dict[str, Any]]:
    """Returns weekly rows of a stream."""
    return [{**row, "stream": name} for row in rows(work, open_items, last)]


def with_streams(*streams: list[dict[str, Any]], **launch: Any) -> Project:
    """Returns a project with one milestone and the rows of some streams."""
    together = [row for each in streams for row in each]
    return project(milestone(**{**LAUNCH, **launch}), progress=together)


SLOW = stream("Migration", [1] * 12, open_items=48)
FINISHED = stream("Website", [10] * 12, open_items=0)


def test_a_finished_teams_pace_does_not_pay_a_slow_teams_work() -> None:
    both = with_streams(SLOW, FINISHED)
    (simulated,) = steady_forecast(both).milestones
    assert simulated.p50 == LAST + timedelta(weeks=48)
    (alone,) = steady_forecast(with_streams(SLOW)).milestones
    assert simulated.finished == alone.finished
    assert found(both).health.overall is Rag.RED
    (shown,) = found(both).forecast.milestones
    assert shown.p50
    assert abs((shown.p50 - simulated.p50).days) < 28


def test_the_order_of_rows_and_of_streams_changes_nothing() -> None:
    forwards = found(with_streams(SLOW, FINISHED))
    backwards = found(with_streams(FINISHED[::-1], SLOW[::-1]))
    assert forwards.forecast == backwards.forecast


def test_a_milestone_of_one_stream_is_done_when_that_stream_is() -> None:
    fast = stream("Website", [5] * 12, open_items=10)
    data = milestone("data", promised_date="2026-09-01", items={"Migration": "48"})
    site = milestone("site", promised_date="2026-07-01", items={"Website": "10"})
    simulated = steady_forecast(project(data, site, progress=[*SLOW, *fast]))
    ends = {each.milestone_id: each.p50 for each in simulated.milestones}
    assert ends == {
        "site": LAST + timedelta(weeks=2),
        "data": LAST + timedelta(weeks=48),
    }


def test_a_stream_with_too_little_history_is_named_and_gets_no_other_ones_pace() -> (
    None
):
    young = stream("Migration", [1] * 7, open_items=3)
    old = stream("Website", [5] * 12, open_items=5)
    refused = found(with_streams(young, old)).forecast
    said = message("forecast.refused.stream_few_weeks", 7, needed=8, stream="Migration")
    assert (refused.milestones, refused.refusal) == ((), said)
    assert refused.reasons == (said,)


def test_a_stream_in_which_nothing_was_done_is_named() -> None:
    idle = stream("Migration", [0] * 12, open_items=3)
    refused = found(with_streams(idle, FINISHED)).forecast
    assert refused.reasons == (
        message("forecast.refused.stream_nothing_done", stream="Migration"),
    )


def test_what_waits_for_no_young_stream_is_simulated_all_the_same() -> None:
    young = stream("Migration", [1] * 3, open_items=3)
    old = stream("Website", [5] * 12, open_items=10)
    data = milestone("data", promised_date="2026-09-01", items={"Migration": "3"})
    site = milestone("site", promised_date="2026-07-01", items={"Website": "10"})
    simulated = found(project(data, site, progress=[*young, *old])).forecast
    assert [each.milestone_id for each in simulated.milestones] == ["site"]
    assert simulated.refusal is None
    assert len(simulated.reasons) == 1


def test_a_finished_stream_may_be_as_young_as_it_likes() -> None:
    young = stream("Design", [2] * 3, open_items=0)
    (simulated,) = steady_forecast(with_streams(young, SLOW)).milestones
    assert simulated.p50 == LAST + timedelta(weeks=48)


def test_a_new_stream_does_not_hide_that_the_others_are_late() -> None:
    young = stream("Polish", [0] * 2, open_items=1)
    hidden = found(with_streams(SLOW, young))
    assert hidden.forecast.milestones == ()
    assert found(with_streams(SLOW)).health.overall is Rag.RED
    assert hidden.health.overall is Rag.RED


def test_a_new_stream_lets_nothing_be_told_from_the_others_that_are_in_time() -> None:
    young = stream("Polish", [0] * 2, open_items=1)
    in_time = stream("Website", [5] * 12, open_items=5)
    told = found(with_streams(in_time, young))
    assert told.health.rule.id == "rule.schedule.on_time"
    assert told.lead
    assert told.lead.expected == day("2026-09-01")


RUNNING = stream("Website", [1] * 70, open_items=0)


def test_a_stream_that_reports_no_more_stands_still() -> None:
    stopped = stream(
        "Migration", [4] * 8, open_items=4, last=LAST - timedelta(weeks=60)
    )
    (simulated,) = found(with_streams(stopped, RUNNING)).forecast.milestones
    assert simulated.p50 is None


def test_a_streams_weeks_are_those_that_it_was_there_for_from_their_beginning() -> None:
    late = stream("Migration", [2] * 3, open_items=1)
    series = series_of(ProgressRow.model_validate(row) for row in (*late, *FINISHED))
    migration, website = series.streams
    assert [each.name for each in series.streams] == ["Migration", "Website"]
    assert [week.done for week in migration.weeks_among(series.weeks)] == [2, 2, 2]
    assert len(website.weeks_among(series.weeks)) == len(series.weeks) == 12
    assert series.open_items == {"Migration": 1, "Website": 0}


def test_rows_without_a_stream_beside_named_ones_are_a_stream_of_their_own() -> None:
    rest = rows([1] * 12, open_items=48)
    both = project(milestone(**LAUNCH), progress=[*rest, *FINISHED])
    (simulated,) = steady_forecast(both).milestones
    assert simulated.p50 == LAST + timedelta(weeks=48)
