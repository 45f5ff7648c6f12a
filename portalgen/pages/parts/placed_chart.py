"""Charts as pages show them: drawn, with the paths of their files."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from portalgen.charts import Chart
from portalgen.charts.picture import picture
from portalgen.words import Words

WIDE = 860
NARROW = 340  # pixels of a drawing on a desk and on a phone


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """A chart with its drawings, for a desk and for a phone, and the paths of its files."""

    chart: Chart
    folder: str
    wide: Markup
    narrow: Markup

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
) -> tuple[PlacedChart, ...]:
    """Returns the charts that have data, in the folder of a project's charts."""
    folder = f"{project_id}/charts"
    found: list[PlacedChart] = []
    for chart in charts:
        if chart is not None:
            wide = _drawn(chart, words, WIDE)
            narrow = _drawn(chart, words, NARROW)
            found.append(PlacedChart(chart, folder, wide, narrow))
    return tuple(found)


def _drawn(
    chart: Chart,
    words: Words,
    width: int,
) -> Markup:
    drawn = picture(chart, words, width)
    return Markup(drawn)  # noqa: S704 - its texts are escaped where they are put in
