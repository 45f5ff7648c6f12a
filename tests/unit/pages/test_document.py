"""All pages in one document: every link has its target, nothing is loaded, and what stands on the site stands there."""

import base64
import hashlib
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.pages.document import Document, document
from portalgen.pages.links import SITE, DocumentLinks
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY
from tests.kit.clients.samples import CLIENTS, sample
from tests.kit.files.memory import loaded
from tests.kit.hostile.crossing import ALL, client_with_all, payload_fill, word_fill
from tests.kit.hostile.payloads import PAYLOADS
from tests.kit.pages.rendering import TEMPLATES, pages, rendered

LOADS = {
    "src",
    "srcset",
    "poster",
    "data",
    "action",
    "formaction",
    "ping",
    "xlink:href",
    "background",
}
EVERY_CLIENT = pytest.mark.parametrize("client", CLIENTS)


@cache
def of_sample(client: str, has_files: bool = False) -> Document:
    one = sample(client)
    return document(
        one.client,
        one.findings,
        one.words,
        TEMPLATES.pages,
        TEMPLATES.assets,
        DocumentLinks(has_files),
    )


class Reader(HTMLParser):
    """Collects the ids, the links, the elements and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.loads: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            self.attributes.add(name)
            self.ids += [value or ""] if name == "id" else []
            self.links += [value or ""] if name == "href" else []
            self.loads += [value or ""] if name in LOADS else []


@EVERY_CLIENT
def test_every_link_inside_has_its_target_and_every_id_is_there_once(
    client: str,
) -> None:
    page = Reader(of_sample(client).html)
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert len(inside) > 20
    assert [link for link in inside if link not in page.ids] == []
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []


@EVERY_CLIENT
@pytest.mark.parametrize("has_files", [False, True])
def test_nothing_is_loaded_and_no_link_leads_to_a_file_that_is_not_there(
    client: str, has_files: bool
) -> None:
    made = of_sample(client, has_files)
    page = Reader(made.html)
    documents = {
        f"{each.id}/documents/{one.name}"
        for each in sample(client).client.projects
        for one in each.documents
    }
    beside = (
        {each.path for each in made.files} | documents | {"ledger.json"}
        if has_files
        else set()
    )
    away = [link for link in page.links if not link.startswith(("#", "mailto:"))]
    assert [link for link in away if link not in beside] == []
    assert bool(away) == has_files
    assert page.tags["script"] == page.tags["link"] == page.tags["iframe"] == 0
    assert [load for load in page.loads if load not in beside] == []


@EVERY_CLIENT
def test_a_preview_has_no_files_and_an_archive_the_numbers_of_its_charts(
    client: str,
) -> None:
    assert of_sample(client).files == ()
    site = {
        asset.path: asset.content
        for asset in rendered(sample(client).client, sample(client).findings).assets
    }
    csv = {path: content for path, content in site.items() if path.endswith(".csv")}
    assert {
        each.path: each.content for each in of_sample(client, has_files=True).files
    } == csv


@EVERY_CLIENT
def test_what_the_pages_say_stands_in_the_document(client: str) -> None:
    def words(html: str) -> str:
        return " ".join(re.sub(r"<[^>]*>", " ", html).split())

    whole = words(of_sample(client).html)
    site = pages(rendered(sample(client).client, sample(client).findings))
    for path, html in site.items():
        content = re.search(
            r'<header class="pg-(?:head|verdict)".*?</header>', html, re.DOTALL
        )
        assert content is not None, path
        assert words(content[0]) in whole, path


@EVERY_CLIENT
def test_the_policy_comes_first_and_allows_the_one_stylesheet(client: str) -> None:
    html = of_sample(client).html
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    head = html[html.index("<head>") + len("<head>") :].lstrip()
    assert head.startswith(
        '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;'
    )
    assert f"style-src &#39;sha256-{digest}&#39;" in head.split(">")[0]
    assert "style" not in Reader(html).attributes
    assert "url(" not in style[1]


def test_only_an_archive_may_load_pictures() -> None:
    assert "img-src" not in of_sample("acme").html
    assert "img-src &#39;self&#39; file:;" in of_sample("acme", has_files=True).html


def test_dark_colours_follow_the_device() -> None:
    html = of_sample("acme").html
    dark = re.search(
        r"@media screen and \(prefers-color-scheme: dark\) \{ \[data-md-color-scheme\] (\{[^}]*\})",
        html,
    )
    assert dark is not None
    assert "--pg-surface: #111318;" in dark[1]


def test_the_accent_of_the_client_is_the_documents() -> None:
    accent = sample("acme").client.branding.accent
    assert f"--pg-accent-light: {accent}; }}" in of_sample("acme").html


def test_the_notice_says_what_it_is_in_the_clients_language() -> None:
    assert (
        "Preview as of 20 November. Not published yet: Acme Outdoor Ltd reads it once it is."
        in of_sample("acme").html
    )
    assert "Esikatselu, tilanne 20. marraskuuta." in of_sample("sahkola").html
    assert "seal.json" in of_sample("acme", has_files=True).html


def test_projects_stand_in_the_order_of_urgency() -> None:
    names = re.findall(r"<h2>([^<]*)</h2><ul>", of_sample("acme").html)
    assert names[:3] == ["Webshop renewal", "Loyalty app", "Brand site"]


def test_the_same_client_gives_the_same_bytes() -> None:
    one = sample("acme")
    again = document(
        one.client,
        one.findings,
        one.words,
        TEMPLATES.pages,
        TEMPLATES.assets,
        DocumentLinks(),
    )
    assert again == of_sample("acme")


@pytest.mark.slow
def test_no_payload_becomes_an_element_or_an_attribute() -> None:
    made = {}
    for name, fills in {
        "payload": map(payload_fill, PAYLOADS),
        "word": map(word_fill, range(len(PAYLOADS))),
    }.items():
        files = client_with_all(tuple(fills))
        found = loaded(
            {path.removeprefix(f"{ALL}/"): text for path, text in files.items()}
        )
        assert found.client is not None
        words = Words("en", TODAY)
        made[name] = Reader(
            document(
                found.client,
                analyse(found.client, TODAY),
                words,
                TEMPLATES.pages,
                TEMPLATES.assets,
                DocumentLinks(),
            ).html
        )
    prose = {"p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "h3", "h4", "h5", "hr", "br", "s",
             "table", "thead", "tbody", "tr", "th", "td", "img"}  # fmt: skip
    assert made["payload"].tags.keys() - prose <= made["word"].tags.keys()
    different = {
        tag: (made["payload"].tags[tag], made["word"].tags[tag])
        for tag in made["word"].tags.keys() - prose
    }
    assert {tag: pair for tag, pair in different.items() if pair[0] != pair[1]} == {}
    assert (
        made["payload"].attributes - {"href", "title", "rel", "start"}
        <= made["word"].attributes
    )
    schemes = {re.split(r"[:/?#]", link)[0].lower() for link in made["payload"].links}
    assert schemes <= {"", "mailto", "http", "https"}


@pytest.mark.parametrize(
    ("links", "page", "anchor", "file"),
    [
        (SITE, "../dates/#launch", "launch", "../charts/trend.csv"),
        (DocumentLinks(), "#webshop/dates/launch", "webshop/now/launch", None),
        (
            DocumentLinks(has_files=True),
            "#webshop/dates/launch",
            "webshop/now/launch",
            "webshop/charts/trend.csv",
        ),
    ],
)
def test_links_lead_to_pages_anchors_and_files(
    links: DocumentLinks, page: str, anchor: str, file: str | None
) -> None:
    here = "webshop/now"
    assert links.page(here, "webshop/dates/", "launch") == page
    assert links.anchor(here, "launch") == anchor
    assert links.file(here, "webshop/charts/trend.csv") == file


def test_a_link_to_an_anchor_of_the_same_page_is_the_anchor() -> None:
    assert SITE.page("webshop/risks", "webshop/risks/", "late") == "#late"
    assert DocumentLinks().page("", "") == "#top"


def test_a_stylesheet_with_windows_line_ends_is_the_one_that_the_policy_allows() -> (
    None
):
    one = sample("acme")
    assets = {
        **TEMPLATES.assets,
        "portal.css": b"\xef\xbb\xbf"
        + TEMPLATES.assets["portal.css"].replace(b"\n", b"\r\n"),
    }
    made = document(
        one.client, one.findings, one.words, TEMPLATES.pages, assets, DocumentLinks()
    )
    assert made == of_sample("acme")
