"""Charts: loaded late, in the page's own colours, and with every number in a table."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Plant
from tests.kit.browser.detectors import (
    bad_charts,
    holes_without_script,
    language_of,
    loaded_early,
    without_table,
)
from tests.kit.browser.static_host import Sites
from tests.kit.browser.visitor import Visitor

PAGES = {
    "acme": (
        "webshop/dates/",
        "webshop/progress/",
        "brand-site/dates/",
        "brand-site/progress/",
        "loyalty-app/dates/",
    ),
    "harbour": ("collections/dates/", "collections/progress/"),
    "sahkola": ("asiakasportaali/dates/", "asiakasportaali/progress/"),
}
Send = Callable[..., Visitor]


@pytest.mark.parametrize("client", PAGES)
def test_every_number_of_every_chart_is_in_a_table_without_script(
    visit: Send, sites: Sites, client: str
) -> None:
    visitor = visit(client, script=False)
    for path in PAGES[client]:
        visitor.open(path)
        assert without_table(visitor.page, sites[client]) == []
        assert holes_without_script(visitor.page) == []
        for chart in visitor.page.locator(".pg-chart").all():
            chart.locator("summary").click()
            assert chart.locator("table").is_visible()


def test_the_library_is_loaded_only_when_a_chart_comes_near(
    visit: Send, plant: Plant
) -> None:
    chart = '<figure class="pg-chart"'
    plant(
        "acme",
        "webshop/dates/index.html",
        lambda html: html.replace(chart, f'<hr style="height: 300vh">{chart}'),
    )
    visitor = visit("acme")
    for path in ("webshop/now/", "webshop/dates/"):
        visitor.open(path)
        visitor.page.wait_for_load_state("networkidle")
    assert loaded_early(visitor.watch) == []
    for number, files in enumerate(
        (["plotly-basic.min.js", "timeline.json"], ["trend.json"])
    ):
        visitor.watch.asked.clear()
        visitor.page.locator(".pg-plot").nth(number).scroll_into_view_if_needed()
        visitor.page.locator(".pg-plot[data-drawn]").nth(number).wait_for()
        assert loaded_early(visitor.watch) == [f"{each} was loaded" for each in files]


def test_the_charts_of_the_finnish_client_speak_finnish(visit: Send) -> None:
    visitor = visit("sahkola")
    visitor.open("asiakasportaali/progress/")
    visitor.draw_charts()
    months = (
        visitor.page.locator(".pg-plot").last.locator(".xtick text").all_text_contents()
    )
    assert language_of(visitor.page) == "fi"
    assert months == ["heinä", "elo", "syys", "loka", "marras"]


def test_a_chart_follows_the_readers_choice_of_colours(visit: Send) -> None:
    visitor = visit("acme")
    visitor.open("webshop/progress/")
    visitor.draw_charts()
    line = visitor.page.locator(".pg-plot .js-line").last
    colours = []
    for scheme in ("default", "default", "slate"):
        assert (
            visitor.page.locator("body").get_attribute("data-md-color-scheme") == scheme
        )
        assert bad_charts(visitor.page) == []
        colours.append(line.evaluate("line => getComputedStyle(line).stroke"))
        visitor.page.locator(".md-header label[for^=__palette]:visible").click()
    assert colours[0] == colours[1] != colours[2]


def test_the_charts_of_a_page_that_was_chosen_dark_are_drawn_dark_at_once(
    visit: Send,
) -> None:
    visitor = visit("sahkola")
    visitor.look(390, 844, "dark")
    visitor.open("asiakasportaali/progress/")
    visitor.draw_charts()
    assert visitor.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert bad_charts(visitor.page) == []
