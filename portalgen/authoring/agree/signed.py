"""A client's agreement by an SSH key: the statement that it signs, and what is written down of the signed one."""

from dataclasses import dataclass
from hashlib import sha256

from portalgen.analysis.dates.agreement import signers_of
from portalgen.analysis.dates.known_moves import KnownMove
from portalgen.analysis.ledger.entry import Entry, Kind
from portalgen.analysis.ledger.promise_history import signed_move
from portalgen.authoring.agree.answer import MILESTONES, Answered, Asker, changed
from portalgen.authoring.agree.mail import RefusedError
from portalgen.authoring.drafts.draft import Draft
from portalgen.authoring.edit.writing import Value
from portalgen.errors import UsageError
from portalgen.model.contact import Contact
from portalgen.model.milestone import Milestone
from portalgen.model.record.past import SIGNATURE
from portalgen.model.record.signed_move import (
    NAMESPACE,
    Statement,
    fingerprint,
    statement_of,
)
from portalgen.source.formats.documents import SIGNATURE as SUFFIX
from portalgen.source.formats.ssh_signatures import SignatureError, signing_key
from portalgen.source.nouns.suggestions import did_you_mean

DOCUMENTS = "documents"
BEGINS_SIGNATURE = b"-----BEGIN SSH SIGNATURE-----"


@dataclass(frozen=True)
class Received:
    """A statement with the signature over it, as they came."""

    text: bytes
    signature: bytes

    @property
    def statement(self) -> Statement:
        """What was signed. Raises RefusedError where it is no statement."""
        found = statement_of(self.text.decode("utf-8", "replace"))
        if found is None:
            raise RefusedError(
                "what was signed is no statement that portalgen agree --statement prints"
            )
        return found


def statement_for(asker: Asker, milestone_id: str) -> Statement:
    """Returns what the client is to sign: the last move of a milestone that is on record. Raises UsageError."""
    ids = [each.id for each in asker.project.milestones]
    if milestone_id not in ids:
        near = did_you_mean(milestone_id, ids) if ids else "it has none"
        path = asker.place.path
        raise UsageError(f"{path} has no milestone called {milestone_id}; {near}")
    moves: list[Entry] = []
    for step in asker.found.accounts[milestone_id].steps:
        if step.entry and step.entry <= len(asker.record.entries):
            moves.append(asker.record.entries[step.entry - 1])
    moves = [each for each in moves if each.kind is Kind.MOVED]
    if not moves:
        raise UsageError(
            f"no move of {milestone_id} is on record: commit it first, for the client signs an entry of the record"
        )
    return Statement(asker.client.id, signed_move(moves[-1]))


def signed_answer(received: Received, asker: Asker) -> Answered:
    """Returns what a signed statement agrees to. Raises RefusedError where it proves nothing."""
    statement = received.statement
    milestone, step = _step(statement, asker)
    try:
        key = signing_key(received.signature, received.text, NAMESPACE)
    except SignatureError as error:
        raise RefusedError(f"its signature proves nothing: {error}") from None
    contact = _contact(key, asker)
    said = f"{contact.id} signed for {step.before} -> {step.after} of {milestone.name} with {fingerprint(key)}"
    if step.is_confirmed:
        return Answered(f"{said}: that is written down already", (), True)
    move = step.declared
    if move is None:
        raise RefusedError(f"moves: of {milestone.id} does not tell of that move yet")
    name = f"agreement-{milestone.id}-{statement.move.n}.txt"
    folder = f"{asker.place.path}/{DOCUMENTS}"
    document = Draft(f"{folder}/{name}", received.text)
    proof = Draft(f"{folder}/{name}{SUFFIX}", received.signature)
    values: dict[str, Value] = {
        "agreed_by": contact.id,
        "evidence": {
            SIGNATURE: f"{name}{SUFFIX}",
            "sha256": sha256(received.signature).hexdigest(),
            "key": key,
        },
    }
    path = ("moves", milestone.moves.index(move))
    draft = changed(asker, MILESTONES, milestone.id, path, values)
    return Answered(said, (document, proof, draft), True)


def _step(
    statement: Statement,
    asker: Asker,
) -> tuple[Milestone, KnownMove]:
    """Returns the move that a statement is about. Raises RefusedError where the record has it otherwise."""
    for milestone in asker.project.milestones:
        for step in asker.found.accounts[milestone.id].steps:
            if step.entry != statement.move.n:
                continue
            if step.entry > len(asker.record.entries):
                continue
            entry = asker.record.entries[step.entry - 1]
            if signed_move(entry) == statement.move:
                return milestone, step
    raise RefusedError(
        f"the record has no such move: entry {statement.move.n} is another one, or was made anew"
    )


def _contact(key: str, asker: Asker) -> Contact:
    known = (*asker.project.contacts, *asker.client.contacts)
    signers = signers_of(known).get(key, [])
    if not signers:
        raise RefusedError(
            f"{fingerprint(key)} is nobody's key: it stands under signing_keys: of no contact of the client's side"
        )
    return signers[0]
