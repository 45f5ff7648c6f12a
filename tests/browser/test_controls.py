"""Every detector finds what it is there for: each cause is planted in a copy of a sample site, and must be found."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.browser.conftest import HOSTILE_NAME, Plant
from tests.kit.browser import detectors as detect
from tests.kit.browser.static_host import Sites
from tests.kit.browser.visitor import Visitor

Send = Callable[..., Visitor]
Alter = Callable[[str], str]
POLICY = 'http-equiv="Content-Security-Policy"'
PORTAL = "assets/portal/"


def replaced(before: str, after: str) -> Alter:
    """Returns what puts one text in the place of another."""
    return lambda text: text.replace(before, after)


def with_html(html: str) -> Alter:
    """Returns what adds markup at the top of a page's content."""
    return lambda text: text.replace("<h1>", f"{html}<h1>", 1)


def with_more(code: str) -> Alter:
    """Returns what adds to the end of a stylesheet or script."""
    return lambda text: text + code


def heard(visitor: Visitor) -> list[str]:
    """Returns what the browser complained of."""
    return visitor.watch.take()


@dataclass(frozen=True)
class Cause:
    """What is planted in which file, how it shows, and in which words."""

    path: str
    alter: Alter
    finds: Callable[[Visitor], list[str]]
    says: str
    page: str = "webshop/now/"


def on_page(detector: Callable[..., list[str]]) -> Callable[[Visitor], list[str]]:
    """Returns the detector as it looks at a visitor's page."""
    return lambda visitor: detector(visitor.page)


NOW, CHANGED, NEEDS = (
    f"webshop/{page}/index.html" for page in ("now", "changed", "needs")
)
STYLE, SCRIPT = f"{PORTAL}portal.css", f"{PORTAL}portal.js"
CAUSES = {
    "an inline script": Cause(
        NOW,
        with_html("<script>1</script>"),
        heard,
        "CSP violation: script-src-elem forbids inline",
    ),
    "a picture from elsewhere": Cause(
        NOW,
        with_html('<img src="https://elsewhere.test/1.png">'),
        heard,
        "CSP violation: img-src forbids https://elsewhere",
    ),
    "a picture from elsewhere, without the policy": Cause(
        NOW,
        lambda html: with_html('<img src="https://elsewhere.test/1.png">')(
            html
        ).replace(POLICY, 'name="none"'),
        heard,
        "a request to another place: https://elsewhere.test/1.png",
    ),
    "an error in a script": Cause(
        SCRIPT,
        with_more("\nthrow new Error('planted')"),
        heard,
        "an error on the page: planted",
    ),
    "a warning in the console": Cause(
        SCRIPT,
        with_more("\nconsole.warn('planted')"),
        heard,
        "console warning: planted",
    ),
    "a missing file": Cause(
        NOW, replaced("brand.css", "gone.css"), heard, "404 for http://acme"
    ),
    "a dialog": Cause(
        SCRIPT, with_more("\nalert('planted')"), heard, "a dialog: planted"
    ),
    "a wide element": Cause(
        NOW,
        with_html('<hr style="width: 500px">'),
        on_page(detect.too_wide),
        "the page scrolls sideways by",
    ),
    "an element left of the page": Cause(
        NOW,
        with_html('<p style="position: relative; left: -50px">Planted</p>'),
        on_page(detect.too_wide),
        '<p> "Planted" sticks out, from -',
    ),
    "words wider than their box": Cause(
        NOW,
        with_html('<p style="width: 40px; white-space: nowrap">Two words</p>'),
        on_page(detect.out_of_place),
        '<p> "Two words" runs',
    ),
    "a bar over the end of the page": Cause(
        STYLE,
        with_more(".pg .pg-foot { padding-bottom: 0 !important }"),
        on_page(detect.out_of_place),
        "under the bar",
    ),
    "pale words": Cause(
        NOW,
        with_html('<p style="color: #999">Pale</p>'),
        on_page(detect.hard_to_read),
        '<p> "Pale": #999999 on #ffffff is 2.85',
    ),
    "words made pale by opacity": Cause(
        NOW,
        with_html('<p style="opacity: .4">Pale</p>'),
        on_page(detect.hard_to_read),
        '<p> "Pale":',
    ),
    "words that are pale on paper": Cause(
        STYLE,
        with_more("@media print { .pg h1 { color: #fff; background: #000 } }"),
        on_page(detect.hard_to_read_on_paper),
        "#ffffff on #ffffff is 1.00",
    ),
    "small words": Cause(
        STYLE,
        with_more(".pg .pg-report p { font-size: 15px }"),
        on_page(detect.hard_to_use),
        "is 15px, not 16px",
        "webshop/changed/",
    ),
    "small targets": Cause(
        STYLE,
        with_more(".pg-tabs ul li a { height: 40px !important }"),
        on_page(detect.hard_to_use),
        "is 40 px high, not 44 px",
    ),
    "a verdict below the first screen": Cause(
        NOW,
        with_html('<hr style="height: 700px">'),
        on_page(detect.below_the_fold),
        "below the first screen",
    ),
    "no ask on the first screen": Cause(
        NOW,
        replaced("pg-ask", "pg-none"),
        on_page(detect.below_the_fold),
        "there is no .pg-ask h3",
    ),
    "a focus that is not shown": Cause(
        STYLE,
        with_more(".pg a:focus-visible { outline: none !important }"),
        lambda visitor: detect.keyboard_path(visitor.page)[1],
        'the focus cannot be seen on <a focus-visible> "Now"',
    ),
    "a name on the page": Cause(
        NOW,
        with_html("Sähkölä"),
        lambda visitor: detect.names_shown(visitor.page, ["Sähkölä"]),
        "the page names Sähkölä",
    ),
    "a library that is loaded with the page": Cause(
        NOW,
        with_html(f'<script src="../../{PORTAL}plotly-basic.min.js"></script>'),
        lambda visitor: detect.loaded_early(visitor.watch),
        "plotly-basic.min.js was loaded",
    ),
}


