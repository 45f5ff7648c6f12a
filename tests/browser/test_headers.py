"""The sites on a host that sends the headers of `_headers`: the policy holds as a header, and all works under it."""

from collections.abc import Callable, Iterator

import pytest

from portalgen.site import csp
from tests.browser.conftest import Plant
from tests.kit.browser.detectors import bad_charts, loaded_anew, mark
from tests.kit.browser.static_host import Headers, Sites, address, headers_of
from tests.kit.browser.visitor import Visitor, pages_of
from tests.kit.clients.samples import CLIENTS, PROJECTS

Send = Callable[..., Visitor]
META = 'http-equiv="Content-Security-Policy"'


@pytest.fixture
def sent(sites: Sites, headers: Headers) -> Iterator[Headers]:
    """Lets the host send the headers that each site asks for."""
    headers.update({client: headers_of(sites[client]) for client in CLIENTS})
    yield headers
    headers.clear()


@pytest.mark.parametrize("client", CLIENTS)
def test_a_site_asks_for_the_headers_of_the_policy(sites: Sites, client: str) -> None:
    assert headers_of(sites[client]) == csp.headers()
    assert headers_of(sites[client])["Content-Security-Policy"].startswith(csp.policy())


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("folder", [*CLIENTS, *PROJECTS])
def test_every_page_is_sound_under_the_header(
    visit: Send, sites: Sites, folder: str
) -> None:
    client, _, project = folder.partition("/")
    visitor = visit(client)
    paths = pages_of(sites[client], project)
    assert paths
    for path in paths:
        response = visitor.open(path)
        assert (
            response.header_value("content-security-policy")
            == csp.headers()["Content-Security-Policy"]
        )
        visitor.explore_charts()
        assert bad_charts(visitor.page) + visitor.watch.take() == [], path


@pytest.mark.usefixtures("sent")
def test_search_colours_and_clicks_work_under_the_header(visit: Send) -> None:
    visitor = visit("acme")
    visitor.look(1280, 900)
    visitor.open("webshop/now/")
    mark(visitor.page)
    visitor.go("webshop/dates/")
    assert visitor.explore_charts() == 2
    for scheme in ("default", "default", "slate"):
        assert (
            visitor.page.locator("body").get_attribute("data-md-color-scheme") == scheme
        )
        assert bad_charts(visitor.page) == []
        visitor.page.locator(".md-header label[for^=__palette]:visible").click()
    visitor.page.locator(".md-search__input").press_sequentially("merchant acc")
    visitor.page.locator(
        ".md-search-result__link[href*='/webshop/needs/']"
    ).first.click()
    visitor.arrive("webshop/needs/")
    assert loaded_anew(visitor.page) == []
    assert visitor.watch.take() == []


@pytest.mark.usefixtures("sent")
def test_the_header_alone_stops_a_script_in_a_page(visit: Send, plant: Plant) -> None:
    plant(
        "acme", "webshop/now/index.html", lambda html: html.replace(META, 'name="none"')
    )
    plant(
        "acme",
        "webshop/now/index.html",
        lambda html: html.replace("<h1>", "<script>alert(1)</script><h1>", 1),
    )
    visitor = visit("acme")
    visitor.open("webshop/now/")
    found = visitor.watch.take()
    assert [
        each
        for each in found
        if "CSP violation: script-src-elem forbids inline" in each
    ] != []
    assert [each for each in found if "a dialog" in each] == []


@pytest.mark.parametrize("header", [True, False], ids=["with the header", "without it"])
def test_no_other_site_can_frame_a_page_that_comes_with_the_header(
    visit: Send, plant: Plant, sent: Headers, header: bool
) -> None:
    del sent["harbour"]
    if not header:
        del sent["acme"]
    frame = f'<iframe src="{address("acme", "webshop/now/")}"></iframe><h1>'
    plant(
        "harbour",
        "collections/now/index.html",
        lambda html: html.replace(META, 'name="none"'),
    )
    plant(
        "harbour",
        "collections/now/index.html",
        lambda html: html.replace("<h1>", frame, 1),
    )
    visitor = visit("harbour")
    visitor.open("collections/now/")
    assert (
        bool([each for each in visitor.watch.take() if "frame-ancestors" in each])
        is header
    )
