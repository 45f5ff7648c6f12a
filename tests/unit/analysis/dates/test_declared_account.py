"""The account of a milestone without a record: what its own file declares, and what it does not explain."""

from portalgen.analysis.dates.agreement import witnesses
from portalgen.analysis.dates.declared_account import declared_account
from portalgen.analysis.dates.known_moves import Origin
from portalgen.model.client import Agency
from tests.kit.clients.nouns import AGREED, PROVEN, day, milestone, move, project

MAY, JUNE, JULY = "2026-05-01", "2026-06-01", "2026-07-01"


def test_the_first_promise_is_the_oldest_that_the_file_names() -> None:
    moved = milestone(promised_date=JULY, moves=[move(MAY, JUNE), move(JUNE, JULY)])
    account = declared_account(moved)
    assert account.first == day(MAY)
    assert [(each.before, each.after) for each in account.steps] == [
        (day(MAY), day(JUNE)),
        (day(JUNE), day(JULY)),
    ]
    assert {each.origin for each in account.steps} == {Origin.DECLARED}


def test_a_promise_that_the_moves_do_not_lead_to_is_one_more_move_without_a_reason() -> (
    None
):
    moved = milestone(promised_date=JULY, moves=[move(MAY, JUNE)])
    last = declared_account(moved).steps[-1]
    assert (last.before, last.after) == (day(JUNE), day(JULY))
    assert (last.needs_reason, last.cause) == (True, None)


def test_an_agreement_counts_where_the_client_can_check_it() -> None:
    known = witnesses(project(**PROVEN), Agency())
    proven = milestone(promised_date=JUNE, moves=[move(MAY, JUNE, **AGREED)])
    stated = milestone(
        promised_date=JUNE, moves=[move(MAY, JUNE, agreed_by="Timo Laine")]
    )
    assert [each.is_agreed for each in declared_account(proven, known).steps] == [True]
    assert [each.is_agreed for each in declared_account(stated, known).steps] == [False]
    assert [each.is_agreed for each in declared_account(proven).steps] == [False]
