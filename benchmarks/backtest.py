"""Backtest on real throughput: `python -m benchmarks.backtest` prints what comes out, as it comes out.

At the end of each week from the eighth on, the simulation says when a fixed number of further items will be finished,
from the weeks up to that day alone; the weeks after it say whether that was true.
"""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from portalgen.analysis.forecast.backlog import StreamTask
from portalgen.analysis.forecast.backtest import Backtest, replay
from portalgen.analysis.forecast.streams import of_one_stream
from portalgen.model.progress import ProgressPoint

FINISHED = Path(__file__).parent.parent / "tests" / "data" / "7digital" / "finished.csv"
SIZES = (50, 100, 200)
NO_SCOPE = Decimal(
    1_000_000
)  # the set knows no scope: more than is ever finished, and it never grows


def main() -> None:
    """Prints the hit rates for each number of items."""
    points = series(FINISHED)
    print(f"{points[-1].done} items finished in {len(points) - 1} weeks\n")
    print("items  came due  apart  level  hits   share  Wilson 95 %")
    for size in SIZES:
        print(
            table(size, replay("7digital", "all", of_one_stream(points), further(size)))
        )


def series(path: Path) -> tuple[ProgressPoint, ...]:
    """Returns a file's weekly numbers as a cumulative series, beginning with nothing a week before the first."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (date.fromisoformat(row["week_to"]), Decimal(row["finished"]))
            for row in csv.DictReader(file)
        ]
    done = Decimal()
    points = [
        ProgressPoint(on=rows[0][0] - timedelta(days=7), scope=NO_SCOPE, done=done)
    ]
    for day, finished in rows:
        done += finished
        points.append(ProgressPoint(on=day, scope=NO_SCOPE, done=done))
    return tuple(points)


def further(items: int) -> Callable[[str | None, ProgressPoint], StreamTask]:
    """Returns the question for a fixed number of further items."""
    return lambda stream, _: StreamTask(stream, Decimal(items), Decimal())


def table(size: int, found: Backtest) -> str:
    """Returns a line for each level."""
    lines = []
    for rate in found.rates:
        low, high = rate.interval
        if not rate.is_refuted:
            verdict = ""
        elif rate.is_too_bright:
            verdict = "too bright"
        else:
            verdict = "too cautious"
        lines.append(
            f"{size:5}  {rate.due:8}  {found.apart:5}   P{rate.level}  {rate.hits:4}  {rate.percent:5.1f} %"
            f"  {low}–{high} %  {verdict}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
