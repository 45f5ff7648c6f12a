"""Names that are markup are shown as they were written, everywhere, and run nothing."""

from collections.abc import Callable

from tests.browser.conftest import HOSTILE_NAME, NAME_OF_A_COLOUR
from tests.kit.browser.static_host import Sites
from tests.kit.browser.visitor import Visitor, pages_of


def test_names_that_are_markup_are_shown_literally_on_every_page(
    visit: Callable[..., Visitor], sites: Sites, hostile_site: str
) -> None:
    visitor = visit(hostile_site)
    for path in pages_of(sites[hostile_site], "shop"):
        visitor.open(path)
        visitor.explore_charts()
        assert HOSTILE_NAME in visitor.page.title()
        assert visitor.page.locator(".pg-brand b").inner_text() == HOSTILE_NAME
        assert visitor.page.locator(".pg-project").inner_text() == HOSTILE_NAME
        assert visitor.page.locator("img").count() == 0
        assert visitor.watch.take() == []


def test_milestones_are_called_in_charts_what_they_are_called(
    visit: Callable[..., Visitor], hostile_site: str
) -> None:
    visitor = visit(hostile_site)
    visitor.open("shop/dates/")
    assert visitor.explore_charts() == 1
    markup, colour = visitor.page.locator(".pg-plot .ytick text").all_text_contents()
    assert markup.startswith("<img src=x")
    assert HOSTILE_NAME.startswith(markup.removesuffix("…"))
    assert colour == NAME_OF_A_COLOUR


def test_a_search_result_shows_markup_literally(
    visit: Callable[..., Visitor], hostile_site: str
) -> None:
    visitor = visit(hostile_site)
    visitor.look(1280, 900)
    visitor.open("shop/now/")
    visitor.page.locator(".md-search__input").press_sequentially("onerror")
    result = visitor.page.locator(".md-search-result__link").first
    result.wait_for()
    assert HOSTILE_NAME in result.inner_text()
    assert result.locator("img").count() == 0
    assert visitor.watch.take() == []
