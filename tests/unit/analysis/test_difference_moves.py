"""What a client will see change between two states of its data."""

from typing import Any

from portalgen.analysis.analyse import analyse
from portalgen.analysis.difference import Difference, Kind, differences
from portalgen.analysis.findings import Findings
from portalgen.analysis.ledger.records import NO_RECORDS, Records, records
from portalgen.analysis.message import Message, message
from portalgen.model.client import Client
from tests.kit.clients import histories as past
from tests.kit.clients.nouns import TODAY, client, day, milestone, move, project

JUNE, JULY, AUGUST = "2026-06-15", "2026-07-15", "2026-08-15"
OLDER = move(JUNE, JULY, on="2025-11-03")
NEWER = move(JULY, AUGUST, on="2025-12-01")
Standing = tuple[Client, Findings]


def standing(
    *moves: dict[str, Any],
    id_: str = "launch",
    promised_date: str = AUGUST,
    known: Records = NO_RECORDS,
    **keys: Any,
) -> Standing:
    """Returns a client with one milestone, and what its data gives."""
    launch = milestone(
        id_, name="Launch", promised_date=promised_date, moves=moves, **keys
    )
    of = client(project(launch))
    return of, analyse(of, TODAY, known)


def events_told(found: tuple[Difference, ...]) -> list[object]:
    return [each.after for each in found if each.kind is Kind.EVENT]


def moved(before: str, after: str) -> Message:
    return message("event.moved", name="Launch", before=day(before), after=day(after))


def test_an_older_move_that_is_declared_afterwards_is_the_one_that_is_told() -> None:
    found = differences(standing(NEWER), standing(OLDER, NEWER))
    assert events_told(found) == [moved(JUNE, JULY)]


def test_a_move_older_than_the_records_that_is_declared_afterwards_is_the_one_that_is_told() -> (
    None
):
    def known(*moves: Any) -> Records:
        shown = (past.project(past.milestone(AUGUST, *moves)),)
        return records(past.history([shown]), "acme", (), shown, TODAY)

    older = past.move(JUNE, JULY, on="2025-11-03")
    newer = past.move(JULY, AUGUST, on="2025-12-01")
    found = differences(
        standing(NEWER, known=known(newer)),
        standing(OLDER, NEWER, known=known(older, newer)),
    )
    assert events_told(found) == [moved(JUNE, JULY)]


def test_a_date_that_changed_is_told_once_and_not_as_an_event_as_well() -> None:
    found = differences(
        standing(OLDER, promised_date=JULY),
        standing(OLDER, NEWER, promised_date=AUGUST),
    )
    (promise,) = [each for each in found if each.kind is Kind.PROMISE]
    assert (promise.before, promise.after, promise.days) == (day(JULY), day(AUGUST), 31)
    assert events_told(found) == []


def test_a_move_that_went_back_is_told_as_the_events_that_it_was() -> None:
    back = move(AUGUST, JULY, on="2026-01-12")
    found = differences(
        standing(OLDER, promised_date=JULY),
        standing(OLDER, NEWER, back, promised_date=JULY),
    )
    assert events_told(found) == [moved(JULY, AUGUST), moved(AUGUST, JULY)]


def test_a_new_id_makes_no_event_new() -> None:
    before = standing(NEWER, actual_date="2026-05-04")
    renamed = standing(
        NEWER, id_="go-live", formerly=["launch"], actual_date="2026-05-04"
    )
    assert differences(before, renamed) == ()
