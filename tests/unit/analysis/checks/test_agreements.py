"""What is said of agreements that the client cannot check, or that nobody of its side can have given."""

from typing import Any

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.checks.check import check
from portalgen.analysis.ledger.records import records
from portalgen.diagnostics import Diagnostic
from portalgen.model.record.past import PastEvidence
from tests.kit.clients import histories as past
from tests.kit.clients.checked import declared, found_in, of_launch
from tests.kit.clients.nouns import (
    AGREED,
    PROOF,
    PROVEN,
    client,
    milestone,
    move,
    project,
)

MOVED = {"on": "2026-11-02", "from": "2026-12-01", "to": "2026-12-15"}


def of_move(**said: Any) -> list[tuple[str, str]]:
    return of_launch(moves=[declared(**MOVED, **said)])


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, []),
        (AGREED, []),
        ({"agreed_by": "timo", "evidence": PROOF}, []),
        ({"agreed_by": "maria"}, [("PG411", "/moves/0/agreed_by")]),
        (
            {"agreed_by": "maria virtanen", "evidence": PROOF},
            [("PG411", "/moves/0/agreed_by")],
        ),
        ({"agreed_by": "?", "evidence": PROOF}, [("PG513", "/moves/0/agreed_by")]),
        ({"agreed_by": "timo"}, [("PG513", "/moves/0/agreed_by")]),
        (
            {"agreed_by": "timo", "evidence": "A call"},
            [("PG513", "/moves/0/agreed_by")],
        ),
        (
            {"agreed_by": "timo", "evidence": {"document": "minutes.pdf"}},
            [("PG513", "/moves/0/evidence")],
        ),
    ],
)
def test_a_move_whose_agreement_is_not_confirmed_is_told_where_to_cure_it(
    said: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    assert of_move(**said) == told


def test_a_move_that_is_over_is_told_only_where_our_own_side_agreed() -> None:
    over = {"actual_date": "2026-11-10"}
    assert of_launch(moves=[declared(**MOVED, agreed_by="timo")], **over) == []
    assert of_launch(moves=[declared(**MOVED, agreed_by="maria")], **over) == [
        ("PG411", "/moves/0/agreed_by")
    ]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"decided_by": "timo", "evidence": PROOF}, None),
        ({"decided_by": "timo"}, "PG513"),
        ({"decided_by": "maria"}, "PG411"),
        ({"decided_by": "maria", "state": "rejected"}, None),
        ({}, None),
    ],
)
def test_the_decision_of_an_approved_change_is_an_agreement(
    said: dict[str, Any], code: str | None
) -> None:
    change = {"id": "cr-1", "name": "Gift cards", "state": "approved", **said}
    found = found_in(change_requests=[change], **PROVEN)
    at = "/change_requests/cr-1/decided_by"
    assert found == ([(code, at)] if code else [])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"accepted_by": "timo", "acceptance_evidence": PROOF}, None),
        ({"accepted_by": "timo"}, "PG513"),
        ({"accepted_by": "maria"}, "PG411"),
        ({}, None),
    ],
)
def test_an_acceptance_is_an_agreement(said: dict[str, Any], code: str | None) -> None:
    met = {"actual_date": "2026-11-10", "accepted_on": "2026-11-12"}
    assert of_launch(**met, **said) == ([(code, "/accepted_by")] if code else [])


def test_where_our_word_will_do_nothing_is_asked_of_it_but_of_our_own_side() -> None:
    def told(by: str) -> list[str]:
        agreed = move("2026-12-01", "2026-12-15", agreed_by=by)
        moved = milestone(promised_date="2026-12-15", moves=[agreed])
        rules = {"agency": {"rules": {"agreement": "stated"}}}
        whole = client(project(moved, updates=[], **PROVEN), **rules)
        return [each.code for each in check(whole, analyse(whole, past.week(0)))]

    assert "PG513" not in told("Somebody")
    assert "PG411" in told("maria")


def exchanged(now: str) -> list[Diagnostic]:
    """Returns what is said of evidence that was recorded with one digest and is declared with another."""
    why = past.move(agreed_by="timo", evidence=PastEvidence("document", "cd" * 32))
    rows = [
        (past.project(past.milestone(past.JUNE)),),
        (past.project(past.milestone(past.MID_JUNE, why)),),
    ]
    known = records(past.history(rows), "acme", (), rows[-1], past.week(2))
    proof = {"document": "minutes.pdf", "sha256": now}
    moved = move(past.JUNE, past.MID_JUNE, agreed_by="timo", evidence=proof)
    launch = milestone(promised_date=past.MID_JUNE, moves=[moved])
    whole = client(project(launch, updates=[], **PROVEN))
    found = check(whole, analyse(whole, past.week(2), known))
    return [each for each in found if each.code == "PG412"]


def test_evidence_that_is_exchanged_is_told_and_counts_no_more() -> None:
    (told,) = exchanged("ab" * 32)
    assert (told.code, told.pointer) == (
        "PG412",
        "/webshop/milestones/launch/moves/0/evidence",
    )
    assert "cd" * 32 in told.message
    assert exchanged("cd" * 32) == []