@pytest.mark.parametrize("cause", CAUSES.values(), ids=CAUSES)
def test_a_planted_flaw_of_a_page_is_found(
    visit: Send, plant: Plant, cause: Cause
) -> None:
    plant("acme", cause.path, cause.alter)
    visitor = visit("acme")
    visitor.open(cause.page)
    visitor.page.wait_for_function("() => window.document$")
    found = cause.finds(visitor)
    assert [each for each in found if cause.says in each], f"found only {found}"


CHARTS = "webshop/charts/"
CHART_CAUSES = {
    "a chart in a colour of its own": Cause(
        f"{CHARTS}burnup.json",
        replaced("@accent", "#123456"),
        on_page(detect.bad_charts),
        "is painted with #123456",
    ),
    "a chart that is not drawn": Cause(
        SCRIPT,
        replaced("await show(plot)", "plot.dataset.drawn = ''"),
        on_page(detect.bad_charts),
        "an empty hole of",
    ),
    "months of another language": Cause(
        f"{CHARTS}burnup.json",
        replaced("%b", "%B"),
        on_page(detect.foreign_months),
        "July is no month in en",
    ),
}


@pytest.mark.parametrize("cause", CHART_CAUSES.values(), ids=CHART_CAUSES)
def test_a_planted_flaw_of_a_chart_is_found(
    visit: Send, plant: Plant, cause: Cause
) -> None:
    plant("acme", cause.path, cause.alter)
    visitor = visit("acme")
    visitor.open("webshop/progress/")
    visitor.explore_charts()
    found = cause.finds(visitor)
    assert [each for each in found if cause.says in each], f"found only {found}"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            "plot => Plotly.react(plot, plot.data, plot.layout, { displayModeBar: true })",
            "a chart has the button",
        ),
        (
            "plot => Plotly.relayout(plot, { 'yaxis.automargin': false, 'margin.l': 0 })",
            "is cut off by",
        ),
        (
            "plot => Plotly.relayout(plot, { 'xaxis.dtick': 86400000 * 5, 'xaxis.tickangle': 0 })",
            "overlap by",
        ),
    ],
    ids=["buttons", "labels cut off", "labels that cross"],
)
def test_a_flaw_of_a_drawn_chart_is_found(visit: Send, change: str, says: str) -> None:
    visitor = visit("acme")
    visitor.open("webshop/progress/")
    visitor.explore_charts()
    visitor.page.locator(".pg-plot").first.evaluate(change)
    found = detect.bad_charts(visitor.page) + detect.bad_labels(visitor.page)
    assert [each for each in found if says in each], f"found only {found}"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (".pg .pg-drawing rect { fill: #123456 }", "a colour of nobody"),
        (".pg .pg-drawing { visibility: hidden }", "an empty hole"),
        ("@media print { .pg .pg-plot { display: block !important } }", "is on paper"),
    ],
    ids=["dark", "left out", "explored"],
)
def test_charts_that_do_not_print_as_they_should_are_found(
    visit: Send, plant: Plant, more: str, says: str
) -> None:
    plant("acme", STYLE, with_more(more))
    visitor = visit("acme")
    visitor.open("webshop/progress/")
    visitor.explore_charts()
    visitor.take_to_paper(718, 1047)
    found = " ".join(detect.unfit_for_paper(visitor.page))
    assert says in found


