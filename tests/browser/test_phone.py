"""On a phone: what the first screen must say, and what eyes and thumbs need."""

from collections.abc import Callable

import pytest

from tests.kit.browser.detectors import below_the_fold, hard_to_use
from tests.kit.browser.visitor import Visitor

PROJECTS = (
    ("acme", "webshop"),
    ("harbour", "collections"),
    ("sahkola", "asiakasportaali"),
)
Send = Callable[..., Visitor]


@pytest.mark.parametrize(("client", "project"), PROJECTS)
def test_the_first_screen_shows_the_verdict_the_dates_and_the_first_ask(
    visit: Send, client: str, project: str
) -> None:
    visitor = visit(client)
    visitor.look(390, 664)
    visitor.open(f"{project}/now/")
    assert visitor.page.locator(".pg-lead .pg-dates > div").count() == 3
    assert below_the_fold(visitor.page) == []


@pytest.mark.parametrize(("client", "project"), PROJECTS)
def test_reports_can_be_read_and_the_bar_can_be_touched(
    visit: Send, client: str, project: str
) -> None:
    visitor = visit(client)
    visitor.open(f"{project}/changed/")
    visitor.page.locator("details.pg-report").evaluate_all(
        "all => all.forEach(each => { each.open = true })"
    )
    visitor.page.locator(".pg-more summary").click()
    assert hard_to_use(visitor.page) == []


@pytest.mark.parametrize(("client", "project"), PROJECTS)
def test_the_foot_ends_above_the_bar(visit: Send, client: str, project: str) -> None:
    visitor = visit(client)
    visitor.look(390, 844)
    visitor.open(f"{project}/progress/")
    visitor.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    foot, bar = (
        visitor.page.locator(each).last.bounding_box()
        for each in (".pg-foot p", ".pg-tabs")
    )
    assert foot is not None
    assert bar is not None
    assert foot["y"] + foot["height"] <= bar["y"]
