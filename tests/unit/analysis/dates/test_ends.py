"""The day on which a milestone counts as met: as stated where the client was told in time, else as told."""

from datetime import date

from portalgen.analysis.dates.ends import counted_end, told_of_end
from portalgen.analysis.ledger.records import Records, records
from portalgen.analysis.showings import with_showing
from portalgen.model.milestone import Milestone
from portalgen.model.record.past import History, Reach, Revision
from portalgen.model.record.showing import Showings
from tests.kit.clients.edited_projects import AS_OF, as_published
from tests.kit.clients.recorded_projects import days, launch, webshop

CADENCE = 7
OPEN = launch()
MET = launch(actual_date=days(-25))
ACCEPTED = launch(accepted_on=days(-25))


def recorded(
    *stood: tuple[date, Milestone], now: Milestone, showings: Showings = ()
) -> Records:
    """Returns the records of a milestone that stood as given on some days, and stands as it does now."""
    revisions = tuple(
        Revision("", on, "maria", (as_published(webshop(each)),)) for on, each in stood
    )
    history = History(Reach.WHOLE, revisions)
    current = (as_published(webshop(now)),)
    return records(history, "acme", (), current, AS_OF, showings=showings)


def told(now: Milestone, known: Records) -> date | None:
    return told_of_end("webshop", now, known, AS_OF)


def test_what_is_said_today_for_the_first_time_was_told_today() -> None:
    for now in (MET, ACCEPTED):
        known = recorded((days(-30), OPEN), now=now)
        assert told(now, known) == AS_OF
        assert counted_end(now, told(now, known), CADENCE) == AS_OF


def test_an_end_that_was_told_in_time_counts_as_stated() -> None:
    for now in (MET, ACCEPTED):
        known = recorded((days(-30), OPEN), (days(-24), now), now=now)
        assert told(now, known) == days(-24)
        assert counted_end(now, told(now, known), CADENCE) == days(-25)


def test_a_commit_that_is_dated_back_was_told_when_it_was_first_shown() -> None:
    known = recorded((days(-30), OPEN), now=OPEN)
    published = with_showing((), days(-10), 1, known.recorded.head)
    back_dated = recorded(
        (days(-30), OPEN), (days(-24), MET), now=MET, showings=published
    )
    assert told(MET, back_dated) == AS_OF


def test_what_the_client_never_saw_open_counts_as_stated() -> None:
    known = recorded((days(-20), MET), now=MET)
    assert told(MET, known) is None
    assert counted_end(MET, None, CADENCE) == days(-25)
    assert counted_end(OPEN, AS_OF, CADENCE) is None
