"""Templates and view models fit: a template reads nothing that is not there, and nothing is there that none reads."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import pytest
from jinja2 import StrictUndefined, UndefinedError

from portalgen.model.project import PageName
from portalgen.pages.document import DocumentPage
from portalgen.pages.evidence.page import EvidencePage
from portalgen.pages.frame.frame import Frame, ProjectFrame
from portalgen.pages.frame.templates import environment
from portalgen.pages.overview import OverviewPage
from portalgen.pages.project.page import View
from portalgen.pages.registry import PAGES
from portalgen.words import Words
from tests.kit.pages.rendering import TEMPLATES
from tests.kit.pages.template_types import Callee, Reading, hints, members, reading

PAGE_OF = {page.template: page.view for page in PAGES}
VIEWS: dict[str, type[View]] = {
    **PAGE_OF,
    OverviewPage.template: OverviewPage,
    DocumentPage.template: DocumentPage,
    EvidencePage.template: EvidencePage,
}
# Whose fields are all there for templates.
FOR_TEMPLATES = (
    "portalgen.pages.project.",
    "portalgen.pages.overview",
    "portalgen.pages.document",
    "portalgen.pages.evidence.page",
    "portalgen.pages.parts.record",
)
AS_SITE = {**TEMPLATES.pages, "document_foot.html.j2": TEMPLATES.pages["foot.html.j2"]}
AS_DOCUMENT = {**AS_SITE, "layout.html.j2": TEMPLATES.pages["part.html.j2"]}
EVERY_TEMPLATE = pytest.mark.parametrize("template", list(VIEWS))


def read(template: str, sources: Mapping[str, str]) -> Reading:
    """Returns what a template reads of its view model and of the shared names."""
    frame = ProjectFrame if template in PAGE_OF else Frame
    shared = {**hints(frame), "t": Callee(Words.html)}
    return reading(template, sources, {"page": VIEWS[template], **shared})


def models(of: Any) -> Iterator[Any]:
    """Yields a view model, and the others that it is made of."""
    for member in members(of):
        for argument in get_args(member):
            yield from models(argument)
        if _is_model(member):
            yield member
            for declared in hints(member).values():
                yield from models(declared)


def _is_model(of: Any) -> bool:
    return is_dataclass(of) and str(of.__module__).startswith(FOR_TEMPLATES)


def unread(template: str, sources: Mapping[str, str]) -> list[str]:
    """Returns the fields of a view model that its template does not read."""
    reads = read(template, sources).reads
    return [
        f"{model.__name__}.{each.name}"
        for model in dict.fromkeys(models(VIEWS[template]))
        for each in fields(model)
        if (model, each.name) not in reads
    ]


@EVERY_TEMPLATE
@pytest.mark.parametrize("sources", [AS_SITE, AS_DOCUMENT], ids=["site", "document"])
def test_a_template_reads_only_what_its_view_model_and_the_shared_names_have(
    template: str, sources: Mapping[str, str]
) -> None:
    found = read(template, sources)
    assert found.missing == []
    assert found.unfollowed == []
    assert len(found.reads) > 5


@EVERY_TEMPLATE
def test_every_field_of_a_view_model_is_read_by_its_template(template: str) -> None:
    assert unread(template, AS_SITE) == []


@pytest.mark.parametrize(
    ("template", "file", "right", "wrong", "missing"),
    [
        ("now", "now", "page.verdict", "page.sentence", "NowPage has no sentence"),
        ("now", "now", "page.range |", "range_ |", "no name range_"),
        ("how", "how", "rate.hits", "rate.hit", "HitRate has no hit"),
        ("how", "how", "simulation.runs", "simulation.run", "Simulation has no run"),
        ("dates", "dates", "told.reason", "told.why", "ToldMove has no why"),
        ("dates", "dates", "row.entry.kind", "row.kind", "Row has no kind"),
        ("risks", "risks", "each.number", "each.no", "NumberedRisk has no no"),
        ("needs", "macros", "ask.due_on", "ask.due", "Ask has no due"),
        ("needs", "macros", "people.reply", "people.mail", "People has no mail"),
        ("track", "layout", "tab.icon", "tab.sign", "Tab has no sign"),
        ("track", "foot", "imprint.note", "imprint.end", "Imprint has no end"),
        ("changed", "macros", "words.time", "words.clock", "Words has no clock"),
        ("overview", "overview", "first.what", "first.name", "Ask has no name"),
        ("document", "document", "tab.href", "tab.url", "Tab has no url"),
        ("progress", "macros", "chart.rows", "chart.lines", "Chart has no lines"),
    ],
)
def test_a_name_that_is_not_there_would_be_found(
    template: str, file: str, right: str, wrong: str, missing: str
) -> None:
    name = f"{file}.html.j2"
    assert right in AS_SITE[name]
    sources = {**AS_SITE, name: AS_SITE[name].replace(right, wrong)}
    found = read(f"{template}.html.j2", sources).missing
    assert any(
        each.startswith(f"{name}:") and each.endswith(missing) for each in found
    ), found


@pytest.mark.parametrize(
    ("template", "line", "field"),
    [
        ("now", "page.scope_since", "NowPage.scope_since"),
        ("dates", "move.pushed", "MoveShown.pushed"),
        ("dates", "restart.because", "Restarted.because"),
        ("risks", "cell.level", "MatrixCell.level"),
        ("changes", "section.entries", "ReleaseSection.entries"),
        ("overview", "project.asks", "ProjectCard.asks"),
        ("document", "page.notice", "DocumentPage.notice"),
    ],
)
def test_a_field_that_no_template_reads_would_be_found(
    template: str, line: str, field: str
) -> None:
    name = f"{template}.html.j2"
    without = AS_SITE[name].replace(line, "words")
    assert field in unread(name, {**AS_SITE, name: without})


def test_every_template_is_that_of_a_page_or_a_part_of_one() -> None:
    shared = {"layout", "part", "foot", "macros"}
    files = {name for name in TEMPLATES.pages if name.endswith(".j2")}
    assert files == VIEWS.keys() | {f"{name}.html.j2" for name in shared}


@pytest.mark.parametrize("template", sorted(AS_SITE.keys() - {"document.css"}))
def test_every_template_compiles_with_the_filters_that_there_are(template: str) -> None:
    assert environment(AS_SITE).get_template(template).name == template


def test_a_name_that_is_not_there_is_an_error_rather_than_a_hole() -> None:
    jinja = environment({"a.html.j2": "{{ page.nothing }}"})
    assert jinja.undefined is StrictUndefined
    with pytest.raises(UndefinedError, match="nothing"):
        jinja.get_template("a.html.j2").render(page=DocumentPage)


def test_the_registry_has_each_page_once_in_the_order_of_the_model() -> None:
    assert [page.name for page in PAGES] == list(PageName)


@EVERY_TEMPLATE
def test_a_view_model_is_frozen(template: str) -> None:
    view = VIEWS[template]
    assert is_dataclass(view)
    assert view.__dataclass_params__.frozen
