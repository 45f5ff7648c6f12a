"""New ids: who had another one before is asked, what is plainly something else is not, and a word links the records."""

from typing import Any

import pytest

from portalgen.analysis.ledger.identity import Unlinked, former_clients
from portalgen.analysis.ledger.promise_history import promise_history
from portalgen.model.record.past import Departed, History, PastMilestone, Reach
from tests.kit.clients.histories import (
    Projects,
    day,
    history,
    milestone,
    move,
    project,
    rows,
    said,
)

DECEMBER, FEBRUARY, MARCH = "2026-12-15", "2027-02-15", "2027-03-31"
LAUNCH = milestone(DECEMBER)
RENAMED = Unlinked("webshop", "webshop", "go-live", "launch")
MOVED = move("2026-11-01", DECEMBER)


def go_live(promised: str = FEBRUARY, **keys: Any) -> PastMilestone:
    return milestone(promised, id_="go-live", **{"name": "Launch", **keys})


def weeks(*shown: tuple[PastMilestone, ...]) -> list[Projects]:
    """Returns the milestones of one project week after week."""
    return [(project(*each),) for each in shown]


# A milestone of a new id


@pytest.mark.parametrize(
    ("launch", "come"),
    [
        (LAUNCH, go_live()),
        (LAUNCH, go_live(DECEMBER)),
        (LAUNCH, go_live(name="  LAUNCH ")),
        (LAUNCH, go_live(name="Ｌａｕｎｃｈ")),
        (LAUNCH, go_live(name="Launch!")),
        (LAUNCH, go_live(name="Launch 2")),
        (LAUNCH, milestone(FEBRUARY, id_="launch-2", name="The shop opens")),
        (
            milestone(DECEMBER, acceptance="Orders can be placed"),
            go_live(name="Opening", acceptance="Orders can be  placed."),
        ),
        (milestone(DECEMBER, MOVED), milestone(FEBRUARY, MOVED, id_="x", name="Y")),
        (milestone(DECEMBER, forecast=FEBRUARY), go_live(name="Opening")),
        (
            milestone(DECEMBER, actual="2027-01-31"),
            go_live("2027-01-31", actual="2027-01-31"),
        ),
    ],
)
def test_a_milestone_that_is_much_like_one_that_went_in_the_same_change_is_asked(
    launch: PastMilestone, come: PastMilestone
) -> None:
    found = rows(*weeks((launch,), (come,))).unlinked
    assert [(each.milestone, each.was_milestone) for each in found] == [
        (come.id, "launch")
    ]


DESIGN = milestone("2026-10-01", id_="design", acceptance="Signed by the client")


@pytest.mark.parametrize(
    ("went", "come"),
    [
        (LAUNCH, milestone(FEBRUARY, id_="training", name="Staff are trained")),
        (milestone(DECEMBER, id_="beta-1"), milestone(FEBRUARY, id_="beta-2")),
        (
            milestone(DECEMBER, id_="sprint-4", name="Sprint 4"),
            milestone(FEBRUARY, id_="sprint-5", name="Sprint 5"),
        ),
        (LAUNCH, milestone(DECEMBER, id_="training", name="Staff are trained")),
        (
            milestone(DECEMBER, acceptance="Signed by the client"),
            milestone(FEBRUARY, id_="x", name="Y", acceptance="Signed by the client"),
        ),
        (
            milestone(DECEMBER, id_="review-1", name="Review", actual=DECEMBER),
            milestone(MARCH, id_="review-2", name="Review"),
        ),
    ],
)
def test_what_is_plainly_something_else_is_not_asked(
    went: PastMilestone, come: PastMilestone
) -> None:
    assert rows(*weeks((DESIGN, went), (DESIGN, come))).unlinked == ()


def test_a_name_that_comes_back_later_is_asked_however_late() -> None:
    shown = weeks((LAUNCH, DESIGN), (DESIGN,), (DESIGN,), (go_live(), DESIGN))
    assert rows(*shown).unlinked == (RENAMED,)


def test_a_name_that_came_before_the_other_went_is_asked_once_that_one_is_gone() -> (
    None
):
    both = weeks((LAUNCH,), (LAUNCH, go_live()))
    assert rows(*both).unlinked == ()
    assert rows(*both, *weeks((go_live(),))).unlinked == (RENAMED,)


def test_two_of_one_name_from_the_start_are_two() -> None:
    other = go_live()
    assert rows(*weeks((LAUNCH, other), (other,))).unlinked == ()


def test_a_milestone_that_comes_back_itself_is_asked_nothing() -> None:
    assert rows(*weeks((LAUNCH,), (), (LAUNCH,))).unlinked == ()


def test_a_draft_may_change_its_ids() -> None:
    shown = [
        (project(LAUNCH, live_from="2026-01-19"),),
        (project(go_live(), live_from="2026-01-19"),),
        (project(go_live(MARCH), live_from="2026-01-19"),),
    ]
    assert rows(*shown).unlinked == ()


# A word that links


def test_a_former_id_that_is_said_in_the_change_leaves_one_record() -> None:
    found = rows(*weeks((LAUNCH,), (go_live(formerly=["launch"]),)))
    assert found.unlinked == ()
    assert said(found.entries) == [
        f"promised launch none -> {DECEMBER}",
        f"moved go-live {DECEMBER} -> {FEBRUARY} +62 unexplained",
    ]


