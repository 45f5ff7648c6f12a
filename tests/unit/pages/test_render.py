"""Which pages a portal has, what they link to, and that data stays data on them."""

import csv
import io
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.model.client import Client
from portalgen.model.project import ALWAYS_PUBLISHED, PageName, Project
from portalgen.pages.page import Portal
from portalgen.pages.registry import published_pages
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client, found, milestone, move, project
from tests.kit.clients.samples import CLIENTS, sample
from tests.kit.pages.rendering import files, pages, rendered

ENGLISH = Words("en", TODAY)
EVERYTHING: dict[str, dict[str, Any]] = {
    "needs": {"asks": [{"id": "photos", "what": "Photos"}]},
    "changed": {"updates": [{"period_end": TODAY, "headline": "Fine"}]},
    "progress": {"progress": [{"date": "2026-05-01", "scope": "1", "done": "0"}]},
    "changes": {"releases": [{"version": "1", "on": "2026-05-01"}]},
    "agreement": {"agreements": [{"id": "contract", "name": "Contract"}]},
    "risks": {
        "risks": [{"id": "rain", "name": "Rain", "probability": "1", "impact": "1"}]
    },
}


def shown_of(of: Project) -> tuple[PageName, ...]:
    return tuple(page.name for page in published_pages(of, found(of)))


def named(id_: str, **keys: Any) -> Project:
    return project(**keys).model_copy(update={"id": id_, "name": f"Project {id_}"})


@pytest.mark.parametrize("page", list(EVERYTHING))
def test_a_page_exists_only_where_its_data_does(page: str) -> None:
    without = project(updates=[])
    assert set(shown_of(without)) == ALWAYS_PUBLISHED
    with_data = project(**{"updates": [], **EVERYTHING[page]})
    assert set(shown_of(with_data)) == ALWAYS_PUBLISHED | {PageName(page)}


@pytest.mark.parametrize(
    ("keys", "page"),
    [
        ({"owed": [{"id": "report", "what": "Report"}]}, PageName.NEEDS),
        ({"change_requests": [{"id": "cr", "name": "Points"}]}, PageName.CHANGES),
        ({"milestones": [milestone(promised_date="2026-07-01")]}, PageName.PROGRESS),
    ],
)
def test_a_page_has_more_than_one_kind_of_data(
    keys: dict[str, Any], page: PageName
) -> None:
    assert page in shown_of(project(**keys))


def test_a_page_that_is_not_published_is_named_on_the_first_one() -> None:
    everything: dict[str, Any] = {}
    for data in EVERYTHING.values():
        everything |= data
    # Nothing is decided, and nothing was told before, where nothing is on record.
    without_history = (PageName.TRACK, PageName.TOLD)
    shown = [
        page
        for page in PageName
        if page not in (PageName.RISKS, PageName.CHANGES, *without_history)
    ]
    hidden = project(**everything, pages=shown)
    assert set(shown_of(hidden)) == set(shown)
    now = pages(rendered(client(hidden)))["webshop/now"]
    named_pages = ", ".join(
        ENGLISH.text(f"page.{page}")
        for page in (PageName.CHANGES, PageName.RISKS, PageName.TRACK)
    )
    assert ENGLISH.text("now.not_shown", pages=named_pages) in now
    assert (
        "pg-hidden" not in pages(rendered(client(project(**everything))))["webshop/now"]
    )


def test_with_one_project_its_first_page_is_the_portals_and_stands_at_its_own_address_too() -> (
    None
):
    portal = pages(rendered(client(named("webshop"))))
    assert "Project webshop" in portal[""]
    assert 'data-page="now"' in portal[""]
    assert 'data-page="now"' in portal["webshop/now"]
    assert 'href="webshop/dates/"' in portal[""]
    assert 'href="../dates/"' in portal["webshop/now"]


def test_with_several_projects_the_first_page_lists_them() -> None:
    portal = pages(rendered(client(named("a"), named("b"))))
    assert 'data-page="overview"' in portal[""]
    assert {"a/now", "b/now"} <= portal.keys()
    assert 'href="a/now/"' in portal[""]


