"""What git has of a client's dates, and the same with the files of the day as one more revision."""

from dataclasses import replace

from portalgen.analysis.ledger.records import records
from portalgen.model.record.past import History, Reach
from portalgen.model.record.terms import PastTerms
from tests.kit.clients.histories import history, milestone, project, week

JUNE = (project(milestone("2026-06-01")),)
JULY = (project(milestone("2026-07-01")),)


def test_files_as_they_were_committed_add_nothing_to_the_record() -> None:
    known = records(history([JUNE]), "acme", (), JUNE, week(1))
    assert known.present is known.recorded
    other_terms = (replace(JUNE[0], terms=PastTerms(tolerance_days=60)),)
    same_dates = records(history([JUNE]), "acme", (), other_terms, week(1))
    assert same_dates.present is same_dates.recorded


def test_files_that_are_not_committed_are_one_more_revision() -> None:
    known = records(history([JUNE]), "acme", (), JULY, week(1))
    assert (known.count, len(known.present.entries)) == (1, 2)
    assert [each.recorded_on for each in known.of("webshop").snapshots] == [week(0)]


def test_without_a_whole_history_nothing_is_known_to_have_been_published() -> None:
    for reach in (Reach.NONE, Reach.SHALLOW):
        known = records(History(reach), "acme", (), JUNE, week(1))
        assert not known.of("webshop").is_known
    nothing = records(History(Reach.WHOLE), "acme", (), (), week(1))
    assert nothing.present is nothing.recorded
