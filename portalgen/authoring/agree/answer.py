"""What a client's mail answers, and what is written down of it: who agreed or objected, or that an ask was answered.

The mail itself is kept in the project's internal/, with the key record by which its signature was checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from portalgen.analysis.dates.agreement import declared
from portalgen.analysis.dates.known_moves import KnownMove
from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.ledger.entry import Kind
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.authoring.agree.mail import Mail, RefusedError
from portalgen.authoring.agree.signature import KeyRecord, Signature, signature_of
from portalgen.authoring.drafts.draft import Draft
from portalgen.authoring.drafts.places import ProjectPlace
from portalgen.authoring.edit.splice import with_value
from portalgen.authoring.edit.writing import Value
from portalgen.model.change import ChangeRequest
from portalgen.model.client import Client
from portalgen.model.contact import Contact, Side
from portalgen.model.milestone import Milestone
from portalgen.model.project import Project
from portalgen.model.record.past import MAIL
from portalgen.model.record.reply import Answer, ReplyCode
from portalgen.source.load.project_files import INTERNAL
from portalgen.source.yaml.tree import Scalar
from portalgen.words import Words

AGREEMENTS = "agreements"
MILESTONES = "milestones"
ASKS = "asks"
CHANGES = "change_requests"
# Below which of its neighbours a new key goes, the first that is there.
BELOW = (
    "accepted_by",
    "accepted_on",
    "actual_date",
    "agreed_by",
    "because",
    "decided_by",
    "decided_on",
    "asked_on",
    "what",
)
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Asker:
    """Whom a mail is held against: a client with its project as the files have them, what they give, and the day."""

    client: Client
    project: Project
    found: ProjectFindings
    record: Ledger
    place: ProjectPlace
    today: date


@dataclass(frozen=True)
class Answered:
    """What a mail answered: what of it is to be written, and a sentence for whoever runs the command.

    `is_proved` tells that it is the client's word and not the agency's. Nothing is written twice: then there are no
    drafts.
    """

    said: str
    drafts: tuple[Draft, ...]
    is_proved: bool


@dataclass(frozen=True)
class _Proof:
    """A mail with who wrote it (an id of a contact, else an address), its day there, and its signature if any."""

    mail: Mail
    by: str
    day: date
    signature: Signature | None
    name: str

    @property
    def evidence(self) -> dict[str, Value] | None:
        """The mail as evidence in a file; None where it proves nothing."""
        if self.signature is None:
            return None
        return {
            MAIL: self.name,
            "sha256": self.mail.digest,
            "domain": self.signature.domain,
            "on": self.day,
            "key": self.signature.key_digest,
        }


def answered(
    mail: Mail,
    code: ReplyCode,
    asker: Asker,
    key_record: KeyRecord,
) -> Answered:
    """Returns what a mail answered. Raises RefusedError where it answers nothing, or proves to be somebody else's."""
    _check_entry(code, asker.record)
    proof = _proof(mail, code, asker, key_record)
    for milestone in asker.project.milestones:
        if milestone.id == code.item and _is_of_end(code, asker, milestone):
            return _of_acceptance(code, asker, milestone, proof)
        if milestone.id == code.item:
            return _of_move(code, asker, milestone, proof)
    for change in asker.project.change_requests:
        if change.id == code.item:
            return _of_change(code, asker, change, proof)
    for ask in asker.project.asks:
        if ask.id == code.item:
            return _of_ask(code, asker, proof, ask.done_on is not None)
    raise RefusedError(f"there is no milestone, ask or change {code.item} any more")


def _check_entry(code: ReplyCode, record: Ledger) -> None:
    """Raises RefusedError where the record never had the entry that a code names."""
    head = record.head
    if 0 < code.n <= len(record.entries):
        head = record.entries[code.n - 1].hash
    elif code.n:
        head = ""
    if not head.startswith(code.head) or (code.n == 0 and record.entries):
        raise RefusedError(
            f"the record has no entry {code.n} that begins with {code.head}"
        )


