"""The view of Dates: each milestone with its moves, newest first, and what a move pushed."""

from typing import Any

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.model.project import PageName, Project
from portalgen.pages.project.dates import DatesPage, dates_page
from portalgen.pages.project.subject import Subject
from portalgen.words import Words
from tests.kit.clients.nouns import (
    AGREED,
    PROOF,
    PROVEN,
    TODAY,
    client,
    milestone,
    move,
    project,
)
from tests.kit.pages.rendering import pages, rendered


def view(of: Project, *published: PageName) -> DatesPage:
    whole = client(of)
    words = Words("en", TODAY)
    pages = published or tuple(PageName)
    return dates_page(Subject(whole, of, analyse(whole, TODAY), words, pages))


MOVES = [
    move("2026-06-01", "2026-06-15", on="2026-05-01"),
    move("2026-06-15", "2026-07-01", on="2026-05-20", change_request="cr-1"),
]
MOVED = milestone(promised_date="2026-07-01", moves=MOVES)
REQUEST = {"id": "cr-1", "name": "Loyalty points"}


def test_moves_come_newest_first_with_their_words() -> None:
    (launch,) = view(project(MOVED)).milestones
    newest, older = launch.moves
    assert "1 July" in newest.told.title
    assert "15 June" in older.told.title
    assert newest.told.days.startswith("+16")
    assert newest.told.reason == "Known now."


def test_a_change_request_is_linked_where_its_page_is_published() -> None:
    of = project(MOVED, change_requests=[REQUEST])
    (shown,) = view(of).milestones
    linked = shown.moves[0].change_request
    assert linked is not None
    assert (linked.id, linked.name) == ("cr-1", "Loyalty points")
    (hidden,) = view(of, PageName.NOW, PageName.DATES).milestones
    assert hidden.moves[0].change_request is None


def test_what_a_milestone_waits_for_is_named_until_it_is_met() -> None:
    first = milestone("first", promised_date="2026-06-01")
    waiting = milestone("then", promised_date="2026-07-01", depends_on=["first"])
    shown = {
        each.promise.milestone.id: each
        for each in view(project(first, waiting)).milestones
    }
    assert shown["then"].waits_for == "First"
    assert shown["first"].waits_for is None
    met = milestone("then", depends_on=["first"], actual_date="2026-05-01")
    done = {
        each.promise.milestone.id: each for each in view(project(first, met)).milestones
    }
    assert done["then"].waits_for is None


def test_a_buffer_is_told_while_it_counts() -> None:
    (launch,) = view(
        project(milestone(promised_date="2026-07-01", buffer_days=5))
    ).milestones
    assert launch.buffer_left == 5
    (plain,) = view(project(milestone(promised_date="2026-07-01"))).milestones
    assert plain.buffer_left is None


SAID: dict[str, Any] = {"on": "2026-05-20", "by": "timo", "because": "One week"}
MET: dict[str, Any] = {"actual_date": "2026-05-20", "accepted_on": "2026-05-21"}
MAIL_TO = "mailto:hello@northlight.example"


def dates(of: Project) -> str:
    """Returns the page Dates of a project."""
    agency = {"name": "Northlight", "email": "hello@northlight.example"}
    whole = client(of, agency={"agency": agency})
    return pages(rendered(whole))["webshop/dates"].replace("\xa0", " ")


def test_what_the_client_can_check_leads_to_its_document() -> None:
    moved = milestone(promised_date="2026-06-15", moves=[move("2026-06-01", "2026-06-15", **AGREED)])  # fmt: skip
    page = dates(project(moved, **PROVEN))
    assert 'documents/minutes.pdf" download>minutes.pdf</a>' in page
    assert ", as stated by" not in page
    assert f"{MAIL_TO}?subject" not in page


def test_what_it_cannot_check_is_the_agencys_word_with_a_link_to_object() -> None:
    said = {"agreed_by": "timo", "evidence": "A call"}
    moved = milestone(promised_date="2026-06-15", moves=[move("2026-06-01", "2026-06-15", **said)])  # fmt: skip
    page = dates(project(moved, **PROVEN))
    assert "agreed by Timo Laine, as stated by Northlight" in page
    assert f"{MAIL_TO}?subject" in page
    assert ">Confirm</a>" in page
    assert ">Object</a>" in page
    assert "<dt>Agreed</dt>" not in page


def test_an_objection_stands_beside_the_move_with_its_day_and_who() -> None:
    moved = milestone(promised_date="2026-06-15", moves=[move("2026-06-01", "2026-06-15", objection=SAID)])  # fmt: skip
    page = dates(project(moved, **PROVEN))
    assert "<p>One week</p>" in page
    assert "Timo Laine objected on" in page


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({}, ", as stated by Northlight</p>"),
        ({"accepted_by": "timo"}, "by Timo Laine, as stated by Northlight</p>"),
        ({"accepted_by": "timo", "acceptance_evidence": PROOF}, "by Timo Laine</p>"),
    ],
)
def test_an_acceptance_says_by_whom_and_on_whose_word(
    said: dict[str, Any], text: str
) -> None:
    assert text in dates(project(milestone(**MET, **said), **PROVEN))


def test_where_our_word_will_do_now_and_how_say_so() -> None:
    own = project(milestone(promised_date="2026-06-15"), **PROVEN)
    rules = {"rules": {"agreement": "stated"}}
    softened, strict = (
        pages(rendered(client(own, agency=each))) for each in (rules, {})
    )
    for page in ("webshop/now", "webshop/how"):
        assert "counts as soon as the agency states it" in softened[page]
        assert "counts as soon as" not in strict[page]
    assert "Those who can agree for you: Timo Laine." in strict["webshop/how"]
