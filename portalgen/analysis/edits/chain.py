"""Numbers and hashes edits as the ledger does its facts: the same digests and salts, in a chain of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from portalgen.analysis.edits.entry import Edit, EditTexts, hashed
from portalgen.analysis.edits.watched import EditFact
from portalgen.analysis.ledger.chain import ERASED, Opening, digest_of, salt_of
from portalgen.model.record.seal import NO_HEAD

Named = Mapping[tuple[int, str], str]


def chained(
    facts: Iterable[EditFact],
    key: str,
    named: Named,
) -> tuple[list[Edit], dict[str, Opening]]:
    """Returns the entries of facts, and the openings of those of their texts that may be read, by digest.

    `key` is the ledger's salt. `named` holds digests by number and name: they stand for texts that were erased from the
    history itself.
    """
    entries: list[Edit] = []
    openings: dict[str, Opening] = {}
    previous = NO_HEAD
    for n, fact in enumerate(facts, 1):
        digests: dict[str, str | None] = {}
        for name, text in fact.texts.by_name.items():
            digest, opening = _closed(n, name, text, key, named)
            digests[name] = digest
            if digest and opening and name in fact.open_texts:
                openings[digest] = opening
        entry = _entry(fact, n, digests, previous)
        entries.append(entry)
        previous = entry.hash
    return entries, openings


def _closed(
    n: int,
    name: str,
    text: str | None,
    key: str,
    named: Named,
) -> tuple[str | None, Opening | None]:
    """Returns the digest of a text, and what opens it; None for what there is none of, or is erased."""
    erased = named.get((n, name))
    if erased and (text is None or ERASED in text):
        return erased, None
    if text is None:
        return None, None
    salt = salt_of(
        key,
        n,
        name,
    )
    return digest_of(text, salt), Opening(text, salt)


def _entry(
    fact: EditFact,
    n: int,
    digests: Mapping[str, str | None],
    previous: str,
) -> Edit:
    entry = Edit(
        n=n,
        project=fact.project,
        kind=fact.kind,
        thing=fact.thing,
        field=fact.field,
        since=fact.since,
        recorded_on=fact.recorded_on,
        texts=EditTexts(digests["item"], digests["from"], digests["to"]),
        previous=previous,
    )
    return replace(entry, hash=hashed(entry))
