"""What can be wrong with a page in a browser. Each detector returns what it found, in words; nothing is good news.

`test_controls.py` plants the cause of each and sees that it is found.
"""

import html
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pypdfium2
from babel.dates import get_month_names
from babel.numbers import NumberFormatError, parse_decimal
from playwright.sync_api import Page

from portalgen.words.dates import locale_of
from tests.kit.browser.static_host import BASE
from tests.kit.browser.visitor import Watch

FIRST_SCREEN = ["h1", ".pg-lead .pg-dates", ".pg-ask h3"]
BODY_TEXT = ".pg-report p:not(.pg-soft), .pg-report li:not(.pg-events li)"
BAR = ".pg-tabs > ul > li > a, .pg-tabs summary, .pg-more li a"
MOST_STOPS = 200
CELLS = "rows => rows.map(row => [...row.cells].map(cell => cell.querySelector('time')?.dateTime ?? cell.textContent))"


def probe(page: Page, *names: str) -> list[str]:
    """Returns what probes of `probes.js` find."""
    found: list[str] = page.evaluate(
        "names => names.flatMap(name => probes[name]())", list(names)
    )
    return found


def too_wide(page: Page) -> list[str]:
    """Finds a page that scrolls sideways, and what sticks out of it."""
    return probe(page, "overflow")


def out_of_place(page: Page) -> list[str]:
    """Finds words that leave the box they stand in, and the end of a page where the bar at the thumb covers it."""
    return probe(page, "spilling", "covered")


def hard_to_read(page: Page) -> list[str]:
    """Finds text with too little contrast to what is behind it."""
    return probe(page, "contrast")


def hard_to_read_on_paper(page: Page) -> list[str]:
    """Finds text with too little contrast once a printer has left out the backgrounds."""
    found: list[str] = page.evaluate("probes.contrast(true)")
    return found


def bad_charts(page: Page) -> list[str]:
    """Finds charts that are not drawn, in colours of their own, or with buttons."""
    return probe(page, "holes", "foreignColours", "buttons")


def bad_labels(page: Page) -> list[str]:
    """Finds labels of charts that are cut off or cross one another."""
    return probe(page, "cutLabels", "crossingLabels")


def unfit_for_paper(page: Page) -> list[str]:
    """Finds charts that are not printed, or in other colours than those of paper. The page must be shown as printed."""
    return probe(page, "unfitForPaper")


def cut_on_paper(page: Page) -> list[str]:
    """Prints a page as a browser does, and finds labels of its charts that no sheet has whole."""
    labels: list[str] = page.evaluate("probes.labels()")
    printed = _plain_text(_text_of(page.pdf(format="A4")))
    return [
        f"no sheet has the label {each}"
        for each in labels
        if _plain_text(each) not in printed
    ]


def _plain_text(text: str) -> str:
    """Returns a text with plain blanks alone."""
    return " ".join(text.split())


def _text_of(pdf: bytes) -> str:
    """Returns what stands within the sheets of a document."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    finally:
        document.close()


def hard_to_use(page: Page) -> list[str]:
    """Finds what is too small for a reader's eyes or thumbs on a phone."""
    found: list[str] = page.evaluate(
        "([text, bar]) => [...probes.smallText(text, 16), ...probes.smallTargets(bar, 44)]",
        [BODY_TEXT, BAR],
    )
    return found


def below_the_fold(page: Page) -> list[str]:
    """Finds which of the verdict, the three dates and the first ask are not on the first screen of a phone."""
    found: list[str] = page.evaluate(
        "selectors => probes.belowTheFold(selectors)", FIRST_SCREEN
    )
    return found


def keyboard_path(page: Page) -> tuple[list[str], list[str]]:
    """Walks through a page with the Tab key; returns where it comes by, and where it cannot be seen."""
    stops: list[str] = []
    unseen: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop, is_seen = page.evaluate("probes.focused()")
        if not stop or stop in stops[:1]:
            break
        stops.append(stop)
        unseen += [] if is_seen else [f"the focus cannot be seen on {stop}"]
    return stops, unseen


def mark(page: Page) -> None:
    """Leaves a mark that only a page loaded anew loses."""
    page.evaluate("window.marker = true")


