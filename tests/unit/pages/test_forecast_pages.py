"""What pages say of the simulated forecast, and when they keep silent."""

import re
from datetime import timedelta
from typing import Any

import pytest

from portalgen.model.project import Project
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client, day, found, milestone, project
from tests.kit.clients.weekly_progress import LAST, Work, rows
from tests.kit.pages.rendering import pages, rendered

WORDS = {language: Words(language, TODAY) for language in ("en", "fi")}
UNEVEN = rows([1, 5, 0, 9] * 4, open_items=40)


def shown(of: Project, page: str, language: str = "en") -> str:
    """Returns the text of a page, its markup left out."""
    html = pages(rendered(client(of, language=language)))[f"webshop/{page}"]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def running(**keys: Any) -> Project:
    launch = {"promised_date": "2026-08-07", **keys.pop("launch", {})}
    return project(milestone(**launch), **{"progress": UNEVEN, **keys})


@pytest.mark.parametrize("language", ["en", "fi"])
def test_now_says_the_chance_of_the_date_that_counts_in_words_and_the_range(
    language: str,
) -> None:
    words, simulated = WORDS[language], found(running()).forecast.milestones[0]
    assert simulated.p50
    assert simulated.p95
    now = shown(running(), "now", language)
    # The client's id is a part of the seed, so the page's own numbers are looked for, not these to the day.
    assert re.search(r"\d (?:in 10|kymmenestä)", now)
    assert words.short_day(day("2026-08-07")) in now
    assert words.text("now.simulated", first="\0", last="\0").split("\0")[0] in now


def test_the_chance_stands_where_there_is_a_reason_too() -> None:
    reason = running(health={"reason": "The bank is late.", "plan": "Wait."})
    assert re.search(
        r"The bank is late\. Chance of meeting 7 Aug: [^.]+ in 10\. Plan:",
        shown(reason, "now"),
    )


@pytest.mark.parametrize(
    ("of", "says"),
    [
        pytest.param(
            running(launch={"forecast": "undated"}),
            (False, False),
            id="no date to plan with",
        ),
        pytest.param(
            running(launch={"promised_date": "2026-05-31"}),
            (False, True),
            id="the date has passed",
        ),
        pytest.param(
            running(launch={"promised_date": "2026-06-01"}),
            (True, True),
            id="the date is today",
        ),
        pytest.param(running(state="paused"), (False, False), id="paused"),
        pytest.param(running(progress=UNEVEN[-7:]), (False, False), id="too few weeks"),
        pytest.param(
            running(
                updates=[], progress=rows([4] * 9, 40, last=LAST - timedelta(days=14))
            ),
            (False, False),
            id="old data",
        ),
    ],
)
def test_now_keeps_silent_where_a_chance_would_mislead(
    of: Project, says: tuple[bool, bool]
) -> None:
    now = shown(of, "now")
    assert ("Chance of meeting" in now, "Simulated at the pace so far" in now) == says


def test_a_simulated_day_is_labelled_as_such() -> None:
    assert "simulated" in shown(running(), "dates")
    assert "simulated" not in shown(running(launch={"forecast": "2026-09-30"}), "dates")


def test_a_date_stated_too_early_is_said() -> None:
    early = shown(running(launch={"forecast": "2026-06-05"}), "now")
    assert re.search(
        r"Launch: Acme expects 5 June; half of the simulated runs need until \d", early
    )
    endless = running(
        launch={"forecast": "2026-06-05"}, progress=rows([0, (1, 1)] * 5, 40)
    )
    assert "fewer than half of the simulated runs end within five years" in shown(
        endless, "now"
    )


def test_progress_and_how_say_why_there_is_no_forecast_yet() -> None:
    few = running(progress=rows([4] * 5, 40))
    says = WORDS["en"].text("forecast.refused.few_weeks", count=5, needed=8)
    assert says in shown(few, "progress")
    assert says in shown(few, "how")
    assert says not in shown(running(), "progress")


