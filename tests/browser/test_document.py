"""A preview opened from disk: one file, on a phone and on a desk, in light and dark, and on paper."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page

from portalgen.analysis.analyse import analyse
from portalgen.pages.document import document
from portalgen.pages.links import DocumentLinks
from portalgen.words import Words
from tests.kit.browser.detectors import hard_to_read, hard_to_read_on_paper, too_wide
from tests.kit.browser.visitor import PROBES, SCHEMES, SCREENS, Watch
from tests.kit.clients.nouns import TODAY
from tests.kit.clients.samples import CLIENTS, sample
from tests.kit.files.memory import loaded
from tests.kit.hostile.crossing import ALL, client_with_all, payload_fill
from tests.kit.hostile.payloads import PAYLOADS
from tests.kit.pages.rendering import TEMPLATES

Opened = tuple[Page, Watch]
TARGETS = (
    "() => [...document.querySelectorAll('a[href^=\"#\"]')]"
    ".filter(a => !document.getElementById(a.hash.slice(1)))"
)


@pytest.fixture
def open_file(browser: Browser) -> Iterator[Callable[[Path], Opened]]:
    """Returns the function that opens a file from disk, and listens."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(path=PROBES)

    def opened(file: Path) -> Opened:
        watch = Watch(file.as_uri())
        watch.over(context)
        page = context.new_page()
        page.goto(file.as_uri())
        return page, watch

    yield opened
    context.close()


def written(folder: Path, name: str, html: str) -> Path:
    """Writes a document once for all workers."""
    file = folder / f"document-{name}.html"
    with FileLock(f"{file}.lock"):
        if not file.exists():
            file.write_text(html, encoding="utf-8")
    return file


@pytest.mark.parametrize("client", CLIENTS)
def test_a_preview_can_be_read_everywhere_and_asks_for_nothing(
    open_file: Callable[[Path], Opened], shared_folder: Path, client: str
) -> None:
    one = sample(client)
    made = document(
        one.client,
        one.findings,
        one.words,
        TEMPLATES.pages,
        TEMPLATES.assets,
        DocumentLinks(),
    )
    page, watch = open_file(written(shared_folder, client, made.html))
    assert page.evaluate(f"({TARGETS})().length") == 0
    for (width, height), scheme in product(SCREENS, SCHEMES):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        flaws = [*too_wide(page), *hard_to_read(page)]
        assert not flaws, f"at {width} in {scheme}: " + "\n".join(flaws)
        drawings = page.locator(".pg-drawing:visible")
        assert drawings.count() == page.locator("figure.pg-chart").count() > 0
    page.emulate_media(media="print", color_scheme="dark")
    assert hard_to_read_on_paper(page) == []
    assert watch.take() == []
    assert len(watch.asked) == 1


def test_a_link_of_the_contents_leads_to_its_page(
    open_file: Callable[[Path], Opened], shared_folder: Path
) -> None:
    one = sample("acme")
    made = document(
        one.client,
        one.findings,
        one.words,
        TEMPLATES.pages,
        TEMPLATES.assets,
        DocumentLinks(),
    )
    page, _ = open_file(written(shared_folder, "acme", made.html))
    page.locator(".pg-contents div", has_text="Webshop renewal").get_by_role(
        "link", name="Dates"
    ).click()
    heading = page.locator('[id="webshop/dates"] h1').bounding_box()
    assert heading is not None
    assert 0 <= heading["y"] < 200


def test_no_payload_runs_in_a_preview(
    open_file: Callable[[Path], Opened], shared_folder: Path
) -> None:
    files = client_with_all(tuple(map(payload_fill, PAYLOADS)))
    client = loaded(
        {path.removeprefix(f"{ALL}/"): text for path, text in files.items()}
    ).client
    assert client is not None
    found, words = analyse(client, TODAY), Words("en", TODAY)
    made = document(
        client, found, words, TEMPLATES.pages, TEMPLATES.assets, DocumentLinks()
    )
    page, watch = open_file(written(shared_folder, "payloads", made.html))
    page.locator("details").evaluate_all(
        "all => all.forEach(each => { each.open = true })"
    )
    assert page.evaluate(f"({TARGETS})().length") == 0
    assert not (wide := too_wide(page)), "\n".join(wide)
    assert watch.take() == []
    assert len(watch.asked) == 1
