"""Search finds what stands on the pages, and its results lead there."""

from collections.abc import Callable

import pytest

from tests.kit.browser.detectors import loaded_anew, mark
from tests.kit.browser.visitor import Visitor

# The words are typed as readers do: in part, in another case, with their own letters.
SEARCHES = (
    (
        "acme",
        "webshop/now/",
        "merchant acc",
        "webshop/needs/",
        "Merchant account for the new shop",
    ),
    (
        "sahkola",
        "asiakasportaali/now/",
        "tÖrmän",
        "asiakasportaali/dates/",
        "Päivi Törmänen",
    ),
)


@pytest.mark.parametrize(
    ("client", "path", "typed", "leads_to", "stands_there"), SEARCHES
)
@pytest.mark.parametrize("screen", [(390, 844), (1280, 900)], ids=["phone", "desk"])
def test_a_word_of_a_project_is_found_and_leads_to_its_page(
    visit: Callable[..., Visitor],
    screen: tuple[int, int],
    client: str,
    path: str,
    typed: str,
    leads_to: str,
    stands_there: str,
) -> None:
    visitor = visit(client)
    visitor.look(*screen)
    visitor.open(path)
    mark(visitor.page)
    visitor.page.locator(
        ".md-search__input:visible, .md-header__button[for=__search]:visible"
    ).first.click()
    visitor.page.locator(".md-search__input").press_sequentially(typed)
    visitor.page.locator(f".md-search-result__link[href*='/{leads_to}']").first.click()
    visitor.arrive(leads_to)
    assert stands_there in visitor.page.locator(".pg-page").inner_text()
    assert loaded_anew(visitor.page) == []
    assert visitor.watch.take() == []


def test_what_is_nowhere_is_not_found(visit: Callable[..., Visitor]) -> None:
    visitor = visit("acme")
    visitor.look(1280, 900)
    visitor.open("webshop/now/")
    visitor.page.locator(".md-search__input").press_sequentially("sähkölä")
    visitor.page.get_by_text("No matching documents").wait_for()
    assert visitor.page.locator(".md-search-result__link").count() == 0
