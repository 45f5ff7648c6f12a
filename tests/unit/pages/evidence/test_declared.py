"""Points that the files alone tell: each with the day that it gives, and none with a commit's."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from portalgen.pages.evidence import declared
from portalgen.pages.evidence.chronology import chronology
from portalgen.pages.evidence.point import Case, Point
from tests.kit.clients.cases import case, sayings
from tests.kit.clients.nouns import PROOF, PROVEN, milestone, move, project

Source = Callable[[Case], Iterator[Point]]
CHANGE = {"id": "cr-1", "name": "Points", "raised_on": "2026-02-20", "state": "approved",
          "decided_on": "2026-03-02", "decided_by": "timo"}  # fmt: skip
RISK = {
    "id": "api",
    "name": "The interface is late",
    "probability": "likely",
    "impact": "major",
    "raised_on": "2026-02-10",
}
PHOTOS = {"id": "photos", "what": "Photos", "asked_on": "2026-02-01"}
DUE = {**PHOTOS, "due_on": "2026-02-20"}
CONTRACT = {
    "id": "sow",
    "name": "Contract",
    "document": "minutes.pdf",
    "signed_on": "2026-01-09",
    "amendments": [{"name": "More"}],
}
CASES: dict[str, tuple[Source, dict[str, Any], list[str]]] = {
    "an ask that is open": (
        declared.asked,
        {"asks": [DUE]},
        ["Asked of Acme: Photos, needed by 20 February 2026. Not received by 1 June 2026."],
    ),
    "an ask that was answered": (
        declared.asked,
        {"asks": [{**DUE, "done_on": "2026-03-01"}]},
        ["Asked of Acme: Photos, needed by 20 February 2026", "Received from Acme: Photos"],
    ),
    "an ask without a day": (
        declared.asked,
        {"asks": [PHOTOS]},
        ["Asked of Acme: Photos"],
    ),
    "what the agency owed": (
        declared.asked,
        {"owed": [{"id": "course", "what": "A course", "done_on": "2026-03-01"}]},
        ["Delivered by the agency: A course"],
    ),
    "a change that the client can check": (
        declared.changed,
        {"change_requests": [{**CHANGE, "evidence": PROOF}]},
        ["Change requested: Points", "Change approved: Points (by Timo Laine)"],
    ),
    "a change that it cannot check": (
        declared.changed,
        {"change_requests": [CHANGE]},
        ["Change requested: Points", "Change approved: Points (by Timo Laine, as stated by the agency)"],
    ),
    "a change that was turned down": (
        declared.changed,
        {"change_requests": [{**CHANGE, "state": "rejected", "decided_by": None}]},
        ["Change requested: Points", "Change rejected: Points"],
    ),
    "a risk that came true": (
        declared.risked,
        {"risks": [{**RISK, "state": "occurred", "closed_on": "2026-03-01"}]},
        ["Risk raised: The interface is late", "Risk came true: The interface is late"],
    ),
    "a release": (
        declared.released,
        {"releases": [{"version": "1.0", "on": "2026-03-01"}]},
        ["Released: 1.0"],
    ),
    "a report": (declared.reported, {}, ["Report: All well"]),
    "a contract with an amendment that nobody signed": (
        declared.signed,
        {"agreements": [CONTRACT]},
        ["Signed: Contract"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_the_files_say_is_told_with_its_day_alone(name: str) -> None:
    source, keys, expected = CASES[name]
    found = list(source(case(project(**{**PROVEN, **keys}))))
    assert sayings(found) == expected
    assert all(each.stated for each in found)
    assert not any(each.recorded or each.shown or each.entry for each in found)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, "Launch: accepted, as stated by the agency"),
        (
            {"accepted_by": "timo"},
            "Launch: accepted by Timo Laine, as stated by the agency",
        ),
        (
            {"accepted_by": "timo", "acceptance_evidence": PROOF},
            "Launch: accepted by Timo Laine",
        ),
    ],
)
def test_an_acceptance_says_whose_word_it_is(
    keys: dict[str, Any], expected: str
) -> None:
    launch = milestone(actual_date="2026-05-01", accepted_on="2026-05-02", **keys)
    assert sayings(declared.accepted(case(project(launch, **PROVEN)))) == [expected]


def test_a_move_that_no_entry_holds_and_what_the_client_says_of_it() -> None:
    moved = move("2026-06-01", "2026-06-15", on="2026-03-02", client_view="Too late.")
    launch = milestone(promised_date="2026-06-15", moves=[moved])
    of = case(project(launch))
    (point,) = declared.moved_before_records(of)
    assert sayings([point]) == ["Launch: promise moved from 1 June 2026 to 15 June 2026"]  # fmt: skip
    assert point.quotes[0].text == "Known now."
    agreed = {**moved, "agreed_by": "timo", "evidence": PROOF}
    objection = {"on": "2026-03-05", "by": "timo", "because": "No."}
    both = milestone(
        promised_date="2026-06-15", moves=[{**agreed, "objection": objection}]
    )
    found = list(declared.moved_before_records(case(project(both, **PROVEN))))
    assert sayings(found)[1:] == [
        "Launch: Timo Laine agreed to a move of the promise",
        "Launch: Acme objected to a move of the promise",
    ]
    assert found[1].proofs[0].name == "minutes.pdf"
    assert (found[2].stated, found[2].quotes[0].text) == (date(2026, 3, 5), "No.")
    (view,) = declared.client_views(of)
    assert (view.quotes[0].text, view.quotes[0].whose) == ("Too late.", "Acme")


def test_without_a_record_the_files_tell_what_is_promised_and_what_is_met() -> None:
    launch = milestone(promised_date="2026-05-15", actual_date="2026-05-20")
    points = chronology(case(project(launch, updates=[])))
    assert sayings(points) == [
        "Launch: met on 20 May 2026",
        "Launch: promised for 15 May 2026",
    ]


def test_a_chronology_has_them_in_the_order_of_their_days() -> None:
    _, asks, _ = CASES["an ask that was answered"]
    _, changes, _ = CASES["a change that it cannot check"]
    points = chronology(case(project(**{**PROVEN, **asks, **changes})))
    days = [each.stated for each in points if each.stated]
    assert days == sorted(days)
    assert (len(days), days[-1]) == (5, date(2026, 6, 1))
