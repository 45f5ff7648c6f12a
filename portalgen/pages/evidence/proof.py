"""What a point is checked by beside the record: documents and mails, by the digests of their bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from portalgen.model.document import Document
from portalgen.model.evidence import Evidence
from portalgen.model.record.past import DOCUMENT, MAIL, SIGNATURE, PastEvidence

# The key record by which a mail's signature was checked, as it was seen: it lies beside the mail.
KEY: Final = "key"
KEY_SUFFIX = ".key"
SUFFIX = ".sig"  # of a signature, behind the name of what it is over
KEPT_APART = (MAIL, KEY)


@dataclass(frozen=True, slots=True)
class Proof:
    """A document, a mail or the key record of a mail, by the SHA-256 of its bytes in hex.

    `name` is that of its file: of a document below documents/, else where it is kept in internal/, which no page tells.
    It is empty where the files do not name it any more.
    """

    kind: str
    digest: str
    name: str
    domain: str | None = None
    on: date | None = None

    @property
    def is_kept_apart(self) -> bool:
        """Tells whether it lies in internal/."""
        return self.kind in KEPT_APART


def proofs_of(
    evidence: str | Evidence | None,
    documents: Iterable[Document] = (),
) -> Iterator[Proof]:
    """Yields what a file names as evidence, where it has a digest; words are none.

    Of a signature the statement that it is over belongs to it, which is another of the project's documents.
    """
    if not isinstance(evidence, Evidence) or evidence.sha256 is None:
        return
    if evidence.document:
        yield Proof(DOCUMENT, evidence.sha256, evidence.document)
    elif evidence.signature:
        yield Proof(SIGNATURE, evidence.sha256, evidence.signature)
        for each in documents:
            if f"{each.name}{SUFFIX}" == evidence.signature:
                yield Proof(DOCUMENT, each.sha256, each.name)
    elif evidence.mail:
        domain = evidence.domain
        day = evidence.on
        yield Proof(MAIL, evidence.sha256, evidence.mail, domain, day)
        if evidence.key:
            name = f"{evidence.mail}{KEY_SUFFIX}"
            yield Proof(KEY, evidence.key, name, domain, day)


def recorded_proof(evidence: PastEvidence, name: str = "") -> Proof:
    """Returns what an entry of the record holds as evidence."""
    return Proof(
        kind=evidence.kind,
        digest=evidence.digest,
        name=name,
        domain=evidence.domain,
        on=evidence.on,
    )
