"""The staged site: pages that Markdown leaves alone, and an address that changes with any byte."""

from html import unescape
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from portalgen.model.client import Client
from portalgen.pages.page import Asset, Page, Portal
from portalgen.site.stage import settings as site
from portalgen.site.stage.staging import Staged, stage
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client
from tests.kit.clients.samples import CLIENTS, sample
from tests.kit.pages.rendering import TEMPLATES, rendered
from tests.kit.pages.settings import HOSTILE, NOTHING


def staged(
    of: Client, portal: Portal | None = None, own: dict[str, bytes] | None = None
) -> Staged:
    configured = site.settings(of, Words(of.language, TODAY), None, NOTHING)
    return stage(
        of,
        portal or rendered(of),
        {"seal.json": b"{}"},
        TEMPLATES,
        configured,
        own or {},
    )


def parts(page: bytes) -> tuple[dict[str, Any], str]:
    """Returns the front matter of a staged page and what follows it."""
    opening, matter, html = page.decode().split("---\n", 2)
    assert opening == ""
    return yaml.safe_load(matter), html


@pytest.mark.parametrize("client_id", CLIENTS)
def test_a_staged_page_is_front_matter_and_one_block_of_html_that_markdown_leaves_as_it_is(
    client_id: str,
) -> None:
    one = sample(client_id)
    found = staged(one.client, rendered(one.client, one.findings), dict(one.files))
    pages = [content for path, content in found.files.items() if path.endswith(".md")]
    assert len(pages) > 5
    for page in pages:
        matter, html = parts(page)
        assert set(matter) == {"title", "hide"}
        assert (
            markdown.markdown(html, extensions=["toc", "tables", "fenced_code"])
            == html.strip()
        )


def test_what_is_no_block_of_html_would_be_changed() -> None:
    assert (
        markdown.markdown("<div>\n\n    one\n\n</div>\n\n*two*")
        != "<div>\n\n    one\n\n</div>\n\n*two*"
    )


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_escaped_for_html_and_for_yaml(title: str) -> None:
    found = staged(client(), Portal((Page("", title, "<div></div>\n"),), ()))
    matter, html = parts(found.files["docs/index.md"])
    assert matter["hide"] == ["navigation", "toc"]
    assert "<" not in matter["title"]
    assert unescape(matter["title"]).split() == title.split()
    assert html == "<div></div>\n"
    assert get_data(found.files["docs/index.md"].decode()) == (html, matter)


def test_pages_files_and_templates_have_their_places() -> None:
    portal = Portal(
        (Page("", "A", "<p></p>"), Page("webshop/now", "B", "<p></p>")),
        (Asset("webshop/a.csv", b"1"),),
    )
    files = staged(client(), portal).files
    assert {
        "mkdocs.yml",
        "docs/index.md",
        "docs/webshop/now.md",
        "docs/webshop/a.csv",
    } <= files.keys()
    assert {
        "theme/main.html",
        "docs/assets/portal/portal.css",
        "docs/assets/portal/brand.css",
    } <= files.keys()
    assert staged(client(), portal).beside == {"seal.json": b"{}"}


def test_the_chart_library_comes_only_with_charts() -> None:
    name = "docs/assets/portal/plotly-basic.min.js"
    assert name not in staged(client(), Portal((Page("", "A", "<p></p>"),), ())).files
    assert (
        name
        in staged(
            client(), Portal((Page("", "A", "<p></p>"),), (Asset("a.json", b"{}"),))
        ).files
    )


def test_the_brand_is_one_colour_and_one_picture() -> None:
    branded = client(branding={"accent": "#0F6B5C", "logo": "logo.png"})
    words = Words("en", TODAY)
    portal = Portal((Page("", "A", "<p></p>"),), ())
    files = stage(
        branded,
        portal,
        {},
        TEMPLATES,
        site.settings(branded, words, None, NOTHING),
        {"logo.png": b"picture"},
    ).files
    assert (
        files["docs/assets/portal/brand.css"]
        == b":root { --pg-accent-light: #0f6b5c; }\n"
    )
    assert files["docs/assets/portal/client-logo.png"] == b"picture"
    assert staged(client()).files["docs/assets/portal/brand.css"] == b""


groups = st.dictionaries(
    st.text("abc/", min_size=1, max_size=4), st.binary(max_size=4), max_size=3
)


@settings(deadline=None)
@given(files=groups, beside=groups, data=st.data())
def test_the_address_changes_with_any_byte_of_any_file(
    files: dict[str, bytes], beside: dict[str, bytes], data: st.DataObject
) -> None:
    before = Staged(files, beside)
    assert Staged(dict(reversed(files.items())), dict(beside)).digest(
        "v1"
    ) == before.digest("v1")
    assert before.digest("v1") != before.digest("v2") != before.digest("v", "2")
    path = data.draw(st.text("abc/", min_size=1, max_size=4))
    content = data.draw(
        st.binary(max_size=4).filter(lambda each: each != files.get(path))
    )
    assert Staged(files | {path: content}, beside).digest() != before.digest()
    if files != beside:
        assert Staged(beside, files).digest() != before.digest()


def test_where_a_name_ends_and_a_file_begins_counts() -> None:
    digests = {
        Staged({"a": b"bc"}, {}).digest(),
        Staged({"ab": b"c"}, {}).digest(),
        Staged({"a": b"b", "c": b""}, {}).digest(),
        Staged({}, {"a": b"bc"}).digest(),
    }
    assert len(digests) == 4
