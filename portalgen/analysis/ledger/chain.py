"""Numbers and hashes facts: each entry holds the hash of the one before, so that none can be changed unseen.

A text enters its entry as a salted digest, and stands with its salt among the openings: a text that is taken out there
cannot be guessed from the digest, and no hash changes.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import rfc8785

from portalgen.analysis.ledger.entry import CARRIES, Entry, Fact, Texts, hashed
from portalgen.model.record.seal import NO_HEAD

# What `git filter-repo --replace-text` leaves where a text was erased from the history itself.
ERASED = "***REMOVED***"


@dataclass(frozen=True, slots=True)
class Opening:
    """A text with the salt that leads from it to its digest."""

    text: str
    salt: str


def salt_of(
    key: str,
    n: int,
    field: str,
) -> str:
    """Returns the salt of one text in hex: HMAC-SHA256 of [n, field] (RFC 8785) under the ledger's salt (UTF-8)."""
    secret = key.encode()
    place = rfc8785.dumps([n, field])
    code = hmac.new(secret, place, hashlib.sha256)
    return code.hexdigest()


def digest_of(text: str, salt: str) -> str:
    """Returns the digest of a text in hex: SHA-256 of salt and text in UTF-8."""
    salted = salt + text
    octets = salted.encode()
    digest = hashlib.sha256(octets)
    return digest.hexdigest()


def chained(
    facts: Iterable[Fact],
    key: str,
    named: Mapping[tuple[int, str], str] | None = None,
) -> tuple[list[Entry], dict[str, Opening]]:
    """Returns the entries of facts, and the openings of their texts by digest.

    `named` holds digests by number and field: they stand for texts that were erased from the history itself.
    """
    known = named or {}
    entries: list[Entry] = []
    openings: dict[str, Opening] = {}
    previous = NO_HEAD
    for n, fact in enumerate(facts, 1):
        digests: dict[str, str] = {}
        fields = CARRIES.get(fact.kind, ())
        for field in fields:
            text = getattr(fact.texts, field)
            place = (n, field)
            is_erased = text in {None, ERASED}
            if is_erased and place in known:
                digests[field] = known[place]
            elif text is not None:
                salt = salt_of(key, n, field)
                digest = digest_of(text, salt)
                digests[field] = digest
                openings[digest] = Opening(str(text), salt)
        texts = Texts(**digests)
        entry = _entry(fact, n, texts, previous)
        entries.append(entry)
        previous = entry.hash
    return entries, openings


def _entry(
    fact: Fact,
    n: int,
    digests: Texts,
    previous: str,
) -> Entry:
    entry = Entry(
        n=n,
        project=fact.project,
        milestone=fact.milestone,
        kind=fact.kind,
        on=fact.on,
        recorded_on=fact.recorded_on,
        before=fact.before,
        after=fact.after,
        days=fact.days,
        cause=fact.cause,
        explained=fact.explained,
        of=fact.of,
        texts=digests,
        previous=previous,
        evidence=fact.evidence,
    )
    hash_ = hashed(entry)
    return replace(entry, hash=hash_)
