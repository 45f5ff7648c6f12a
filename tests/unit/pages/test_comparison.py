"""Where the pages of two portals say otherwise: whatever a client reads is told before it is published."""

from typing import Any

import pytest

from portalgen.analysis.difference import Kind
from portalgen.model.project import PageName
from portalgen.pages.comparison import file_differences, page_differences
from portalgen.pages.page import Page, Portal
from tests.kit.clients.nouns import client, milestone, project
from tests.kit.pages.rendering import rendered

MILESTONE = {
    "promised_date": "2026-07-01",
    "acceptance": "Orders can be placed",
    "payment": "A tenth",
    "buffer_days": 5,
}
ASK = {
    "id": "photos",
    "what": "Photos",
    "why": "The catalogue needs them",
    "due_on": "2026-05-20",
}
REQUEST = {
    "id": "points",
    "name": "Loyalty points",
    "reason": "Asked for by the shops",
    "schedule_impact_days": 14,
    "cost_impact": "8200",
    "state": "approved",
    "decided_by": "Timo Laine",
}
RISK = {
    "id": "rain",
    "name": "Rain",
    "probability": "likely",
    "impact": "major",
    "mitigation": "A roof",
    "review_on": "2026-06-10",
}
UPDATE = {
    "period_end": "2026-05-29",
    "headline": "All well",
    "done": ["Checkout"],
    "why": "Test data came early",
    "body": "Nothing *else*.",
}
ROWS = [
    {"date": "2026-05-25", "scope": "40", "done": "4"},
    {"date": "2026-06-01", "scope": "40", "done": "9"},
]
NOUNS: dict[str, dict[str, Any]] = {
    "asks": ASK,
    "change_requests": REQUEST,
    "risks": RISK,
    "updates": UPDATE,
}


def portal(changed: str = "", **keys: Any) -> Portal:
    """Returns the portal of a project with one noun of each kind, of which one has other values."""
    launch = {**MILESTONE, **(keys if changed == "milestones" else {})}
    lists = {
        key: [{**noun, **(keys if key == changed else {})}]
        for key, noun in NOUNS.items()
    }
    if not changed:
        lists = {**lists, **keys}
    of = project(milestone(**launch), **{"progress": ROWS, **lists})
    return rendered(client(of, currency="EUR"))


def said(before: Portal, after: Portal) -> list[tuple[object, object]]:
    found = page_differences(before, after)
    return [(each.before, each.after) for each in found if each.kind is Kind.PASSAGE]


@pytest.mark.parametrize(
    ("noun", "key", "value", "page"),
    [
        ("milestones", "acceptance", "Orders can be looked at", "Dates"),
        ("milestones", "payment", "A half", "Dates"),
        ("milestones", "buffer_days", 9, "Dates"),
        ("milestones", "name", "Go-live", "Now"),
        ("asks", "why", "Somebody needs them", "Needs you"),
        ("asks", "due_on", "2026-05-28", "Needs you"),
        ("asks", "what", "Photographs", "Needs you"),
        ("change_requests", "schedule_impact_days", 3, "Changes"),
        ("change_requests", "cost_impact", "9999", "Changes"),
        ("change_requests", "reason", "Asked for by us", "Changes"),
        ("risks", "mitigation", None, "Risks"),
        ("risks", "probability", "rare", "Risks"),
        ("risks", "review_on", "2026-09-10", "Risks"),
        ("updates", "headline", "All very well", "What changed"),
        ("updates", "done", ["Checkout", "Vouchers"], "What changed"),
        ("updates", "why", "We were lucky", "What changed"),
        ("updates", "body", "Nothing *at all*.", "What changed"),
    ],
)
def test_an_edit_of_what_was_published_is_told_with_its_page(
    noun: str, key: str, value: object, page: str
) -> None:
    found = list(page_differences(portal(), portal(noun, **{key: value})))
    assert found
    assert page in ", ".join(each.what for each in found)
    assert {each.project for each in found} == {"webshop"}


@pytest.mark.parametrize("gone", ["asks", "change_requests", "risks"])
def test_what_is_deleted_is_told_with_what_it_said(gone: str) -> None:
    found = list(page_differences(portal(), portal("", **{gone: ()})))
    kinds = {each.kind for each in found}
    assert kinds & {Kind.PAGE, Kind.PASSAGE}


def test_a_row_of_progress_that_is_rewritten_is_told() -> None:
    rewritten = [{**ROWS[0], "done": "1"}, ROWS[1]]
    assert said(portal(), portal(progress=rewritten))


def test_the_same_data_says_the_same() -> None:
    assert list(page_differences(portal(), portal())) == []


def test_a_page_that_is_hidden_or_new_is_told_as_a_page() -> None:
    shown = [page for page in PageName if page is not PageName.RISKS]
    hidden = portal(pages=shown)
    gone = [
        each for each in page_differences(portal(), hidden) if each.kind is Kind.PAGE
    ]
    new = [
        each for each in page_differences(hidden, portal()) if each.kind is Kind.PAGE
    ]
    assert [(each.what, each.before, each.after) for each in gone] == [
        ("Risks", "webshop/risks", None)
    ]
    assert [(each.what, each.before, each.after) for each in new] == [
        ("Risks", None, "webshop/risks")
    ]


def test_the_first_page_of_an_only_project_is_told_once() -> None:
    found = page_differences(portal(), portal("asks", what="Photographs"))
    now = [each for each in found if "Now" in each.what]
    assert now
    assert {each.project for each in now} == {"webshop"}


def test_a_project_that_one_portal_lacks_is_not_told_page_by_page() -> None:
    one = client(project())
    other = project().model_copy(update={"id": "app", "name": "App"})
    two = client(project(), other)
    found = list(page_differences(rendered(one), rendered(two)))
    assert {each.project for each in found} <= {"webshop", ""}


def test_passages_stand_for_each_other_where_they_are_alike() -> None:
    before = Portal((page("<p>Same</p><p>The quick brown fox</p>"),), ())
    after = Portal(
        (page("<p>Same</p><p>Something new</p><p>The quick red fox</p>"),),
        (),
    )
    assert said(before, after) == [
        ("The quick brown fox", "The quick red fox"),
        (None, "Something new"),
    ]


def test_a_passage_on_several_pages_is_told_once_with_all_of_them() -> None:
    then = Portal((page("<p>Early</p>"), page("<p>Early</p>", "Dates")), ())
    now = Portal((page("<p>Late</p>"), page("<p>Late</p>", "Dates")), ())
    (found,) = page_differences(then, now)
    assert (found.what, found.before, found.after) == ("Now, Dates", "Early", "Late")


def page(html: str, name: str = "Now") -> Page:
    return Page(f"webshop/{name.lower()}", f"{name} · Webshop", html)


def test_a_document_that_is_another_under_the_same_name_calls_for_a_call() -> None:
    before = {
        "webshop/documents/plan.pdf": b"old",
        "webshop/documents/same.pdf": b"same",
        "logo.svg": b"old",
    }
    after = {**before, "webshop/documents/plan.pdf": b"new", "logo.svg": b"new"}
    (found,) = file_differences(before, after)
    assert (found.project, found.what, found.calls) == ("webshop", "plan.pdf", True)


def test_a_document_that_is_new_or_gone_is_told_by_the_page_that_lists_it() -> None:
    plan = {"webshop/documents/plan.pdf": b"old"}
    assert list(file_differences(plan, {})) == []
    assert list(file_differences({}, plan)) == []
