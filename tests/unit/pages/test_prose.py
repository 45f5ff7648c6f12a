"""A PM's Markdown becomes clean HTML: structure stays, nothing runs."""

import pytest

from portalgen.pages.parts.prose import prose


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("", ""),
        ("plain", "<p>plain</p>\n"),
        ("*soft* and **hard**", "<p><em>soft</em> and <strong>hard</strong></p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>\n'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("`a < b`", "<p><code>a &lt; b</code></p>\n"),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert prose(markdown) == html


@pytest.mark.parametrize(("level", "lowered"), [(1, 3), (2, 4), (3, 5), (4, 5), (6, 5)])
def test_headings_are_lowered_below_those_of_the_page(level: int, lowered: int) -> None:
    assert prose(f"{'#' * level} Next") == f"<h{lowered}>Next</h{lowered}>\n"


def test_tables_come_without_styles_of_their_own() -> None:
    html = prose("| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert "<table>" in html
    assert "<td>1</td>" in html
    assert "style" not in html


@pytest.mark.parametrize(
    "raw",
    [
        "<script>alert(1)</script>",
        "<b onclick=alert(1)>x</b>",
        "text <img src=x onerror=alert(1)> text",
        "<iframe src=https://elsewhere.example></iframe>",
        "<!-- note -->",
        "<style>p { display: none }</style>",
        "<h1>not a heading</h1>",
    ],
)
def test_raw_html_shows_as_the_text_that_it_is(raw: str) -> None:
    html = prose(raw)
    assert "&lt;" in html
    assert html.replace("<p>", "").replace("</p>", "").count("<") == 0


@pytest.mark.parametrize(
    "markdown",
    [
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt:alert(1))",
        "[click](data:text/html,<script>alert(1)</script>)",
        "[click](vbscript:x)",
        "[click](file:///etc/passwd)",
        "<javascript:alert(1)>",
        "[click]: javascript:alert(1)\n\n[click]",
    ],
)
def test_links_that_run_something_die(markdown: str) -> None:
    assert "href" not in prose(markdown)


def test_other_links_live_and_tell_the_other_side_nothing() -> None:
    html = prose(
        "[report](https://elsewhere.example/a?b=1&c=2) [mail](mailto:maria@northlight.example)"
    )
    assert (
        '<a href="https://elsewhere.example/a?b=1&amp;c=2" rel="noopener noreferrer">report</a>'
        in html
    )
    assert 'href="mailto:maria@northlight.example"' in html


def test_pictures_are_not_loaded_from_anywhere() -> None:
    assert "<img" not in prose("![logo](https://elsewhere.example/logo.png)")


DOCUMENTS = {
    "documents/page.png": "../documents/page.png",
    "documents/plan.pdf": "../documents/plan.pdf",
}


def test_pictures_and_links_lead_to_published_documents() -> None:
    html = prose(
        '![The *new* page](documents/page.png "Page")\n\n[plan](documents/plan.pdf)',
        DOCUMENTS.get,
    )
    assert (
        '<img src="../documents/page.png" alt="The new page" title="Page" loading="lazy">'
        in html
    )
    assert '<a href="../documents/plan.pdf" rel="noopener noreferrer">plan</a>' in html


@pytest.mark.parametrize(
    "target",
    [
        "documents/other.png",
        "https://elsewhere.example/a.png",
        "//elsewhere.example/a.png",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "/etc/passwd",
        "../../other/documents/page.png",
        "https://[broken/a.png",
    ],
)
def test_a_picture_from_elsewhere_is_the_words_that_describe_it(target: str) -> None:
    html = prose(f"See ![the new page]({target}) here", DOCUMENTS.get)
    assert "<img" not in html
    assert "the new page" in html


@pytest.mark.parametrize(
    "target",
    ["documents/other.pdf", "../now/", "#launch", "//elsewhere.example/", "other.md"],
)
def test_a_relative_link_to_nothing_published_keeps_its_text(target: str) -> None:
    html = prose(f"[the plan]({target})", DOCUMENTS.get)
    assert "href" not in html
    assert "the plan" in html


def test_code_keeps_its_line_ends_through_the_layout_of_a_page() -> None:
    html = prose("```\none\n  two\n```\nafter")
    assert "one&#10;  two&#10;" in html
    assert "\n" not in html.split("<pre>")[1].split("</pre>")[0]


def test_templates_in_text_stay_text() -> None:
    assert "{{ 7 * 7 }} {% raw %}" in prose("{{ 7 * 7 }} {% raw %}")