def _proof(
    mail: Mail,
    code: ReplyCode,
    asker: Asker,
    key_record: KeyRecord,
) -> _Proof:
    zone = ZoneInfo(asker.client.timezone)
    day = mail.sent.astimezone(zone).date()
    if day > asker.today:
        raise RefusedError(f"it is dated {day}, which is still to come")
    contact = _contact(mail, asker)
    signature: Signature | None = None
    by = mail.sender
    if contact:
        by = contact.id
        signature = signature_of(mail, key_record)
    return _Proof(
        mail=mail,
        by=by,
        day=day,
        signature=signature,
        name=f"{day}-{code.item}-{mail.digest[:12]}.eml",
    )


def _contact(mail: Mail, asker: Asker) -> Contact | None:
    """Returns the contact of the client's side who has the sender's address; None where nobody has it.

    Raises RefusedError where somebody of the agency's side has it too.
    """
    known = (*asker.project.contacts, *asker.client.contacts)
    having = [each for each in known if (each.email or "").lower() == mail.sender]
    for each in having:
        if each.side is Side.AGENCY:
            raise RefusedError(f"{mail.sender} is of the agency's own side")
    if having:
        return having[0]
    return None


def _of_move(
    code: ReplyCode,
    asker: Asker,
    milestone: Milestone,
    proof: _Proof,
) -> Answered:
    step = _step(code, asker, milestone)
    move = step.declared
    if move is None:
        raise RefusedError(f"moves: of {milestone.id} does not tell of that move yet")
    if step.on and proof.day < step.on:
        raise RefusedError(f"it is older than the move of {step.on}")
    if code.answer is Answer.REPLY:
        raise RefusedError("its code says neither that the client agrees nor objects")
    index = milestone.moves.index(move)
    values = _answers(code, asker, step, proof)
    what = {Answer.AGREE: "agreed to", Answer.OBJECT: "objected to"}[code.answer]
    said = f"{proof.by} {what} {step.before} -> {step.after} of {milestone.name} on {proof.day}"
    path: Path = ("moves", index)
    return _answered(asker, MILESTONES, code, path, values, proof, said)


def _step(
    code: ReplyCode,
    asker: Asker,
    milestone: Milestone,
) -> KnownMove:
    """Returns the move that a code is about. Raises RefusedError where it is about none of the milestone's."""
    for step in asker.found.accounts[milestone.id].steps:
        if step.entry != code.n or not code.n:
            continue
        if asker.record.entries[code.n - 1].kind is Kind.MOVED:
            return step
    raise RefusedError(f"entry {code.n} is no move of {milestone.id}")


def _answers(
    code: ReplyCode,
    asker: Asker,
    step: KnownMove,
    proof: _Proof,
) -> dict[str, Value]:
    """Returns what is written of an answer to a move, by its keys; nothing where it is written already."""
    if code.answer is Answer.OBJECT:
        if not proof.mail.text:
            raise RefusedError("it objects, and says nothing that can be read")
        said: dict[str, Value] = {"on": proof.day, "by": proof.by}
        return {"objection": {**said, "because": proof.mail.text}}
    if step.is_confirmed:
        return {}
    evidence = proof.evidence or _in_words(asker, proof)
    return {"agreed_by": proof.by, "evidence": evidence}


def _is_of_end(
    code: ReplyCode,
    asker: Asker,
    milestone: Milestone,
) -> bool:
    """Tells whether a code is about the entry that says that a milestone was met."""
    record = asker.record.record(asker.project.id, milestone.id)
    if record is None or code.n not in record.numbers:
        return False
    return asker.record.entries[code.n - 1].kind is Kind.MET


