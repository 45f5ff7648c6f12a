"""ledger.json: every entry with its hash, and the texts that the digests stand for."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import rfc8785

from portalgen.analysis.edits.edits import NO_EDITS, Edits
from portalgen.analysis.edits.entry import written as written_edit
from portalgen.analysis.ledger.chain import Opening as KnownText
from portalgen.analysis.ledger.chain import digest_of
from portalgen.analysis.ledger.entry import written
from portalgen.analysis.ledger.ledger import Ledger
from portalgen.model.record.seal import NO_HEAD, Seal

Json = dict[str, Any]
Opening = dict[str, str]
Openings = dict[str, Opening]

VERSION = 1
LEDGER_FILE = "ledger.json"


def ledger_json(
    ledger: Ledger,
    legal_note: str | None = None,
    edits: Edits = NO_EDITS,
) -> bytes:
    """Returns the file. A program that knows only the design can verify it: see tests/data/rfc8785.

    The note is the foot's, for a file that is read without the pages; no hash depends on it. Edits are a chain of their
    own beside that of the dates; where there are none, nothing is said of them.
    """
    value: Json = {"version": VERSION}
    if legal_note:
        value["legal_note"] = legal_note
    value["head"] = ledger.head
    value["since"] = None
    if ledger.since:
        value["since"] = ledger.since.isoformat()
    value["entries"] = _entries(ledger)
    if edits.entries:
        value["edits"] = {"head": edits.head, "entries": _edit_entries(edits)}
    value["openings"] = {**_openings(ledger.openings), **_openings(edits.openings)}
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


def _edit_entries(edits: Edits) -> list[Json]:
    """Returns the entries of edits with their hashes, which stand last."""
    entries: list[Json] = []
    for each in edits.entries:
        entry = written_edit(each)
        entry["hash"] = each.hash
        entries.append(entry)
    return entries


def _openings(known: Mapping[str, KnownText]) -> Openings:
    """Returns the texts with their salts by digest."""
    openings: Openings = {}
    for digest, each in known.items():
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
        edits = edits_in(ledger)
        hashes = [each["hash"] for each in entries]
        edit_hashes = [each["hash"] for each in edits]
        yield from _broken_entries(entries, "entry")
        yield from _broken_entries(edits, "edit")
        yield from _wrong_openings([*entries, *edits], openings)
        if ledger["head"] != (hashes or [NO_HEAD])[-1]:
            yield "its head is not the hash of its last entry"
        if edits and ledger["edits"]["head"] != edit_hashes[-1]:
            yield "the head of its edits is not the hash of the last"
        restarted = restarted_heads(entries)
    except (ValueError, TypeError, LookupError, AttributeError):
        yield "it is no ledger"
        return
    for seal in seals:
        if seal.head not in restarted:
            yield from _not_sealed(seal, hashes, edit_hashes)


def edits_in(ledger: Json) -> list[Json]:
    """Returns the entries of edits in a ledger; none where it says nothing of them."""
    if "edits" not in ledger:
        return []
    entries: list[Json] = ledger["edits"]["entries"]
    return entries


def _not_sealed(
    seal: Seal,
    hashes: list[str],
    edits: list[str],
) -> Iterator[str]:
    """Yields what a seal names and a ledger does not hold."""
    n = seal.n
    if n and hashes[n - 1 : n] != [seal.head]:
        yield f"entry {n} is not the one that was sealed as of {seal.as_of}"
    reached = seal.edits
    if reached and edits[reached.n - 1 : reached.n] != [reached.head]:
        yield f"edit {reached.n} is not the one that was sealed as of {seal.as_of}"


def restarted_heads(entries: list[Json]) -> set[str]:
    """Returns the heads that a later entry says the chain began anew after."""
    heads: set[str] = set()
    for entry in entries:
        if entry["kind"] != "restarted":
            continue
        before = entry["of"] or ()
        heads.update(before)
    return heads


def _broken_entries(entries: list[Json], noun: str) -> Iterator[str]:
    previous = NO_HEAD
    for n, entry in enumerate(entries, 1):
        plain = _without_hash(entry)
        stated = (entry["n"], entry["previous"])
        expected = (n, previous)
        if stated != expected:
            yield f"{noun} {n} does not follow the one before it"
        content = rfc8785.dumps(plain)
        digest = hashlib.sha256(content)
        if digest.hexdigest() != entry["hash"]:
            yield f"{noun} {n} is not what its hash says"
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