def loaded_anew(page: Page) -> list[str]:
    """Finds whether the page was loaded anew since it was marked."""
    return [] if page.evaluate("window.marker") else [f"{page.url} was loaded anew"]


def remember_plots(page: Page) -> None:
    """Notes the plots of a page, before leaving it."""
    page.evaluate("() => { probes.remember() }")


def leaked_plots(page: Page) -> list[str]:
    """Finds plots of a page left behind that still take up memory."""
    return probe(page, "leaked")


def loaded_early(watch: Watch) -> list[str]:
    """Finds what was asked for only for the sake of charts."""
    names = [
        urlsplit(each).path.rpartition("/")[2]
        for each in watch.asked
        if "plotly" in each or "/charts/" in each
    ]
    return [f"{each} was loaded" for each in names]


def holes_without_script(page: Page) -> list[str]:
    """Finds places that wait for a chart which no script will draw. Needs no script on the page."""
    found = page.locator(".pg-plot:visible").count()
    return [f"{found} charts are empty holes"] if found else []


def without_table(page: Page, site: Path) -> list[str]:
    """Finds points of a page's charts whose numbers do not stand together in a row of the chart's own table.

    Needs no script on the page.
    """
    missing: list[str] = []
    language = language_of(page)
    for chart in page.locator(".pg-chart").all():
        address = urljoin(
            page.url, chart.locator(".pg-plot").get_attribute("data-figure")
        )
        path = urlsplit(address).path.removeprefix(BASE)
        rows = [
            [_value(cell, language) for cell in row]
            for row in chart.locator("details tbody tr").evaluate_all(CELLS)
        ]
        for point in points(json.loads((site / path).read_text(encoding="utf-8"))):
            if not any(all(_stands(value, row) for value in point) for row in rows):
                missing.append(
                    f"{path}: no row of the table has {' and '.join(map(str, point))}"
                )
    return missing


def points(figure: dict[str, Any]) -> Iterator[tuple[str | Decimal, ...]]:
    """Returns each plotted point of a figure. Lines that only lead the eye cannot be pointed at, and are no data.

    >>> axis = {"tickvals": [0], "ticktext": ["Launch"]}
    >>> list(points({"data": [{"x": ["2026-01-01"], "y": [0]}], "layout": {"yaxis": axis}}))
    [('2026-01-01', 'Launch')]
    """
    axis = figure["layout"]["yaxis"]
    names = dict(
        zip(
            axis.get("tickvals", ()),
            map(html.unescape, axis.get("ticktext", ())),
            strict=True,
        )
    )
    for trace in figure["data"]:
        if trace.get("hoverinfo") != "skip":
            pairs = zip(trace["x"], trace["y"], strict=True)
            yield from (
                tuple(_plain(names.get(value, value)) for value in pair)
                for pair in pairs
                if None not in pair
            )


def _plain(value: str | float) -> str | Decimal:
    return value if isinstance(value, str) else round(Decimal(str(value)), 2)


def _value(cell: str, language: str) -> str | Decimal:
    try:
        return round(parse_decimal(cell, locale=language), 2)
    except NumberFormatError:
        return cell


def _stands(value: str | Decimal, row: Sequence[str | Decimal]) -> bool:
    """Tells whether a row has a value; a name may be shortened in the chart."""
    if isinstance(value, str) and value.endswith("…"):
        return any(
            isinstance(cell, str) and cell.startswith(value[:-1]) for cell in row
        )
    return value in row


def language_of(page: Page) -> str:
    """Returns the language that a page says it is in."""
    return page.locator("html").get_attribute("lang") or ""


def foreign_months(page: Page) -> list[str]:
    """Finds marks on the axes of days that are no months of the page's language."""
    language = language_of(page)
    months = {
        name.rstrip(".")
        for name in get_month_names("abbreviated", locale=locale_of(language)).values()
    }
    marks = page.locator(".pg-plot .xtick text").all_text_contents()
    names = {mark.rstrip("0123456789 ") for mark in marks}  # the year stands below
    return [f"{each} is no month in {language}" for each in sorted(names - months)]


def names_shown(page: Page, names: Iterable[str]) -> list[str]:
    """Finds which names a page gives away: in its text, its title or anywhere in its source."""
    source = html.unescape(page.content())
    return [f"the page names {each}" for each in names if each in source]
