"""Every payload in every text field, in Chromium: nothing runs, and each stands on the page as it was typed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portalgen.charts.chart import shortened
from tests.browser.conftest import Plant
from tests.kit.browser.static_host import Sites, address
from tests.kit.browser.visitor import Visitor, pages_of
from tests.kit.hostile import expected
from tests.kit.hostile.crossing import ALL, ONCE, PLAIN, SITES, once
from tests.kit.hostile.payloads import BUNDLES, PAYLOADS

Send = Callable[..., Visitor]
PROJECTS = ("", "work", "still")
LISTS = ("needs", "changed", "dates", "changes", "risks")
ONES = ("", "work/now/", "pause/now/")
POINTED_AT = ("chart: ", "handler: ")
MADE_BY_PLOTLY = {"g", "path", "text", "tspan", "rect", "defs", "clippath", "clipPath"}
MADE_BY_SEARCH = {
    "li",
    "a",
    "article",
    "div",
    "h1",
    "h2",
    "p",
    "ul",
    "ol",
    "mark",
    "details",
    "summary",
    "code",
    "pre",
}
PARTS = """async ({ path, wanted }) => {
  const links = (name, value) => (["href", "src"].includes(name) ? new URL(value, path).href : plain(value));
  const plain = (text) => text.replace(/\\s+/g, " ").trim();
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  const drawn = (node) => node.parentElement?.closest(".pg-plot, .pg-picture");
  const wraps = (node) => node.matches?.(".md-typeset__scrollwrap, .md-typeset__table");
  const attributes = (element) =>
    [...element.attributes]
      .filter(({ name }) => !(element.matches(".pg-plot") && ["style", "class", "data-drawn"].includes(name)))
      .filter(({ name }) => !(element.matches(".pg-picture") && name === "tabindex"))
      .filter(({ name }) => !(element.matches(".pg-explore") && name === "aria-pressed"))
      .filter(({ name }) => !(element.matches(".pg-chart") && name === "class"))
      .filter(({ name, value }) => !(element.localName === "pre" && name === "id" && value.startsWith("__code_")))
      .map(({ name, value }) => `${name}="${links(name, value)}"`)
      .sort();
  const stream = (root) => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (drawn(node) || wraps(node)) continue;
      if (node.nodeType === Node.ELEMENT_NODE) found.push(`<${[node.localName, ...attributes(node)].join(" ")}>`);
      else if (node.nodeType !== Node.DOCUMENT_NODE && plain(node.data ?? "")) found.push(plain(node.data));
    }
    return found;
  };
  const difference = (what, found, wanted) => {
    const at = [...found, ""].findIndex((each, number) => each !== wanted[number]);
    if (found.length === wanted.length && at === found.length) return [];
    const part = (all) => JSON.stringify(all.slice(at, at + 3));
    return [`${what}: ${part(found)} instead of ${part(wanted)}`];
  };
  const source = parse(await (await fetch(path)).text());
  const flaws = difference("as it came", stream(source), stream(parse(wanted)));
  if (path !== location.href) return flaws;
  const [alive, still] = [document, source].map((each) => stream(each.querySelector(".pg-article")));
  return [...flaws, ...difference("as it lives", alive, still)];
}"""


@pytest.fixture
def visitor(visit: Send, sites: Sites, hostile_sites: Path) -> Iterator[Visitor]:
    """Sends a visitor to the sites of payloads."""
    before = dict(sites)
    sites.update({name: hostile_sites / SITES / name for name in (ALL, ONCE)})
    yield visit(ALL)
    sites.clear()
    sites.update(before)


def flaws(visitor: Visitor, path: str, wanted: str) -> list[str]:
    """Returns how a page of the site where a visitor is differs from how it should be, as Chromium reads both."""
    found: list[str] = visitor.page.evaluate(
        PARTS, {"path": address(visitor.client, path), "wanted": wanted}
    )
    return found


def wanted(sites: Path, client: str, path: str, of: expected.Numbered) -> str:
    """Returns the page of words with payloads in their place."""
    of_words = sites / PLAIN / client / path / "index.html"
    ledger = sites / SITES / client / "ledger.json"
    html = expected.coded(
        of_words.read_text(encoding="utf-8"), ledger.read_text(encoding="utf-8")
    )
    return expected.page(html, of)


@pytest.mark.parametrize("project", PROJECTS)
def test_nothing_runs_and_each_payload_stands_as_it_was_typed(
    visitor: Visitor, sites: Sites, hostile_sites: Path, project: str
) -> None:
    paths = pages_of(sites[ALL], project)
    assert paths
    for path in paths:
        visitor.open(path)
        visitor.explore_charts()
        assert (
            flaws(visitor, path, wanted(hostile_sites, ALL, path, expected.itself))
            == []
        ), path
        assert visitor.watch.take() == [], path
        if path.strip("/").rpartition("/")[2] in LISTS:
            text = " ".join(
                (visitor.page.locator(".pg-article").text_content() or "").split()
            )
            assert [
                each.name for each in PAYLOADS if each.typed("line") not in text
            ] == [], path


def test_what_there_is_once_stands_as_it_was_typed_too(
    visitor: Visitor, hostile_sites: Path
) -> None:
    visitor = replace(visitor, client=ONCE, watch=visitor.watch)
    visitor.watch.home = address(ONCE)
    pages = {
        path: (hostile_sites / PLAIN / ONCE / once(0) / path / "index.html").read_text()
        for path in ONES
    }
    for number, payload in enumerate(BUNDLES):
        visitor.open(f"{once(number)}/work/now/")
        name = payload.typed("line")
        assert name in " ".join(visitor.page.title().split())
        for place in (".pg-brand b", ".pg-project"):
            assert (
                " ".join((visitor.page.locator(place).text_content() or "").split())
                == name
            )
        for path in ONES:
            page = expected.page(pages[path], expected.always(payload)).replace(
                once(0), once(number)
            )
            assert flaws(visitor, f"{once(number)}/{path}", page) == [], (
                payload.name,
                path,
            )
        assert visitor.watch.take() == [], payload.name


def test_charts_show_payloads_in_letters_alone(visitor: Visitor) -> None:
    visitor.open("work/dates/")
    names = [shortened(each.typed("line"), 22) for each in PAYLOADS]
    for drawing in visitor.page.locator("#timeline .pg-drawing").all():
        texts = drawing.locator("text").all_text_contents()
        assert [each for each in texts if each in set(names)] == names
        titles = drawing.locator("title").all_text_contents()
        for payload in PAYLOADS:
            assert f"{payload.typed('line')}: First promise 1 June" in titles
        made = drawing.evaluate(
            "svg => [...new Set([...svg.querySelectorAll('*')].map(each => each.localName))]"
        )
        assert set(made) <= {"svg", "g", "path", "text", "circle", "title"}
    assert visitor.explore_charts() == 2
    plot = visitor.page.locator(".pg-plot").first
    assert plot.locator(".ytick text").all_text_contents() == names
    first = plot.evaluate(
        "plot => plot.data.findIndex(({ hoverinfo }) => hoverinfo !== 'skip')"
    )
    for number, payload in enumerate(PAYLOADS):
        if payload.name.startswith(POINTED_AT):
            point = {"curveNumber": first, "pointNumber": number}
            plot.evaluate("(plot, point) => Plotly.Fx.hover(plot, [point])", point)
            plot.locator(".hovertext").get_by_text(
                f"{payload.typed('line')}: First promise 1 June"
            ).wait_for()
    made = plot.evaluate(
        "plot => [...new Set([...plot.querySelectorAll('svg *')].map(each => each.localName))]"
    )
    assert set(made) - MADE_BY_PLOTLY == set()
    assert visitor.watch.take() == []


@pytest.mark.parametrize("typed", ["onerror", "7"])
def test_search_shows_payloads_in_letters_alone(visitor: Visitor, typed: str) -> None:
    visitor.look(1280, 900)
    visitor.open("work/now/")
    visitor.page.locator(".md-search__input").press_sequentially(typed)
    results = visitor.page.locator(".md-search-result__list")
    results.locator(".md-search-result__link").first.wait_for()
    made = results.evaluate(
        "list => [...new Set([...list.querySelectorAll('*')].map(each => each.localName))]"
    )
    assert set(made) - MADE_BY_SEARCH == set()
    assert {"onerror": "<img src=x onerror=alert(1)>", "7": "{{7*7}}"}[typed] in (
        results.text_content() or ""
    )
    assert visitor.watch.take() == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("&lt;img src=x onerror=alert(1)&gt;", "<img src=x onerror=alert(1)>"),
        ("{{7*7}}", "49"),
        ("&lt;details open ontoggle=alert(1)&gt;", ""),
        ("<body", '<body title="x"'),
    ],
    ids=["alive", "worked out", "lost", "an attribute more"],
)
def test_a_payload_that_came_alive_or_was_lost_would_be_found(
    visitor: Visitor, plant: Plant, hostile_sites: Path, before: str, after: str
) -> None:
    plant(ALL, "work/risks/index.html", lambda html: html.replace(before, after, 1))
    visitor.open("work/risks/")
    assert (
        flaws(
            visitor,
            "work/risks/",
            wanted(hostile_sites, ALL, "work/risks/", expected.itself),
        )
        != []
    )
