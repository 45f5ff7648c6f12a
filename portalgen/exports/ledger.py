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

VERSION = 1
LEDGER_FILE = "ledger.json"


def ledger_json(ledger: Ledger, legal_note: str | None = None) -> bytes:
    """Returns the file. A program that knows only the design can verify it: see tests/data/rfc8785.

    The note is the foot's, for a file that is read without the pages; no hash depends on it.
    """
    value = {
        "version": VERSION,
        **({"legal_note": legal_note} if legal_note else {}),
        "head": ledger.head,
        "since": ledger.since.isoformat() if ledger.since else None,
        "entries": [{**written(each), "hash": each.hash} for each in ledger.entries],
        "openings": {
            digest: {"text": each.text, "salt": each.salt}
            for digest, each in ledger.openings.items()
        },
    }
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()


def broken_chain(content: bytes, seals: tuple[Seal, ...]) -> Iterator[str]:
    """Yields what is wrong with a published ledger.json: its chain, its openings, or that it breaks with a seal."""
    try:
        ledger = json.loads(content)
        entries = ledger["entries"]
        openings = ledger["openings"]
        hashes = [each["hash"] for each in entries]
        yield from _broken_entries(entries)
        yield from _wrong_openings(entries, openings)
        if ledger["head"] != (hashes[-1] if hashes else NO_HEAD):
            yield "its head is not the hash of its last entry"
        restarted = {
            name
            for each in entries
            if each["kind"] == "restarted"
            for name in each["of"] or ()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        yield "it is no ledger"
        return
    for seal in seals:
        is_continued = (
            seal.n == 0
            or hashes[seal.n - 1 : seal.n] == [seal.head]
            or seal.head in restarted
        )
        if not is_continued:
            yield f"entry {seal.n} is not the one that was sealed as of {seal.as_of}"


def _broken_entries(entries: list[dict[str, Any]]) -> Iterator[str]:
    previous = NO_HEAD
    for n, entry in enumerate(entries, 1):
        plain = {key: value for key, value in entry.items() if key != "hash"}
        if (entry["n"], entry["previous"]) != (n, previous):
            yield f"entry {n} does not follow the one before it"
        if hashlib.sha256(rfc8785.dumps(plain)).hexdigest() != entry["hash"]:
            yield f"entry {n} is not what its hash says"
        previous = entry["hash"]


def _wrong_openings(
    entries: list[dict[str, Any]], openings: dict[str, dict[str, str]]
) -> Iterator[str]:
    known = {digest for entry in entries for digest in entry["texts"].values()}
    for digest, opening in openings.items():
        if digest not in known or digest_of(opening["text"], opening["salt"]) != digest:
            yield "it holds a text that is none of its entries'"
