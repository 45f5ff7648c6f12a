"""A promise moves together with its record, in the file where the milestone stands."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from portalgen.authoring.drafts.places import ProjectPlace, find_project
from portalgen.authoring.move.move import Asked, moved
from portalgen.errors import PortalgenError, UsageError
from portalgen.model.milestone import Cause
from tests.kit.files.memory import folder

TO, ON = date(2026, 12, 14), date(2026, 11, 20)
ASKED = Asked("launch", TO, ON, Cause.CLIENT_WAIT, "Photos: late #3")
BLOCK = """\
# What is promised
milestones:
  - id: design   # first
    name: Design
    actual_date: 2026-07-10


  -   id: launch
      name:   Launch  # the shop
      promised_date:   2026-11-30 # agreed
      # of the promise
      moves:
        - on: 2026-09-09
          to: 2026-11-30
          cause: scope_change
          # on the phone
      buffer_days: 7
      # the end
"""


def place(text: str, name: str = "milestones.yml") -> ProjectPlace:
    files = {
        "acme/client.yml": "name: Acme\n",
        "acme/webshop/project.yml": "name: W\n",
        f"acme/webshop/{name}": text,
    }
    return find_project(folder(files), "acme/webshop")


def after(text: str, asked: Asked = ASKED) -> str:
    return moved(place(text), asked).draft.after.decode()


def test_a_date_and_its_record_change_and_nothing_else() -> None:
    done = moved(place(BLOCK), ASKED)
    expected = BLOCK.replace("2026-11-30 #", "2026-12-14 #").replace(
        "          # on the phone\n",
        "          # on the phone\n        - on: 2026-11-20\n          from: 2026-11-30\n          to: 2026-12-14\n"
        '          cause: client_wait\n          because: "Photos: late #3"\n',
    )
    assert done.draft.after.decode() == expected
    assert (done.draft.path, done.draft.before) == (
        "acme/webshop/milestones.yml",
        BLOCK.encode(),
    )
    assert (done.name, done.before) == ("Launch", date(2026, 11, 30))


def test_all_that_is_known_of_a_move_is_recorded() -> None:
    asked = replace(
        ASKED, agreed_by="Timo Laine", change_request="cr-3", because="Late."
    )
    assert after(
        "milestones:\n  - {id: launch, name: Launch, promised_date: 2026-11-30}\n",
        asked,
    ) == (
        "milestones:\n  - {id: launch, name: Launch, promised_date: 2026-12-14, moves: [{on: 2026-11-20, "
        "from: 2026-11-30, to: 2026-12-14, cause: client_wait, because: Late., agreed_by: Timo Laine, "
        "change_request: cr-3}]}\n"
    )


def test_records_in_brackets_get_one_in_brackets() -> None:
    text = "milestones:\n  - id: launch\n    promised_date: 2026-11-30\n    moves:\n      - {to: 2026-11-30}\n"
    assert after(text).splitlines()[4:] == [
        "      - {to: 2026-11-30}",
        '      - {on: 2026-11-20, from: 2026-11-30, to: 2026-12-14, cause: client_wait, because: "Photos: late #3"}',
    ]


def test_a_first_date_for_an_undated_milestone_has_a_record_without_from() -> None:
    text = (
        "milestones:\r\n  - id: launch\r\n    name: Launch\r\n    forecast: undated\r\n"
    )
    asked = replace(
        ASKED, cause=Cause.ESTIMATE, because="We can plan now.", forecast=TO
    )
    assert after(text, asked) == (
        "milestones:\r\n  - id: launch\r\n    name: Launch\r\n    promised_date: 2026-12-14\r\n"
        "    forecast: 2026-12-14\r\n    moves:\r\n      - on: 2026-11-20\r\n        to: 2026-12-14\r\n"
        "        cause: estimate\r\n        because: We can plan now.\r\n"
    )
    assert moved(place(text), asked).before is None


def test_a_forecast_is_added_below_the_promise() -> None:
    text = "milestones:\n  - id: launch\n    promised_date: 2026-11-30\n    items: 3\n"
    lines = after(text, replace(ASKED, forecast=date(2026, 12, 20))).splitlines()
    assert lines[2:5] == [
        "    promised_date: 2026-12-14",
        "    forecast: 2026-12-20",
        "    items: 3",
    ]


def test_a_forecast_that_is_a_range_becomes_a_day() -> None:
    text = "milestones:\n  - id: launch\n    promised_date: 2026-11-30\n    forecast:\n      from: a\n      to: b\n"
    assert "    forecast: 2026-12-20\n    moves:" in after(
        text, replace(ASKED, forecast=date(2026, 12, 20))
    )


def test_a_reason_that_is_to_follow_needs_no_sentence() -> None:
    asked = replace(ASKED, cause=Cause.TO_FOLLOW, because=None)
    found = after("milestones:\n  - id: launch\n    promised_date: 2026-11-30\n", asked)
    assert found.endswith("        cause: to_follow\n")


NO_REASON = "a move needs --because, one sentence that the client reads; or --cause to_follow, for now"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            replace(ASKED, milestone="lanch"),
            "acme/webshop has no milestone called lanch; did you mean launch?",
        ),
        (
            replace(ASKED, milestone="x"),
            "acme/webshop has no milestone called x; known here: design, launch",
        ),
        (replace(ASKED, because=None), NO_REASON),
    ],
)
def test_a_move_that_names_what_is_not_there_is_wrong_usage(
    asked: Asked, said: str
) -> None:
    with pytest.raises(UsageError) as error:
        moved(place(BLOCK), asked)
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        (
            BLOCK,
            replace(ASKED, milestone="design"),
            "Design was met on 2026-07-10, and what is met cannot move",
        ),
        (
            BLOCK,
            replace(ASKED, to=date(2026, 11, 30)),
            "Launch is promised for 2026-11-30 already",
        ),
        (
            BLOCK.replace("-30 #", " #"),
            ASKED,
            "promised_date: 2026-11 is not a date; run portalgen check",
        ),
        (
            "risks: []\n",
            ASKED,
            "acme/webshop has no milestone called launch; it has none",
        ),
    ],
)
def test_what_cannot_move_is_refused_in_words(
    text: str, asked: Asked, said: str
) -> None:
    with pytest.raises(PortalgenError) as error:
        moved(place(text), asked)
    assert str(error.value) == said


def test_an_accepted_milestone_is_met_too() -> None:
    text = "milestones:\n  - {id: launch, promised_date: 2026-11-30, accepted_on: 2026-11-29}\n"
    with pytest.raises(PortalgenError, match="launch was met on 2026-11-29"):
        moved(place(text), ASKED)


DIGEST = hashlib.sha256(b"Timo Laine agrees.").hexdigest()
AGREED = replace(ASKED, agreed_by="timo", because="Late.")


def with_minutes(text: str) -> ProjectPlace:
    files = {
        "acme/client.yml": "name: Acme\n",
        "acme/webshop/project.yml": text,
        "acme/webshop/documents/minutes.txt": "Timo Laine agrees.",
    }
    return find_project(folder(files), "acme/webshop")


@pytest.mark.parametrize("name", ["minutes.txt", "documents/minutes.txt"])
def test_evidence_is_recorded_with_the_digest_that_the_document_has_now(
    name: str,
) -> None:
    one = with_minutes("name: W\nmilestones:\n  - {id: launch, name: Launch}\n")
    written = moved(one, replace(AGREED, evidence=name)).draft.after.decode()
    proof = f"{{document: minutes.txt, sha256: {DIGEST}}}"
    assert f"agreed_by: timo, evidence: {proof}" in " ".join(written.split())


def test_evidence_of_a_document_that_is_not_published_moves_nothing() -> None:
    one = with_minutes("name: W\nmilestones:\n  - {id: launch, name: Launch}\n")
    with pytest.raises(
        UsageError, match=r"no document minute.txt is published; did you"
    ):
        moved(one, replace(AGREED, evidence="minute.txt"))


def test_evidence_needs_somebody_who_agreed() -> None:
    one = with_minutes("name: W\nmilestones:\n  - {id: launch, name: Launch}\n")
    with pytest.raises(UsageError, match="--agreed-by"):
        moved(one, replace(AGREED, agreed_by=None, evidence="minutes.txt"))
