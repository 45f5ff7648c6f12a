"""The view of Dates: each milestone with its moves, newest first, and what a move pushed."""

from portalgen.analysis.findings import analyse
from portalgen.model.project import PageName, Project
from portalgen.pages.project.dates import DatesPage, dates_page
from portalgen.pages.project.subject import Subject
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client, milestone, move, project


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
