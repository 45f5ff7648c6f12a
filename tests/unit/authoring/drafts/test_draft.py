"""What would be wrong that is not wrong now."""

from portalgen.authoring.drafts.draft import new_problems
from portalgen.diagnostics import Place, problem

DATE = problem("PG203", "2026-13-01 is not a date", Place("acme/project.yml", 3))


def test_what_is_wrong_already_is_not_new_wherever_it_stands() -> None:
    lower = problem(DATE.code, DATE.message, Place("acme/project.yml", 8))
    assert new_problems([DATE], [lower]) == ()


def test_a_second_case_of_what_is_wrong_already_is_new_once() -> None:
    second = problem(DATE.code, DATE.message, Place("acme/project.yml", 9))
    third = problem(DATE.code, DATE.message, Place("acme/project.yml", 12))
    assert new_problems([DATE], [DATE, second]) == (second,)
    assert new_problems([DATE], [DATE, second, third]) == (second, third)
    assert new_problems([DATE, second], [DATE, second]) == ()


def test_the_same_slip_in_another_file_is_new() -> None:
    elsewhere = problem(DATE.code, DATE.message, Place("acme/milestones.yml", 3))
    assert new_problems([DATE], [DATE, elsewhere]) == (elsewhere,)


def test_a_slip_without_a_place_is_told_apart_by_what_it_says() -> None:
    one = problem("PG508", "no site_url", "")
    other = problem("PG508", "no address", "")
    assert new_problems([one], [one, other]) == (other,)
