"""Which agreements count: those of somebody of the client's side that the client itself can check."""

from typing import Any

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.dates.agreement import Witnesses, declared, witnesses
from portalgen.analysis.ledger.records import records
from portalgen.model.client import Agency
from portalgen.model.contact import key_digest
from portalgen.model.evidence import Evidence
from portalgen.model.health import Rag
from portalgen.model.record.past import (
    Agreement,
    PastEvidence,
    PastMilestone,
    PastObjection,
)
from tests.kit.clients import histories as past
from tests.kit.clients.nouns import (
    AGREED,
    MARIA,
    MINUTES,
    PROOF,
    PROVEN,
    TIMO,
    client,
    day,
    found,
    milestone,
    move,
    project,
)
from tests.kit.clients.ssh_keys import public

SOFTENED = Agency.model_validate({"rules": {"agreement": "stated"}})
MINUTES_ON_RECORD = PastEvidence("document", "ab" * 32)


def known(agency: Agency | None = None, **keys: Any) -> Witnesses:
    return witnesses(project(**{**PROVEN, **keys}), agency or Agency())


def agreement(by: str | None, evidence: Any, is_objected: bool = False) -> Agreement:
    proof = evidence
    if isinstance(evidence, dict):
        proof = Evidence.model_validate(evidence)
    return declared(by, proof, is_objected)


@pytest.mark.parametrize("by", ["timo", "Timo Laine"])
def test_somebody_of_the_clients_side_confirms_by_a_published_document(by: str) -> None:
    given = agreement(by, PROOF)
    assert known().is_confirmed(given)
    assert known().counts(given)


@pytest.mark.parametrize(
    ("by", "evidence"),
    [
        pytest.param(None, PROOF, id="nobody is named"),
        pytest.param("Nobody At All", PROOF, id="no contact"),
        pytest.param("?", PROOF, id="a question mark"),
        pytest.param("not agreed", PROOF, id="not agreed"),
        pytest.param("maria", PROOF, id="our account manager by id"),
        pytest.param("Maria Virtanen", PROOF, id="our account manager by name"),
        pytest.param("timo laine", PROOF, id="not exactly that name"),
        pytest.param("Timo", PROOF, id="half of the name"),
        pytest.param("timo", None, id="no evidence"),
        pytest.param("timo", "Minutes of 5 August", id="evidence in words"),
        pytest.param("timo", {"document": "minutes.pdf"}, id="no digest"),
        pytest.param("timo", {**PROOF, "sha256": "cd" * 32}, id="another document"),
    ],
)
def test_all_else_is_stated_and_counts_for_nothing(
    by: str | None, evidence: Any
) -> None:
    given = agreement(by, evidence)
    assert not known().is_confirmed(given)
    assert not known().counts(given)


def test_a_document_that_is_published_no_longer_proves_nothing() -> None:
    given = agreement("timo", PROOF)
    assert not known(documents=[]).is_confirmed(given)
    assert not known(documents=[{**MINUTES, "sha256": "cd" * 32}]).counts(given)


def test_a_name_that_both_sides_have_is_nobodys() -> None:
    same = {**MARIA, "id": "other", "name": "TIMO  LAINE"}
    assert not known(contacts=[TIMO, same]).is_confirmed(agreement("Timo Laine", PROOF))
    assert known(contacts=[TIMO, same]).is_confirmed(agreement("timo", PROOF))


def test_contacts_are_of_the_agencys_side_unless_they_say_otherwise() -> None:
    silent = {"id": "timo", "name": "Timo Laine"}
    assert not known(contacts=[silent]).is_confirmed(agreement("timo", PROOF))


@pytest.mark.parametrize(
    ("by", "is_objected", "counts"),
    [
        ("Nobody At All", False, True),
        ("timo", False, True),
        ("timo", True, False),
        ("maria", False, False),
        ("MARIA  VIRTANEN", False, False),
        (None, False, False),
    ],
)
def test_the_agencys_word_will_do_where_its_rules_say_so_but_not_its_own_agreement(
    by: str | None, is_objected: bool, counts: bool
) -> None:
    given = agreement(by, "A call", is_objected)
    assert known(SOFTENED).counts(given) is counts
    assert not known(SOFTENED).is_confirmed(given)


