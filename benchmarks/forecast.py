"""Time of a project's forecast: `python -m benchmarks.forecast` prints the median and the 95th percentile.

Each project has half a year of weekly rows; its milestones, with items each, are simulated together. What is timed is
the forecast alone, and with all that is derived from the project, the backtest of half a year among it; in time of the
processor, each round of another client, so that nothing is remembered.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from statistics import median, quantiles
from time import process_time

from portalgen.analysis.analyse import analyse_project
from portalgen.analysis.dates.declared_account import declared_account
from portalgen.analysis.dates.promises import Promise, promises
from portalgen.analysis.forecast.forecast import forecast
from portalgen.analysis.forecast.streams import Series, series_of
from portalgen.model.client import Agency
from portalgen.model.project import Project

DAY = date(2026, 11, 20)
WEEKS = 26
TIMES = 20
CASES = {
    "3 milestones, 60 open": (3, 60, 1),
    "the same in 3 streams": (3, 60, 3),
    "10 milestones, 300 open": (10, 300, 1),
    "no end in sight": (1, 4000, 1),
}


def main() -> None:
    """Prints a line for each kind of project."""
    started = process_time()
    from portalgen.analysis.forecast import simulation  # noqa: F401 - what the first forecast of a process pays for

    print(f"once a process: {1000 * (process_time() - started):.0f} ms for numpy\n")
    print(f"{'':26}{'forecast':>22}{'all findings':>22}")
    for name, (milestones, open_items, streams) in CASES.items():
        made = project(milestones, open_items, streams)
        series = series_of(made.progress)
        dates = promises(
            made, {each.id: declared_account(each) for each in made.milestones}, DAY
        )
        alone = timed(partial(_forecast, made, dates, series))
        whole = timed(partial(_all, made))
        print(f"{name:26}{alone:>22}{whole:>22}")


def _forecast(
    of: Project, dates: tuple[Promise, ...], series: Series, client: str
) -> None:
    forecast(client, of, dates, series)


def _all(of: Project, client: str) -> None:
    analyse_project(of, Agency(), DAY, client)


def project(milestones: int, open_items: int, streams: int) -> Project:
    """Returns a project with uneven weeks, some growth, and its open items spread over milestones.

    Each stream has all of it.
    """
    rows = []
    done = 0
    scope = open_items + sum(week % 8 for week in range(WEEKS)) - 2 * (WEEKS // 6)
    for week in range(WEEKS + 1):
        day = DAY - timedelta(weeks=WEEKS - week)
        row = {"date": str(day), "scope": str(scope), "done": str(done)}
        for stream in range(streams):
            rows.append({**row, "stream": f"Stream {stream}"})
        done = done + week % 8
        scope = scope + (2 if week % 6 == 5 else 0)
    each = open_items // milestones
    dates = [DAY + timedelta(weeks=4 * n) for n in range(1, milestones + 1)]
    given = [
        {
            "id": f"m-{n}",
            "name": f"M {n}",
            "promised_date": str(day),
            "items": str(each),
        }
        for n, day in enumerate(dates)
    ]
    return Project.model_validate(
        {"id": "shop", "name": "Shop", "milestones": given, "progress": rows}
    )


def timed(work: Callable[[str], object]) -> str:
    """Returns the median and the 95th percentile of a piece of work, in milliseconds.

    Each round is of another client, so that nothing is remembered of the one before.
    """
    taken = []
    for number in range(TIMES):
        started = process_time()
        work(f"client-{number}")
        taken.append(1000 * (process_time() - started))
    return f"{median(taken):.1f} / {quantiles(taken, n=20)[-1]:.1f} ms"


if __name__ == "__main__":
    main()