def _of_acceptance(
    code: ReplyCode,
    asker: Asker,
    milestone: Milestone,
    proof: _Proof,
) -> Answered:
    if code.answer is not Answer.AGREE or milestone.actual_date is None:
        raise RefusedError(f"{milestone.id} is not met, or the code does not accept it")
    said = f"{proof.by} accepted {milestone.name} on {proof.day}"
    given = declared(milestone.accepted_by, milestone.acceptance_evidence)
    values: dict[str, Value] = {}
    if not asker.found.witnesses.is_confirmed(given):
        values["accepted_on"] = milestone.accepted_on or proof.day
        values["accepted_by"] = proof.by
        values["acceptance_evidence"] = proof.evidence or _in_words(asker, proof)
    return _answered(asker, MILESTONES, code, (), values, proof, said)


def _of_change(
    code: ReplyCode,
    asker: Asker,
    change: ChangeRequest,
    proof: _Proof,
) -> Answered:
    if code.answer is not Answer.AGREE or not change.is_agreed:
        raise RefusedError(f"{change.id} is not approved, or the code does not agree")
    said = f"{proof.by} agreed to the change {change.name} on {proof.day}"
    given = declared(change.decided_by, change.evidence)
    values: dict[str, Value] = {}
    if not asker.found.witnesses.is_confirmed(given):
        values["decided_by"] = proof.by
        values["evidence"] = proof.evidence or _in_words(asker, proof)
    return _answered(asker, CHANGES, code, (), values, proof, said)


def _in_words(asker: Asker, proof: _Proof) -> str:
    """Returns how a mail that proves nothing is called, in the client's language."""
    words = Words(asker.client.language, asker.today)
    return words.text("dates.unsigned_mail", day=proof.day)


def _of_ask(
    code: ReplyCode,
    asker: Asker,
    proof: _Proof,
    is_done: bool,
) -> Answered:
    if code.answer is not Answer.REPLY:
        raise RefusedError(f"{code.item} is an ask, and its code is that of a move")
    said = f"{proof.by} answered the ask {code.item} on {proof.day}"
    values: dict[str, Value] = {}
    if not is_done:
        values["done_on"] = proof.day
    return _answered(asker, ASKS, code, (), values, proof, said)


def _answered(
    asker: Asker,
    name: str,
    code: ReplyCode,
    path: Path,
    values: Mapping[str, Value],
    proof: _Proof,
    said: str,
) -> Answered:
    is_proved = proof.signature is not None
    if not values:
        return Answered(f"{said}: that is written down already", (), is_proved)
    draft = changed(asker, name, code.item, path, values)
    kept = _kept(asker.place, proof)
    return Answered(said, (*kept, draft), is_proved)


def changed(
    asker: Asker,
    name: str,
    item: str,
    path: Path,
    values: Mapping[str, Value],
) -> Draft:
    """Returns the file that holds an item of a list, with values at a path below it.

    Raises RefusedError where no file does.
    """
    place = asker.place
    file = place.holder(name)
    position = _position(place, name, item)
    if file is None or position is None:
        raise RefusedError(f"no file holds {item} as an item of {name}")
    before = place.content(file)
    after = before
    for key, value in values.items():
        whole: Path = (name, position, *path, key)
        after = with_value(
            place.folder.shown(file),
            after,
            whole,
            value,
            below=BELOW,
        )
    return Draft(file, after, before)


def _position(
    place: ProjectPlace,
    name: str,
    id_: str,
) -> int | None:
    for at, item in place.items(name):
        own = item.values.get("id")
        if isinstance(own, Scalar) and str(own.text) == id_:
            return at
    return None


def _kept(place: ProjectPlace, proof: _Proof) -> tuple[Draft, ...]:
    """Returns the mail, and the key record of its signature, as files of the project's internal/."""
    path = f"{place.path}/{INTERNAL}/{AGREEMENTS}/{proof.name}"
    mail = Draft(path, proof.mail.content)
    if proof.signature is None:
        return (mail,)
    key = Draft(f"{path}.key", proof.signature.key)
    return mail, key
