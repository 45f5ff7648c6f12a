"""The throughput of each week."""

from decimal import Decimal

from portalgen.charts import throughput
from tests.kit.clients.nouns import found
from tests.kit.pages.chart_sources import ENGLISH, headline, progress


def test_the_throughputs_headline_says_the_mean_over_all_weeks() -> None:
    chart = throughput(
        found(
            progress(
                "2026-05-01,20,0",
                "2026-05-08,20,4",
                "2026-05-15,20,4",
                "2026-05-22,20,7",
            )
        ),
        ENGLISH,
    )
    assert headline(chart) == ENGLISH.text(
        "chart.throughput.mean", mean=Decimal("2.3"), count=3
    )
    assert chart
    assert chart.figure["data"][0]["y"] == [4, 0, 3]
