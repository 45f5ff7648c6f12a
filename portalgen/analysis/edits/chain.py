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
        before_is_open, after_is_open = fact.is_open
        is_open = {
            "item": fact.course.is_in_view,
            "from": before_is_open,
            "to": after_is_open,
        }
        for name, text in fact.texts.by_name.items():
            erased = named.get((n, name))
            if erased and (text is None or ERASED in text):
                digests[name] = erased
                continue
            if text is None:
                digests[name] = None
                continue
            salt = salt_of(key, n, name)
            digest = digest_of(text, salt)
            digests[name] = digest
            if is_open[name]:
                openings[digest] = Opening(text, salt)
        entry = _entry(fact, n, digests, previous)
        entries.append(entry)
        previous = entry.hash
    return entries, openings


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
