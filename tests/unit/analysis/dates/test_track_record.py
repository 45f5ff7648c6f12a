"""The track record: promises kept by the first one and by those that stood before the end, causes, lateness."""

from datetime import date, timedelta
from typing import Any

import pytest

from portalgen.analysis.dates.track_record import Share, TrackRecord, track_record
from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.analysis.ledger.records import Records
from portalgen.model.client import Agency
from portalgen.model.record.past import History, PastMilestone, Reach, Revision
from tests.kit.clients import nouns as examples
from tests.kit.clients.histories import milestone, move, project

AS_OF = date(2026, 12, 31)
JUNE, JULY, AUGUST, DECEMBER = "2026-06-01", "2026-07-01", "2026-08-01", "2026-12-31"


def recorded(**states: PastMilestone | None) -> Ledger:
    """Returns the ledger of one milestone, by the days of its revisions: d2026_01_05=milestone(…)."""
    revisions = tuple(
        Revision(
            "",
            date.fromisoformat(on[1:].replace("_", "-")),
            "",
            (project(each) if each else project(),),
        )
        for on, each in states.items()
    )
    return ledger(History(Reach.WHOLE, revisions, salt="00"), "acme")


def record(
    of: Ledger, *, as_of: date = AS_OF, met: str | None = None, **keys: Any
) -> TrackRecord:
    """Returns the track record of a project with the milestone launch, met on a day or still open."""
    launch = examples.milestone("launch", **({"actual_date": met} if met else {}))
    return track_record(
        [examples.project(launch, **keys)], Records(of, of), Agency(), as_of
    )


ONE = recorded(d2026_01_05=milestone(JUNE))
MOVED = recorded(
    d2026_01_05=milestone(JUNE),
    d2026_05_15=milestone(JULY, move(JUNE, JULY)),
    d2026_06_20=milestone(AUGUST, move(JUNE, JULY), move(JULY, AUGUST, "client_wait")),
)


@pytest.mark.parametrize(
    ("met", "as_of", "share"),
    [
        ("2026-05-30", DECEMBER, Share(1, 1)),
        (JUNE, DECEMBER, Share(1, 1)),
        ("2026-06-02", DECEMBER, Share(0, 1)),
        (None, "2026-06-02", Share(0, 1)),
        (None, JUNE, Share(0, 0)),
        ("2026-05-30", "2026-05-30", Share(1, 1)),
    ],
)
def test_a_milestone_counts_by_its_first_promise_once_it_is_met_or_overdue(
    met: str | None, as_of: str, share: Share
) -> None:
    assert record(ONE, met=met, as_of=date.fromisoformat(as_of)).by_first == share


@pytest.mark.parametrize(
    ("met", "shares"),
    [
        # 30 days before 1 August July was promised; 60 and 90 days before it, June and June.
        (AUGUST, {30: Share(1, 1), 60: Share(0, 1), 90: Share(0, 1)}),
        ("2026-07-10", {30: Share(0, 1), 60: Share(0, 1), 90: Share(0, 1)}),
        (JULY, {30: Share(1, 1), 60: Share(0, 1), 90: Share(0, 1)}),
    ],
)
def test_a_milestone_counts_by_the_promise_that_stood_some_days_before(
    met: str, shares: dict[int, Share]
) -> None:
    assert record(MOVED, met=met).by_days_before == shares


def test_an_overdue_milestone_breaks_every_promise_that_is_past() -> None:
    found = record(MOVED, as_of=date(2026, 8, 2))
    assert found.by_first == Share(0, 1)
    assert found.by_days_before == dict.fromkeys((30, 60, 90), Share(0, 1))


@pytest.mark.parametrize("as_of", ["2026-07-15", AUGUST])
def test_an_open_milestone_breaks_its_first_promise_before_it_comes_due(
    as_of: str,
) -> None:
    found = record(MOVED, as_of=date.fromisoformat(as_of))
    assert found.by_first == Share(0, 1)
    assert found.by_days_before == dict.fromkeys((30, 60, 90), Share(0, 0))


def test_a_date_that_was_taken_away_still_comes_due() -> None:
    gone = recorded(d2026_01_05=milestone(JUNE), d2026_05_25=milestone(None))
    found = record(gone, as_of=date(2026, 6, 2))
    assert (found.by_first, found.by_days_before[30]) == (Share(0, 1), Share(0, 1))