def test_without_any_project_the_first_page_says_so() -> None:
    (only,) = rendered(client()).pages
    assert ENGLISH.html("overview.empty") in only.html


def test_the_overview_begins_with_what_needs_attention() -> None:
    late = milestone(promised_date="2026-06-10", forecast="2026-07-10")
    close = milestone(promised_date="2026-06-10", forecast="2026-06-12")
    fine = milestone(promised_date="2026-06-10")
    projects = [
        named("closed", state="closed"),
        named("green", milestones=[fine]),
        named("red", milestones=[late]),
        named("paused", milestones=[late], state="paused"),
        named("amber", milestones=[close]),
        named("cancelled", state="cancelled"),
    ]
    overview = pages(rendered(client(*projects)))[""]
    order = re.findall(r'href="([a-z]+)/now/"', overview)
    assert order == ["red", "amber", "green", "paused", "closed", "cancelled"]


def test_every_project_leads_to_the_others() -> None:
    portal = pages(rendered(client(named("a"), named("b"))))
    assert 'href="../../b/now/"' in portal["a/now"]
    assert 'href="../../a/now/"' in portal["b/now"]
    assert 'href="../../"' in portal["b/dates"]


@pytest.mark.parametrize("client_id", CLIENTS)
def test_no_two_pages_claim_one_address_and_no_file_stands_where_a_page_does(
    client_id: str,
) -> None:
    one = sample(client_id)
    portal = rendered(one.client, one.findings)
    paths = [page.path for page in portal.pages] + [
        asset.path for asset in portal.assets
    ]
    assert len(paths) == len(set(paths))
    # Nor does one differ from another by case alone.
    assert len({path.casefold() for path in paths}) == len(paths)


