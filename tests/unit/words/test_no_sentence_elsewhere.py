"""What clients read stands in the catalogues: templates and code hold no sentence of their own."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from jinja2 import Environment, nodes

from portalgen.pages.document import FOLLOWS
from tests.conftest import ROOT
from tests.kit.pages.sentences import constants, template_files

READ_ALOUD = {
    "alt",
    "aria-label",
    "aria-description",
    "label",
    "placeholder",
    "summary",
    "title",
    "data-label",
}
LETTERS = re.compile(r"[^\W\d_]")
SENTENCE = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")
# What says something to the client itself.
SPEAKING_FLOORS = ("analysis", "charts", "exports", "pages")
NO_SENTENCES = {
    "noopener noreferrer",
    FOLLOWS,
}  # values of attributes, and a rule of a stylesheet
# What speaks to project managers, in English.
DIAGNOSTICS = (
    "portalgen/analysis/checks/",
    "portalgen/analysis/edits/continuity.py",
    "portalgen/analysis/edits/redactions.py",
    "portalgen/analysis/ledger/continuity.py",
    "portalgen/analysis/ledger/redactions.py",
    "portalgen/analysis/term_changes.py",
    "portalgen/exports/ledger.py",
    "portalgen/exports/manifest.py",
    "portalgen/exports/publications.py",
    "portalgen/exports/seal.py",
)


class Text(HTMLParser):
    """Collects the words that a page would show or read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found += [data] if LETTERS.search(data) else []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            value
            for name, value in attrs
            if name in READ_ALOUD and value and LETTERS.search(value)
        ]


def human_text(template: str) -> list[str]:
    """Returns the words in a template that do not come out of an expression."""
    tree = Environment(autoescape=True).parse(template)
    reader = Text()
    literal = "".join(_literals(tree))
    reader.feed(literal)
    reader.close()
    return [each.strip() for each in reader.found] + [
        const.value
        for const in tree.find_all(nodes.Const)
        if isinstance(const.value, str) and SENTENCE.search(const.value)
    ]


def _literals(tree: nodes.Template) -> Iterator[str]:
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            yield node.data if isinstance(node, nodes.TemplateData) else "…"


def test_templates_hold_no_words_of_their_own() -> None:
    found = {
        str(path.relative_to(ROOT)): human_text(path.read_text(encoding="utf-8"))
        for path in template_files()
    }
    assert len(found) > 10
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    "template",
    [
        "<h1>Dates</h1>",
        "<p>{{ t('now.plan') }} by Friday</p>",
        '<svg aria-label="Progress"></svg>',
        "<p>{% if late %}Late{% endif %}</p>",
        "{{ name or 'no name yet' }}",
        "{% macro m() %}<b>Ja</b>{% endmacro %}",
    ],
)
def test_a_word_in_a_template_would_be_found(template: str) -> None:
    assert human_text(template)


@pytest.mark.parametrize(
    "template",
    [
        "<h1>{{ t('page.dates') }}</h1>",
        '<p class="pg soft">– · {{ day }}: ÷ 100 %</p>',
        '<a title="{{ name }}">→</a>',
    ],
)
def test_marks_and_values_are_no_words(template: str) -> None:
    assert human_text(template) == []


def test_the_code_behind_pages_holds_no_sentence() -> None:
    spoken = [
        (where, text)
        for where, text in constants()
        if where.split("/")[1] in SPEAKING_FLOORS
        and not where.startswith(DIAGNOSTICS)
        and SENTENCE.search(text)
        and text not in NO_SENTENCES
    ]
    assert spoken == []
    english = {
        where.split(":")[0] for where, text in constants() if SENTENCE.search(text)
    }
    for each in DIAGNOSTICS:
        assert any(name.startswith(each) for name in english), each