def test_a_picture_that_a_sheet_cuts_is_found(visit: Send, plant: Plant) -> None:
    wide = "@media print { .pg .pg-drawing { width: 1400px } }"
    plant("acme", STYLE, with_more(wide))
    visitor = visit("acme")
    visitor.look(1280, 900)
    visitor.open("webshop/progress/")
    assert "no sheet has the label 95\xa0%" in detect.cut_on_paper(visitor.page)


def test_labels_of_a_picture_that_are_cut_or_cross_are_found(
    visit: Send, plant: Plant
) -> None:
    plant(
        "acme",
        "webshop/progress/index.html",
        replaced('font-size="13"', 'font-size="33"'),
    )
    visitor = visit("acme")
    visitor.open("webshop/progress/")
    found = " ".join(detect.bad_labels(visitor.page))
    assert "is cut off by" in found
    assert "overlap by" in found


@pytest.mark.parametrize(
    ("alter", "says"),
    [
        (
            lambda html: re.sub("<tbody>.*?</tbody>", "", html, flags=re.DOTALL),
            "burnup.json: no row of the table has",
        ),
        (
            replaced(">126</td>", ">125</td>"),
            "no row of the table has 2026-11-20 and 126",
        ),
        (
            replaced('datetime="2026-11-20"', 'datetime="2026-11-21"'),
            "no row of the table has 2026-11-20 and 126",
        ),
    ],
    ids=["no table", "another number", "another day"],
)
def test_a_chart_without_its_numbers_in_a_table_is_found(
    visit: Send, sites: Sites, plant: Plant, alter: Alter, says: str
) -> None:
    plant("acme", "webshop/progress/index.html", alter)
    visitor = visit("acme", script=False)
    visitor.open("webshop/progress/")
    assert [
        each
        for each in detect.without_table(visitor.page, sites["acme"])
        if says in each
    ] != []


def test_a_hole_where_no_script_draws_is_found(visit: Send, plant: Plant) -> None:
    plant("acme", STYLE, with_more(".pg .pg-plot { display: block; height: 300px }"))
    visitor = visit("acme", script=False)
    visitor.open("webshop/progress/")
    assert detect.holes_without_script(visitor.page) == ["2 charts are empty holes"]


def test_a_plot_left_behind_is_found(visit: Send) -> None:
    visitor = visit("acme")
    visitor.open("webshop/progress/")
    visitor.explore_charts()
    visitor.page.evaluate("window.Plotly = { ...window.Plotly, purge: () => {} }")
    detect.remember_plots(visitor.page)
    visitor.page.locator(".pg-tabs a").first.click()
    visitor.arrive("webshop/now/")
    assert len(detect.leaked_plots(visitor.page)) == 2


def test_without_a_sitemap_pages_are_loaded_anew_and_that_is_found(
    visit: Send, plant: Plant
) -> None:
    plant("acme", "sitemap.xml", None)
    visitor = visit("acme")
    visitor.open("webshop/now/")
    detect.mark(visitor.page)
    visitor.page.locator(".pg-tabs a[href$='/dates/']").click()
    visitor.arrive("webshop/dates/")
    assert detect.loaded_anew(visitor.page) != []


def test_without_escaping_a_name_that_is_markup_is_found(
    visit: Send, hostile_site: str, plant: Plant
) -> None:
    plant(hostile_site, "shop/now/index.html", _unescaped)
    visitor = visit(hostile_site)
    visitor.open("shop/now/")
    found = visitor.watch.take()
    assert [
        each
        for each in found
        if "CSP violation: script-src-attr forbids inline" in each
    ] != []
    assert [
        each for each in found if each.startswith("404 for") and each.endswith("/x")
    ] != []


def test_without_escaping_and_policy_the_script_in_a_name_runs_and_is_found(
    visit: Send, hostile_site: str, plant: Plant
) -> None:
    plant(
        hostile_site,
        "shop/now/index.html",
        lambda html: _unescaped(html).replace(POLICY, 'name="none"'),
    )
    visitor = visit(hostile_site)
    visitor.open("shop/now/")
    assert "a dialog: 1" in visitor.watch.take()


def _unescaped(html: str) -> str:
    return html.replace(
        HOSTILE_NAME.replace("<", "&lt;").replace(">", "&gt;"), HOSTILE_NAME
    )
