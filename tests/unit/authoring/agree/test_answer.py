"""What a mail answers: matched by its code, its sender and its day, and written where it belongs."""

from dataclasses import replace
from typing import Any

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.ledger.records import Records, records
from portalgen.authoring.agree.answer import Answered, Asker, answered
from portalgen.authoring.agree.mail import RefusedError, read_mail
from portalgen.authoring.drafts.places import find_project
from portalgen.model.record.reply import Answer, ReplyCode
from portalgen.source.yaml.writer import dump
from tests.kit.clients import histories as past
from tests.kit.clients.mails import keys, mail, signed
from tests.kit.clients.nouns import MARIA, TIMO, client, day, milestone, move, project
from tests.kit.files.memory import folder

TODAY = day("2026-02-02")
MOVE = move(past.JUNE, past.MID_JUNE, agreed_by="Timo Laine")
LAUNCH: dict[str, Any] = {
    "id": "launch",
    "name": "Launch",
    "promised_date": past.MID_JUNE,
    "actual_date": "2026-01-19",
    "accepted_on": "2026-01-20",
    "moves": [MOVE],
}
CHANGE = {
    "id": "cr-1",
    "name": "Gift cards",
    "state": "approved",
    "decided_by": "Timo Laine",
}
ASK = {"id": "photos", "what": "Photos", "asked_on": "2026-01-05"}
CONTACTS = [
    {**TIMO, "email": "timo@acme.example"},
    {**MARIA, "email": "maria@agency.example"},
]


def recorded() -> Records:
    rows = [
        (past.project(past.milestone(past.JUNE)),),
        (past.project(past.milestone(past.MID_JUNE, past.move())),),
        (
            past.project(
                past.milestone(past.MID_JUNE, past.move(), actual="2026-01-19")
            ),
        ),
    ]
    return records(past.history(rows), "acme", (), rows[-1], past.week(3))


def asker() -> Asker:
    """Returns a client whose launch moved, with its record and its files."""
    known = recorded()
    one = project(milestone(**LAUNCH), asks=[ASK], change_requests=[CHANGE])
    whole = client(one, contacts=CONTACTS)
    text = dump({"name": "Webshop", "milestones": [LAUNCH], "asks": [ASK]})
    text += dump({"change_requests": [CHANGE]})
    files = {"acme/client.yml": "name: Acme\n", "acme/webshop/project.yml": text}
    return Asker(
        client=whole,
        project=whole.projects[0],
        found=analyse(whole, TODAY, known).projects["webshop"],
        record=known.recorded,
        place=find_project(folder(files), "acme/webshop"),
        today=TODAY,
    )


def code(answer: Answer = Answer.AGREE, item: str = "launch", n: int = 2) -> ReplyCode:
    head = recorded().recorded.entries[n - 1].hash[:8]
    return ReplyCode("acme", "webshop", item, n, head, answer)


def answer(of: ReplyCode, is_signed: bool = True, **said: Any) -> Answered:
    content = mail(of.written, **{"date": "Mon, 02 Feb 2026 09:00:00 +0000", **said})
    if is_signed:
        content = signed(content)
    return answered(read_mail(content), of, asker(), lambda name: keys().record)


def written(found: Answered) -> str:
    return found.drafts[-1].after.decode()


def test_an_agreement_names_the_contact_and_the_mail() -> None:
    found = answer(code())
    assert found.is_proved
    assert "agreed_by: timo" in written(found)
    assert "domain: acme.example" in written(found)
    kept, key, file = (each.path for each in found.drafts)
    assert kept.startswith("acme/webshop/internal/agreements/2026-02-02-launch-")
    assert key == f"{kept}.key"
    assert file == "acme/webshop/project.yml"


def test_an_objection_and_an_answer_are_written_where_they_belong() -> None:
    objected = answer(code(Answer.OBJECT), text="One week, not two")
    assert 'because: "One week, not two"' in " ".join(written(objected).split())
    done = answer(code(Answer.REPLY, "photos"))
    assert "done_on: 2026-02-02" in written(done)


def test_an_acceptance_and_a_decision_are_confirmed_where_they_stand() -> None:
    accepted = " ".join(written(answer(code(n=3))).split())
    assert "accepted_on: 2026-01-20 accepted_by: timo" in accepted.replace("'", "")
    assert "acceptance_evidence: {mail: 2026-02-02-launch-" in accepted
    decided = " ".join(written(answer(code(item="cr-1"))).split())
    assert "decided_by: timo evidence: {mail: 2026-02-02-cr-1-" in decided


@pytest.mark.parametrize("sender", ["timo@acme.example", "lucy@acme.example"])
def test_without_a_signature_or_a_contact_it_is_in_words(sender: str) -> None:
    found = answer(code(), is_signed=False, sender=sender)
    assert not found.is_proved
    assert "mail of 2 February, not signed" in written(found).replace("\xa0", " ")
    assert "sha256" not in written(found)


@pytest.mark.parametrize(
    ("of", "said", "reason"),
    [
        (replace(code(), head="0" * 8), {}, "no entry 2"),
        (replace(code(), n=9), {}, "no entry 9"),
        (replace(code(), n=0, head="0" * 8), {}, "no entry 0"),
        (code(n=1), {}, "no move"),
        (code(item="design"), {}, "no milestone, ask or change design"),
        (code(item="photos"), {}, "is an ask"),
        (code(Answer.REPLY), {}, "neither"),
        (code(Answer.OBJECT, n=3), {}, "does not accept"),
        (code(Answer.REPLY, "cr-1"), {}, "does not agree"),
        (code(Answer.OBJECT), {"text": "> quoted"}, "says nothing"),
        (code(), {"sender": "maria@agency.example"}, "own side"),
        (code(), {"date": "Tue, 03 Feb 2026 09:00:00 +0000"}, "still to come"),
        (code(), {"date": "Mon, 05 Jan 2026 09:00:00 +0000"}, "older than"),
    ],
)
def test_what_answers_nothing_is_refused_with_a_reason(
    of: ReplyCode, said: dict[str, Any], reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        answer(of, **said)
