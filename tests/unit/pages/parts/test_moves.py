"""A move is told by the same parts wherever it is told: what moved, by how much, why, and the facts of it."""

from dataclasses import replace
from datetime import date

import pytest

from portalgen.analysis.dates.known_moves import KnownMove, Origin
from portalgen.model.contact import Contact
from portalgen.model.milestone import Cause
from portalgen.model.record.ledger import Redaction
from portalgen.pages.parts.moves import ToldMove, told_move
from portalgen.words import Words

TODAY = date(2026, 6, 10)
WORDS = Words("en", TODAY)
STEP = KnownMove(
    on=date(2026, 5, 1),
    before=date(2026, 6, 1),
    after=date(2026, 6, 15),
    days=14,
    cause=Cause.OUR_FAULT,
    because="We were late.",
    agreed_by="timo",
    declared=None,
    origin=Origin.RECORDED,
)
TIMO = Contact.model_validate({"id": "timo", "name": "Timo Laine"})


def told(step: KnownMove) -> ToldMove:
    return told_move(step, WORDS.text, WORDS, (TIMO,), "Northlight")


def test_a_move_says_what_moved_why_and_on_whose_word() -> None:
    move = told(STEP)
    assert (move.title, move.days) == ("1 June → 15 June", "+14\xa0days")
    assert (move.reason, move.is_given) == ("We were late.", True)
    assert move.facts == (
        "on our side",
        "on 1 May",
        "agreed by Timo Laine, as stated by Northlight",
    )
    confirmed = told(replace(STEP, is_confirmed=True))
    assert confirmed.facts[-1] == "agreed by Timo Laine"


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [(None, date(2026, 6, 15), "Promised for 15 June"), (date(2026, 6, 1), None, "")],
)
def test_a_first_date_and_a_removed_one_are_told_as_such(
    before: date | None, after: date | None, title: str
) -> None:
    move = told(replace(STEP, before=before, after=after, days=None))
    assert move.days == ""
    assert move.title == (title or WORDS.text("dates.unpromised"))


def test_a_reason_that_lacks_or_was_removed_is_said_and_is_not_the_agencys() -> None:
    owed = told(replace(STEP, because=None, needs_reason=True))
    assert (owed.reason, owed.is_given) == (WORDS.text("dates.unexplained"), False)
    removed = Redaction.model_validate(
        {"entry": 1, "field": "because", "on": "2026-05-03", "reason": "personal data"}
        | {"digest": "0" * 64}
    )
    gone = told(replace(STEP, because=None, removed=removed))
    assert "personal data" in gone.reason
    assert not gone.is_given
    assert told(replace(STEP, because=None)).reason is None


@pytest.mark.parametrize("origin", [Origin.NOT_YET, Origin.BEFORE_RECORDS])
def test_what_git_does_not_tell_is_marked(origin: Origin) -> None:
    assert told(replace(STEP, origin=origin)).facts[-1] == WORDS.text(
        f"dates.origin.{origin}"
    )
    assert len(told(STEP).facts) == 3
