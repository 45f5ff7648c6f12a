"""The record of edits: who may read what it holds, since when, and that it only grows."""

from dataclasses import replace

import pytest

from portalgen.analysis.edits.edits import NO_EDITS, Edits, edits_of
from portalgen.analysis.edits.entry import hashed
from portalgen.analysis.ledger.chain import digest_of
from portalgen.analysis.showings import with_showing
from portalgen.model.record.ledger import LedgerText, Redaction
from portalgen.model.record.past import History, Reach
from portalgen.model.record.seal import NO_HEAD
from portalgen.model.record.showing import Reached
from tests.kit.clients.histories import week
from tests.kit.clients.told import LAUNCH, Weeks, short

FRIDAY = "2026-01-09"
GREEN = "---\nheadline: All goes well\ndone: The basket works\n---\nMore to come.\n"
SPOILT = GREEN.replace("All goes well", "Two weeks late")
INTERNAL = GREEN.replace("---\nh", "---\nvisibility: internal\nh", 1)
RISK = "risks: [{id: %s, name: API, probability: %s, impact: severe%s}]\n"
LAWYERS = "asks: [{id: lawyers, what: What the lawyers said, due_on: %s%s}]\n"


def updates(*texts: str | None) -> Weeks:
    """Returns a project whose update said one thing each week; None where it was not there."""
    weeks = Weeks()
    for text in texts:
        weeks.told(LAUNCH, updates={FRIDAY: text} if text else {})
    return weeks


def texts(edits: Edits) -> list[str]:
    """Returns all texts that can be read in a record."""
    return [each.text for each in edits.openings.values()]


def test_an_update_that_says_something_else_was_edited() -> None:
    assert short(updates(GREEN, SPOILT).edits) == [
        f"edited update {FRIDAY} headline: All goes well -> Two weeks late"
    ]
    (body,) = short(updates(GREEN, GREEN.replace("More to", "Less to")).edits)
    assert body == f"edited update {FRIDAY} body: More to come. -> Less to come."


def test_a_new_update_and_other_blanks_are_no_edit() -> None:
    typed = (
        "---\r\ndone: 'The basket\r\n  works'\r\n"
        'headline: "All goes  well"\r\n---\r\n\r\nMore\r\nto come.\r\n'
    )
    assert short(updates(None, GREEN, typed).edits) == []


def test_an_update_that_goes_was_retracted_and_nothing_of_it_can_be_read() -> None:
    for gone in (None, INTERNAL):
        edits = updates(GREEN, SPOILT, gone).edits
        assert short(edits)[-1] == "retracted update"
        assert texts(edits) == []


def test_what_was_withdrawn_stays_so_when_the_rest_comes_back() -> None:
    edits = updates(GREEN, INTERNAL, SPOILT).edits
    retracted, edited = edits.told()
    assert (retracted.kind.value, edited.before) == ("retracted", None)
    assert edited.is_withdrawn
    assert texts(edits) == [FRIDAY, FRIDAY, "Two weeks late"]


def test_an_update_that_cannot_be_read_stands_as_it_was() -> None:
    broken = "---\nheadline: [\n---\n"
    assert short(updates(GREEN, broken, GREEN).edits) == []
    (found,) = short(updates(GREEN, broken, SPOILT).edits)
    assert found.endswith("All goes well -> Two weeks late")


def test_what_was_internal_first_was_never_told() -> None:
    assert updates(INTERNAL, INTERNAL.replace("well", "badly"), GREEN).edits == NO_EDITS
    hidden = LAWYERS % ("2026-02-02", ", visibility: internal")
    shown = LAWYERS % ("2026-03-02", "")
    assert Weeks().told(hidden).told(shown).edits.entries == ()


@pytest.mark.parametrize(
    "later",
    [
        LAWYERS % ("2026-03-02", ", visibility: internal"),
        f"{LAWYERS % ('2026-03-02', '')}pages: [now, dates, how]\n",
        f"{LAWYERS % ('2026-03-02', '')}visibility: internal\n",
        "",
    ],
)
def test_of_what_the_client_sees_no_longer_nothing_can_be_read(later: str) -> None:
    weeks = (
        Weeks().told(LAWYERS % ("2026-02-02", "")).told(LAWYERS % ("2026-03-02", ""))
    )
    assert "2026-02-02" in texts(weeks.edits)
    weeks.told(later)
    assert not {"2026-02-02", "2026-03-02", "lawyers"} & set(texts(weeks.edits))


def test_a_page_that_is_hidden_for_a_while_hides_no_edit() -> None:
    hidden = "pages: [now, dates, how]\n"
    weeks = Weeks().told(RISK % ("api", "likely", "")).told(hidden)
    weeks.told(RISK % ("api", "rare", ""))
    _, _, edited = weeks.edits.told()
    assert (edited.thing.value, edited.field) == ("risk", "probability")
    assert edited.before is None, "what it said on a page that was hidden since"


