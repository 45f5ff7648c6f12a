"""The account of a milestone: what git shows, with the reasons that the files give now."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.analysis.analyse import analyse_project
from portalgen.analysis.dates.account import account
from portalgen.analysis.dates.declared_account import declared_account
from portalgen.analysis.dates.known_moves import Account
from portalgen.analysis.ledger.records import NO_RECORDS, Records, records
from portalgen.model.client import Agency
from portalgen.model.health import Rag
from portalgen.model.milestone import Cause, Milestone
from portalgen.model.record.past import PastMilestone, PastMove, PastProject
from tests.kit.clients import histories as past
from tests.kit.clients.nouns import day, milestone, move, project

JUNE, JULY, AUGUST, SEPTEMBER = "2026-06-15", "2026-07-15", "2026-08-15", "2026-09-15"


def known(*rows: PastMilestone | None, current: PastMilestone | None = None) -> Records:
    """Returns the records of one milestone as it stood week after week, and as its file has it now."""
    shown = [(past.project(each) if each else past.project(),) for each in rows]
    now = (past.project(current),) if current else shown[-1]
    return records(past.history(shown), "acme", (), now, past.week(len(rows)))


def told(of: Milestone, given_: Records) -> Account:
    return account(of, "webshop", given_.present, given_.count, 7)


def short(
    found: Account,
) -> list[tuple[str | None, str | None, int | None, str | None, str]]:
    return [
        (
            str(each.before) if each.before else None,
            str(each.after) if each.after else None,
            each.days,
            each.cause.value if each.cause else None,
            each.origin.value,
        )
        for each in found.steps
    ]


def test_a_date_that_was_rewritten_in_silence_is_told_without_a_reason() -> None:
    found = told(
        milestone(promised_date=AUGUST),
        known(past.milestone(JUNE), past.milestone(AUGUST)),
    )
    assert short(found) == [(JUNE, AUGUST, 61, None, "recorded")]
    assert found.first == day(JUNE)
    assert [each.needs_reason for each in found.steps] == [True]
    assert found.promised == ((past.week(0), day(JUNE)), (past.week(1), day(AUGUST)))


def test_a_declared_move_gives_its_reason_to_the_one_that_git_shows() -> None:
    declared = past.move(JUNE, JULY, "third_party", agreed_by="Timo")
    of = milestone(
        promised_date=JULY,
        moves=[move(JUNE, JULY, "third_party", agreed_by="Timo", evidence="Minutes")],
    )
    found = told(of, known(past.milestone(JUNE), past.milestone(JULY, declared)))
    (step,) = found.steps
    assert (step.cause, step.because, step.agreed_by) == (
        Cause.THIRD_PARTY,
        "Known now.",
        "Timo",
    )
    assert step.declared == of.moves[0]
    assert not step.needs_reason


def test_what_is_not_committed_yet_is_told_as_that() -> None:
    now = past.milestone(AUGUST, past.move(JULY, AUGUST, "estimate"))
    given_ = known(past.milestone(JUNE), past.milestone(JULY), current=now)
    found = told(milestone(promised_date=AUGUST, moves=[move(JULY, AUGUST)]), given_)
    assert short(found) == [
        (JUNE, JULY, 30, None, "recorded"),
        (JULY, AUGUST, 31, "estimate", "not_yet"),
    ]
    assert given_.count == len(given_.recorded.entries) == 2


def test_moves_older_than_the_records_come_first() -> None:
    moves = (past.move(JUNE, JULY, "estimate"), past.move(JULY, AUGUST, "early"))
    of = milestone(
        promised_date=AUGUST, moves=[move(JUNE, JULY), move(JULY, AUGUST, "early")]
    )
    found = told(
        of, known(past.milestone(JULY, moves[0]), past.milestone(AUGUST, *moves))
    )
    assert short(found) == [
        (JUNE, JULY, 30, "estimate", "before_records"),
        (JULY, AUGUST, 31, "early", "recorded"),
    ]
    assert found.first == day(JUNE)
    assert found.since is None


def test_a_date_changed_while_nobody_could_see_it_is_told_as_a_move() -> None:
    found = told(
        milestone(promised_date=AUGUST),
        known(past.milestone(JUNE), None, past.milestone(AUGUST)),
    )
    assert short(found) == [(JUNE, AUGUST, 61, None, "recorded")]
    assert found.steps[0].needs_reason


def test_a_milestone_that_git_does_not_know_tells_what_its_file_declares() -> None:
    of = milestone(promised_date=AUGUST, moves=[move(JUNE, JULY)])
    assert account(of, "webshop", NO_RECORDS.present, 0, 7) == declared_account(of)
    found = declared_account(of)
    assert short(found) == [
        (JUNE, JULY, 30, "estimate", "declared"),
        (JULY, AUGUST, 31, None, "declared"),
    ]
    assert found.steps[1].needs_reason


@pytest.mark.parametrize(("weeks_later", "is_correction"), [(1, True), (3, False)])
def test_a_typing_error_put_right_in_time_is_no_move(
    weeks_later: int, is_correction: bool
) -> None:
    error = "2027-06-15"
    rows = [past.milestone(JUNE), *[past.milestone(error)] * weeks_later]
    rows.append(past.milestone(JUNE, past.move(error, JUNE, "correction")))
    found = told(
        milestone(promised_date=JUNE, moves=[move(error, JUNE, "correction")]),
        known(*rows),
    )
    assert [step.is_correction for step in found.steps] == [False, is_correction]
    assert [step.days for step in found.moves] == ([] if is_correction else [365, -365])


# Green means green: no re-dating in silence, whatever is declared or deleted, ever brightens a project.

DARKNESS = {Rag.GREEN: 0, Rag.AMBER: 1, Rag.RED: 2, Rag.GREY: 3}
days = st.integers(-40, 200).map(lambda n: str(past.START + timedelta(days=n)))
AS_OF = past.START + timedelta(days=70)


def health(
    rows: list[str], moves: list[dict[str, Any]], forecast: str | None = None
) -> Rag:
    """Returns the health of a project whose one milestone was promised for these days, week after week."""
    declared = tuple(
        PastMove(None, day(each["from"]), day(each["to"]), "estimate", "x", None)
        for each in moves
    )
    shown = [past.milestone(each) for each in rows[:-1]] + [
        past.milestone(rows[-1], *declared)
    ]
    projects: list[tuple[PastProject, ...]] = [(past.project(each),) for each in shown]
    given_ = records(past.history(projects), "acme", (), projects[-1], AS_OF)
    stated = {"forecast": forecast} if forecast else {}
    launch = milestone(promised_date=rows[-1], moves=moves, **stated)
    of = project(launch, updates=[{"period_end": AS_OF, "headline": "x"}])
    return analyse_project(of, Agency(), AS_OF, "acme", given_).health.overall


def declared_move(rows: list[str], new: str, declares: bool) -> list[dict[str, Any]]:
    return [move(rows[-1], new)] if declares and rows[-1] != new else []


@settings(max_examples=100, deadline=None)
@given(
    rows=st.lists(days, min_size=1, max_size=4),
    new=days,
    forecast=days,
    declares=st.booleans(),
)
def test_re_dating_without_agreement_never_brightens_a_stated_forecast(
    rows: list[str], new: str, forecast: str, declares: bool
) -> None:
    after = health([*rows, new], declared_move(rows, new, declares), forecast)
    assert DARKNESS[after] >= DARKNESS[health(rows, [], forecast)]


@settings(max_examples=100, deadline=None)
@given(
    rows=st.lists(days, min_size=1, max_size=4),
    later=st.integers(1, 90),
    declares=st.booleans(),
)
def test_re_dating_to_a_later_day_never_brightens_health(
    rows: list[str], later: int, declares: bool
) -> None:
    new = str(date.fromisoformat(rows[-1]) + timedelta(days=later))
    assert (
        DARKNESS[health([*rows, new], declared_move(rows, new, declares))]
        >= DARKNESS[health(rows, [])]
    )


def test_a_first_promise_cannot_be_rewritten_by_deleting_its_moves() -> None:
    as_declared = health([JUNE, SEPTEMBER], [move(JUNE, SEPTEMBER)])
    assert health([JUNE, SEPTEMBER, SEPTEMBER], []) is as_declared