class Links(HTMLParser):
    """Reads the links, ids, headings and attributes of a page, and whether all its elements are closed."""

    VOID = frozenset({"br", "img", "link", "meta", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.attributes: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.attributes += values
        self.links += [str(values["href"])] if "href" in values else []
        self.ids += [str(values["id"])] if "id" in values else []
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("client_id", CLIENTS)
def test_pages_are_well_formed_with_one_first_heading_and_ids_of_their_own(
    client_id: str,
) -> None:
    one = sample(client_id)
    for path, html in pages(rendered(one.client, one.findings)).items():
        page = Links(html)
        assert page.open == [], path
        assert len(page.ids) == len(set(page.ids)), path
        assert page.headings.count(1) == 1, path


@pytest.mark.parametrize("client_id", CLIENTS)
def test_no_address_on_a_page_is_absolute(client_id: str) -> None:
    one = sample(client_id)
    links = {
        link
        for html in pages(rendered(one.client, one.findings)).values()
        for link in Links(html).links
    }
    assert {
        link
        for link in links
        if not link.startswith("mailto:") and ("://" in link or link.startswith("/"))
    } == set()


@pytest.mark.parametrize("client_id", CLIENTS)
def test_a_page_is_one_block_of_html_that_markdown_leaves_alone(client_id: str) -> None:
    one = sample(client_id)
    for path, html in pages(rendered(one.client, one.findings)).items():
        assert html.startswith("<div "), path
        assert html.endswith("</div>\n"), path
        assert "\n\n" not in html, path
        assert not re.search(r"^[ \t]", html, re.M), path


FORMULA = '=HYPERLINK("https://elsewhere.example","click")'


@pytest.mark.parametrize("name", [FORMULA, "+1 555", "-2 weeks", "@SUM(A1)"])
def test_a_spreadsheet_takes_no_name_for_a_formula(name: str) -> None:
    moved = milestone(
        promised_date="2026-07-01",
        moves=[move("2026-06-01", "2026-07-01", on="2026-05-01")],
    ).model_copy(update={"name": name})
    portal = files(rendered(client(project(moved))))
    for chart in ("timeline", "trend"):
        rows = list(csv.reader(io.StringIO(portal[f"webshop/charts/{chart}.csv"])))
        assert rows[1][0] == f"'{name}"


def test_numbers_and_days_in_a_csv_file_stay_what_they_are() -> None:
    early = milestone(promised_date="2026-07-01", forecast="2026-06-29")
    rows = list(
        csv.reader(
            io.StringIO(
                files(rendered(client(project(early))))["webshop/charts/timeline.csv"]
            )
        )
    )
    assert rows == [
        [
            "milestone",
            "first_promise",
            "promised",
            "expected_or_met",
            "finish_variance_days",
        ],
        ["Launch", "2026-07-01", "2026-07-01", "2026-06-29", "-2"],
    ]


HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% set x %}" onload="x" \'--><!--&amp;'


def hostile(text: str) -> Client:
    """Returns a client whose every text is hostile."""
    one = project(
        milestone(
            name=text,
            acceptance=text,
            payment=text,
            promised_date="2026-07-01",
            buffer_days="3",
            moves=[
                move(
                    "2026-06-01",
                    "2026-07-01",
                    on="2026-05-01",
                    because=text,
                    agreed_by=text,
                    evidence=text,
                    client_view=text,
                )
            ],
        ),
        name=text,
        summary=text,
        phase=text,
        health={"schedule": "amber", "reason": text, "plan": text, "owner": text},
        asks=[{"id": "a", "what": text, "why": text, "decider": text, "due_on": "2026-05-20", "blocks": ["launch"]}],
        owed=[{"id": "b", "what": text, "why": text, "owner": text}],
        risks=[
            {"id": "c", "name": text, "probability": "5", "impact": "5", "mitigation": text, "owner": text},
            {"id": "d", "name": text, "probability": "5", "impact": "5", "state": "closed",
             "history": [{"on": "2026-05-01", "note": text}]},
        ],
        change_requests=[
            {"id": "e", "name": text, "requested_by": text, "reason": text, "decided_by": text, "alternatives": [text]}
        ],
        releases=[{"version": text, "on": "2026-05-01", "added": [text]}],
        updates=[
            {"period_end": TODAY, "headline": text, "done": [text], "results": text, "why": text, "next": [text, text]}
        ],
        progress=[
            {"date": "2026-05-01", "scope": "9", "done": "1", "stream": text},
            {"date": "2026-05-08", "scope": "9", "done": "2", "stream": "other"},
        ],
    )  # fmt: skip
    return client(
        one,
        named("second", because=text, state="paused"),
        name=text,
        currency="EUR",
        contacts=[
            {
                "id": "m",
                "name": text,
                "role": text,
                "email": "m@a.example",
                "reply_within": text,
            }
        ],
        agency={
            "agency": {"name": text, "email": "hello@a.example"},
            "legal_note": text,
        },
    )


def test_every_text_of_the_data_is_text_on_every_page() -> None:
    portal = rendered(hostile(HOSTILE))
    for path, html in pages(portal).items():
        assert HOSTILE[:10] not in html, path
        assert "onerror=alert(1)>" not in html, path
        assert "{{ 7*7 }}" in html, path
        assert re.findall(r"<(script|img|iframe)", html) == [], path
        assert [
            name for name in Links(html).attributes if name.startswith("on")
        ] == [], path
    assert len(portal.pages) > 10


def tags(portal: Portal) -> dict[str, list[str]]:
    return {
        path: re.findall(r"</?[a-z0-9]+", html) for path, html in pages(portal).items()
    }


@cache
def plain_tags() -> dict[str, list[str]]:
    return tags(rendered(hostile("plain")))


@settings(max_examples=12, deadline=None)
@given(text=st.text(min_size=1, max_size=30).map(lambda text: f"x{text}x"))
def test_any_text_leaves_the_markup_of_a_page_as_it_is(text: str) -> None:
    assert tags(rendered(hostile(text))) == plain_tags()


def test_found_agrees_with_what_is_rendered() -> None:
    one = project(milestone(promised_date="2026-07-01", forecast="2026-07-06"))
    verdict = ENGLISH.say_html(found(one).verdict)
    assert f"<h1>{verdict}</h1>" in pages(rendered(client(one)))["webshop/now"]
