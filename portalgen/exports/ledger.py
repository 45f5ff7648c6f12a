"""ledger.json: every entry with its hash, and the texts that the digests stand for."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import rfc8785

from portalgen.analysis.ledger.chain import digest_of
from portalgen.analysis.ledger.entry import written
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.model.record.seal import NO_HEAD, Seal

Json = dict[str, Any]
Opening = dict[str, str]
Openings = dict[str, Opening]

VERSION = 1
LEDGER_FILE = "ledger.json"


def ledger_json(ledger: Ledger, legal_note: str | None = None) -> bytes:
    """Returns the file. A program that knows only the design can verify it: see tests/data/rfc8785.

    The note is the foot's, for a file that is read without the pages; no hash depends on it.
    """
    value: Json = {"version": VERSION}
    if legal_note:
        value["legal_note"] = legal_note
    value["head"] = ledger.head
    value["since"] = None
    if ledger.since:
        value["since"] = ledger.since.isoformat()
    value["entries"] = _entries(ledger)
    value["openings"] = _openings(ledger)
    text = json.dumps(value, ensure_ascii=False)
    return f"{text}\n".encode()


def _entries(ledger: Ledger) -> list[Json]:
    """Returns the entries with their hashes, which stand last."""
    entries: list[Json] = []
    for each in ledger.entries:
        entry = written(each)
        entry["hash"] = each.hash
        entries.append(entry)
    return entries


def _openings(ledger: Ledger) -> Openings:
    """Returns the texts with their salts by digest."""
    openings: Openings = {}
    for digest, each in ledger.openings.items():
        openings[digest] = {
            "text": each.text,
            "salt": each.salt,
        }
    return openings


def broken_chain(content: bytes, seals: tuple[Seal, ...]) -> Iterator[str]:
    """Yields what is wrong with a published ledger.json: its chain, its openings, or that it breaks with a seal."""
    try:
        ledger = json.loads(content)
        entries = ledger["entries"]
        openings = ledger["openings"]
        hashes = [each["hash"] for each in entries]
        yield from _broken_entries(entries)
        yield from _wrong_openings(entries, openings)
        last = NO_HEAD
        if hashes:
            last = hashes[-1]
        if ledger["head"] != last:
            yield "its head is not the hash of its last entry"
        restarted = restarted_heads(entries)
    except (ValueError, TypeError, KeyError, AttributeError):
        yield "it is no ledger"
        return
    for seal in seals:
        n = seal.n
        if n == 0 or seal.head in restarted:
            continue
        sealed = hashes[n - 1 : n]
        if sealed != [seal.head]:
            yield f"entry {n} is not the one that was sealed as of {seal.as_of}"


def restarted_heads(entries: list[Json]) -> set[str]:
    """Returns the heads that a later entry says the chain began anew after."""
    heads: set[str] = set()
    for entry in entries:
        if entry["kind"] != "restarted":
            continue
        before = entry["of"] or ()
        heads.update(before)
    return heads


def _broken_entries(entries: list[Json]) -> Iterator[str]:
    previous = NO_HEAD
    for n, entry in enumerate(entries, 1):
        plain = _without_hash(entry)
        stated = (entry["n"], entry["previous"])
        expected = (n, previous)
        if stated != expected:
            yield f"entry {n} does not follow the one before it"
        content = rfc8785.dumps(plain)
        digest = hashlib.sha256(content)
        if digest.hexdigest() != entry["hash"]:
            yield f"entry {n} is not what its hash says"
        previous = entry["hash"]


def _without_hash(entry: Json) -> Json:
    """Returns what an entry's hash is made of."""
    plain = dict(entry)
    plain.pop("hash", None)
    return plain


def _wrong_openings(entries: list[Json], openings: Openings) -> Iterator[str]:
    known: set[str] = set()
    for entry in entries:
        texts = entry["texts"]
        known.update(texts.values())
    for digest, opening in openings.items():
        is_known = digest in known
        if not is_known or not _opens(opening, digest):
            yield "it holds a text that is none of its entries'"


def _opens(opening: Opening, digest: str) -> bool:
    text = opening["text"]
    salt = opening["salt"]
    return digest_of(text, salt) == digest
