"""The course of one milestone: which entries each kind of edit appends, and on which day they stand."""

from collections.abc import Sequence
from datetime import date

import pytest

from portalgen.analysis.ledger.entry import Kind
from portalgen.model.record.past import PastEvidence, PastMilestone, PastObjection
from tests.kit.clients.histories import (
    JULY,
    JUNE,
    MID_JUNE,
    MOVED,
    PROMISED,
    milestone,
    move,
    of,
    said,
    week,
)

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


MINUTES = PastEvidence("document", "ab" * 32)
LETTER = PastEvidence("document", "cd" * 32)
OBJECTED = PastObjection(date(2026, 1, 20), "Timo", "One week, not two")
WHY = move(agreed_by="Timo", evidence=MINUTES)
ANSWERS: dict[
    str, tuple[list[PastMilestone], list[tuple[int, str, tuple[int, ...]]]]
] = {
    "an agreement in words is no entry of its own": (
        [milestone(JUNE), milestone(MID_JUNE, move(agreed_by="Timo"))],
        [],
    ),
    "evidence in the revision of the move follows it": (
        [milestone(JUNE), milestone(MID_JUNE, WHY)],
        [(3, "agreed", (2,))],
    ),
    "evidence that comes later names the move that it is about": (
        [
            milestone(JUNE),
            milestone(MID_JUNE, move(agreed_by="Timo")),
            milestone(MID_JUNE, WHY),
        ],
        [(3, "agreed", (2,))],
    ),
    "the same evidence is told once": (
        [
            milestone(JUNE),
            milestone(MID_JUNE, WHY),
            milestone(MID_JUNE, WHY, forecast=JULY),
        ],
        [(3, "agreed", (2,))],
    ),
    "evidence without anybody who agreed is none": (
        [milestone(JUNE), milestone(MID_JUNE, move(evidence=MINUTES))],
        [],
    ),
    "evidence that is exchanged is told": (
        [
            milestone(JUNE),
            milestone(MID_JUNE, WHY),
            milestone(MID_JUNE, move(agreed_by="Timo", evidence=LETTER)),
        ],
        [(3, "agreed", (2,)), (4, "agreed", (2,))],
    ),
    "each of two moves at once has its own": (
        [
            milestone(JUNE),
            milestone(MID_JUNE, move(JUNE, MID_JUNE)),
            milestone(
                JULY,
                move(JUNE, MID_JUNE, agreed_by="Timo", evidence=LETTER),
                move(MID_JUNE, JULY, agreed_by="Timo", evidence=MINUTES),
            ),
        ],
        [(5, "agreed", (2,)), (6, "agreed", (3,))],
    ),
    "an objection stands beside the move": (
        [milestone(JUNE), milestone(MID_JUNE, move(objection=OBJECTED))],
        [(3, "objected", (2,))],
    ),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_what_the_client_is_shown_to_have_said_is_an_entry_about_its_move(
    case: str,
) -> None:
    revisions, expected = ANSWERS[case]
    assert [
        (each.n, each.kind.value, each.of)
        for each in of(*revisions).entries
        if each.kind in {Kind.AGREED, Kind.OBJECTED}
    ] == expected


def test_an_answer_carries_its_evidence_and_its_texts() -> None:
    both = move(agreed_by="Timo", evidence=MINUTES, objection=OBJECTED)
    found = of(milestone(JUNE), milestone(MID_JUNE, both))
    agreed, objected = found.entries[2:]
    assert agreed.evidence == MINUTES
    assert found.text(agreed, "agreed_by") == "Timo"
    assert objected.on == OBJECTED.on
    assert (found.text(objected, "name"), found.text(objected, "because")) == (
        "Timo",
        "One week, not two",
    )
