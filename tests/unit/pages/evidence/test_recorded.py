"""Points of the record: what each entry says, and on which day it was first shown."""

from datetime import date

import pytest

from portalgen.analysis.ledger.ledger import Ledger
from portalgen.model.record.past import PastEvidence, PastObjection
from portalgen.pages.evidence.recorded import published, recorded, shown_as
from tests.kit.clients import histories as past
from tests.kit.clients.cases import case, sayings
from tests.kit.clients.cases import published as showings_of
from tests.kit.clients.histories import JUNE, MID_JUNE
from tests.kit.clients.nouns import MINUTES, PROVEN, milestone, move, project

LAUNCH = milestone(promised_date=MID_JUNE)
DOCUMENT = PastEvidence("document", MINUTES["sha256"])


def said(record: Ledger) -> list[str]:
    return sayings(recorded(case(project(LAUNCH, **PROVEN), record)))


def test_each_kind_of_entry_has_its_sentence() -> None:
    record = past.of(
        past.milestone(JUNE, baseline="2026-05-01"),
        past.milestone(MID_JUNE, forecast="2026-06-20"),
        past.milestone(MID_JUNE, forecast=("2026-06-20", "2026-06-30")),
        past.milestone(MID_JUNE, forecast="undated"),
        past.milestone(None, forecast="undated"),
        past.milestone(MID_JUNE),
        past.milestone(MID_JUNE, actual="2026-02-20"),
        past.milestone(MID_JUNE),
        None,
    )
    assert said(record) == [
        "Launch: promised for 1 June 2026; before the record began it had been promised for 1 May 2026",
        "Launch: promise moved from 1 June 2026 to 15 June 2026 (+14 days)",
        "Launch: expected on 20 June 2026",
        "Launch: first promise rewritten",
        "Launch: expected between 20 June 2026 and 30 June 2026",
        "Launch: no date can be given",
        "Launch: promise withdrawn",
        "Launch: promised for 15 June 2026",
        "Launch: no other date than the promised one is expected any more",
        "Launch: met on 20 February 2026",
        "Launch: no longer met",
        "Launch: no longer shown to Acme",
    ]


@pytest.mark.parametrize(
    ("by", "evidence", "expected"),
    [
        ("Timo Laine", DOCUMENT, "Launch: Timo Laine agreed to a move of the promise"),
        ("timo", DOCUMENT, "Launch: Timo Laine agreed to a move of the promise"),
        (
            "Nobody At All",
            DOCUMENT,
            "Launch: Nobody At All agreed to a move of the promise, as stated by the agency",
        ),
        (
            "Timo Laine",
            PastEvidence("document", "00" * 32),
            "Launch: Timo Laine agreed to a move of the promise, as stated by the agency",
        ),
    ],
)
def test_an_agreement_is_the_clients_only_where_it_can_check_it(
    by: str, evidence: PastEvidence, expected: str
) -> None:
    moved = past.move(JUNE, MID_JUNE, agreed_by=by, evidence=evidence)
    record = past.of(past.milestone(JUNE), past.milestone(MID_JUNE, moved))
    found = list(recorded(case(project(LAUNCH, **PROVEN), record)))
    assert sayings(found)[-1] == expected
    (proof,) = found[-1].proofs
    assert proof.digest == evidence.digest


def test_the_proof_of_an_agreement_is_named_as_the_files_name_it() -> None:
    mail = {
        "mail": "2026-03-02-launch.eml",
        "sha256": "cd" * 32,
        "domain": "acme.example",
        "on": "2026-03-02",
        "key": "ef" * 32,
    }
    given = PastEvidence("mail", "cd" * 32, "acme.example", date(2026, 3, 2))
    moved = past.move(JUNE, MID_JUNE, agreed_by="timo", evidence=given)
    record = past.of(past.milestone(JUNE), past.milestone(MID_JUNE, moved))
    declared = move(JUNE, MID_JUNE, agreed_by="timo", evidence=mail)
    launch = milestone(promised_date=MID_JUNE, moves=[declared])
    found = list(recorded(case(project(launch, **PROVEN), record)))
    assert [(each.kind, each.digest[:2], each.name) for each in found[-1].proofs] == [
        ("mail", "cd", "2026-03-02-launch.eml"),
        ("key", "ef", "2026-03-02-launch.eml.key"),
    ]


def test_an_objection_is_in_the_clients_own_words() -> None:
    said_against = PastObjection(date(2026, 3, 2), "timo", "We never did.")
    moved = past.move(JUNE, MID_JUNE, objection=said_against)
    record = past.of(past.milestone(JUNE), past.milestone(MID_JUNE, moved))
    found = list(recorded(case(project(LAUNCH, **PROVEN), record)))
    (quote,) = found[-1].quotes
    assert (quote.text, quote.whose, quote.field) == (
        "We never did.",
        "Timo Laine",
        "because",
    )
    assert sayings(found)[-1] == "Launch: Acme objected to a move of the promise"
    (reason,) = found[1].quotes
    assert (reason.text, reason.whose) == ("Known now.", "the agency")


RECORD = past.of(*(past.milestone(f"2026-06-{day:02}") for day in (1, 2, 3, 4)))
TWICE = showings_of(RECORD, ("2026-02-01", 1), ("2026-03-01", 3))


def test_an_entry_was_shown_by_the_first_publication_that_has_it() -> None:
    found = list(recorded(case(project(LAUNCH), RECORD, TWICE)))
    assert [each.shown for each in found] == [
        None,
        date(2026, 3, 1),
        date(2026, 3, 1),
        None,
    ]
    assert [shown_as(TWICE, n) for n in (1, 2, 3, 4)] == [
        "<=2026-02-01",
        "2026-03-01",
        "2026-03-01",
        "-",
    ]
    assert shown_as((), 1) == "-"


def test_a_publication_is_a_point_where_it_first_showed_something_of_the_project() -> (
    None
):
    found = list(published(case(project(LAUNCH), RECORD, TWICE)))
    assert sayings(found) == [
        "The portal was published. It first showed 1 entry of this project.",
        "The portal was published. It first showed 2 entries of this project.",
    ]
    assert [each.stated for each in found] == [date(2026, 2, 1), date(2026, 3, 1)]
    other = past.rows((past.project(past.milestone(JUNE), id_="other"),))
    shown = showings_of(other, ("2026-02-01", 1))
    assert list(published(case(project(LAUNCH), other, shown))) == []
