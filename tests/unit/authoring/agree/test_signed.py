"""A statement and the signature over it: held against the record, and against the keys of the client's side."""

from dataclasses import replace

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.ledger.promise_history import signed_move
from portalgen.analysis.ledger.records import Records
from portalgen.authoring.agree.answer import Asker
from portalgen.authoring.agree.mail import RefusedError
from portalgen.authoring.agree.signed import Received, signed_answer, statement_for
from portalgen.authoring.drafts.places import find_project
from portalgen.errors import UsageError
from portalgen.model.client import Agency
from portalgen.source.load.loader import load
from tests.kit.clients import histories as past
from tests.kit.clients.histories import JUNE, MID_JUNE
from tests.kit.clients.nouns import TODAY
from tests.kit.clients.ssh_keys import public, signed
from tests.kit.files.memory import folder

FILES = {
    "acme/client.yml": f"""\
name: Acme
contacts:
  - {{id: timo, name: Timo, side: client, signing_keys: ['{public()}']}}
""",
    "acme/webshop/project.yml": f"""\
name: Webshop
milestones:
  - id: launch
    name: Launch
    promised_date: {MID_JUNE}
    moves:
      - {{from: {JUNE}, to: {MID_JUNE}, cause: estimate, because: Known now.}}
  - {{id: design, name: Design, promised_date: {JUNE}}}
""",
}
RECORD = past.of(past.milestone(JUNE), past.milestone(MID_JUNE, past.move(JUNE, MID_JUNE)))  # fmt: skip


def asker() -> Asker:
    files = folder(FILES)
    client = load(files, "acme", Agency()).client
    assert client
    found = analyse(client, TODAY, Records(RECORD, RECORD))
    return Asker(
        client=client,
        project=client.projects[0],
        found=found.projects["webshop"],
        record=RECORD,
        place=find_project(files, "acme/webshop"),
        today=TODAY,
    )


def test_what_is_to_be_signed_is_the_last_move_on_record() -> None:
    statement = statement_for(asker(), "launch")
    assert statement.client == "acme"
    assert statement.move == signed_move(RECORD.entries[1])
    assert (statement.move.before, statement.move.after) == (JUNE, MID_JUNE)


def test_a_signed_statement_becomes_two_documents_and_three_lines() -> None:
    text = statement_for(asker(), "launch").written.encode()
    found = signed_answer(Received(text, signed(text)), asker())
    statement, signature, draft = found.drafts
    assert (statement.path, statement.after) == ("acme/webshop/documents/agreement-launch-2.txt", text)  # fmt: skip
    assert signature.path == f"{statement.path}.sig"
    written = draft.after.decode()
    assert "agreed_by: timo" in written
    assert "signature: agreement-launch-2.txt.sig" in written
    assert found.is_proved


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"after": "2026-06-30"}, "no such move"),
        ({"hash": "00" * 32}, "no such move"),
        ({"n": 1}, "no such move"),
        ({"milestone": "design"}, "no such move"),
    ],
)
def test_a_statement_of_another_move_is_refused_whoever_signed_it(
    changes: dict[str, object], says: str
) -> None:
    statement = statement_for(asker(), "launch")
    move = replace(statement.move, **changes)  # type: ignore[arg-type]
    text = replace(statement, move=move).written.encode()
    with pytest.raises(RefusedError, match=says):
        signed_answer(Received(text, signed(text)), asker())


def test_a_key_of_nobody_and_a_signature_that_does_not_hold_are_refused() -> None:
    text = statement_for(asker(), "launch").written.encode()
    for signature, says in ((signed(text, 2), "nobody's key"), (signed(b"x"), "proves nothing")):  # fmt: skip
        with pytest.raises(RefusedError, match=says):
            signed_answer(Received(text, signature), asker())


def test_what_never_moved_cannot_be_signed() -> None:
    with pytest.raises(UsageError, match="no move of design is on record"):
        statement_for(asker(), "design")
