"""A milestone's promises and moves from the ledger: the first promise, typing errors put right, reasons that stand."""

import csv
from datetime import date
from pathlib import Path

import pytest

from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.analysis.ledger.promise_history import PromiseHistory, promise_history
from portalgen.model.record.past import (
    Agreement,
    History,
    PastMilestone,
    PastMove,
    Reach,
    Revision,
)
from tests.kit.clients.histories import milestone, move, of, project, week

DATA = Path(__file__).parents[3] / "data" / "msword-ship-dates" / "ship-dates.csv"
CADENCE = 7
MAY, JUNE, MID_JUNE, JULY, TYPO = (
    "2026-05-01",
    "2026-06-01",
    "2026-06-15",
    "2026-07-01",
    "2062-06-01",
)
FIX = move(cause="correction")
AGREED_FIX = move(cause="correction", agreed_by="Timo Laine")


def promises(*milestones: PastMilestone | None) -> PromiseHistory:
    """Returns the promises of the milestone launch, a revision a week, a week's cadence."""
    return read(of(*milestones))


def read(ledger: Ledger, cadence: int = CADENCE) -> PromiseHistory:
    return promise_history(ledger, ledger.records[0], cadence, is_of_timo)


def is_of_timo(agreement: Agreement) -> bool:
    return agreement.by == "Timo Laine"


def test_the_first_promise_stays_the_first_however_often_it_moves() -> None:
    found = promises(
        milestone(JUNE), milestone(MID_JUNE, move()), milestone(MAY, move(), move())
    )
    assert found.first == date(2026, 6, 1)
    assert [(each.recorded_on, str(each.day)) for each in found.promises] == [
        (week(0), JUNE),
        (week(1), MID_JUNE),
        (week(2), MAY),
    ]
    assert [each.days for each in found.moves] == [14, -45]
    assert found.last_dated == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("milestones", "first"),
    [
        ([milestone(None), milestone(JUNE), milestone(JULY)], JUNE),
        ([milestone(JUNE, baseline=MAY), milestone(JULY, baseline=MAY)], MAY),
        ([milestone(JUNE, baseline=MAY), milestone(JUNE, baseline=JULY)], MAY),
        ([milestone(JUNE, move(MAY, JUNE))], MAY),
        ([milestone(JUNE, move(MAY, JUNE), baseline=JULY)], JULY),
        ([milestone(JUNE), milestone(JUNE, move(MAY, JUNE))], JUNE),
        ([milestone(JUNE), None, milestone(JULY)], JUNE),
        ([milestone(JUNE), None, milestone(JULY, baseline=JULY)], JUNE),
        ([milestone(JUNE), milestone(JULY, id_="go-live", formerly=["launch"])], JUNE),
        ([milestone(None)], None),
    ],
)
def test_the_first_promise_is_the_oldest_that_the_records_or_their_beginning_know(
    milestones: list[PastMilestone | None], first: str | None
) -> None:
    found = promises(*milestones).first
    assert (str(found) if found else None) == first


@pytest.mark.parametrize(
    ("milestones", "first"),
    [
        # Put right within a cadence: the error was never promised.
        ([milestone(TYPO), milestone(JUNE, FIX)], JUNE),
        (
            [
                milestone(TYPO),
                milestone(JUNE, FIX),
                milestone(MID_JUNE, move(TYPO, JUNE, "correction"), move()),
            ],
            JUNE,
        ),
        # Too late, unless the client agrees to it.
        ([milestone(TYPO), milestone(TYPO, forecast=JUNE), milestone(JUNE, FIX)], TYPO),
        (
            [
                milestone(TYPO),
                milestone(TYPO, forecast=JUNE),
                milestone(JUNE, AGREED_FIX),
            ],
            JUNE,
        ),
        # Called a correction too late.
        ([milestone(JUNE), milestone(JULY, move()), milestone(JULY, FIX)], JUNE),
        ([milestone(JUNE), milestone(JULY, move()), milestone(JULY, AGREED_FIX)], JULY),
        # An agreement that does not count is none.
        (
            [
                milestone(TYPO),
                milestone(TYPO, forecast=JUNE),
                milestone(JUNE, move(cause="correction", agreed_by="Nobody At All")),
            ],
            TYPO,
        ),
        # Not a correction any more.
        ([milestone(TYPO), milestone(JUNE, FIX), milestone(JUNE, move())], TYPO),
        # Its words may change later, if its cause does not.
        (
            [
                milestone(TYPO),
                milestone(JUNE, FIX),
                milestone(JUNE, move(cause="correction", because="A slip.")),
            ],
            JUNE,
        ),
        # A second correction counts from the first error too, so errors cannot be chained.
        (
            [
                milestone(TYPO),
                milestone(JUNE, FIX),
                milestone(JULY, move(TYPO, JUNE, "correction"), FIX),
            ],
            JUNE,
        ),
        # A promise that is older than the records is no typing error of theirs.
        ([milestone(TYPO, baseline=MAY), milestone(JUNE, FIX, baseline=MAY)], MAY),
    ],
)
def test_a_typing_error_put_right_in_time_is_not_the_first_promise(
    milestones: list[PastMilestone | None], first: str
) -> None:
    assert str(promises(*milestones).first) == first