def test_an_objection_takes_nothing_from_what_the_client_itself_confirmed() -> None:
    assert known().counts(agreement("timo", PROOF, is_objected=True))


SLIP: dict[str, Any] = {"promised_date": "2026-07-29", "forecast": "2026-07-29"}


@pytest.mark.parametrize(
    ("said", "health"),
    [
        ({}, Rag.RED),
        ({"agreed_by": "Nobody At All"}, Rag.RED),
        ({"agreed_by": "not agreed", "evidence": PROOF}, Rag.RED),
        ({"agreed_by": "?", "evidence": "Mail"}, Rag.RED),
        ({"agreed_by": "maria", "evidence": PROOF}, Rag.RED),
        (AGREED, Rag.GREEN),
    ],
)
def test_a_slip_stays_red_until_the_client_can_check_its_own_agreement(
    said: dict[str, Any], health: Rag
) -> None:
    slipped = milestone(**SLIP, moves=[move("2026-06-15", "2026-07-29", **said)])
    result = found(project(slipped, **PROVEN))
    assert result.health.overall is health
    assert (result.promise("launch").agreed_by is not None) is (health is Rag.GREEN)
    assert ("agreed" in result.verdict.id) is (health is Rag.GREEN)


def of_record(*stands: PastMilestone, documents: list[Any]) -> Any:
    """Returns what is known of a launch whose files said so week after week, with documents published now."""
    rows = [(past.project(each),) for each in stands]
    on = past.week(len(rows))
    recorded = records(past.history(rows), "acme", (), rows[-1], on)
    now = milestone(promised_date=past.MID_JUNE, moves=[move(past.JUNE, past.MID_JUNE)])
    whole = client(project(now, contacts=[TIMO, MARIA], documents=documents))
    return analyse(whole, on, recorded).projects["webshop"]


def test_the_first_evidence_on_record_stands() -> None:
    def moved(digest: str) -> PastMilestone:
        proof = PastEvidence("document", digest * 32)
        why = past.move(agreed_by="timo", evidence=proof)
        return past.milestone(past.MID_JUNE, why)

    stands = (past.milestone(past.JUNE), moved("ab"), moved("cd"))
    exchanged = of_record(*stands, documents=[{**MINUTES, "sha256": "cd" * 32}])
    kept = of_record(*stands, documents=[MINUTES])
    assert exchanged.promise("launch").agreed_by is None
    assert kept.promise("launch").agreed_by == "timo"


def test_the_evidence_of_one_person_proves_nothing_of_another() -> None:
    for_timo = past.move(agreed_by="timo", evidence=MINUTES_ON_RECORD)
    for_lucy = past.move(agreed_by="lucy")
    result = of_record(
        past.milestone(past.JUNE),
        past.milestone(past.MID_JUNE, for_timo),
        past.milestone(past.MID_JUNE, for_lucy),
        documents=[MINUTES],
    )
    assert result.promise("launch").agreed_by is None


def test_an_objection_stands_even_where_the_file_no_longer_tells_it() -> None:
    said = PastObjection(day("2026-01-20"), "timo", "One week, not two")
    result = of_record(
        past.milestone(past.JUNE),
        past.milestone(past.MID_JUNE, past.move(objection=said)),
        past.milestone(past.MID_JUNE, past.move()),
        documents=[],
    )
    (step,) = result.accounts["launch"].steps
    assert step.objections == (said,)


def test_a_signature_with_a_flaw_proves_nothing_whatever_key_it_names() -> None:
    timo = {**TIMO, "signing_keys": [public()]}
    text = (
        "I agree to this move of a promised date.\nclient: acme\nproject: webshop\nmilestone: launch\n"
        f"from: 2026-06-01\nto: 2026-06-15\nentry: 2\nhash: {'a' * 64}\n"
    )
    key = key_digest(public())
    signed = {"statement": text, "key": key}

    def signed_moves(signature: dict[str, str]) -> int:
        document = {**MINUTES, "signature": signature}
        of = project(contacts=[timo], documents=[document])
        return len(witnesses(of, Agency(), (), "acme").signed)

    assert signed_moves(signed) == 2
    assert signed_moves({**signed, "flaw": "it is cut off"}) == 0
