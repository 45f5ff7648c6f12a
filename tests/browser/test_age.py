"""A page that nobody made anew: it says how old it is, and its green is none, by the reader's own clock."""

from collections.abc import Callable
from datetime import date

from tests.browser.conftest import Plant
from tests.kit.browser.visitor import Visitor

Send = Callable[..., Visitor]
# The sample is of 20 November, and the next update of this project is due two weeks later.
LAST_FRESH_DAY, DAY_AFTER = date(2026, 12, 4), date(2026, 12, 5)
PAGE = "asiakasportaali/now/"
NOTE = "Tämä sivu on tehty 20. marraskuuta."


def badge(visitor: Visitor) -> tuple[str, str]:
    """Returns the words of the first badge, and its classes."""
    found = visitor.page.locator(".pg-status .pg-badge").first
    return found.inner_text(), found.get_attribute("class") or ""


def test_a_green_turns_grey_once_the_next_update_is_overdue(visit: Send) -> None:
    visitor = visit("harbour", on=date(2026, 11, 27))
    visitor.open("collections/now/")
    assert badge(visitor) == ("On track", "pg-badge pg-green")
    assert "This page was made on" not in visitor.page.inner_text("body")
    later = visit("harbour", on=date(2026, 11, 28))
    later.open("collections/now/")
    assert badge(later) == ("Unknown", "pg-badge pg-grey")
    assert "This page was made on 20 November." in later.page.inner_text("body")
    assert later.watch.take() == []


def test_an_old_page_says_how_old_it_is_and_keeps_its_bad_news(visit: Send) -> None:
    visitor = visit("sahkola", on=LAST_FRESH_DAY)
    visitor.open(PAGE)
    assert NOTE not in visitor.page.inner_text("body")
    later = visit("sahkola", on=DAY_AFTER)
    later.open(PAGE)
    assert badge(later) == ("Vaarassa", "pg-badge pg-amber")
    assert NOTE in later.page.inner_text("body")
    assert later.watch.take() == []


def test_a_card_of_the_overview_ages_as_well(visit: Send, plant: Plant) -> None:
    due = ' data-fresh-until="2026-12-04" data-aged="Unknown" data-aged-note="Old."'
    plant(
        "acme",
        "index.html",
        lambda text: text.replace('class="pg-status"', f'class="pg-status"{due}'),
    )
    visitor = visit("acme", on=DAY_AFTER)
    visitor.open()
    cards = visitor.page.locator(".pg-projects > li")
    assert cards.locator(".pg-badge").all_inner_texts() == ["Unknown"] * cards.count()


def test_a_red_stays_red_however_old_it_is(visit: Send) -> None:
    visitor = visit("acme", on=date(2027, 11, 20))
    visitor.open("webshop/now/")
    words, classes = badge(visitor)
    assert "pg-red" in classes, words


def test_without_a_script_the_page_says_when_the_next_update_is_due(
    visit: Send,
) -> None:
    visitor = visit("sahkola", script=False, on=DAY_AFTER)
    visitor.open(PAGE)
    due = visitor.page.locator(".pg-status time").last
    assert due.get_attribute("datetime") == "2026-12-04"


def test_after_instant_navigation_a_page_knows_its_age(visit: Send) -> None:
    visitor = visit("sahkola", on=DAY_AFTER)
    visitor.open("asiakasportaali/dates/")
    visitor.page.locator('a[href$="/now/"]:visible').first.click()
    visitor.page.wait_for_url("**/now/")
    visitor.page.get_by_text(NOTE).wait_for()
    assert visitor.page.get_by_text(NOTE).count() == 1
