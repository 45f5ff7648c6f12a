"""The ledger: which entries each kind of edit appends, in which order, with which texts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from portalgen.analysis.ledger.entry import Kind
from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.model.record.past import (
    History,
    PastMilestone,
    PastRestart,
    Reach,
    Revision,
)
from portalgen.model.record.seal import NO_HEAD
from tests.kit.clients.histories import (
    START,
    Projects,
    history,
    milestone,
    move,
    of,
    project,
    said,
    unrecorded,
    week,
)

JUNE, MID_JUNE, JULY = "2026-06-01", "2026-06-15", "2026-07-01"
PROMISED = f"promised launch none -> {JUNE}"
MOVED = f"moved launch {JUNE} -> {MID_JUNE} +14"

KINDS: dict[str, tuple[Sequence[PastMilestone | None], list[str]]] = {
    "the first sight is a promise": ([milestone(JUNE)], [PROMISED]),
    "nothing new is no entry": (
        [milestone(JUNE), milestone(JUNE), milestone(JUNE, name="Go-live")],
        [PROMISED],
    ),
    "the first sight of a milestone without a date": (
        [milestone(None)],
        ["promised launch"],
    ),
    "a first date after none is a move": (
        [milestone(None), milestone(JUNE)],
        ["promised launch", f"moved launch none -> {JUNE} unexplained"],
    ),
    "a changed promise is a move": (
        [milestone(JUNE), milestone(MID_JUNE)],
        [PROMISED, f"{MOVED} unexplained"],
    ),
    "an earlier promise has negative days": (
        [milestone(MID_JUNE), milestone(JUNE)],
        [
            f"promised launch none -> {MID_JUNE}",
            f"moved launch {MID_JUNE} -> {JUNE} -14 unexplained",
        ],
    ),
    "a move with its cause is explained": (
        [milestone(JUNE), milestone(MID_JUNE, move(cause="client_wait"))],
        [PROMISED, f"{MOVED} client_wait"],
    ),
    "a cause that is to follow explains nothing yet": (
        [milestone(JUNE), milestone(MID_JUNE, move(cause="to_follow", because=None))],
        [PROMISED, f"{MOVED} to_follow unexplained"],
    ),
    "a move without a cause is unexplained whatever it says": (
        [milestone(JUNE), milestone(MID_JUNE, move(cause=None))],
        [PROMISED, f"{MOVED} unexplained"],
    ),
    "a word that is no cause is none": (
        [milestone(JUNE), milestone(MID_JUNE, move(cause="Timo Laine was ill"))],
        [PROMISED, f"{MOVED} unexplained"],
    ),
    "a cause counts as files may spell it": (
        [milestone(JUNE), milestone(MID_JUNE, move(cause="Client Wait"))],
        [PROMISED, f"{MOVED} client_wait"],
    ),
    "a correction is a move like any other": (
        [milestone("2062-06-01"), milestone(JUNE, move(cause="correction"))],
        [
            "promised launch none -> 2062-06-01",
            f"moved launch 2062-06-01 -> {JUNE} -13149 correction",
        ],
    ),
    "a promise that is taken away moves to nothing": (
        [milestone(JUNE), milestone(None), milestone(JULY)],
        [
            PROMISED,
            f"moved launch {JUNE} -> none unexplained",
            f"moved launch none -> {JULY} unexplained",
        ],
    ),
    "a declared forecast, changed, a range, undated, gone": (
        [
            milestone(JUNE),
            milestone(JUNE, forecast=MID_JUNE),
            milestone(JUNE, forecast=JULY),
            milestone(JUNE, forecast=(MID_JUNE, JULY)),
            milestone(JUNE, forecast="undated"),
            milestone(JUNE),
        ],
        [
            PROMISED,
            f"forecast launch none -> {MID_JUNE}",
            f"forecast launch {MID_JUNE} -> {JULY} +16",
            f"forecast launch {JULY} -> {MID_JUNE}/{JULY}",
            f"forecast launch {MID_JUNE}/{JULY} -> undated",
            "forecast launch undated -> none",
        ],
    ),
    "met, on another day, reopened": (
        [
            milestone(JUNE),
            milestone(JUNE, actual=JUNE),
            milestone(JUNE, actual="2026-06-03"),
            milestone(JUNE),
        ],
        [
            PROMISED,
            f"met launch none -> {JUNE}",
            f"met launch {JUNE} -> 2026-06-03 +2",
            "reopened launch 2026-06-03 -> none",
        ],
    ),
    "what stands at first sight is told at once": (
        [milestone(JUNE, forecast="undated", actual=JUNE)],
        [PROMISED, "forecast launch none -> undated", f"met launch none -> {JUNE}"],
    ),
    "a baseline at first sight is the promise before the first one": (
        [milestone(MID_JUNE, baseline=JUNE)],
        [f"promised launch {JUNE} -> {MID_JUNE} +14"],
    ),
    "a baseline that changes later breaks a rule": (
        [
            milestone(JUNE),
            milestone(JUNE, baseline=JULY),
            milestone(JUNE, baseline=JUNE),
            milestone(JUNE),
        ],
        [
            PROMISED,
            f"rebaselined launch none -> {JULY}",
            f"rebaselined launch {JULY} -> {JUNE} -30",
            f"rebaselined launch {JUNE} -> none",
        ],
    ),
    "turned internal and back": (
        [milestone(JUNE, forecast=JULY), None, milestone(MID_JUNE, forecast=JULY)],
        [
            PROMISED,
            f"forecast launch none -> {JULY}",
            f"withdrawn launch {JUNE} -> none",
            f"promised launch none -> {MID_JUNE}",
            f"forecast launch none -> {JULY}",
        ],
    ),
    "a baseline that changes out of sight is told when the milestone is back": (
        [milestone(JUNE, baseline=JUNE), None, milestone(JULY, baseline=JULY)],
        [
            f"promised launch {JUNE} -> {JUNE} +0",
            f"withdrawn launch {JUNE} -> none",
            f"promised launch none -> {JULY}",
            f"rebaselined launch {JUNE} -> {JULY} +30",
        ],
    ),
    "renamed by formerly": (
        [
            milestone(JUNE),
            milestone(JUNE, id_="go-live", formerly=["launch"]),
            milestone(MID_JUNE, id_="go-live"),
        ],
        [PROMISED, f"moved go-live {JUNE} -> {MID_JUNE} +14 unexplained"],
    ),
    "renamed and moved at once": (
        [milestone(JUNE), milestone(MID_JUNE, id_="go-live", formerly=["launch"])],
        [PROMISED, f"moved go-live {JUNE} -> {MID_JUNE} +14 unexplained"],
    ),
    "renamed without saying so is another milestone": (
        [milestone(JUNE), milestone(JUNE, id_="go-live")],
        [
            PROMISED,
            f"promised go-live none -> {JUNE}",
            f"withdrawn launch {JUNE} -> none",
        ],
    ),
}


@pytest.mark.parametrize("case", KINDS)
def test_each_edit_appends_its_entries(case: str) -> None:
    milestones, expected = KINDS[case]
    found = said(of(*milestones).entries)
    # Within a commit entries stand by milestone id, so a new id may come before the one that it replaces.
    assert found == expected


MOVES = [move(JUNE, MID_JUNE), move(MID_JUNE, JULY, cause="client_wait")]

EXPLANATIONS: dict[str, tuple[Sequence[PastMilestone | None], list[str]]] = {
    "an explanation that comes later is appended": (
        [milestone(JUNE), milestone(MID_JUNE), milestone(MID_JUNE, move())],
        [PROMISED, f"{MOVED} unexplained", "explained launch estimate [2]"],
    ),
    "one that followed as promised": (
        [
            milestone(JUNE),
            milestone(MID_JUNE, move(cause="to_follow")),
            milestone(MID_JUNE, move()),
        ],
        [PROMISED, f"{MOVED} to_follow unexplained", "explained launch estimate [2]"],
    ),
    "one that is taken back": (
        [milestone(JUNE), milestone(MID_JUNE, move()), milestone(MID_JUNE)],
        [PROMISED, f"{MOVED} estimate", "explained launch unexplained [2]"],
    ),
    "one whose words change": (
        [
            milestone(JUNE),
            milestone(MID_JUNE, move()),
            milestone(MID_JUNE, move(because="Known better now.")),
        ],
        [PROMISED, f"{MOVED} estimate", "explained launch estimate [2]"],
    ),
    "one whose day changes": (
        [
            milestone(JUNE),
            milestone(MID_JUNE, move()),
            milestone(MID_JUNE, move(on="2026-01-02")),
        ],
        [PROMISED, f"{MOVED} estimate", "explained launch estimate [2]"],
    ),
    "one that only names its ends says nothing new": (
        [
            milestone(JUNE),
            milestone(MID_JUNE, move()),
            milestone(MID_JUNE, move(JUNE, MID_JUNE)),
        ],
        [PROMISED, f"{MOVED} estimate"],
    ),
    "one for a run of moves": (
        [
            milestone(JUNE),
            milestone(MID_JUNE),
            milestone(JULY),
            milestone(JULY, move(JUNE, JULY)),
        ],
        [
            PROMISED,
            f"{MOVED} unexplained",
            f"moved launch {MID_JUNE} -> {JULY} +16 unexplained",
            "explained launch estimate [2, 3]",
        ],
    ),
    "one that comes with the last move of its run": (
        [milestone(JUNE), milestone(MID_JUNE), milestone(JULY, move(JUNE, JULY))],
        [
            PROMISED,
            f"{MOVED} unexplained",
            f"moved launch {MID_JUNE} -> {JULY} +16 estimate",
            "explained launch estimate [2]",
        ],
    ),
    "two at once, one entry each": (
        [
            milestone(JUNE),
            milestone(MID_JUNE),
            milestone(JULY),
            milestone(JULY, *MOVES),
        ],
        [
            PROMISED,
            f"{MOVED} unexplained",
            f"moved launch {MID_JUNE} -> {JULY} +16 unexplained",
            "explained launch estimate [2]",
            "explained launch client_wait [3]",
        ],
    ),
    "a move without one takes the newest reason that names no dates": (
        [milestone(JUNE), milestone(MID_JUNE, move()), milestone(JULY, move())],
        [
            PROMISED,
            f"{MOVED} estimate",
            f"moved launch {MID_JUNE} -> {JULY} +16 estimate",
            "explained launch unexplained [2]",
        ],
    ),
    "an older move that names its dates explains no new one": (
        [
            milestone(MID_JUNE, move(JUNE, MID_JUNE)),
            milestone(JULY, move(JUNE, MID_JUNE)),
        ],
        [
            f"promised launch {JUNE} -> {MID_JUNE} +14",
            f"moved launch {MID_JUNE} -> {JULY} +16 unexplained",
        ],
    ),
    "moves from before a withdrawal keep theirs": (
        [
            milestone(JUNE),
            milestone(MID_JUNE, *MOVES[:1]),
            None,
            milestone(MID_JUNE, *MOVES[:1]),
        ],
        [
            PROMISED,
            f"{MOVED} estimate",
            f"withdrawn launch {MID_JUNE} -> none",
            f"promised launch none -> {MID_JUNE}",
        ],
    ),
}


@pytest.mark.parametrize("case", EXPLANATIONS)
def test_explanations_are_appended_where_they_differ(case: str) -> None:
    milestones, expected = EXPLANATIONS[case]
    assert said(of(*milestones).entries) == expected


def rows(*each: Projects) -> Ledger:
    return ledger(history(each), "acme")


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


@pytest.mark.parametrize(
    ("milestones", "on"),
    [
        ([milestone(JUNE)], week(0)),
        ([milestone(JUNE), milestone(MID_JUNE)], week(1)),
        (
            [milestone(JUNE), milestone(MID_JUNE, move(on="2026-01-09"))],
            date(2026, 1, 9),
        ),
        ([milestone(JUNE), milestone(JUNE, actual="2026-01-10")], date(2026, 1, 10)),
        ([milestone(JUNE, actual="2026-01-02"), milestone(JUNE)], week(1)),
        (
            [
                milestone(JUNE),
                milestone(MID_JUNE),
                milestone(MID_JUNE, move(on="2026-01-09")),
            ],
            date(2026, 1, 9),
        ),
        ([milestone(JUNE), milestone(JUNE, forecast=JULY)], week(1)),
    ],
)
def test_an_entry_stands_on_the_day_of_what_it_tells_else_on_its_commits(
    milestones: list[PastMilestone], on: date
) -> None:
    last = of(*milestones).entries[-1]
    assert (last.on, last.recorded_on) == (on, week(len(milestones) - 1))


def test_texts_stand_where_they_are_said() -> None:
    reason = {"because": "Loyalty points added", "agreed_by": "Timo Laine"}
    found = of(
        milestone(JUNE, name="Launch day"),
        milestone(MID_JUNE, forecast=JULY),
        milestone(MID_JUNE, move(**reason), forecast=JULY),
        milestone(
            JULY, move(**reason), move(because=" ", agreed_by=None), forecast=JULY
        ),
    )
    assert [
        (
            each.kind.value,
            [found.text(each, field) for field in ("because", "agreed_by", "name")],
        )
        for each in found.entries
    ] == [
        ("promised", [None, None, "Launch day"]),
        ("moved", [None, None, None]),
        ("forecast", [None, None, None]),
        ("explained", ["Loyalty points added", "Timo Laine", None]),
        ("moved", [None, None, None]),
    ]
    assert len(found.openings) == 3


def test_the_texts_of_what_is_withdrawn_leave_the_openings_and_come_back_with_it() -> (
    None
):
    both = (project(milestone(JUNE), milestone(JULY, id_="handover")),)
    one = (project(milestone(JULY, id_="handover")),)
    seen, hidden, back = rows(both), rows(both, one), rows(both, one, both)
    assert [opening.text for opening in hidden.openings.values()] == ["Handover"]
    assert hidden.entries[:2] == seen.entries
    assert sorted(opening.text for opening in back.openings.values()) == [
        "Handover",
        "Launch",
        "Launch",
    ]


def test_declared_moves_older_than_the_records_are_offered_beside_the_entries() -> None:
    older, newer = move("2026-05-01", JUNE, on="2025-12-01"), move(JUNE, MID_JUNE)
    found = of(milestone(JUNE, older), milestone(MID_JUNE, older, newer))
    record = found.record("webshop", "launch")
    assert record is not None
    assert record.declared_before == (older,)
    assert said(found.entries) == [
        f"promised launch 2026-05-01 -> {JUNE} +31",
        f"{MOVED} estimate",
    ]


def test_a_declared_move_that_the_records_should_have_seen_is_not_older_than_they_are() -> (
    None
):
    never_made = move(JUNE, MID_JUNE, on="2026-01-20")
    record = of(milestone(JUNE), milestone(JUNE, never_made)).record(
        "webshop", "launch"
    )
    assert record is not None
    assert record.declared_before == ()


def test_the_older_promise_is_the_first_one_declared_that_was_no_typing_error() -> None:
    moves = [
        move("2062-05-01", "2026-05-01", cause="correction"),
        move("2026-05-01", JUNE),
    ]
    assert said(of(milestone(JUNE, *moves)).entries) == [
        f"promised launch 2026-05-01 -> {JUNE} +31"
    ]


@pytest.mark.parametrize("reach", [Reach.NONE, Reach.SHALLOW])
def test_a_history_that_is_missing_or_cut_gives_no_entries(reach: Reach) -> None:
    revision = Revision("", week(0), "", (project(milestone(JUNE)),))
    cut = History(reach, (revision,), skipped=3, since=START, salt="00")
    found = ledger(cut, "acme")
    assert (found.entries, found.openings, found.head, found.since, found.skipped) == (
        (),
        {},
        NO_HEAD,
        START,
        3,
    )
    assert unrecorded(cut, revision.projects, week(1)) == ()


def test_without_a_salt_the_clients_id_serves() -> None:
    plain = history([(project(milestone(JUNE)),)], salt=None)
    assert (
        ledger(plain, "acme").head
        == ledger(history([(project(milestone(JUNE)),)], salt="acme"), "").head
    )
    assert ledger(plain, "acme").head != ledger(plain, "other").head


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


def test_what_the_working_tree_would_add_is_told_and_not_recorded() -> None:
    recorded = history([(project(milestone(JUNE)),), (project(milestone(MID_JUNE)),)])
    now = (
        project(
            milestone(JULY, move(JUNE, MID_JUNE), move(MID_JUNE, JULY)),
            milestone(JUNE, id_="handover"),
        ),
    )
    found = unrecorded(recorded, now, date(2026, 2, 2))
    assert said(found) == [
        f"promised handover none -> {JUNE}",
        f"moved launch {MID_JUNE} -> {JULY} +16 estimate",
        "explained launch estimate [2]",
    ]
    assert {each.recorded_on for each in found} == {date(2026, 2, 2)}
    assert len(ledger(recorded, "acme").entries) == 2


@pytest.mark.parametrize(
    ("keys", "on", "expected"),
    [
        ({}, "2026-02-02", [PROMISED]),
        ({"live_from": "2026-02-02"}, "2026-02-02", [PROMISED]),
        ({"live_from": "2026-02-03"}, "2026-02-02", []),
    ],
)
def test_a_project_of_the_working_tree_enters_by_its_own_live_from(
    keys: dict[str, Any], on: str, expected: list[str]
) -> None:
    found = unrecorded(
        history([]), (project(milestone(JUNE), **keys),), date.fromisoformat(on)
    )
    assert said(found) == expected


def test_a_working_tree_as_committed_adds_nothing() -> None:
    row = (project(milestone(JUNE, forecast="undated", actual=JUNE, baseline=JUNE)),)
    assert unrecorded(history([row]), row, week(1)) == ()
