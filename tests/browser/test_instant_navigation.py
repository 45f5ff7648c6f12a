"""A click shows the next page at once, without loading it anew, wherever the click is."""

from collections.abc import Callable

import pytest

from tests.kit.browser.detectors import leaked_plots, loaded_anew, mark, remember_plots
from tests.kit.browser.static_host import Sites
from tests.kit.browser.visitor import Visitor, pages_of

FIRST = {
    "acme": "webshop/now/",
    "harbour": "collections/now/",
    "sahkola": "asiakasportaali/now/",
}
SCREENS = {"phone": (390, 844), "desk": (1280, 900)}
Send = Callable[..., Visitor]


@pytest.mark.parametrize(
    ("client", "screen"),
    [("acme", "phone"), ("acme", "desk"), ("harbour", "desk"), ("sahkola", "phone")],
)
def test_every_page_of_a_project_is_shown_without_being_loaded(
    visit: Send, sites: Sites, client: str, screen: str
) -> None:
    visitor = visit(client)
    visitor.look(*SCREENS[screen])
    visitor.open(FIRST[client])
    mark(visitor.page)
    paths = [
        each
        for each in pages_of(sites[client], FIRST[client].split("/")[0])
        if each != FIRST[client]
    ]
    for path in paths:
        visitor.go(path)
        assert loaded_anew(visitor.page) == []
    for path in [*reversed(paths[:-1]), FIRST[client]]:
        visitor.page.go_back()
        visitor.arrive(path)
    for path in paths:
        visitor.page.go_forward()
        visitor.arrive(path)
    assert loaded_anew(visitor.page) == []
    assert visitor.watch.take() == []


@pytest.mark.parametrize("screen", SCREENS)
def test_the_switcher_leads_to_every_other_project_and_back_to_the_overview(
    visit: Send, screen: str
) -> None:
    visitor = visit("acme")
    visitor.look(*SCREENS[screen])
    visitor.open("webshop/now/")
    mark(visitor.page)
    for project in ("brand-site", "loyalty-app", "webshop"):
        visitor.page.locator(".pg-switch summary").click()
        visitor.page.locator(f".pg-switch a[href*={project}]").click()
        visitor.arrive(f"{project}/now/")
    visitor.page.locator(".pg-switch summary").click()
    visitor.page.locator(".pg-switch li").first.locator("a").click()
    visitor.arrive("")
    visitor.page.locator(".pg-projects a[href*=loyalty-app]").click()
    visitor.arrive("loyalty-app/now/")
    assert loaded_anew(visitor.page) == []
    assert visitor.watch.take() == []


def test_a_project_alone_has_no_switcher(visit: Send) -> None:
    visitor = visit("harbour")
    visitor.open("collections/now/")
    assert visitor.page.locator(".pg-switch").count() == 0
    assert visitor.page.locator(".pg-project").inner_text() == "Collections online"


@pytest.mark.parametrize("client", ["acme", "sahkola"])
def test_charts_are_drawn_again_after_going_away_and_back_and_forth(
    visit: Send, client: str
) -> None:
    visitor = visit(client)
    project = FIRST[client].split("/")[0]
    now, dates, progress = (
        f"{project}/{page}/" for page in ("now", "dates", "progress")
    )
    visitor.open(now)
    mark(visitor.page)
    visitor.go(dates)
    steps: list[tuple[str, Callable[[], object]]] = [
        (progress, lambda: visitor.go(progress)),
        (dates, visitor.page.go_back),
        (now, visitor.page.go_back),
        (dates, visitor.page.go_forward),
        (progress, visitor.page.go_forward),
    ]
    for path, step in steps:
        assert visitor.explore_charts() == (0 if visitor.page.url.endswith(now) else 2)
        remember_plots(visitor.page)
        step()
        visitor.arrive(path)
        assert leaked_plots(visitor.page) == []
    assert visitor.explore_charts() == 2
    assert loaded_anew(visitor.page) == []
    assert visitor.watch.take() == []


def test_a_link_to_the_history_of_a_date_leads_to_its_place(visit: Send) -> None:
    visitor = visit("acme")
    visitor.open("webshop/now/")
    mark(visitor.page)
    visitor.page.locator(".pg-lead .pg-card-head a").click()
    visitor.arrive("webshop/dates/")
    place = visitor.page.locator("#launch")
    place.wait_for()
    visitor.page.wait_for_function(
        "place => place.getBoundingClientRect().top >= 0 && place.getBoundingClientRect().top < innerHeight / 2",
        arg=place.element_handle(),
    )
    assert loaded_anew(visitor.page) == []