def test_a_former_id_that_is_said_later_links_the_records_and_changes_no_entry() -> (
    None
):
    shown = weeks((LAUNCH,), (go_live(),))
    before = rows(*shown)
    after = rows(*shown, *weeks((go_live(formerly=["launch"]),)))
    assert after.entries == before.entries
    assert after.unlinked == ()
    (record,) = after.records
    assert (record.milestone, record.is_withdrawn) == ("go-live", False)
    assert promise_history(after, record, 7).first == day(DECEMBER)


def test_records_stay_linked_when_the_word_goes_away_again() -> None:
    shown = weeks((LAUNCH,), (go_live(),), (go_live(formerly=["launch"]),))
    after = rows(*shown, *weeks((go_live(MARCH),)))
    assert after.unlinked == ()
    (record,) = after.records
    assert promise_history(after, record, 7).first == day(DECEMBER)


def test_a_former_one_that_is_seen_again_keeps_its_own_record() -> None:
    linked = weeks((LAUNCH,), (go_live(),), (go_live(formerly=["launch"]),))
    found = rows(*linked, *weeks((go_live(formerly=["launch"]), LAUNCH)))
    assert [each.milestone for each in found.records] == ["launch", "go-live"]


def test_several_ids_in_a_row_are_one_record() -> None:
    opening = milestone(MARCH, id_="opening", name="Launch")
    shown = weeks((LAUNCH,), (go_live(),), (opening,))
    assert len(rows(*shown).unlinked) == 2
    whole = milestone(
        MARCH, id_="opening", name="Launch", formerly=["launch", "go-live"]
    )
    (record,) = (found := rows(*shown, *weeks((whole,)))).records
    assert found.unlinked == ()
    assert promise_history(found, record, 7).first == day(DECEMBER)


# A project of a new id

SHOP = Unlinked("shop", "webshop")


@pytest.mark.parametrize(
    ("went", "come", "asked"),
    [
        ({"name": "Webshop"}, (LAUNCH,), True),
        ({"name": "Webshop"}, (milestone(FEBRUARY),), True),
        ({"name": None}, (LAUNCH,), True),
        ({"name": None}, (milestone(FEBRUARY),), False),
        ({"name": None}, (milestone(DECEMBER, name="Training"),), False),
    ],
)
def test_a_project_that_came_with_the_name_or_the_milestones_of_another_is_asked(
    went: dict[str, Any], come: tuple[PastMilestone, ...], asked: bool
) -> None:
    found = rows((project(LAUNCH, **went),), (project(*come, id_="shop", **went),))
    assert found.unlinked == (SHOP,) * asked


def test_all_that_changed_at_once_is_asked_at_once() -> None:
    found = rows(
        (project(LAUNCH, name="W"),), (project(go_live(), id_="shop", name="W"),)
    )
    assert found.unlinked == (SHOP, Unlinked("shop", "webshop", "go-live", "launch"))


def test_a_project_from_the_same_template_is_another_where_the_first_was_done() -> None:
    done = (
        milestone(DECEMBER, actual=DECEMBER),
        milestone(DECEMBER, id_="a", actual=DECEMBER),
    )
    new = (milestone(MARCH), milestone(MARCH, id_="a"))
    found = rows(
        (project(*done, name="Site"),), (project(*new, id_="next", name="Site"),)
    )
    assert found.unlinked == ()


def test_a_project_that_says_later_what_it_was_has_the_records_of_both() -> None:
    shown: list[Projects] = [
        (project(LAUNCH),),
        (project(milestone(FEBRUARY), id_="shop"),),
    ]
    linked = project(milestone(FEBRUARY), id_="shop", formerly=["webshop"])
    found = rows(*shown, (linked,))
    assert found.entries == rows(*shown).entries
    (record,) = found.records
    assert (record.project, found.unlinked) == ("shop", ())
    assert promise_history(found, record, 7).first == day(DECEMBER)


def test_a_milestone_that_goes_to_another_project_is_not_asked() -> None:
    other = milestone(MARCH, id_="training")
    found = rows(
        (project(LAUNCH, other), project(id_="app")),
        (project(other), project(LAUNCH, id_="app")),
    )
    assert found.unlinked == ()


# A client of a new id


@pytest.mark.parametrize(
    ("commit", "promised", "named"),
    [
        ("1".zfill(40), DECEMBER, ["acme"]),
        ("2".zfill(40), DECEMBER, []),
        ("1".zfill(40), FEBRUARY, []),
        (None, DECEMBER, []),
    ],
)
def test_a_folder_that_came_with_the_dates_of_one_that_went_is_that_client_s(
    commit: str | None, promised: str, named: list[str]
) -> None:
    gone = Departed("acme", commit, (project(milestone(promised)),))
    known = history([(), (project(LAUNCH),)])
    past = History(Reach.WHOLE, known.revisions, departed=(gone,))
    assert list(former_clients(past, ())) == named


def test_a_folder_that_is_not_committed_yet_may_have_been_one_that_is_gone() -> None:
    gone = Departed("acme", None, (project(LAUNCH),))
    past = History(Reach.WHOLE, departed=(gone,))
    assert list(former_clients(past, (project(LAUNCH),))) == ["acme"]
    assert list(former_clients(past, (project(),))) == []