def test_a_promise_that_is_younger_than_the_days_before_is_left_out() -> None:
    young = recorded(d2026_05_01=milestone(JUNE))
    assert record(young, met=JUNE).by_days_before == {
        30: Share(1, 1),
        60: Share(0, 0),
        90: Share(0, 0),
    }


def test_what_was_due_later_than_it_is_now_is_not_broken_by_the_earlier_date() -> None:
    earlier = recorded(d2026_01_05=milestone(AUGUST), d2026_05_25=milestone(JUNE))
    found = record(earlier, as_of=date(2026, 6, 2))
    assert (found.by_first, found.by_days_before[30]) == (Share(0, 0), Share(0, 0))


def test_a_milestone_that_was_accepted_without_a_day_of_meeting_is_met_when_it_was_accepted() -> (
    None
):
    launch = examples.milestone("launch", accepted_on="2026-06-03")
    found = track_record([examples.project(launch)], Records(ONE, ONE), Agency(), AS_OF)
    assert [each.days for each in found.lateness] == [2]


def test_an_ended_project_speaks_for_its_last_day() -> None:
    assert record(ONE, state="cancelled", since="2026-05-01").by_first == Share(0, 0)
    assert record(ONE, state="cancelled", since="2026-06-02").by_first == Share(0, 1)
    assert record(ONE, state="paused", since="2026-05-01").by_first == Share(0, 1)


def test_a_typing_error_put_right_within_the_projects_cadence_counts_for_nothing() -> (
    None
):
    typo = recorded(
        d2026_01_05=milestone("2062-06-01"),
        d2026_01_15=milestone(JUNE, move(cause="correction")),
    )
    in_time, late = (
        record(typo, met="2026-07-01", cadence_days="14"),
        record(typo, met="2026-07-01"),
    )
    assert (in_time.by_first, in_time.by_days_before[90]) == (Share(0, 1), Share(0, 1))
    assert late.by_first == Share(1, 1)


def test_what_is_seen_no_longer_is_counted_beside() -> None:
    gone = recorded(d2026_01_05=milestone(JUNE), d2026_02_01=None)
    met = recorded(d2026_01_05=milestone(JUNE, actual="2026-01-04"), d2026_02_01=None)
    reopened = recorded(
        d2026_01_05=milestone(JUNE, actual="2026-01-04"),
        d2026_01_12=milestone(JUNE),
        d2026_02_01=None,
    )
    found = [
        track_record([examples.project()], Records(each, each), Agency(), AS_OF)
        for each in (gone, met, reopened)
    ]
    assert [each.withdrawn for each in found] == [1, 0, 1]
    assert [each.by_first for each in found] == [Share(0, 0)] * 3


def many(days_late: list[int]) -> TrackRecord:
    """Returns the track record of milestones that were met some days after their promise."""
    names = [f"m-{n:02}" for n in range(len(days_late))]
    promised = date(2026, 6, 1)
    row = (project(*(milestone(str(promised), id_=name) for name in names)),)
    met = [
        examples.milestone(name, actual_date=str(promised + timedelta(days=late)))
        for name, late in zip(names, days_late, strict=True)
    ]
    history = History(
        Reach.WHOLE, (Revision("", date(2026, 1, 5), "", row),), salt="00"
    )
    known = ledger(history, "acme")
    return track_record(
        [examples.project(*met)], Records(known, known), Agency(), AS_OF
    )


def test_lateness_is_each_ones_days_after_the_first_promise_and_their_median() -> None:
    found = many([0, 30, -5, 3])
    assert [(each.project, each.milestone, each.days) for each in found.lateness] == [
        ("webshop", "m-00", 0),
        ("webshop", "m-01", 30),
        ("webshop", "m-02", -5),
        ("webshop", "m-03", 3),
    ]
    assert found.median_days_late == 1.5


def test_eight_of_ten_is_a_percentage_with_a_wide_interval() -> None:
    share = many([0] * 8 + [1, 2]).by_first
    assert (share, share.percent) == (Share(8, 10), 80)
    assert share.interval == pytest.approx((0.4902, 0.9433), abs=5e-5)


def test_below_ten_there_is_no_percentage() -> None:
    share = many([0] * 9).by_first
    assert (share, share.percent) == (Share(9, 9), None)


def test_without_a_ledger_nothing_is_counted() -> None:
    found = record(ledger(History(Reach.SHALLOW), "acme"), met=JUNE)
    assert found == TrackRecord(
        Share(0, 0), dict.fromkeys((30, 60, 90), Share(0, 0)), (), 0
    )
    assert (found.by_first.interval, found.median_days_late) == ((0.0, 1.0), None)