def test_what_was_said_before_the_project_was_live_was_told_to_nobody() -> None:
    live = f"live_from: {week(2)}\n"
    weeks = Weeks()
    for probability in ("almost certain", "likely", "likely", "rare"):
        weeks.told(live + RISK % ("api", probability, ""))
    (found,) = short(weeks.edits)
    assert found == "relaxed risk api probability: likely -> rare"
    assert edits_of(weeks.history, "acme", as_of=week(1)) == NO_EDITS


def test_a_thing_that_was_renamed_is_told_by_the_id_that_it_has() -> None:
    weeks = Weeks().told(RISK % ("api", "likely", "")).told(RISK % ("api", "rare", ""))
    weeks.told(RISK % ("provider", "rare", ", formerly: [api]"), id_="shop")
    weeks.rows[-1] = (replace(weeks.rows[-1][0], formerly=("webshop",)),)
    (found,) = weeks.edits.told("shop")
    assert found.item == "provider"
    assert list(weeks.edits.told("webshop")) == []


def test_what_no_page_shows_today_is_closed_whatever_the_history_could_read() -> None:
    edits = updates(GREEN, SPOILT).edits
    assert texts(edits.on_pages({"webshop": ("now", "changed")})) == texts(edits)
    for published in ({}, {"webshop": ("now",)}, {"other": ("changed",)}):
        closed = edits.on_pages(published)
        assert texts(closed) == []
        assert closed.entries == edits.entries


def test_a_project_that_went_tells_nothing_of_its_things() -> None:
    weeks = updates(GREEN, SPOILT).without()
    assert len(weeks.edits.entries) == 1
    assert texts(weeks.edits) == []


def test_a_longer_history_only_adds_entries() -> None:
    weeks = updates(GREEN, SPOILT, GREEN, None, GREEN, SPOILT)
    weeks.told(RISK % ("api", "likely", "")).told(RISK % ("api", "rare", ""))
    whole = weeks.edits.entries
    for count in range(len(weeks.rows)):
        shorter = replace(weeks.history, revisions=weeks.history.revisions[:count])
        entries = edits_of(shorter, "acme").entries
        assert entries == whole[: len(entries)]
    assert len(whole) == 6


def test_each_hash_covers_the_one_before_and_each_text_its_salt() -> None:
    edits = updates(GREEN, SPOILT, GREEN).edits
    previous = NO_HEAD
    for entry in edits.entries:
        assert entry.previous == previous
        assert entry.hash == hashed(entry)
        previous = entry.hash
    assert edits.reached == Reached(2, previous)
    for digest, opening in edits.openings.items():
        assert digest_of(opening.text, opening.salt) == digest
    other = edits_of(replace(updates(GREEN, SPOILT).history, salt="x"), "acme")
    assert other.head != edits.entries[0].hash


def test_a_text_can_be_taken_out_and_no_hash_changes() -> None:
    history = updates(GREEN, SPOILT).history
    edits = edits_of(history, "acme")
    digest = edits.entries[0].texts.before
    assert digest
    redaction = Redaction(
        entry=1,
        field=LedgerText.BEFORE,
        on=week(3),
        reason="personal data",
        digest=digest,
    )
    redacted = edits_of(history, "acme", (redaction,))
    assert redacted.entries == edits.entries
    assert "All goes well" not in texts(redacted)
    (told,) = redacted.told()
    assert (told.before, told.after) == (redaction, "Two weeks late")


def test_a_text_that_was_erased_from_git_keeps_its_digest() -> None:
    edits = updates(GREEN, SPOILT).edits
    digest = edits.entries[0].texts.before
    assert digest
    redaction = Redaction(
        entry=1, field=LedgerText.BEFORE, on=week(3), reason="personal", digest=digest
    )
    erased = updates(GREEN.replace("goes well", "***REMOVED***"), SPOILT).history
    assert edits_of(erased, "acme", (redaction,)).entries == edits.entries


def test_without_the_whole_history_there_is_no_record() -> None:
    assert edits_of(History(Reach.SHALLOW), "acme") == NO_EDITS
    assert (NO_EDITS.head, NO_EDITS.reached) == (NO_HEAD, None)


def test_an_edit_counts_from_the_publication_that_first_showed_it() -> None:
    edits = updates(GREEN, SPOILT, GREEN).edits
    first = Reached(1, edits.entries[0].hash)
    shown = with_showing((), week(2), 0, NO_HEAD, first)
    shown = with_showing(shown, week(5), 0, NO_HEAD, edits.reached)
    one, two = edits.with_showings(shown, week(6)).told()
    assert (one.shown_on, one.told_on) == (None, week(1))
    assert (two.shown_on, two.told_on) == (week(5), week(5))


def test_what_did_not_stand_until_another_day_was_not_seen_unless_a_portal_tells() -> (
    None
):
    weeks = updates(GREEN, SPOILT)
    first, second = weeks.history.revisions
    same_day = replace(second, recorded_on=first.recorded_on)
    edits = edits_of(replace(weeks.history, revisions=(first, same_day)), "acme")
    (told,) = edits.told()
    assert not told.was_seen
    published = with_showing((), week(0), 1, "a1" * 32)
    (told,) = edits.with_showings(published, week(1)).told()
    assert told.was_seen
    assert next(weeks.edits.told()).was_seen
