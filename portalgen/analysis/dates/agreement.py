"""Whether an agreement counts: who is said to have agreed, and whether the client itself can check it.

It is confirmed where it names somebody of the client's side and carries evidence that the client can check: a document
of the project whose bytes are published as they were recorded, a mail of that person that its own domain signed, or a
signature of theirs by an SSH key that client.yml names.
Everything else is stated, and counts for nothing but what the pages say, unless the agency's own rules let its word do:
`rules: {agreement: stated}`.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portalgen.model.client import Agency, Proof
from portalgen.model.contact import Contact, Side, key_digest
from portalgen.model.evidence import Evidence
from portalgen.model.milestone import Move
from portalgen.model.project import Project
from portalgen.model.record.past import (
    DOCUMENT,
    MAIL,
    SIGNATURE,
    Agreement,
    PastEvidence,
    PastObjection,
)
from portalgen.model.record.signed_move import SignedMove, statement_of


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What the agreements of a project are held against.

    `clients` are the ids and names of people of the client's side, exactly as they are written; `agency` those of the
    agency's side, folded. `domains` are those of the addresses of people of the client's side, by id and by name.
    `documents` are the digests of what is published. `signed` are the moves that a key of somebody of the client's side
    signed for, each as (id or name, digest of the signature, move). `takes_stated` tells that the agency's word will
    do.
    """

    clients: frozenset[str] = frozenset()
    domains: frozenset[tuple[str, str]] = frozenset()
    agency: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    signed: frozenset[tuple[str, str, SignedMove]] = frozenset()
    takes_stated: bool = False

    def is_ours(self, name: str) -> bool:
        """Tells whether an id or a name is that of somebody of the agency's side."""
        return _folded(name) in self.agency

    def is_confirmed(self, agreement: Agreement) -> bool:
        """Tells whether somebody of the client's side agreed, and the client can check it."""
        name = agreement.by
        evidence = agreement.evidence
        if name is None or evidence is None:
            return False
        if name not in self.clients or self.is_ours(name):
            return False
        if evidence.kind == DOCUMENT:
            return evidence.digest in self.documents
        if evidence.kind == SIGNATURE:
            move = agreement.move
            return move is not None and (name, evidence.digest, move) in self.signed
        return self._is_of_domain(name, evidence.domain)

    def _is_of_domain(self, name: str, domain: str | None) -> bool:
        """Tells whether a domain that signed a mail is that of a person's address."""
        if domain is None:
            return False
        owns = [own for whose, own in self.domains if whose == name]
        return any(is_within(own, domain) for own in owns)

    def counts(self, agreement: Agreement) -> bool:
        """Tells whether an agreement counts: it is confirmed, or stated where that will do and nobody objected."""
        if self.is_confirmed(agreement):
            return True
        name = agreement.by
        if name is None or not self.takes_stated:
            return False
        return not (agreement.is_objected or self.is_ours(name))


NO_WITNESSES = Witnesses()


def witnesses(
    project: Project,
    agency: Agency,
    contacts: Iterable[Contact] = (),
    client_id: str = "",
) -> Witnesses:
    """Returns what the agreements of a project are held against; `contacts` are those of its client.

    What a client of another id signed counts for nothing.
    """
    known = (*contacts, *project.contacts)
    clients: set[str] = set()
    domains: set[tuple[str, str]] = set()
    ours: set[str] = set()
    for each in known:
        names = (each.id, each.name)
        if each.side is Side.CLIENT:
            clients.update(names)
            domains.update(_domains(each))
        else:
            ours.update(_folded(name) for name in names)
    documents = [each.sha256 for each in project.documents]
    return Witnesses(
        clients=frozenset(clients),
        domains=frozenset(domains),
        agency=frozenset(ours),
        documents=frozenset(documents),
        signed=frozenset(_signed(project, known, client_id)),
        takes_stated=agency.rules.agreement is Proof.STATED,
    )


def _signed(
    project: Project,
    known: Iterable[Contact],
    client_id: str,
) -> Iterator[tuple[str, str, SignedMove]]:
    """Yields the moves that people of the client's side signed for, by the signatures among the documents."""
    signers = signers_of(known)
    for document in project.documents:
        signature = document.signature
        if signature is None or signature.flaw:
            continue
        statement = statement_of(signature.statement)
        if statement is None or statement.client != client_id:
            continue
        for contact in signers.get(signature.key, ()):
            for name in (contact.id, contact.name):
                yield name, document.sha256, statement.move


def signers_of(known: Iterable[Contact]) -> dict[str, list[Contact]]:
    """Returns the people of the client's side by the digests of the keys that they sign with."""
    found: dict[str, list[Contact]] = {}
    for contact in known:
        if contact.side is Side.CLIENT:
            for key in contact.signing_keys:
                found.setdefault(key_digest(key), []).append(contact)
    return found


def declared(
    by: str | None,
    evidence: str | Evidence | None,
    is_objected: bool = False,
) -> Agreement:
    """Returns an agreement as a file declares it; words are no evidence, nor is a file without its digest."""
    return Agreement(by, _proof(evidence), is_objected)


def declared_objections(move: Move) -> Iterator[PastObjection]:
    """Yields what a file says that the client said against a move."""
    said = move.objection
    if said:
        yield PastObjection(said.on, said.by, said.because)


def _proof(evidence: str | Evidence | None) -> PastEvidence | None:
    if not isinstance(evidence, Evidence):
        return None
    if evidence.sha256 is None:
        return None
    if evidence.document:
        return PastEvidence(DOCUMENT, evidence.sha256)
    if evidence.signature:
        return PastEvidence(SIGNATURE, evidence.sha256, key=evidence.key)
    if evidence.mail and evidence.domain:
        return PastEvidence(MAIL, evidence.sha256, evidence.domain, evidence.on)
    return None


def _domains(contact: Contact) -> Iterator[tuple[str, str]]:
    """Yields the id and the name of a contact with the domain of its address, where it has one."""
    if contact.email:
        _, _, domain = contact.email.rpartition("@")
        for name in (contact.id, contact.name):
            yield name, domain.lower()


def is_within(own: str, signed: str) -> bool:
    """Tells whether a domain that signed is a person's own, or the one above it; one word alone is nobody's.

    >>> is_within("mail.acme.example", "acme.example"), is_within("acme.example", "example")
    (True, False)
    """
    if "." not in signed:
        return False
    return own == signed or own.endswith(f".{signed}")


def _folded(name: str) -> str:
    """Returns a name as people read it: case, look-alike characters and blanks set aside."""
    normal = unicodedata.normalize("NFKC", name)
    words = normal.casefold().split()
    return " ".join(words)