def test_how_shows_the_forecasts_own_numbers() -> None:
    how = shown(running(), "how")
    for says in (
        WORDS["en"].text("how.forecast_rule", most=52, runs=10_000),
        WORDS["en"].text("how.forecast_drawn", count=16, day=LAST),
        WORDS["en"].text("how.health_chance"),
    ):
        assert says in how
    assert re.search(r"begin with the number [0-9a-f]{32},", how)
    assert re.search(r"Launch ?40 ?\d+ \w+ ?\d+ \w+ ?\d+ \w+", how)


def test_how_leaves_out_what_is_not_simulated_and_what_has_no_date() -> None:
    undated = shown(running(launch={"forecast": "undated"}), "how")
    assert "Open items" not in undated
    assert WORDS["en"].text("how.forecast") not in shown(running(state="paused"), "how")
    assert WORDS["en"].text("how.health_chance") not in shown(
        project(milestone(promised_date="2026-07-01")), "how"
    )


def test_how_tells_hit_rates_once_ten_forecasts_came_due_and_says_aloud_what_was_off() -> (
    None
):
    waiting = shown(running(progress=rows([4] * 12, 4)), "how")
    count = found(running(progress=rows([4] * 12, 4))).backtest
    assert count
    assert (
        WORDS["en"].text("how.backtest_waiting", count=count.due, needed=10) in waiting
    )
    slower = rows([*[8] * 10, *[2] * 20], open_items=0)
    published = found(running(progress=slower)).backtest
    assert published
    assert published.due >= 10
    assert published.refuted
    assert all(rate.is_too_bright for rate in published.refuted)
    how = shown(running(progress=rows([*[8] * 10, *[2] * 20], open_items=1)), "how")
    assert WORDS["en"].text("how.too_bright", level=95) in how
    assert (
        WORDS["en"].text("how.apart", count=published.apart).split(" only ")[0] in how
    )


def test_how_sets_the_work_beside_its_plan_where_there_is_one() -> None:
    planned = [
        row | {"planned": str(4 * n)} for n, row in enumerate(rows([2] * 10, 20))
    ]
    how = shown(running(progress=planned), "how")
    assert (
        "After 10 weeks the work is where the plan wanted it after 5: 5 ÷ 10 = 0.5"
        in how
    )
    assert WORDS["en"].text("how.earned") not in shown(running(), "how")
    ahead = [row | {"planned": str(n)} for n, row in enumerate(rows([2] * 10, 20))]
    assert WORDS["en"].text("how.earned_bounded") in shown(
        running(progress=ahead), "how"
    )


def of_stream(name: str, work: list[Work], open_items: int) -> list[dict[str, Any]]:
    return [{**row, "stream": name} for row in rows(work, open_items)]


@pytest.mark.parametrize("page", ["how", "progress"])
def test_a_stream_without_a_known_pace_is_named(page: str) -> None:
    young = of_stream("Migration", [1] * 3, open_items=9)
    fast = of_stream("Website", [5] * 12, open_items=5)
    said = shown(running(progress=[*young, *fast]), page)
    assert "no simulated forecast yet of what waits for Migration" in said
    assert "8 whole weeks of its data, and there are 3" in said


def test_how_tells_of_streams_where_there_are_several() -> None:
    slow = of_stream("Migration", [1] * 12, open_items=9)
    fast = of_stream("Website", [5] * 12, open_items=5)
    rule = "a milestone is done when its last stream is"
    assert rule in shown(running(progress=[*slow, *fast]), "how")
    assert rule not in shown(running(progress=slow), "how")


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("page", ["how", "progress"])
def test_a_horizon_that_was_never_tested_is_told(page: str, language: str) -> None:
    said = shown(running(progress=rows([4] * 9, open_items=400)), page, language)
    sentence = WORDS[language].text("forecast.never_tested", count=2)
    assert sentence.partition(". ")[2] in said
