"""The charts of every sample project and of edge cases, in every language."""

from functools import cache
from typing import Any

import pytest

from portalgen.analysis.findings import ProjectFindings
from portalgen.charts import Chart, burnup, throughput, timeline, trend
from portalgen.model.client import LANGUAGES
from portalgen.model.project import Project
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, found, milestone, move, project
from tests.kit.clients.samples import PROJECTS, sample
from tests.kit.clients.weekly_progress import rows

MOVED: dict[str, Any] = {
    "promised_date": "2026-07-01",
    "moves": [move("2026-06-01", "2026-07-01", on="2026-05-01")],
}


def progress(*lines: str) -> Project:
    """Returns a project with rows of progress: date, scope, done and planned."""
    keys = ("date", "scope", "done", "planned")
    return project(
        progress=[dict(zip(keys, line.split(","), strict=False)) for line in lines]
    )


EDGES = {
    "one undated": project(milestone(forecast="undated")),
    "only forecast": project(milestone(forecast="2026-07-01")),
    "hostile names": project(
        milestone("a", **MOVED | {"name": "@accent <b>&amp;</b>"}),
        milestone("b", **MOVED | {"name": "<script>alert(1)</script>"}),
    ),
    "nothing to do": progress(
        "2026-05-01,0,0", "2026-05-08,0,0", "2026-05-15,0,0", "2026-05-29,0,0"
    ),
    "halves": progress(
        "2026-05-01,10.5,0,1", "2026-05-08,10.5,0.25,2", "2026-05-29,11,4.75,3.5"
    ),
    "taken back": progress("2026-05-01,10,8", "2026-05-29,10,2"),
    "simulated": project(
        milestone(promised_date="2026-07-01", name="@accent <b>"),
        progress=rows([1, 5, 0, 9] * 3, 40),
    ),
    "simulated without an end": project(
        milestone(promised_date="2026-07-01"),
        progress=rows([0, 0, (1, 1), 0] * 3, open_items=40),
    ),
    "simulated and undated": project(
        milestone(forecast="undated"), progress=rows([4] * 9, open_items=10)
    ),
}

SOURCES = [
    *PROJECTS,
    *(f"{name} ({language})" for name in EDGES for language in LANGUAGES),
]

EVERY_SOURCE = pytest.mark.parametrize("source", SOURCES)


def charts_of(of: Project, derived: ProjectFindings, words: Words) -> list[Chart]:
    """Returns every chart that a project has data for."""
    made = (
        timeline(derived, words),
        trend(of, derived, words),
        burnup(derived, words),
        throughput(derived, words),
    )
    return [chart for chart in made if chart]


@cache
def charts(source: str) -> list[Chart]:
    """Returns the charts of a sample project, or of an edge case in a language."""
    if source in PROJECTS:
        client_id, project_id = source.split("/")
        one = sample(client_id)
        return charts_of(*one.project(project_id), one.words)
    name, language = source.removesuffix(")").split(" (")
    return charts_of(EDGES[name], found(EDGES[name]), Words(language, TODAY))


ENGLISH = Words("en", TODAY)


def headline(chart: Chart | None) -> str:
    """Returns the headline of a chart that must be there."""
    assert chart is not None
    return chart.headline
