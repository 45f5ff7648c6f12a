"""The day on which the client was told counts, whatever day a commit carries."""

from dataclasses import replace
from datetime import date, timedelta

from portalgen.analysis.dates.account import account
from portalgen.analysis.dates.track_record import track_record
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.analysis.ledger.promise_history import promise_history
from portalgen.analysis.ledger.records import Records
from portalgen.analysis.showings import FirstShown, of_record, with_showing
from portalgen.model.client import Agency
from tests.kit.clients import nouns
from tests.kit.clients.histories import milestone, move, of, week

CADENCE = 7
JUNE, JULY = "2026-06-01", "2026-07-01"
FIX = move(cause="correction")
# A promise, and a week later its typing error put right: so the commits say.
CORRECTED = of(milestone(JUNE), milestone(JULY, FIX))
LATE = week(1) + timedelta(days=80)


def shown(ledger: Ledger, *publications: tuple[date, int]) -> Ledger:
    """Returns a ledger whose publications had so many entries on their days."""
    hashes = [each.hash for each in ledger.entries]
    showings = of_record((), hashes)
    for on, n in publications:
        showings = with_showing(showings, on, n, hashes[n - 1])
    return replace(ledger, first_shown=FirstShown(showings, LATE))


def first_promise(ledger: Ledger) -> date | None:
    return promise_history(ledger, ledger.records[0], CADENCE).first


def test_a_correction_that_was_told_in_time_puts_the_first_promise_right() -> None:
    assert first_promise(CORRECTED) == date.fromisoformat(JULY)
    in_time = shown(CORRECTED, (week(0), 1), (week(1), 2))
    assert first_promise(in_time) == date.fromisoformat(JULY)


def test_a_back_dated_correction_rewrites_no_first_promise() -> None:
    back_dated = shown(CORRECTED, (week(0), 1), (LATE, 2))
    assert first_promise(back_dated) == date.fromisoformat(JUNE)
    about_to_be_shown = shown(CORRECTED, (week(0), 1))
    assert first_promise(about_to_be_shown) == date.fromisoformat(JUNE)


def test_an_error_and_its_correction_that_were_first_told_together_are_no_move() -> (
    None
):
    ledger = of(milestone("2026-05-01"), milestone(JUNE), milestone(JULY, FIX))
    together = shown(ledger, (week(0), 1), (LATE, 3))
    found = promise_history(together, together.records[0], CADENCE)
    assert [each.is_correction for each in found.moves] == [False, True]


def test_what_had_been_told_by_a_day_is_what_stood_on_it() -> None:
    ledger = of(milestone(JUNE), milestone(JULY, move()))
    told = shown(ledger, (week(0), 1), (LATE, 2))
    found = promise_history(told, told.records[0], CADENCE)
    assert found.stood_on(week(1)) == date.fromisoformat(JUNE)
    assert found.stood_on(LATE) == date.fromisoformat(JULY)


def test_a_move_says_when_it_was_first_shown_where_that_was_over_a_cadence_later() -> (
    None
):
    ledger = of(milestone(JUNE), milestone(JULY, move()))
    now = nouns.milestone("launch", promised_date=JULY)
    late = account(now, "webshop", shown(ledger, (week(0), 1), (LATE, 2)), 2, CADENCE)
    in_time = account(
        now, "webshop", shown(ledger, (week(0), 1), (week(2), 2)), 2, CADENCE
    )
    assert [each.shown_on for each in late.steps] == [LATE]
    assert [each.shown_on for each in in_time.steps] == [None]


def kept(ledger: Ledger, met: str) -> int:
    """Returns how many of the first promises were kept, the milestone being met on a day."""
    launch = nouns.milestone("launch", promised_date=JUNE, actual_date=met)
    found = track_record(
        [nouns.project(launch)], Records(ledger, ledger), Agency(), date(2026, 12, 31)
    )
    assert found.by_first.n == 1
    return found.by_first.kept


def test_an_end_that_is_dated_back_counts_from_the_day_on_which_it_was_told() -> None:
    met = "2026-05-30"
    ledger = of(milestone(JUNE), milestone(JUNE, actual=met))
    told_in_time = date(2026, 6, 5)
    assert kept(shown(ledger, (week(0), 1), (told_in_time, 2)), met) == 1
    assert kept(shown(ledger, (week(0), 1), (date(2026, 6, 7), 2)), met) == 0


def test_an_end_from_before_the_records_counts_as_it_is_stated() -> None:
    met = "2025-05-30"
    ledger = of(milestone(JUNE, actual=met))
    assert kept(shown(ledger, (LATE, 2)), met) == 1
