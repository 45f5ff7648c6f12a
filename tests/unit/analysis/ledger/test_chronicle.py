"""Revisions in their order: projects that come, go and are renamed, drafts, restarts."""

from datetime import date, timedelta

from portalgen.analysis.ledger.entry import Kind
from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.model.record.past import (
    History,
    PastRestart,
    Reach,
    Revision,
)
from portalgen.model.record.seal import NO_HEAD
from tests.kit.clients.histories import (
    JULY,
    JUNE,
    MID_JUNE,
    MOVED,
    PROMISED,
    history,
    milestone,
    move,
    project,
    rows,
    said,
    week,
)

ONE_DAY = timedelta(days=1)


def test_within_a_commit_entries_stand_by_project_milestone_and_kind() -> None:
    b, a = milestone(JUNE, id_="b"), milestone(JUNE, id_="a")
    late = milestone(MID_JUNE, id_="b", forecast=JULY, actual=JULY, baseline=JUNE)
    explained = milestone(
        MID_JUNE, move(), id_="b", forecast=JULY, actual=JULY, baseline=JUNE
    )
    found = rows(
        (project(b, a, id_="webshop"), project(b, id_="app")),
        (project(late, a, id_="webshop"), project(id_="app")),
        (project(explained, a, id_="webshop"), project(b, id_="app")),
    )
    assert [
        (each.recorded_on, each.project, each.milestone, each.kind.value)
        for each in found.entries
    ] == [
        (week(0), "app", "b", "promised"),
        (week(0), "webshop", "a", "promised"),
        (week(0), "webshop", "b", "promised"),
        (week(1), "app", "b", "withdrawn"),
        (week(1), "webshop", "b", "moved"),
        (week(1), "webshop", "b", "forecast"),
        (week(1), "webshop", "b", "met"),
        (week(1), "webshop", "b", "rebaselined"),
        (week(2), "app", "b", "promised"),
        (week(2), "webshop", "b", "explained"),
    ]
    assert [each.n for each in found.entries] == list(range(1, 11))


def test_a_project_that_is_renamed_by_formerly_keeps_its_milestones() -> None:
    found = rows(
        (project(milestone(JUNE), id_="webshop"),),
        (project(milestone(JUNE), id_="shop", formerly=["webshop"]),),
        (project(milestone(MID_JUNE), id_="shop", formerly=["webshop"]),),
    )
    assert [(each.project, each.kind.value) for each in found.entries] == [
        ("webshop", "promised"),
        ("shop", "moved"),
    ]
    record = found.record("shop", "launch")
    assert record is not None
    assert record.numbers == (1, 2)
    assert found.of(record) == found.entries


def test_a_project_that_is_deleted_withdraws_all_that_it_promised() -> None:
    found = rows((project(milestone(JUNE), milestone(JULY, id_="handover")),), (), ())
    assert said(found.entries)[2:] == [
        f"withdrawn handover {JULY} -> none",
        f"withdrawn launch {JUNE} -> none",
    ]
    assert found.record("webshop", "launch") is None
    assert [each.is_withdrawn for each in found.records] == [True, True]


def test_a_project_that_is_renamed_without_saying_so_is_another_one() -> None:
    found = rows((project(milestone(JUNE)),), (project(milestone(JUNE), id_="shop"),))
    assert [(each.project, each.kind.value) for each in found.entries[1:]] == [
        ("shop", "promised"),
        ("webshop", "withdrawn"),
    ]


def test_a_project_enters_at_its_first_revision_on_or_after_live_from() -> None:
    live = {"live_from": str(week(2))}
    drafts = [
        milestone("2026-03-01"),
        milestone("2026-04-01"),
        milestone(JUNE),
        milestone(MID_JUNE),
    ]
    found = rows(*((project(each, **live),) for each in drafts))
    assert said(found.entries) == [PROMISED, f"{MOVED} unexplained"]
    assert found.since == week(2)


def test_the_last_live_from_serves_all_revisions() -> None:
    found = rows(
        (project(milestone("2026-03-01")),),
        (project(milestone(JUNE), live_from=str(week(1))),),
    )
    assert said(found.entries) == [PROMISED]


def test_a_project_that_has_not_entered_yet_has_no_entries() -> None:
    found = rows((project(milestone(JUNE), live_from="2026-12-01"),))
    assert (found.entries, found.head, found.since) == ((), NO_HEAD, None)


def test_a_project_that_is_not_published_yet_has_no_entries_whatever_its_commits_days() -> (
    None
):
    # By the client's clock it is still the day before; by UTC, which dates commits, its first day.
    draft = project(milestone(JUNE), live_from=str(week(2)))
    other = project(milestone(JUNE), id_="shop")
    moved = project(milestone(MID_JUNE), id_="shop")
    past = history([(draft, other), (draft, other), (draft, moved), (draft, other)])
    before = ledger(past, "acme", as_of=week(2) - ONE_DAY, stops=True)
    shown = ledger(past, "acme", as_of=week(2) - ONE_DAY)
    after = ledger(past, "acme", as_of=week(2), stops=True)
    assert {each.project for each in before.entries} == {"shop"}
    assert {each.project for each in shown.entries} == {"shop"}
    assert {each.project for each in after.entries} == {"shop", "webshop"}
    assert len(before.entries) < len(shown.entries)
    # What is published before goes on as what is published later: no published hash ever changes.
    assert after.entries[: len(before.entries)] == before.entries


def test_commits_count_in_their_order_whatever_their_days() -> None:
    live = "2026-02-01"
    days = ["2026-02-02", "2026-01-15", "2026-03-01"]
    dates = [JUNE, MID_JUNE, JULY]
    revisions = tuple(
        Revision(
            "",
            date.fromisoformat(on),
            "",
            (project(milestone(promised), live_from=live),),
        )
        for on, promised in zip(days, dates, strict=True)
    )
    found = ledger(History(Reach.WHOLE, revisions, salt="00"), "acme")
    assert [
        (str(each.recorded_on), each.kind.value, str(each.after))
        for each in found.entries
    ] == [
        ("2026-02-02", "promised", JUNE),
        ("2026-01-15", "moved", MID_JUNE),
        ("2026-03-01", "moved", JULY),
    ]


RESTART = PastRestart(date(2026, 1, 11), "The salt was lost", "a1" * 32)


def restarted(*declared: tuple[PastRestart, ...]) -> Ledger:
    row = (project(milestone(JUNE)),)
    revisions = tuple(
        Revision("", week(n), "", row, each) for n, each in enumerate(declared)
    )
    return ledger(History(Reach.WHOLE, revisions, salt="00"), "acme")


def test_a_restart_is_appended_once_at_its_commit_and_names_the_sealed_head() -> None:
    found = restarted((), (RESTART,), (RESTART,), ())
    entry = found.entries[-1]
    assert [each.kind for each in found.entries] == [Kind.PROMISED, Kind.RESTARTED]
    assert (entry.project, entry.milestone, entry.of) == (None, None, ("a1" * 32,))
    assert (entry.on, entry.recorded_on, entry.previous) == (
        date(2026, 1, 11),
        week(1),
        found.entries[0].hash,
    )
    assert found.text(entry, "because") == "The salt was lost"


def test_a_second_restart_is_appended_too() -> None:
    again = PastRestart(None, None, None)
    found = restarted((RESTART,), (RESTART, again))
    assert [(each.kind.value, each.on, each.of) for each in found.entries] == [
        ("restarted", date(2026, 1, 11), ("a1" * 32,)),
        ("promised", week(0), None),
        ("restarted", week(1), None),
    ]