def test_a_longer_cadence_leaves_more_time_for_a_correction() -> None:
    late = of(milestone(TYPO), milestone(TYPO, forecast=JUNE), milestone(JUNE, FIX))
    assert str(read(late, cadence=13).first) == TYPO
    assert str(read(late, cadence=14).first) == JUNE


def test_a_move_to_a_typing_error_counts_as_the_move_that_was_meant() -> None:
    mistyped = move(JUNE, "2062-06-15", "scope_change")
    right = move("2062-06-15", MID_JUNE, "correction")
    found = promises(
        milestone(JUNE),
        milestone("2062-06-15", mistyped),
        milestone(MID_JUNE, mistyped, right),
    )
    assert [(each.days, each.is_correction) for each in found.moves] == [
        (14, False),
        (-13149, True),
    ]
    assert [(each.recorded_on, str(each.day)) for each in found.promises] == [
        (week(0), JUNE),
        (week(1), MID_JUNE),
    ]
    assert not any(each.needs_reason for each in found.moves)


def test_a_slip_of_the_keyboard_that_is_taken_back_needs_no_reason() -> None:
    right = move(TYPO, JUNE, "correction")
    found = promises(milestone(JUNE), milestone(TYPO), milestone(JUNE, right))
    assert [(each.days, each.needs_reason) for each in found.moves] == [
        (0, False),
        (-13149, False),
    ]


def test_a_date_that_is_taken_away_and_set_anew_is_the_slip_that_it_is() -> None:
    found = promises(milestone(JUNE), milestone(None), milestone(JULY))
    assert [(each.days, each.needs_reason) for each in found.moves] == [
        (None, True),
        (30, True),
    ]
    assert found.last_dated == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("milestones", "needs"),
    [
        ([milestone(None), milestone(JUNE)], [False]),
        ([milestone(None, baseline=MAY), milestone(JUNE, baseline=MAY)], [True]),
        ([milestone(JUNE), milestone(MID_JUNE)], [True]),
        ([milestone(JUNE), milestone(MID_JUNE), milestone(MID_JUNE, move())], [False]),
        ([milestone(JUNE), milestone(MID_JUNE, move(cause="to_follow"))], [True]),
        ([milestone(JUNE), milestone(MID_JUNE, move()), milestone(MID_JUNE)], [True]),
    ],
)
def test_a_move_needs_a_reason_unless_it_is_the_first_date(
    milestones: list[PastMilestone], needs: list[bool]
) -> None:
    assert [each.needs_reason for each in promises(*milestones).moves] == needs


def test_a_reason_is_the_one_that_was_said_last() -> None:
    ledger = of(
        milestone(JUNE),
        milestone(MID_JUNE),
        milestone(MID_JUNE, move(cause="client_wait", agreed_by="Timo")),
    )
    (found,) = read(ledger).moves
    assert (found.entry.n, found.reason.n, found.reason.cause, found.cause_since) == (
        2,
        3,
        "client_wait",
        week(2),
    )
    assert ledger.text(found.reason, "agreed_by") == "Timo"


@pytest.mark.parametrize(
    ("on", "stood"),
    [
        (date(2026, 1, 4), None),
        (week(0), JUNE),
        (date(2026, 1, 11), JUNE),
        (week(1), MID_JUNE),
        (week(2), None),
        (week(3), JULY),
        (date(2027, 1, 1), JULY),
    ],
)
def test_a_promise_stands_from_the_day_of_its_record(
    on: date, stood: str | None
) -> None:
    found = promises(
        milestone(JUNE), milestone(MID_JUNE), None, milestone(JULY)
    ).stood_on(on)
    assert (str(found) if found else None) == stood


@pytest.fixture(scope="module")
def word() -> Ledger:
    """Returns the ledger of Word for Windows 1.0: one milestone, a revision on each day of a new forecast."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = [
            (date.fromisoformat(row["report_date"]), row["promised"])
            for row in csv.DictReader(file)
        ]
    moves: list[PastMove] = []
    revisions = []
    for at, (on, promised) in enumerate(rows):
        if at and promised != rows[at - 1][1]:
            moves.append(move(rows[at - 1][1], promised))
        shipped = promised if str(on) == promised else None
        revisions.append(
            Revision(
                "", on, "", (project(milestone(promised, *moves, actual=shipped)),)
            )
        )
    assert len(revisions) == 63
    return ledger(History(Reach.WHOLE, tuple(revisions), salt="00"), "word")


def test_a_real_history_gives_its_published_counts(word: Ledger) -> None:
    found = read(word)
    days = [each.days or 0 for each in found.moves]
    assert (
        sum(each > 0 for each in days),
        sum(each < 0 for each in days),
        sum(days),
    ) == (38, 2, 1522)
    assert found.first == date(1985, 9, 1)
    assert [(each.kind.value, str(each.on)) for each in word.entries[-1:]] == [
        ("met", "1989-11-01")
    ]
    assert {each.reason.cause for each in found.moves} == {"estimate"}
    assert len(word.entries) == 1 + 40 + 1
    assert found.stood_on(date(1986, 1, 31)) == date(1986, 11, 1)
