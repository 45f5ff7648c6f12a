"""Charts: pictures that can be read without a script, by pointer and by keys; explored where a reader asks for it."""

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
SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
})"""
RANGE = "plot => String(plot.layout.xaxis.range)"
ZOOMED = "String(document.querySelector('.pg-plot').layout.xaxis.range)"


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


def test_every_chart_is_there_and_says_its_numbers_on_the_narrowest_phone_without_script(
    visit: Send,
) -> None:
    for client, paths in PAGES.items():
        visitor = visit(client, script=False)
        visitor.look(320, 640)
        for path in paths:
            visitor.open(path)
            for chart in visitor.page.locator(".pg-chart").all():
                (picture,) = [
                    each
                    for each in chart.locator(".pg-drawing").all()
                    if each.is_visible()
                ]
                assert picture.locator("text").count() > 3
                assert picture.locator(".pg-point title").count() > 0
                assert not chart.locator(".pg-explore").is_visible()


def test_pictures_take_their_place_before_anything_is_loaded(visit: Send) -> None:
    visitor = visit("acme")
    for path in PAGES["acme"]:
        visitor.open(path)
        assert visitor.page.evaluate(SHIFT) == 0, path


def test_nothing_is_loaded_for_a_chart_before_its_reader_asks_to_explore_it(
    visit: Send,
) -> None:
    visitor = visit("acme")
    for path in ("webshop/now/", "webshop/dates/"):
        visitor.open(path)
        visitor.page.wait_for_load_state("networkidle")
        visitor.page.mouse.wheel(0, 4000)
    assert loaded_early(visitor.watch) == []
    charts = visitor.page.locator(".pg-chart")
    for number, files in enumerate(
        (["plotly-basic.min.js", "timeline.json"], ["trend.json"])
    ):
        visitor.watch.asked.clear()
        chart = charts.nth(number)
        chart.locator(".pg-explore").click()
        chart.locator(".pg-plot[data-drawn]").wait_for()
        assert loaded_early(visitor.watch) == [f"{each} was loaded" for each in files]
        assert not chart.locator(".pg-drawing").first.is_visible()


def test_what_is_explored_gives_way_to_the_picture_again(visit: Send) -> None:
    visitor = visit("acme")
    visitor.look(1280, 900)
    visitor.open("webshop/progress/")
    assert visitor.explore_charts() == 2
    chart = visitor.page.locator(".pg-chart").first
    button = chart.locator(".pg-explore")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert chart.locator(".pg-drawing").first.is_visible()
    assert not chart.locator(".pg-plot").is_visible()


def test_a_reader_zooms_into_what_is_explored_and_back(visit: Send) -> None:
    visitor = visit("acme")
    visitor.look(1280, 900)
    visitor.open("webshop/progress/")
    chart = visitor.page.locator(".pg-chart").first
    chart.locator(".pg-explore").click()
    plot = chart.locator(".pg-plot[data-drawn]")
    plot.wait_for()
    whole = plot.evaluate(RANGE)
    box = plot.locator(".nsewdrag").bounding_box()
    assert box is not None
    visitor.page.mouse.move(box["x"] + 100, box["y"] + 40)
    visitor.page.mouse.down()
    visitor.page.mouse.move(box["x"] + 300, box["y"] + 160, steps=5)
    visitor.page.mouse.up()
    visitor.page.wait_for_function(f"whole => {ZOOMED} !== whole", arg=whole)
    plot.locator(".nsewdrag").dblclick()
    visitor.page.wait_for_function(f"whole => {ZOOMED} === whole", arg=whole)


def test_where_the_library_does_not_come_the_picture_stays(
    visit: Send, plant: Plant
) -> None:
    plant("acme", "assets/portal/plotly-basic.min.js", None)
    visitor = visit("acme")
    visitor.open("webshop/progress/")
    chart = visitor.page.locator(".pg-chart").first
    chart.locator(".pg-explore").click()
    visitor.page.wait_for_function("() => !document.querySelector('.is-explored')")
    assert chart.locator(".pg-drawing:visible").count() == 1
    visitor.watch.take()


def test_arrow_keys_read_the_points_of_a_picture_aloud(visit: Send) -> None:
    visitor = visit("acme")
    visitor.look(1280, 900)
    visitor.open("webshop/dates/")
    picture = visitor.page.locator("#trend .is-wide")
    picture.focus()
    told = picture.locator("[role=status]")
    read = []
    for key in ("ArrowRight", "End", "ArrowDown", "Home", "Escape"):
        visitor.page.keyboard.press(key)
        read.append(told.text_content())
    assert read == [
        "Discovery: 12 June",
        "Discovery: 12 June",
        "Design: 10 July",
        "Design: 10 July",
        "",
    ]


def test_a_pointer_near_a_point_tells_its_day_its_value_and_why_it_moved(
    visit: Send,
) -> None:
    visitor = visit("acme")
    visitor.look(1280, 900)
    visitor.open("webshop/dates/")
    picture = visitor.page.locator("#trend .is-wide")
    picture.scroll_into_view_if_needed()
    told = picture.locator("[role=status]")
    said = set()
    for point in picture.locator(".pg-point").all():
        box = point.bounding_box()
        assert box is not None
        visitor.page.mouse.move(box["x"] + box["width"] / 2 + 3, box["y"] + 4)
        said.add(told.text_content())
    assert "Payment: 27 November (waiting for input)" in said
    assert "Launch: 30 November (change of scope)" in said
    visitor.page.mouse.move(5, 5)
    assert told.text_content() == ""


def test_the_charts_of_the_finnish_client_speak_finnish(visit: Send) -> None:
    visitor = visit("sahkola")
    visitor.open("asiakasportaali/progress/")
    visitor.explore_charts()
    marks = (
        visitor.page.locator(".pg-plot").last.locator(".xtick text").all_text_contents()
    )
    drawn = visitor.page.locator("#throughput .is-wide text").all_text_contents()
    months = ["heinä", "elo", "syys", "loka", "marras"]
    assert language_of(visitor.page) == "fi"
    assert [mark.removesuffix("2026") for mark in marks] == months
    assert [each for each in drawn if each in months] == months


def test_a_chart_follows_the_readers_choice_of_colours(visit: Send) -> None:
    visitor = visit("acme")
    visitor.open("webshop/progress/")
    visitor.explore_charts()
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
    visitor.explore_charts()
    assert visitor.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert bad_charts(visitor.page) == []
