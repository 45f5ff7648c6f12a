"""Pages are composed of a view and a template, and a template that cannot be filled in is told with its place."""

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.errors import BuildError
from portalgen.model.client import Client
from portalgen.model.project import PageName
from portalgen.pages.composition import Composer, composer, tidy
from portalgen.pages.links import SITE
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client, milestone, project
from tests.kit.pages.rendering import TEMPLATES

WEBSHOP = project(milestone(promised_date="2026-06-10"), updates=[])


def composer_of(of: Client, **templates: str) -> Composer:
    """Returns the composer of a client, with templates in place of the package's."""
    changed = {f"{name}.html.j2": text for name, text in templates.items()}
    sources = {**TEMPLATES.pages, **changed}
    return composer(of, analyse(of, TODAY), Words("en", TODAY), sources, SITE)


def first_page(**templates: str) -> str:
    """Returns the HTML of Now, with templates in place of the package's."""
    composing = composer_of(client(WEBSHOP), **templates)
    (subject,) = composing.subjects([WEBSHOP])
    return next(composing.pages([subject])).page.html


def test_each_published_page_of_a_project_stands_at_its_own_path_with_its_title() -> (
    None
):
    composing = composer_of(client(WEBSHOP))
    subjects = composing.subjects([WEBSHOP])
    composed = list(composing.pages(subjects))
    (subject,) = subjects
    paths = [each.page.path for each in composed]
    assert paths == [f"webshop/{name}" for name in subject.published]
    titles = [each.page.title for each in composed]
    assert titles[0] == "Now · Webshop"
    assert len(set(titles)) == len(titles) > 3


def test_only_a_page_with_charts_has_some() -> None:
    composing = composer_of(client(WEBSHOP))
    subjects = composing.subjects([WEBSHOP])
    with_charts = {each.page.path for each in composing.pages(subjects) if each.charts}
    assert f"webshop/{PageName.DATES}" in with_charts
    assert f"webshop/{PageName.HOW}" not in with_charts


def test_the_overview_is_the_first_page() -> None:
    composing = composer_of(client(WEBSHOP))
    page = composing.overview(composing.subjects([WEBSHOP]))
    assert (page.path, page.title) == ("", "Overview")
    assert 'href="webshop/now/"' in page.html


@pytest.mark.parametrize(
    ("template", "place", "says"),
    [
        ("\n{{ page.sentence }}", "now.html.j2:2", "has no attribute 'sentence'"),
        ("{{ nobody }}", "now.html.j2:1", "'nobody' is undefined"),
        ("a\nb\n{% for %}", "now.html.j2:3", "Expected an expression"),
        ("{{ page.health | shine }}", "now.html.j2:1", "No filter named 'shine'"),
        ("{% include 'gone.html.j2' %}", "now.html.j2:1", "gone.html.j2"),
        ("a\n{% include 'foot.html.j2' %}", "foot.html.j2:3", "'nobody' is undefined"),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_told_with_its_line(
    template: str, place: str, says: str
) -> None:
    with pytest.raises(BuildError, match=says) as told:
        first_page(now=template, foot="a\nb\n{{ nobody }}")
    assert str(told.value).startswith(f"{place}: ")


@pytest.mark.parametrize(
    ("html", "block"),
    [
        ("<p>A</p>\n\n    <p>B</p>\n", "<p>A</p> \n<p>B</p>\n"),
        ("<td>A</td><td>B</td>", "<td>A</td> <td>B</td>\n"),
        ("<b>A</b><i>B</i>", "<b>A</b><i>B</i>\n"),
        ("A<br>B", "A <br>B\n"),
        ("<b>A</b><br>B", "<b>A</b> <br>B\n"),
    ],
)
def test_html_becomes_one_block_whose_boxes_are_words_apart(
    html: str, block: str
) -> None:
    assert tidy(html) == block
