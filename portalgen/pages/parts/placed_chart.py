"""Charts as pages show them: with the paths of their files, or with drawings where no script draws."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from portalgen.charts import Chart
from portalgen.charts.picture import picture
from portalgen.words import Words

WIDE = 860
NARROW = 350  # pixels of a drawing on a desk and on a phone


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """A chart with the paths of its files; `drawings`, for a desk and a phone, where no script draws it."""

    chart: Chart
    folder: str
    drawings: tuple[Markup, ...] = ()

    @property
    def figure_path(self) -> str:
        """Where its figure is."""
        return f"{self.folder}/{self.chart.id}.json"

    @property
    def csv_path(self) -> str:
        """Where its numbers are."""
        return f"{self.folder}/{self.chart.id}.csv"


def placed(
    charts: Iterable[Chart | None],
    project_id: str,
    words: Words,
    are_drawn: bool,
) -> tuple[PlacedChart, ...]:
    """Returns the charts that have data, in the folder of a project's charts; with drawings where they are drawn."""
    folder = f"{project_id}/charts"
    found: list[PlacedChart] = []
    for chart in charts:
        if chart is None:
            continue
        drawings: tuple[Markup, ...] = ()
        if are_drawn:
            drawings = _drawings(chart, words)
        found.append(PlacedChart(chart, folder, drawings))
    return tuple(found)


def _drawings(chart: Chart, words: Words) -> tuple[Markup, ...]:
    """Returns a chart drawn for a desk and for a phone."""
    drawings: list[Markup] = []
    for width in (WIDE, NARROW):
        drawn = picture(chart, words, width)
        drawings.append(Markup(drawn))  # noqa: S704 - its texts are escaped where they are put in
    return tuple(drawings)
