"""How far promises moved, by cause."""

from portalgen.analysis.dates.declared_account import declared_account
from portalgen.analysis.dates.slips import Slip, slips
from portalgen.model.milestone import Cause
from tests.kit.clients.nouns import milestone, move


def test_slips_add_up_by_cause_over_all_milestones_largest_first() -> None:
    first = milestone(
        "a",
        moves=[
            move("2026-03-01", "2026-03-08", "scope_change"),
            move("2026-03-08", "2026-03-29", "third_party"),
        ],
    )
    second = milestone(
        "b",
        moves=[
            move("2026-04-01", "2026-04-15", "scope_change"),
            move("2026-04-15", "2026-04-10", "early"),
        ],
    )
    found = slips([declared_account(first), declared_account(second)])
    assert found == (
        Slip(Cause.SCOPE_CHANGE, 21, 2),
        Slip(Cause.THIRD_PARTY, 21, 1),
        Slip(Cause.EARLY, -5, 1),
    )


def test_corrections_of_typing_errors_are_no_slips() -> None:
    typo = [
        move("2026-06-15", "2027-10-26"),
        move("2027-10-26", "2026-06-15", "correction"),
    ]
    assert slips([declared_account(milestone(moves=typo))]) == (
        Slip(Cause.ESTIMATE, 498, 1),
    )
    assert slips([declared_account(milestone(moves=typo[1:]))]) == ()


def test_moves_without_both_dates_have_no_length() -> None:
    assert (
        slips(
            [
                declared_account(
                    milestone(
                        moves=[
                            move(None, "2026-03-08"),
                            move("2026-03-08", None),
                            move(None, None),
                        ]
                    )
                )
            ]
        )
        == ()
    )
