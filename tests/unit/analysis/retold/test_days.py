"""The days on which a client was told: those of publications, and those of commits where nothing says otherwise."""

from collections.abc import Sequence
from datetime import date

from portalgen.analysis.retold.days import occasions
from portalgen.analysis.showings import with_showing
from portalgen.model.record.past import PastProject
from portalgen.model.record.published import Snapshot
from portalgen.model.record.showing import Showings
from portalgen.model.record.terms import PastTerms

TODAY = date(2026, 12, 1)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def snapshots(*days: str) -> tuple[Snapshot, ...]:
    """Returns a project that changed in each revision; a day that stands twice in a row is one commit after another."""
    found = []
    for at, text in enumerate(days):
        terms = PastTerms(state="active", cadence_days=at + 1)
        project = PastProject("webshop", (), None, (), terms=terms)
        found.append(Snapshot(day(text), project, at))
    return tuple(found)


def published(*said: tuple[str, int]) -> Showings:
    """Returns publications by their day and the number of their entries."""
    found: Showings = ()
    for text, n in said:
        found = with_showing(found, day(text), n, f"{n:064x}")
    return found


def told(
    of: Sequence[Snapshot],
    counts: Sequence[int],
    showings: Showings = (),
) -> list[tuple[str, int, bool]]:
    """Returns each day with the revision that was told then, and whether it is that of a publication."""
    days = [each.recorded_on for each in of]
    found = occasions(of, counts, days, showings, TODAY)
    return [
        (f"{each.on:%m-%d}", each.snapshot.revision, each.is_published)
        for each in found
    ]


def test_without_a_publication_each_day_of_a_commit_is_one_the_last_commit_counts() -> (
    None
):
    of = snapshots("09-01", "09-08", "09-08", "09-15")
    assert told(of, (1, 1, 2, 2)) == [
        ("09-01", 0, False),
        ("09-08", 2, False),
        ("09-15", 3, False),
    ]


def test_a_revision_that_changed_nothing_of_the_project_is_no_day_of_its_own() -> None:
    first, second = snapshots("09-01", "09-08")
    same = Snapshot(day("09-15"), second.project, 2)
    assert len(told((first, second, same), (1, 1, 2))) == 2


def test_a_publication_is_told_on_its_day_with_what_it_had() -> None:
    of = snapshots("09-01", "09-08", "09-15")
    known = published(("09-04", 1), ("09-18", 2))
    assert told(of, (1, 2, 2), known) == [
        ("09-01", 0, False),
        ("09-04", 0, True),
        ("09-18", 2, True),
    ]


def test_between_publications_the_day_of_a_commit_that_adds_no_entry_stands() -> None:
    of = snapshots("09-01", "09-08", "09-15")
    known = published(("09-01", 1), ("09-18", 2))
    assert told(of, (1, 1, 2), known) == [
        ("09-01", 0, True),
        ("09-08", 1, False),
        ("09-18", 2, True),
    ]


def test_a_commit_that_is_dated_back_is_told_on_the_day_on_which_it_was_shown() -> None:
    of = snapshots("08-01", "09-01")  # committed after 20 November
    known = published(("11-20", 1), ("11-27", 2))
    assert told(of, (1, 2), known) == [
        ("08-01", 0, False),
        ("11-20", 0, True),
        ("11-27", 1, True),
    ]


def test_a_commit_that_adds_no_entry_cannot_be_dated_before_what_was_published() -> (
    None
):
    dated_back = snapshots("08-01", "11-10", "09-01", "11-27")
    found = told(dated_back, (1, 2, 2, 3), published(("11-20", 2), ("11-28", 3)))
    assert [each for each in found if each[1] == 2] == [("11-20", 2, True)]


def test_without_publications_a_day_before_that_of_an_earlier_commit_is_not_believed() -> (
    None
):
    of = snapshots("09-01", "11-27", "09-10")
    assert told(of, (1, 1, 1)) == [("09-01", 0, False), ("11-27", 1, False)]


def test_a_clock_in_the_future_takes_no_later_day_away() -> None:
    of = snapshots("09-01", "12-24", "09-10")
    assert told(of, (1, 1, 1)) == [("09-01", 0, False), ("09-10", 2, False)]


def test_what_no_publication_has_shown_yet_is_not_told() -> None:
    of = snapshots("09-01", "09-08")
    assert told(of, (1, 2), published(("09-04", 1))) == [
        ("09-01", 0, False),
        ("09-04", 0, True),
    ]


def test_a_publication_before_the_project_was_shown_tells_nothing_of_it() -> None:
    (_, later) = snapshots("09-01", "09-08")
    found = occasions(
        (later,),
        (1, 2),
        (day("09-01"), day("09-08")),
        published(("09-04", 1), ("09-11", 2)),
        TODAY,
    )
    assert [each.on for each in found] == [day("09-11")]
