"""With the keyboard alone: everything can be reached, seen and used."""

from collections.abc import Callable

import pytest

from tests.kit.browser.detectors import keyboard_path, loaded_anew, mark
from tests.kit.browser.visitor import Visitor

SCREENS = {"phone": (390, 844), "desk": (1280, 900)}
PLACES = (
    "Now",
    "Needs you",
    "What changed",
    "Dates",
    "More",
    "Webshop renewal",
    "Reply",
    "History of this date",
)
Send = Callable[..., Visitor]


@pytest.mark.parametrize("screen", SCREENS)
def test_everything_on_a_page_can_be_reached_and_the_focus_is_always_seen(
    visit: Send, screen: str
) -> None:
    visitor = visit("acme")
    visitor.look(*SCREENS[screen])
    visitor.open("webshop/now/")
    stops, unseen = keyboard_path(visitor.page)
    assert [
        place for place in PLACES if not any(f'"{place}' in stop for stop in stops)
    ] == []
    assert unseen == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    ("menu", "page"), [(".pg-more", "told"), (".pg-switch", "now")]
)
def test_a_menu_opens_and_leads_on_by_the_enter_key(
    visit: Send, screen: str, menu: str, page: str
) -> None:
    visitor = visit("acme")
    visitor.look(*SCREENS[screen])
    visitor.open("webshop/now/")
    mark(visitor.page)
    summary = visitor.page.locator(f"{menu} summary")
    links = visitor.page.locator(
        f"{menu} details a" if menu == ".pg-more" else f"{menu} a"
    )
    summary.focus()
    assert not links.first.is_visible()
    visitor.page.keyboard.press("Enter")
    assert links.first.is_visible()
    for _ in range(1 if menu == ".pg-more" else 2):
        visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    visitor.arrive(f"{'webshop' if menu == '.pg-more' else 'brand-site'}/{page}/")
    assert not links.first.is_visible()
    assert loaded_anew(visitor.page) == []
    assert visitor.watch.take() == []


def test_a_tap_elsewhere_closes_a_menu(visit: Send) -> None:
    visitor = visit("acme")
    visitor.open("webshop/now/")
    for menu in (".pg-more", ".pg-switch"):
        links = visitor.page.locator(f"{menu} ul a")
        visitor.page.locator(f"{menu} summary").click()
        assert links.first.is_visible()
        visitor.page.locator("h1").click(position={"x": 300, "y": 2})
        assert not links.first.is_visible()
