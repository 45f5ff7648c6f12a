"""The files of a chart beside its page: the figure that the browser draws, and the numbers for a spreadsheet."""

import csv
import io
import json

from portalgen.charts import Cell
from portalgen.pages.page import Asset
from portalgen.pages.parts.placed_chart import PlacedChart
from portalgen.words import Words
from portalgen.words.dates import locale_of, month_names

FORMULA = tuple("=+-@\t\r")  # what a spreadsheet takes for the beginning of a formula


def figure_file(placed: PlacedChart, words: Words) -> Asset:
    """Returns a chart's figure as JSON, with the names of months in the portal's language."""
    known = str(locale_of(words.language))
    language = known.replace("_", "-")
    locale = {
        "name": language,
        **month_names(words.language),
    }
    figure = placed.chart.figure | {"locale": locale}
    text = json.dumps(
        figure,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    return Asset(placed.figure_path, text.encode())


def numbers_file(placed: PlacedChart) -> Asset:
    """Returns the numbers of a chart as a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    keys = [column.key for column in placed.chart.columns]
    writer.writerow(keys)
    for row in placed.chart.rows:
        cells = [_csv_cell(cell) for cell in row]
        writer.writerow(cells)
    content = text.getvalue().encode()
    return Asset(placed.csv_path, content)


def _csv_cell(cell: Cell) -> str:
    """Returns a cell for a spreadsheet; a text that it would take for a formula gets an apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return str(cell)
